/** The tail: what a compaction keeps word for word. */
import { at } from '../append-list.ts';
import { nextCut, verbatimTokens } from '../conversation/context.ts';
import { recordTokens } from '../conversation/tokens.ts';
import { indexOf, lastTurnEnd, type RecordId, type Transcript } from '../conversation/transcript.ts';
import { keepingLast } from '../keeping-last.ts';
import { maxTail } from '../limits.ts';
import type { SessionState } from '../session.ts';

/**
 * Where the tail may begin, best first: at the earlier of what is not covered yet and the last complete turns (two where
 * they fit `maxTailTokens`, else one), so that the latest exchange is always there; only ever at a plain user message.
 */
export function tailStarts(state: SessionState, covered: RecordId): readonly number[] {
  const { branch, context, settings } = state;
  const uncovered = nextCut(branch, indexOf(branch, covered) + 1);
  const { two, last } = lastTurns(branch);
  const fits = spanTokens(branch, two, maxTail(settings)) <= maxTail(settings);
  const starts = (fits ? [two, last] : [last]).map((start) => Math.min(uncovered, start));
  return [...new Set(starts)].filter((start) => start > context.tailStart);
}

/**
 * The last compaction kept no more than two turns, and none has ended since: no turn is newly covered. Only a context that
 * is too large has a reason to leave out one of them as well.
 */
export function isJustCompacted({ branch, context, undoable }: SessionState): boolean {
  const compacted = indexOf(branch, undoable.at(-1)?.record.id ?? null);
  return lastTurnEnd(branch) < compacted && lastTurns(branch).two <= context.tailStart;
}

/** Where the last complete turn begins, and the one before it; the same where there is only one. */
function lastTurns(branch: Transcript): { readonly two: number; readonly last: number } {
  const last = turnStart(branch, lastTurnEnd(branch));
  const previousEnd = lastTurnEnd(branch, last - 1);
  return { two: previousEnd < 0 ? last : turnStart(branch, previousEnd), last };
}

/** The plain user message that begins the turn which ends at `end`, failed attempts before it included. */
function turnStart(transcript: Transcript, end: number): number {
  return nextCut(transcript, lastTurnEnd(transcript, end - 1) + 1);
}

/** Tokens from `start` to the end, counted only until they pass `enough`. */
function spanTokens(transcript: Transcript, start: number, enough: number): number {
  let sum = 0;
  for (let index = start; index < transcript.length && sum <= enough; index++) {
    const record = at(transcript, index);
    if (record !== undefined) sum += recordTokens(record, false);
  }
  return sum;
}

/**
 * Estimated tokens of what a compaction by command would keep now; of all that stands there word for word where none
 * would leave any of it out.
 */
export function keptTokens(state: SessionState): number {
  const { branch, context, memory, settings } = state;
  const facts = [context.tailStart, memory.covered, maxTail(settings), settings.strategy];
  return keptOnce(branch, facts, () => {
    const start = isJustCompacted(state) ? undefined : nextStart(state);
    return start === undefined ? context.tailTokens : verbatimTokens(branch, start);
  });
}

const keptOnce = keepingLast<Transcript, number>();

/** Without a memory that serves as it is a compaction writes one first, of all complete turns. */
function nextStart(state: SessionState): number | undefined {
  const { branch, memory, settings } = state;
  const isReady = settings.strategy === 'instant' && indexOf(branch, memory.covered) >= 0;
  const covered = isReady ? memory.covered : (at(branch, lastTurnEnd(branch))?.id ?? null);
  return covered === null ? undefined : tailStarts(state, covered)[0];
}
