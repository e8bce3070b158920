/** What becomes of an answer: recorded whole, sent on to tools, or kept as far as it came. */
import { beginCompaction } from '../compaction/compacting.ts';
import { takeBackCompaction } from '../compaction/undo.ts';
import { type Failure, failure } from '../failure.ts';
import { withMemory } from '../memory/memory-file.ts';
import { failedWith, type TurnOutcome } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { Answer, ModelResult } from '../ports/model.ts';
import type { SessionEffect, SessionState, Step } from '../session.ts';
import { only, record, spend, then } from '../step-result.ts';
import {
  contextTokens,
  estimatedTokens,
  interruptedResult,
  withoutReport,
  withoutThinking,
} from './context.ts';
import { isText, isToolUse, plainText, type ToolResultBlock, text } from './message.ts';
import { type AssistantRecord, lastUser, type UserRecord } from './transcript.ts';
import { type Answering, call, cancelled, dropPieces, endTurn, freshCall, hasUnkept } from './turn.ts';
import type { Turn } from './turn-state.ts';
import type { Usage } from './usage.ts';

/** Tool rounds in one turn; beyond it a model is going in circles. */
const maxRounds = 25;

export function answerEnded(state: SessionState, callId: string, result: ModelResult, now: number): Step {
  const { turn } = state;
  if (turn.phase !== 'answering' || turn.callId !== callId) return only(state);
  const stopped = hasUnkept(turn) ? [{ kind: 'stopTimer', timer: 'answerPiece' } as const] : [];
  return then(only(state, ...stopped), (next) => ended(next, turn, result, now));
}

function ended(state: SessionState, turn: Answering, result: ModelResult, now: number): Step {
  if (result.kind === 'answered') {
    return answered(state, turn, result.answer, now);
  }
  const why = result.failure;
  if (why.kind === 'tooLong' && !turn.overflowed) return overflow(state, turn, now);
  if (why.kind === 'thinkingMismatch' && !turn.thinkingDropped) {
    const context = withoutThinking(state.context, state.branch);
    return then(dropPieces({ ...state, context }, turn, now), (next) =>
      call(next, { ...turn, thinkingDropped: true }, now),
    );
  }
  if (why.kind === 'badImage' && hasImage(lastUser(state.branch))) {
    return imageRefused(state, turn, result, now);
  }
  return interrupted(state, turn, result, now);
}

const hasImage = (user: UserRecord | undefined): boolean =>
  user?.attached?.some(({ kind }) => kind === 'image') === true;

/** Every later request would be refused for the same image, so the message is stepped over like one that was declined. */
function imageRefused(
  state: SessionState,
  turn: Answering,
  { failure: why, usage }: Extract<ModelResult, { kind: 'failed' }>,
  now: number,
): Step {
  const nothing: Answer = { content: [], stopReason: null, usage: usage ?? null, model: turn.model };
  const refused = record(state, { ...answerRecord(turn, nothing, now), content: [], outcome: 'refused' });
  const words = phrase`${why.phrase ?? why.message} The message stays out of what is sent from now on: send it again without the image.`;
  return then(refused, (next) =>
    endTurn(next, turn.requestId, failedWith({ ...why, ...failure(why.kind, words) }), now),
  );
}

const spent = (
  state: SessionState,
  { provider, model }: Answering,
  usage: Usage | null | undefined,
  now: number,
): Step => spend(state, { account: 'chat', provider, model }, usage, now);

function overflow(state: SessionState, turn: Answering, now: number): Step {
  const compacting: Turn = {
    phase: 'compacting',
    requestId: turn.requestId,
    round: turn.round,
    overflowed: true,
    stopgap: false,
  };
  // A report below the estimate has just been proven wrong, and by it no compaction would seem to free anything.
  const { context } = state;
  const isUnderstated = contextTokens(context) < estimatedTokens(context);
  const left = { ...state, turn: compacting, context: isUnderstated ? withoutReport(context) : context };
  return then(dropPieces(left, turn, now), (next) =>
    beginCompaction(next, { reason: 'overflow', requestId: null, focus: '' }, now),
  );
}

function answered(state: SessionState, turn: Answering, answer: Answer, now: number): Step {
  if (answer.stopReason === 'model_context_window_exceeded' && !turn.overflowed) {
    return then(spent(state, turn, answer.usage, now), (next) => overflow(next, turn, now));
  }
  const outcome = outcomeOf(answer);
  // An answer that was cut may end in the middle of a tool call, which nobody can answer.
  const content =
    outcome === 'toolUse' ? answer.content : answer.content.filter((block) => !isToolUse(block));
  if (outcome !== 'refused' && outcome !== 'toolUse' && plainText(content).trim() === '') {
    const why = failure('badReply', phrase`The model ended its answer without saying anything. Try again.`);
    return then(spent(state, turn, answer.usage, now), (next) =>
      endTurn(next, turn.requestId, failedWith(why), now),
    );
  }
  const recorded = recordAnswer(state, turn, { ...answerRecord(turn, answer, now), content, outcome });
  return then(recorded, (next) => afterAnswer(next, turn, answer, outcome, now));
}

/** Where the settings changed meanwhile, the answer's thinking is bound to a prefix that is no longer sent. */
function recordAnswer(
  state: SessionState,
  turn: Answering,
  content: Omit<AssistantRecord, 'id' | 'parent'>,
): Step {
  return then(record(state, content), (next) => {
    const isBound = next.context.thinkingFrom === turn.thinkingFrom;
    return only(isBound ? next : { ...next, context: withoutThinking(next.context, next.branch) });
  });
}

