/** Walking through what was sent before, by the arrow keys of an empty composer. */
import type { Item } from '../../src/protocol/view.ts';

/** Where the walk stands: `recalled` is what the composer was given last, `index` its place in the prompts. */
export interface HistoryWalk {
  readonly index: number;
  readonly recalled: string;
}

/** What the composer is to show; `walk` is null where the walk has come out at its end again. */
export interface HistoryStep {
  readonly walk: HistoryWalk | null;
  readonly text: string;
}

/** What the user has sent, oldest first: what is shown comes last. The same one several times in a row counts once. */
export function prompts(earlier: readonly string[], items: readonly Item[]): readonly string[] {
  const shown = items.flatMap((item) => (item.kind === 'user' && item.text !== '' ? [item.text] : []));
  const known = new Set(shown);
  const texts = [...earlier.filter((text) => !known.has(text)), ...shown];
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/**
 * One step up (older) or down (newer); null where the key is not ours: the text is the user's own, or there is nothing
 * further. What was recalled and then changed is the user's own text again.
 */
export function walkHistory(
  all: readonly string[],
  walk: HistoryWalk | null,
  text: string,
  direction: 'older' | 'newer',
): HistoryStep | null {
  const under = walk !== null && walk.recalled === text ? walk : null;
  if (under === null && (text !== '' || direction === 'newer')) return null;
  // A long session may have been loaded further meanwhile, so the place is looked up anew.
  const from = under === null ? all.length : placeOf(all, under);
  const index = direction === 'older' ? from - 1 : from + 1;
  if (index >= all.length) return { walk: null, text: '' };
  const recalled = all[index];
  return recalled === undefined ? null : { walk: { index, recalled }, text: recalled };
}

function placeOf(all: readonly string[], { index, recalled }: HistoryWalk): number {
  if (all[index] === recalled) return index;
  const found = all.lastIndexOf(recalled);
  return found < 0 ? all.length : found;
}
