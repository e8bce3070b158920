/** The session's one transition function: every fact goes in here, and every order comes out of here. */

import { beginEdit, editProblem, switchBranch } from './branching.ts';
import {
  beginCompaction,
  cancelCompaction,
  decideCompaction,
  fallBack,
  resumeCompaction,
} from './compaction/compacting.ts';
import { undoCompaction } from './compaction/undo.ts';
import { answerEnded, stopTools, toolsEnded } from './conversation/answer.ts';
import { withoutThinking } from './conversation/context.ts';
import { beginContinuation } from './conversation/continuation.ts';
import {
  afterCompaction,
  answerProgressed,
  beginRetry,
  beginTurn,
  keepPiece,
  prepared,
  reportTurn,
  stopCompactingTurn,
  stopPreparing,
} from './conversation/turn.ts';
import { contextLimit } from './limits.ts';
import { absorb, decided, withMemory, written } from './memory/memory-file.ts';
import { memoryFound } from './memory/recalling.ts';
import { endWrittenJob, fileReadForJob, memoryAnswerEnded } from './memory/remembering.ts';
import { updateByCommand, updateIfDue } from './memory/update-due.ts';
import { bookedAnew } from './models/accounts.ts';
import { failedWith, type RequestId } from './outcome.ts';
import type { Queued, SessionInput, SessionState, Step } from './session.ts';
import { only, then } from './step-result.ts';

/** Pure and total: any input is answered in any state; what does not fit is ignored or queued, never lost. */
export function step(state: SessionState, input: SessionInput): Step {
  const now = input.at;
  const moved = take(state, input);
  if (input.kind === 'answerProgressed') return moved;
  return [
    (next: SessionState) => endWrittenJob(next, now),
    (next: SessionState) => resumeCompaction(next, now),
    (next: SessionState) => afterCompaction(next, now),
    (next: SessionState) => nextQueued(next, now),
    (next: SessionState) => catchUp(next, now),
  ].reduce(then, moved);
}

function take(state: SessionState, input: SessionInput): Step {
  const now = input.at;
  switch (input.kind) {
    case 'userSubmitted':
      return enqueue(state, {
        kind: 'send',
        requestId: input.requestId,
        typed: input.text,
        attachments: input.attachments ?? [],
      });
    case 'retryRequested':
      return enqueue(state, { kind: 'retry', requestId: input.requestId });
    case 'continueRequested':
      return enqueue(state, { kind: 'continue', requestId: input.requestId });
    case 'editRequested':
      return editRequested(state, input, now);
    case 'branchChosen':
      return enqueue(state, { kind: 'switch', record: input.record });
    case 'withdrawRequested':
      return withdraw(state, input.requestId);
    case 'compactRequested':
      // It acts at the next turn boundary, before what was queued behind the running turn.
      return only({
        ...state,
        queue: [{ kind: 'compact', requestId: input.requestId, focus: input.focus }, ...state.queue],
      });
    case 'undoRequested':
      return enqueue(state, { kind: 'undo', requestId: input.requestId });
    case 'memoryRequested':
      return updateByCommand(state, input.requestId, now);
    case 'stopRequested':
      return stop(state, now);
    case 'answerProgressed':
      return answerProgressed(state, input.callId, input.event, now);
    case 'answerEnded':
      return answerEnded(state, input.callId, input.result, now);
    case 'toolsEnded':
      return toolsEnded(state, input.callId, input.results, now);
    case 'memoryAnswerEnded':
      return memoryAnswerEnded(state, input.jobId, input.result, now);
    case 'memoryFileRead':
      return fileRead(state, input, now);
    case 'memoryFileWritten':
      return written(state, input.result, now);
    case 'memoryFound':
      return memoryFound(state, input.generation, input.version, now);
    case 'memoryFileTouched':
      return only(state, { kind: 'readMemoryFile', purpose: 'watch', jobId: null });
    case 'memoryFileDecided':
      return decided(state, input.decision, now);
    case 'memoryVersionChosen':
      return only(withMemory(state, { restoring: input.version }));
    case 'timerFired':
      return input.timer === 'answerPiece' ? keepPiece(state, now) : fallBack(state, now);
    case 'settingsChanged':
      return only(withSettings(state, input));
    case 'storageFailed':
      return only({ ...state, storageFailure: input.failure });
  }
}

