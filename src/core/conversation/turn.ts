/** How a turn begins, is sent, is stopped and ends; `answer.ts` takes what the model says. */
import { beginCompaction, maxFutile } from '../compaction/compacting.ts';
import { type Failure, failure } from '../failure.ts';
import { contextLimit, hardLimit } from '../limits.ts';
import { updateIfDue } from '../memory/update-due.ts';
import { editNote } from '../merge/edit-note.ts';
import { failedWith, type RequestId, type TurnOutcome } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { ModelEvent } from '../ports/model.ts';
import { redactWith } from '../redaction/redact.ts';
import type { SessionState, Step } from '../session.ts';
import { log, newId, only, record, then } from '../step-result.ts';
import { type AnswerPiece, pieceDelayMs } from './answer-piece.ts';
import { attachedField, userContent } from './attachment.ts';
import { contextTokens, estimatedTokens } from './context.ts';
import { type OutgoingMessage, refusalOf, sentMessage } from './outgoing-message.ts';
import { chatRequest } from './requests.ts';
import { lastMessage, lastUser, type RecordId } from './transcript.ts';
import type { Turn } from './turn-state.ts';

export type Answering = Extract<Turn, { phase: 'answering' }>;
type Preparing = Extract<Turn, { phase: 'preparing' }>;

const idle: Turn = { phase: 'idle' };

export const reportTurn = (requestId: RequestId, outcome: TurnOutcome) =>
  ({ kind: 'reportTurn', requestId, outcome }) as const;

/** Begins a turn unless the message cannot be sent at all; then nothing is recorded and the draft is the panel's. */
export function beginTurn(
  state: SessionState,
  requestId: RequestId,
  message: OutgoingMessage,
  insteadOf: RecordId | null = null,
): Step {
  const why = refusalOf(state, message);
  if (why !== null) return only(state, reportTurn(requestId, failedWith(why)));
  const { typed, attachments, continuation } = message;
  const continuing = continuation === undefined ? {} : { continuation };
  return prepare(state, {
    phase: 'preparing',
    requestId,
    typed,
    attachments,
    ...continuing,
    insteadOf,
    retry: false,
  });
}

/** Sends the last user message again, without a new record; what was cut of its answer is stepped over. */
export function beginRetry(state: SessionState, requestId: RequestId): Step {
  const last = lastMessage(state.branch);
  if (last === undefined || (last.kind === 'assistant' && last.outcome === 'complete')) {
    const why = failure('badRequest', phrase`There is no unanswered message to retry.`);
    return only(state, reportTurn(requestId, failedWith(why)));
  }
  if (last.kind === 'assistant' && last.outcome === 'refused') {
    const refused = lastUser(state.branch);
    const message = refused === undefined ? { typed: '', attachments: [] } : sentMessage(refused);
    return beginTurn(state, requestId, message);
  }
  const follows = last.kind === 'assistant' && last.outcome === 'interrupted' ? last.parent : state.follows;
  return prepare(
    { ...state, follows },
    { phase: 'preparing', requestId, typed: '', attachments: [], insteadOf: null, retry: true },
  );
}

const prepare = (state: SessionState, turn: Turn): Step =>
  only({ ...state, turn, turnFailure: null }, { kind: 'readMemoryFile', purpose: 'turn', jobId: null });

/** The file has been read: the message is recorded, with a note of hand edits, and goes out or compacts first. */
export function prepared(state: SessionState, now: number): Step {
  const { turn, memory } = state;
  if (turn.phase !== 'preparing') return only(state);
  const go = (next: SessionState): Step => compactOrCall(next, turn.requestId, now);
  if (turn.retry) return go(state);
  const notes = memory.untold.map(redactWith(state.ledger.credentials));
  return then(record(state, userMessage(turn, notes, now)), go);
}

