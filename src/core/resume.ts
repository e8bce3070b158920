/** A session's first state, from what is stored: a new one has nothing, a resumed one goes on where it was. */

import { listOf, slice } from './append-list.ts';
import { type AnswerPiece, arrivedAnswer } from './conversation/answer-piece.ts';
import { currentBranch, readVersions } from './conversation/branches.ts';
import { emptyContext } from './conversation/context.ts';
import { type TextBlock, text } from './conversation/message.ts';
import { contentTokens, textTokens } from './conversation/tokens.ts';
import { indexOf, isUnanswered, type Transcript, type TranscriptRecord } from './conversation/transcript.ts';
import { failure } from './failure.ts';
import { emptyLedger } from './ledger/ledger.ts';
import { type MemoryState, storedSummaryEnd } from './memory/memory-state.ts';
import { findMemory } from './memory/recalling.ts';
import { rested } from './memory/refresh-policy.ts';
import { resumedUntold } from './memory/untold.ts';
import { bookedAnew, emptyAccounts } from './models/accounts.ts';
import { phrase } from './phrase.ts';
import { noOwnership } from './ports/memory-history.ts';
import type { ToolDefinition } from './ports/tools.ts';
import { onBranch } from './replay.ts';
import type { SessionEffect, SessionState, StoredSession } from './session.ts';
import type { SessionSettings } from './settings.ts';
import { record } from './step-result.ts';

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
  const transcript = listOf(stored.records);
  const branch = currentBranch(transcript);
  const baseTokens = contentTokens(system) + (tools.length === 0 ? 0 : textTokens(JSON.stringify(tools)));
  const empty: SessionState = {
    id,
    provider,
    settings,
    system,
    tools,
    transcript,
    branch,
    versions: readVersions(transcript),
    follows: null,
    context: emptyContext(baseTokens),
    undoable: [],
    turn: { phase: 'idle' },
    queue: [],
    compacting: null,
    memory: initialMemory(stored, transcript, branch),
    ledger: emptyLedger,
    ledgerMarks: stored.ledgerMarks ?? [],
    generation: stored.records.filter(raisesGeneration).length,
    epoch: stored.records.filter(({ kind }) => kind === 'compaction').length,
    futileCompactions: 0,
    accounts: emptyAccounts,
    askedAt: null,
    turnFailure: null,
    storageFailure: null,
    idPrefix,
    idCounter: 0,
  };
  const resumed = onBranch({ ...empty, accounts: bookedAnew(empty) }, branch);
  return withResumedTurn(withArrived(resumed, stored.pieces ?? []));
}

/** What had arrived of an answer that nobody was left to record: it was cut, as by a broken stream. */
function withArrived(state: SessionState, pieces: readonly AnswerPiece[]): SessionState {
  const arrived = arrivedAnswer(state.branch, pieces);
  if (arrived === null) return state;
  const { parent, at, provider, model } = arrived;
  const [next] = record(
    { ...state, follows: parent },
    {
      kind: 'assistant',
      at,
      provider,
      model,
      content: [text(arrived.text)],
      outcome: 'interrupted',
      stopReason: null,
      usage: null,
    },
  );
  return next;
}

/**
 * What is ordered first: to store what was made of an answer's pieces, to read the file as it is now, and to find a memory
 * that speaks of this branch where the newest does not.
 */
export function firstOrders(
  state: SessionState,
  { records, memory }: StoredSession,
): readonly SessionEffect[] {
  const made = slice(state.transcript, records.length);
  const isOfAnotherBranch = memory !== null && memory.covered !== state.memory.covered;
  return [
    ...made.map((entry) => ({ kind: 'storeRecord', record: entry }) as const),
    { kind: 'readMemoryFile', purpose: 'start', jobId: null },
    ...(isOfAnotherBranch ? [findMemory(state)] : []),
  ];
}

const raisesGeneration = (record: TranscriptRecord): boolean =>
  record.kind === 'compaction' ||
  record.kind === 'undo' ||
  record.kind === 'switch' ||
  (record.kind === 'user' && record.insteadOf !== undefined);

function initialMemory(stored: StoredSession, transcript: Transcript, branch: Transcript): MemoryState {
  const { memory, knownHashes } = stored;
  const covered = memory === null || indexOf(branch, memory.covered) < 0 ? null : memory.covered;
  return {
    text: memory?.text ?? null,
    fileText: null,
    shownBefore: stored.shownBefore === undefined ? (memory?.text ?? null) : stored.shownBefore,
    goneText: null,
    covered,
    provisional: covered !== null && (memory?.provisional ?? false),
    summarised: storedSummaryEnd(memory),
    updatedAt: memory?.at ?? null,
    ownership: memory?.ownership ?? noOwnership,
    fileHash: memory?.hash ?? null,
    file: 'unwritten',
    fileFailure: null,
    deletion: memory?.fileDeletion ?? 'none',
    foreign: null,
    restoring: null,
    writing: null,
    untold: resumedUntold(transcript, memory?.untold),
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

/** A turn that a reload or crash cut off is offered for retry. */
function withResumedTurn(state: SessionState): SessionState {
  if (!isUnanswered(state.branch)) return state;
  const why = failure(
    'network',
    phrase`The window was closed before this message was answered. Retry to send it again.`,
  );
  return { ...state, turnFailure: why };
}
