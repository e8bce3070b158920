/** A session's first state, from what is stored: a new one has nothing, a resumed one goes on where it was. */

import { emptyList } from './append-list.ts';
import { maxUndoable } from './compaction/compacting.ts';
import { contextFrom, contextTokens, emptyContext } from './conversation/context.ts';
import type { TextBlock } from './conversation/message.ts';
import { contentTokens, textTokens } from './conversation/tokens.ts';
import { indexOf, lastMessage, type TranscriptRecord } from './conversation/transcript.ts';
import { failure } from './failure.ts';
import { emptyLedger } from './ledger/ledger.ts';
import type { MemoryState } from './memory/memory-state.ts';
import { rested } from './memory/refresh-policy.ts';
import { emptyAccounts } from './models/accounts.ts';
import { noOwnership, type ToolDefinition } from './ports.ts';
import type { SessionState, StoredSession } from './session.ts';
import type { SessionSettings } from './settings.ts';
import { withRecord } from './step-result.ts';

export interface SessionSetup {
  readonly id: string;
  readonly provider: string;
  readonly settings: SessionSettings;
  readonly system: readonly TextBlock[];
  readonly tools: readonly ToolDefinition[];
  readonly stored: StoredSession;
  /** Random, so that ids and delimiters of this run are like no other's. */
  readonly idPrefix: string;
}

export function initialState(setup: SessionSetup): SessionState {
  const { id, provider, settings, system, tools, stored, idPrefix } = setup;
  const baseTokens = contentTokens(system) + (tools.length === 0 ? 0 : textTokens(JSON.stringify(tools)));
  const empty: SessionState = {
    id,
    provider,
    settings,
    system,
    tools,
    transcript: emptyList(),
    follows: null,
    context: emptyContext(baseTokens),
    undoable: [],
    turn: { phase: 'idle' },
    queue: [],
    compacting: null,
    memory: initialMemory(stored),
    ledger: emptyLedger,
    generation: 0,
    epoch: 0,
    futileCompactions: 0,
    accounts: emptyAccounts,
    askedAt: null,
    turnFailure: null,
    storageFailure: null,
    idPrefix,
    idCounter: 0,
  };
  return withResumedTurn(stored.records.reduce(replay, empty));
}

function initialMemory({ memory, knownHashes }: StoredSession): MemoryState {
  return {
    text: memory?.text ?? null,
    fileText: null,
    goneText: null,
    covered: memory?.covered ?? null,
    provisional: memory?.provisional ?? false,
    updatedAt: memory?.at ?? null,
    ownership: memory?.ownership ?? noOwnership,
    fileHash: memory?.hash ?? null,
    file: 'unwritten',
    fileFailure: null,
    deletion: memory?.fileDeletion ?? 'none',
    foreign: null,
    restoring: null,
    writing: null,
    untold: [],
    overridden: [],
    job: null,
    again: null,
    knownHashes,
    tokensAtUpdate: 0,
    toolCallsSince: 0,
    aloneInRow: 0,
    backoff: rested,
    failure: null,
  };
}

/** One stored record, as if it had just happened; nothing is asked for. */
function replay(state: SessionState, record: TranscriptRecord): SessionState {
  const grown = withRecord(state, record);
  if (record.kind === 'compaction') return replayCompaction(state, grown, record);
  if (record.kind === 'undo') return replayUndo(grown, record.undoes);
  return record.id === state.memory.covered
    ? { ...grown, memory: { ...grown.memory, tokensAtUpdate: contextTokens(grown.context) } }
    : grown;
}

function replayCompaction(
  before: SessionState,
  grown: SessionState,
  record: Extract<TranscriptRecord, { kind: 'compaction' }>,
): SessionState {
  const tailStart =
    record.tailFrom === null ? before.transcript.length : indexOf(before.transcript, record.tailFrom);
  // A tail whose first record was lost on disk begins after the newest record: nothing is sent twice or out of order.
  const start = tailStart < 0 ? before.transcript.length : tailStart;
  const context = contextFrom(before.transcript, record.head, start, before.context.baseTokens);
  return {
    ...grown,
    context,
    undoable: [...grown.undoable, { record, before: before.context }].slice(-maxUndoable),
    epoch: grown.epoch + 1,
    generation: grown.generation + 1,
    memory: { ...grown.memory, tokensAtUpdate: contextTokens(context) },
  };
}

function replayUndo(state: SessionState, undoes: string): SessionState {
  const last = state.undoable.at(-1);
  if (last === undefined || last.record.id !== undoes) return state;
  const { head, tailStart, baseTokens } = last.before;
  return {
    ...state,
    context: contextFrom(state.transcript, head, tailStart, baseTokens),
    undoable: state.undoable.slice(0, -1),
    generation: state.generation + 1,
  };
}

/** A turn that a reload or crash cut off is offered for retry. */
function withResumedTurn(state: SessionState): SessionState {
  const last = lastMessage(state.transcript);
  if (last === undefined || (last.kind === 'assistant' && last.outcome !== 'toolUse')) return state;
  const why = failure(
    'network',
    'The window was closed before this message was answered. Retry to send it again.',
  );
  return { ...state, turnFailure: why };
}
