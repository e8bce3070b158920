/** A credential that was told in two versions: "was it kite_99? now it's kite_2023". */
import type { Span } from '../../span.ts';
import type { ToldWord } from './told-word.ts';

/** Letters, and at the end digits and signs. */
const versioned = /^(\p{L}{4,30}(?:[-_.!]\p{L}{2,30}){0,3})[-_.!?#*$]{0,2}\d{1,6}[!?#*$]{0,3}$/u;

const stemOf = (word: string): string | undefined => versioned.exec(word)?.[1];

const longestQuestion = 12;

/** "was it kite_99?", where access is spoken of. */
const isAsked = (words: readonly ToldWord[], index: number): boolean =>
  words[index]?.tail.includes('?') === true &&
  /^(?:it|es|ce|lo|esa|esta|het|это|то|to)$/.test(words[index - 1]?.lower ?? '') &&
  words
    .slice(Math.max(0, index - longestQuestion), index)
    .some(({ cues }) => cues.includes('secret') || cues.includes('account') || cues.includes('open'));

/** Words that differ in nothing but their numbers from some that were taken. */
export function corrected(words: readonly ToldWord[], isTaken: (index: number) => boolean): readonly Span[] {
  const stems = new Set<string>();
  for (const [index, { bare }] of words.entries()) {
    const stem = isTaken(index) || isAsked(words, index) ? stemOf(bare) : undefined;
    if (stem !== undefined) stems.add(stem);
  }
  if (stems.size === 0) return [];
  return words
    .filter(({ bare }, index) => !isTaken(index) && !isAsked(words, index) && stems.has(stemOf(bare) ?? ''))
    .map(({ from, to }): Span => [from, to]);
}
