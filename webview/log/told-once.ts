/** What a notice tells and can mend is not told a second time by the answer above it. */
import type { Item } from '../../src/protocol/view.ts';

/** The items as they are shown: an answer that the notice below it offers to continue looks like any other. */
export function toldOnce(items: readonly Item[]): readonly Item[] {
  const at = items.findLastIndex(({ kind }) => kind !== 'notice');
  const last = items[at];
  const offersRest = items
    .slice(at + 1)
    .some((item) => item.kind === 'notice' && item.actions.includes('continue'));
  return offersRest && last?.kind === 'answer' ? items.with(at, { ...last, state: 'done' }) : items;
}
