/** A compaction taken back. */
import { slice } from '../append-list.ts';
import {
  type Context,
  contextFrom,
  contextTokens,
  withoutReport,
  withoutThinking,
} from '../conversation/context.ts';
import { indexOf, isMessage, type Transcript } from '../conversation/transcript.ts';
import { type Failure, failure } from '../failure.ts';
import { contextLimit } from '../limits.ts';
import { withMemory } from '../memory/memory-file.ts';
import type { RequestId } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { SessionState, Step } from '../session.ts';
import { also, only, record, then } from '../step-result.ts';

/** Contexts kept for undo; each is only a few numbers and a head. */
export const maxUndoable = 20;

type Undoable = SessionState['undoable'][number];

/** Brings the messages back that the last compaction replaced, with the turns since; file and transcript stay. */
export function undoCompaction(state: SessionState, requestId: RequestId, now: number): Step {
  const last = state.undoable.at(-1);
  const report = (status: 'undone' | 'nothingToUndo' | 'failed', why?: Failure) =>
    ({
      kind: 'reportUndo',
      requestId,
      outcome: why === undefined ? { status } : { status, failure: why },
    }) as const;
  if (last === undefined) return only(state, report('nothingToUndo'));
  if (contextTokens(undoneContext(state.branch, last)) > contextLimit(state.settings)) {
    const tooLong = failure(
      'tooLong',
      phrase`The messages before this compaction no longer fit the context limit together with what came since, so it was not undone.`,
    );
    return only(state, report('failed', tooLong));
  }
  return also(takeBackCompaction(state, now), report('undone'));
}

/** The same without a question, and whether or not it fits. */
export function takeBackCompaction(state: SessionState, now: number): Step {
  const last = state.undoable.at(-1);
  if (last === undefined) return only(state);
  return then(record(state, { kind: 'undo', at: now, undoes: last.record.id }), (next) => {
    const context = undoneContext(next.branch, last);
    const undone = {
      ...next,
      context,
      undoable: next.undoable.slice(0, -1),
      generation: next.generation + 1,
      futileCompactions: 0,
    };
    return only(withMemory(undone, { tokensAtUpdate: contextTokens(context) }));
  });
}

/**
 * What the compaction replaced, with the turns since. Where nothing was said since, what was reported of it holds, unless
 * the compaction had found it wrong: records read back bring such a report along once more.
 */
export function undoneContext(branch: Transcript, { record: undone, before }: Undoable): Context {
  const isLast = !slice(branch, indexOf(branch, undone.id)).some(isMessage);
  if (!isLast) return contextFrom(branch, before.head, before.tailStart, before.baseTokens);
  const isAsFound = contextTokens(before) === undone.tokensBefore;
  return withoutThinking(isAsFound ? before : withoutReport(before), branch);
}