function userMessage(turn: Preparing, notes: readonly string[], at: number) {
  const { typed, attachments, continuation, insteadOf } = turn;
  const words = continuation ?? typed;
  return {
    kind: 'user' as const,
    at,
    content: userContent(words, attachments, notes.length === 0 ? [] : [editNote(notes)]),
    typed,
    ...(continuation === undefined ? {} : ({ continues: true } as const)),
    ...attachedField(attachments),
    ...(insteadOf === null ? {} : { insteadOf }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Stopped before anything went out: the message is kept, unanswered. */
export function stopPreparing(state: SessionState, now: number): Step {
  const { turn } = state;
  if (turn.phase !== 'preparing') return only(state);
  const kept = turn.retry ? only(state) : record(state, userMessage(turn, [], now));
  return then(kept, (next) => endTurn(next, turn.requestId, cancelled(''), now));
}

export const cancelled = (sofar: string): TurnOutcome => ({
  status: 'cancelled',
  text: sofar,
  failure: failure('cancelled', phrase`Stopped.`),
});

function compactOrCall(state: SessionState, requestId: RequestId, now: number): Step {
  const tokens = contextTokens(state.context);
  if (!state.settings.autoCompact || tokens <= contextLimit(state.settings)) {
    return call(state, { requestId, round: 0, ...freshCall }, now);
  }
  if (state.futileCompactions >= maxFutile) {
    const why = phrase`The context is full and ${maxFutile} compactions in a row freed almost nothing. Shorten the memory file, raise the limit or start a new session.`;
    return endTurn(state, requestId, failedWith(failure('tooLong', why)), now);
  }
  const compacting: Turn = { phase: 'compacting', requestId, round: 0, overflowed: false, stopgap: false };
  return beginCompaction(
    { ...state, turn: compacting },
    { reason: 'limit', requestId: null, focus: '' },
    now,
  );
}

/** The compaction that a turn waited for has ended: the turn goes on, or fails where nothing could be reached. */
export function afterCompaction(state: SessionState, now: number): Step {
  const { turn, compacting } = state;
  if (turn.phase !== 'compacting' || compacting !== null) return only(state);
  // Where report and estimate differ that much, the server has the last word: its answer is also the next report.
  const { context } = state;
  if (Math.min(contextTokens(context), estimatedTokens(context)) > hardLimit(state.settings)) {
    const why = phrase`The conversation does not fit the model’s window and could not be made smaller. Start a new session or raise the limit.`;
    return endTurn(state, turn.requestId, failedWith(failure('tooLong', why)), now);
  }
  return call(state, { ...turn, thinkingDropped: false }, now);
}

interface CallFacts {
  readonly requestId: RequestId;
  readonly round: number;
  readonly overflowed: boolean;
  readonly stopgap: boolean;
  readonly thinkingDropped: boolean;
}

/** Of a call that no compaction and no refusal came before. */
export const freshCall = { overflowed: false, stopgap: false, thinkingDropped: false } as const;

/** The offline provider asks no model, whatever the settings name. */
const modelAsked = ({ provider, settings }: SessionState): string =>
  provider === 'offline' ? 'offline' : settings.model;

export function call(state: SessionState, facts: CallFacts, now: number): Step {
  const [callId, next] = newId(state);
  const turn: Answering = {
    phase: 'answering',
    requestId: facts.requestId,
    callId,
    provider: next.provider,
    model: modelAsked(next),
    thinkingFrom: next.context.thinkingFrom,
    round: facts.round,
    overflowed: facts.overflowed,
    stopgap: facts.stopgap,
    thinkingDropped: facts.thinkingDropped,
    partialText: '',
    partialThinking: '',
    keptChars: 0,
    waiting: null,
  };
  return only({ ...next, turn, askedAt: now }, { kind: 'callModel', callId, request: chatRequest(next) });
}

/** A piece of the answer, or news of a wait; constant cost. */
export function answerProgressed(state: SessionState, callId: string, event: ModelEvent, now: number): Step {
  const { turn } = state;
  if (turn.phase !== 'answering' || turn.callId !== callId) return only(state);
  const next: Answering = { ...turn, ...progress(turn, event, now) };
  const isFirstUnkept = !hasUnkept(turn) && hasUnkept(next);
  return only({ ...state, turn: next }, ...(isFirstUnkept ? [keepSoon] : []));
}

const keepSoon = { kind: 'startTimer', timer: 'answerPiece', delayMs: pieceDelayMs } as const;

export const hasUnkept = ({ partialText, keptChars }: Answering): boolean => partialText.length > keptChars;

/** Keeps what has arrived since the last piece. */
export function keepPiece(state: SessionState, now: number): Step {
  const { turn, follows } = state;
  if (turn.phase !== 'answering' || follows === null || !hasUnkept(turn)) return only(state);
  const { callId: id, partialText, keptChars: from } = turn;
  const kept = { ...turn, keptChars: partialText.length };
  return only(
    { ...state, turn: kept },
    storePiece(turn, { id, parent: follows, at: now, from, text: partialText.slice(from) }),
  );
}

/** Where an answer is thrown away and asked for anew, an empty piece, being newer, outdoes what was kept of it. */
export function dropPieces(state: SessionState, turn: Answering, now: number): Step {
  const { follows } = state;
  if (follows === null || turn.keptChars === 0) return only(state);
  const [id, next] = newId(state);
  return only(next, storePiece(turn, { id, parent: follows, at: now, from: 0, text: '' }));
}

const storePiece = (
  { provider, model }: Answering,
  piece: Pick<AnswerPiece, 'id' | 'parent' | 'at' | 'from' | 'text'>,
) => ({ kind: 'storePiece', piece: { kind: 'piece', provider, model, ...piece } }) as const;

function progress(turn: Answering, event: ModelEvent, now: number): Partial<Answering> {
  switch (event.kind) {
    case 'text':
      return { partialText: turn.partialText + event.text, waiting: null };
    case 'thinking':
      return { partialThinking: turn.partialThinking + event.text, waiting: null };
    case 'retrying':
      return { waiting: { reason: 'retry', failure: event.reason, until: now + event.delayMs } };
    case 'silent':
      return { waiting: { reason: 'silent', since: now - event.silentMs } };
  }
}

/** Reports, and looks whether the memory is due: always at a turn's end, never inside a tool round. */
export function endTurn(state: SessionState, requestId: RequestId, outcome: TurnOutcome, now: number): Step {
  const turnFailure = outcome.status === 'completed' ? null : datedFailure(outcome.failure, now);
  const ended = only(
    { ...state, turn: idle, turnFailure },
    reportTurn(requestId, outcome),
    log('info', `turn ${outcome.status}${outcome.failure === undefined ? '' : ` (${outcome.failure.kind})`}`),
  );
  return then(ended, (next) => updateIfDue(next, now));
}

/** A notice may stand for an hour: what it says of time must still be true then. */
function datedFailure(failure: Failure | undefined, now: number): Failure | null {
  if (failure?.retryAfterMs === undefined) return failure ?? null;
  return { ...failure, retryAt: now + failure.retryAfterMs };
}

/** The user stopped the compaction that the turn waited for: the message stays, unanswered. */
export const stopCompactingTurn = (state: SessionState, now: number): Step =>
  state.turn.phase === 'compacting' ? endTurn(state, state.turn.requestId, cancelled(''), now) : only(state);
