/**
 * Runs one session: feeds facts into `step` one at a time and has its orders performed. The only place where the state of
 * a session changes, and where the time comes in.
 */
import { cutOff } from './conversation/answer.ts';
import type { Attachment } from './conversation/attachment.ts';
import type { RecordId } from './conversation/transcript.ts';
import { createPerformer, type EnginePorts, type Fact, type Report } from './effects.ts';
import { failure } from './failure.ts';
import type { RestoredVersion } from './memory/memory-state.ts';
import {
  type CompactionOutcome,
  type MemoryOutcome,
  type RequestId,
  type SessionSnapshot,
  type TurnOutcome,
  type UndoOutcome,
  unchangedOutcome,
} from './outcome.ts';
import { phrase } from './phrase.ts';
import { firstOrders, initialState, type SessionSetup } from './resume.ts';
import type { SessionInput, SessionState } from './session.ts';
import type { SessionSettings } from './settings.ts';
import { snapshot } from './snapshot.ts';
import { step } from './step.ts';

export type MemoryFileDecision = Extract<SessionInput, { kind: 'memoryFileDecided' }>['decision'];

/** All methods may be called at any time; outcomes never reject for expected failures. */
export interface Engine {
  readonly state: SessionState;
  snapshot(): SessionSnapshot;
  send(text: string, attachments?: readonly Attachment[]): Promise<TurnOutcome>;
  /** Sends the last unanswered message again. */
  retry(): Promise<TurnOutcome>;
  /** Asks for the rest of the last answer, which ended early. */
  continueAnswer(): Promise<TurnOutcome>;
  /** Sends an earlier message again with other words, on a branch of its own; the old branch is kept. */
  edit(record: RecordId, text: string): Promise<TurnOutcome>;
  /** Brings the branch with this message to the front, at the next turn boundary. */
  showBranch(record: RecordId): void;
  stop(): void;
  /** Takes a message out of the queue by the request that sent it, whose outcome is then `cancelled` without a failure. */
  withdraw(message: RequestId): void;
  /** A `focus` is what the memory should give special attention: it is brought up to date with it first. */
  compact(focus?: string): Promise<CompactionOutcome>;
  undoCompaction(): Promise<UndoOutcome>;
  updateMemory(): Promise<MemoryOutcome>;
  /** Says that the memory file may have changed (watcher, save). */
  memoryFileTouched(): void;
  decideMemoryFile(decision: MemoryFileDecision): void;
  /** Says that the next edit of the memory file is this version, brought back: its lines stay whose they were. */
  memoryVersionChosen(version: RestoredVersion): void;
  settingsChanged(settings: SessionSettings, provider: string): void;
  /** Calls `listener` after every step with the new state; the returned function takes it back. */
  onChange(listener: (state: SessionState) => void): () => void;
  /** Resolves when no turn, compaction, update or write is under way. */
  whenIdle(): Promise<void>;
  /** Cancels what runs; nothing is asked or written from now on. Whoever waits for an outcome gets `failed`. */
  dispose(): void;
  /** The same, but what has arrived of an answer is recorded first. Resolves when that is on disk, or cannot be. */
  close(): Promise<void>;
}

type Outcome = Report['outcome'];

export function createEngine(setup: Omit<SessionSetup, 'provider' | 'tools'>, ports: EnginePorts): Engine {
  let state = initialState({ ...setup, provider: ports.model().provider, tools: ports.tools.definitions });
  let disposed = false;
  let stepping = false;
  let requests = 0;
  const inbox: SessionInput[] = [];
  const waiting = new Map<RequestId, (outcome: Outcome) => void>();
  const listeners = new Set<(state: SessionState) => void>();
  const idleWaiters = new Set<() => void>();

  const performer = createPerformer({ ports, take, report, settled: settle });

  /** Facts that arrive while a step's orders are being given wait for their end, so that orders keep their order. */
  function take(fact: Fact): void {
    if (disposed) return;
    inbox.push({ ...fact, at: ports.clock.now() } as SessionInput);
    if (stepping) return;
    stepping = true;
    try {
      for (let input = inbox.shift(); input !== undefined; input = inbox.shift()) {
        const [next, effects] = step(state, input);
        state = next;
        for (const effect of effects) performer.perform(effect);
        for (const listener of listeners) listener(state);
      }
    } finally {
      stepping = false;
    }
    settle();
  }

  function report({ requestId, outcome }: Report): void {
    if (requestId === null) return;
    waiting.get(requestId)?.(outcome);
    waiting.delete(requestId);
  }

  function settle(): void {
    const busy = state.turn.phase !== 'idle' || state.compacting !== null || state.memory.job !== null;
    if (!disposed && (busy || performer.pending > 0)) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters.clear();
  }

  function ask<T extends Outcome>(fact: (requestId: RequestId) => Fact, closed: T): Promise<T> {
    if (disposed) return Promise.resolve(closed);
    const requestId = `request-${++requests}`;
    return new Promise((resolve) => {
      waiting.set(requestId, (outcome) => resolve((outcome === gone ? closed : outcome) as T));
      take(fact(requestId));
    });
  }

  function dispose(): void {
    if (disposed) return;
    disposed = true;
    performer.dispose();
    // The latest first: who puts words back puts them before what is there.
    for (const resolve of [...waiting.values()].reverse()) resolve(gone);
    waiting.clear();
    listeners.clear();
    settle();
  }

  for (const order of firstOrders(state, setup.stored)) performer.perform(order);

  return {
    get state() {
      return state;
    },
    snapshot: () => snapshot(state),
    send: (text, attachments = []) =>
      ask((requestId) => ({ kind: 'userSubmitted', requestId, text, attachments }), closedTurn),
    retry: () => ask((requestId) => ({ kind: 'retryRequested', requestId }), closedTurn),
    continueAnswer: () => ask((requestId) => ({ kind: 'continueRequested', requestId }), closedTurn),
    edit: (record, text) =>
      ask((requestId) => ({ kind: 'editRequested', requestId, record, text }), closedTurn),
    showBranch: (record) => take({ kind: 'branchChosen', record }),
    stop: () => take({ kind: 'stopRequested' }),
    withdraw: (requestId) => take({ kind: 'withdrawRequested', requestId }),
    compact: (focus = '') =>
      ask((requestId) => ({ kind: 'compactRequested', requestId, focus }), closedCompaction(state)),
    undoCompaction: () => ask((requestId) => ({ kind: 'undoRequested', requestId }), gone as UndoOutcome),
    updateMemory: () => ask((requestId) => ({ kind: 'memoryRequested', requestId }), gone as MemoryOutcome),
    memoryFileTouched: () => take({ kind: 'memoryFileTouched' }),
    decideMemoryFile: (decision) => take({ kind: 'memoryFileDecided', decision }),
    memoryVersionChosen: (version) => take({ kind: 'memoryVersionChosen', version }),
    settingsChanged: (settings, provider) => take({ kind: 'settingsChanged', settings, provider }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenIdle: () =>
      new Promise((resolve) => {
        idleWaiters.add(resolve);
        settle();
      }),
    dispose,
    close: () => {
      if (!disposed) for (const order of cutOff(state, ports.clock.now())) performer.perform(order);
      dispose();
      return performer.recordsStored();
    },
  };
}

/** What everyone who still waits is told when the session is closed. */
const gone = { status: 'failed', failure: failure('cancelled', phrase`The session was closed.`) } as const;

const closedTurn: TurnOutcome = { ...gone, text: '' };

const closedCompaction = (state: SessionState): CompactionOutcome =>
  unchangedOutcome(snapshot(state), { ...gone, strategy: state.settings.strategy, waitedMs: 0 });
