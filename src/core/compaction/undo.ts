/** A compaction taken back. */
import { type Context, contextFrom, contextTokens } from '../conversation/context.ts';
import type { Transcript } from '../conversation/transcript.ts';
import { type Failure, failure } from '../failure.ts';
import { contextLimit } from '../limits.ts';
import { withMemory } from '../memory/memory-file.ts';
import type { RequestId } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { SessionState, Step } from '../session.ts';
import { only, record, then } from '../step-result.ts';

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
  const context = undoneContext(state.branch, last);
  if (contextTokens(context) > contextLimit(state.settings)) {
    const tooLong = failure(
      'tooLong',
      phrase`The messages before this compaction no longer fit the context limit together with what came since, so it was not undone.`,
    );
    return only(state, report('failed', tooLong));
  }
  return then(record(state, { kind: 'undo', at: now, undoes: last.record.id }), (next) => {
    const undone = {
      ...next,
      context,
      undoable: next.undoable.slice(0, -1),
      generation: next.generation + 1,
      futileCompactions: 0,
    };
    return only(withMemory(undone, { tokensAtUpdate: contextTokens(context) }), report('undone'));
  });
}

/** What the compaction replaced, with the turns since. */
export const undoneContext = (branch: Transcript, { before }: Undoable): Context =>
  contextFrom(branch, before.head, before.tailStart, before.baseTokens);
