/** What a compaction comes to with what is known now. */
import { at } from '../append-list.ts';
import { lastTurnEnd, type RecordId } from '../conversation/transcript.ts';
import { hasNews } from '../memory/remembering.ts';
import type { SessionState } from '../session.ts';
import { type CompactionPlan, fits, frees, planCompaction } from './compaction.ts';
import type { Compacting } from './compaction-state.ts';
import { isJustCompacted } from './tail.ts';

export type Verdict =
  /** The memory serves as it is. */
  | { readonly kind: 'swap'; readonly plan: CompactionPlan }
  /** A summary of all complete turns comes first. */
  | { readonly kind: 'wait' }
  /** No complete turn is newly there to be replaced, or the context would not become smaller. */
  | { readonly kind: 'nothing' };

const nothing: Verdict = { kind: 'nothing' };

/** `delimiter`: see `planCompaction`. */
export function verdictOn(
  state: SessionState,
  { reason, asked, focus }: Pick<Compacting, 'reason' | 'asked' | 'focus'>,
  delimiter: string,
): Verdict {
  const { branch, memory, settings } = state;
  const end = at(branch, lastTurnEnd(branch));
  if (end === undefined || (reason === 'command' && isJustCompacted(state))) return nothing;
  const plan = planUpTo(state, memory.covered, delimiter);
  const swap: Verdict = frees(plan) ? { kind: 'swap', plan } : nothing;
  if (asked) return swap;
  const isFreshEnough = settings.strategy === 'instant' && focus === '';
  if (isFreshEnough && swap.kind === 'swap' && fits(state, swap.plan)) return swap;

  const best = end.id === memory.covered ? plan : planUpTo(state, end.id, delimiter);
  const couldFree = best !== null && (memory.text === null || frees(best));
  if (!couldFree) return nothing;
  // A memory that covers all was written before anyone named a focus.
  return hasNews(state) || focus !== '' ? { kind: 'wait' } : swap;
}

/** The plan with the present document, supposing that it covers up to `covered`. */
export const planUpTo = (
  state: SessionState,
  covered: RecordId | null,
  delimiter: string,
): CompactionPlan | null =>
  covered === null ? null : planCompaction(state, { text: state.memory.text ?? '', covered }, delimiter);