function outcomeOf(answer: Answer): AssistantRecord['outcome'] {
  if (answer.stopReason === 'refusal') return 'refused';
  return answer.stopReason === 'tool_use' && answer.content.some(isToolUse) ? 'toolUse' : 'complete';
}

const answerRecord = (turn: Answering, answer: Answer, now: number) => ({
  kind: 'assistant' as const,
  at: now,
  provider: turn.provider,
  model: turn.model,
  stopReason: answer.stopReason,
  usage: answer.usage,
  ...(answer.messageId === undefined ? {} : { messageId: answer.messageId }),
});

function afterAnswer(
  state: SessionState,
  turn: Answering,
  answer: Answer,
  outcome: AssistantRecord['outcome'],
  now: number,
): Step {
  const said = plainText(answer.content);
  const usage = usageOf(answer.usage);
  if (outcome === 'refused') {
    const why = failure(
      'refused',
      phrase`The model declined to answer. The exchange stays out of what is sent from now on; rephrase and send again.`,
    );
    return endTurn(state, turn.requestId, { status: 'refused', text: said, ...usage, failure: why }, now);
  }
  if (outcome === 'complete') {
    return endTurn(state, turn.requestId, { status: 'completed', text: said, ...usage }, now);
  }
  const uses = answer.content.filter(isToolUse);
  const counted = withMemory(state, { toolCallsSince: state.memory.toolCallsSince + uses.length });
  if (turn.round >= maxRounds) {
    const results = uses.map((use) => interruptedResult(use.id));
    const why = failure(
      'badReply',
      phrase`The model asked for tools ${maxRounds} times in one turn, so the turn was ended.`,
    );
    return then(record(counted, { kind: 'toolResults', at: now, content: results }), (next) =>
      endTurn(next, turn.requestId, { ...failedWith(why), text: said }, now),
    );
  }
  const { requestId, callId, round } = turn;
  return only(
    { ...counted, turn: { phase: 'runningTools', requestId, callId, round, uses } },
    { kind: 'runTools', callId, uses },
  );
}

const usageOf = (usage: Usage | null): { usage?: Usage } => (usage === null ? {} : { usage });

/** The tools' results go back to the model; a use that none of them answers gets an error result. */
export function toolsEnded(
  state: SessionState,
  callId: string,
  results: readonly ToolResultBlock[],
  now: number,
): Step {
  const { turn } = state;
  if (turn.phase !== 'runningTools' || turn.callId !== callId) return only(state);
  const byUse = new Map(results.map((result) => [result.tool_use_id, result] as const));
  const content = turn.uses.map((use) => byUse.get(use.id) ?? interruptedResult(use.id));
  return then(record(state, { kind: 'toolResults', at: now, content }), (next) =>
    call(next, { requestId: turn.requestId, round: turn.round + 1, ...freshCall }, now),
  );
}

/** Stopped while tools ran: what did not end counts as interrupted. */
export function stopTools(state: SessionState, now: number): Step {
  const { turn } = state;
  if (turn.phase !== 'runningTools') return only(state);
  const content = turn.uses.map((use) => interruptedResult(use.id));
  return then(record(state, { kind: 'toolResults', at: now, content }), (next) =>
    endTurn(next, turn.requestId, cancelled(''), now),
  );
}

/** Nobody has heard what was to be answered, and the next try would fare no better by itself. */
const isOutOfReach = ({ kind }: Failure): boolean =>
  kind === 'network' || kind === 'auth' || kind === 'billing';

/**
 * A cut, stopped or failed answer: what is whole of it is kept and marked, and the turn stays incomplete. Where nobody
 * could be reached for it right after code's extract came into the context, the context is again what it was: an extract
 * serves only a chat that works.
 */
function interrupted(
  state: SessionState,
  turn: Answering,
  { partial, failure: why, usage }: Extract<ModelResult, { kind: 'failed' }>,
  now: number,
): Step {
  const said = plainText(partial);
  const stopped = why.kind === 'cancelled';
  const outcome: TurnOutcome = stopped ? cancelled(said) : { status: 'failed', text: said, failure: why };
  const worthKeeping = partial.some(
    (block) => isToolUse(block) || (isText(block) && block.text.trim() !== ''),
  );
  if (!worthKeeping) {
    const left = turn.stopgap && isOutOfReach(why) ? takeBackCompaction(state, now) : only(state);
    return then(
      then(left, (next) => spent(next, turn, usage, now)),
      (next) => endTurn(next, turn.requestId, outcome, now),
    );
  }
  const answer: Answer = { content: partial, stopReason: null, usage: usage ?? null, model: turn.model };
  const kept = recordAnswer(state, turn, {
    ...answerRecord(turn, answer, now),
    content: partial,
    outcome: 'interrupted',
  });
  const uses = partial.filter(isToolUse);
  const closed = then(kept, (next) =>
    uses.length === 0
      ? only(next)
      : record(next, { kind: 'toolResults', at: now, content: uses.map((use) => interruptedResult(use.id)) }),
  );
  return then(closed, (next) => endTurn(next, turn.requestId, outcome, now));
}

/** What is still to be stored of an answer that the session's end cuts off; the turn goes on to nothing else. */
export function cutOff(state: SessionState, now: number): readonly SessionEffect[] {
  const { turn } = state;
  if (turn.phase !== 'answering') return [];
  const partial = turn.partialText === '' ? [] : [text(turn.partialText)];
  const why = failure('cancelled', phrase`The session was closed.`);
  const [, orders] = answerEnded(state, turn.callId, { kind: 'failed', failure: why, partial }, now);
  return orders.filter(({ kind }) => kind === 'storeRecord');
}