const enqueue = (state: SessionState, queued: Queued): Step =>
  only({ ...state, queue: [...state.queue, queued] });

/** What has begun to be sent can only be stopped. */
function withdraw(state: SessionState, requestId: RequestId): Step {
  const queue = state.queue.filter((entry) => entry.kind !== 'send' || entry.requestId !== requestId);
  return queue.length === state.queue.length
    ? only(state)
    : only({ ...state, queue }, reportTurn(requestId, { status: 'cancelled', text: '' }));
}

/** Who takes a message back does not wait for its answer: the turn is stopped, and what is queued goes on after it. */
function editRequested(
  state: SessionState,
  { requestId, record, text }: Extract<SessionInput, { kind: 'editRequested' }>,
  now: number,
): Step {
  const edit = { kind: 'edit', requestId, record, typed: text } as const;
  const problem = editProblem(state, edit);
  if (problem !== null) return only(state, reportTurn(requestId, failedWith(problem)));
  const queued = { ...state, queue: [edit, ...state.queue] };
  return state.turn.phase === 'idle' ? only(queued) : stop(queued, now);
}

/** At a turn boundary the next request in line begins. */
function nextQueued(state: SessionState, now: number): Step {
  const [next, ...queue] = state.queue;
  if (next === undefined || state.turn.phase !== 'idle' || state.compacting !== null) return only(state);
  return then(begin({ ...state, queue }, next, now), (after) => nextQueued(after, now));
}

/** An update that was put off starts as soon as nobody waits for anything. */
function catchUp(state: SessionState, now: number): Step {
  const idle = state.turn.phase === 'idle' && state.compacting === null;
  return idle && state.memory.again !== null && state.memory.job === null
    ? updateIfDue(state, now)
    : only(state);
}

function begin(state: SessionState, queued: Queued, now: number): Step {
  switch (queued.kind) {
    case 'send':
      return beginTurn(state, queued.requestId, queued);
    case 'retry':
      return beginRetry(state, queued.requestId);
    case 'continue':
      return beginContinuation(state, queued.requestId);
    case 'edit':
      return beginEdit(state, queued);
    case 'switch':
      return switchBranch(state, queued.record, now);
    case 'compact':
      return beginCompaction(
        state,
        { reason: 'command', requestId: queued.requestId, focus: queued.focus },
        now,
      );
    case 'undo':
      return undoCompaction(state, queued.requestId, now);
  }
}

function fileRead(
  state: SessionState,
  input: Extract<SessionInput, { kind: 'memoryFileRead' }>,
  now: number,
): Step {
  const { purpose, jobId, file } = input;
  if (purpose === 'update' || purpose === 'merge') return fileReadForJob(state, jobId, file, now);
  return then(absorb(state, file, purpose, now), (absorbed) => {
    if (purpose === 'turn') return prepared(absorbed, now);
    const isAwaited = purpose === 'compaction' && absorbed.compacting?.phase === 'reading';
    return isAwaited ? decideCompaction(absorbed, now) : only(absorbed);
  });
}

/** Stop acts at once on whatever the user is waiting for; background work goes on. */
function stop(state: SessionState, now: number): Step {
  const { turn, compacting } = state;
  if (compacting !== null) return then(cancelCompaction(state, now), (next) => stopCompactingTurn(next, now));
  switch (turn.phase) {
    case 'preparing':
      return stopPreparing(state, now);
    case 'answering':
      return only(state, { kind: 'cancelCall', callId: turn.callId });
    case 'runningTools':
      return then(only(state, { kind: 'cancelCall', callId: turn.callId }), (next) => stopTools(next, now));
    default:
      return only(state);
  }
}

/**
 * Another model cannot read this one's thinking, and with another limit tool results may be shortened elsewhere, which
 * changes what thinking is bound to. New prices count for all that was used, since a price may have been missing.
 */
function withSettings(
  state: SessionState,
  input: Extract<SessionInput, { kind: 'settingsChanged' }>,
): SessionState {
  const { settings, provider } = input;
  const samePrefix =
    settings.model === state.settings.model &&
    provider === state.provider &&
    contextLimit(settings) === contextLimit(state.settings);
  const context = samePrefix ? state.context : withoutThinking(state.context, state.branch);
  const changed = { ...state, settings, provider, context, futileCompactions: 0 };
  return settings.prices === state.settings.prices ? changed : { ...changed, accounts: bookedAnew(changed) };
}
