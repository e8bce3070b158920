/** Keeps a section within its limit of words: the oldest entries go first, the user's corrections last. */

import { eastAsianLetters } from '../scripts.ts';
import { linesOf, unitsOf } from './memory-lines.ts';

interface Entry {
  readonly text: string;
  readonly words: number;
  readonly isTitle: boolean;
  readonly isCorrection: boolean;
}

/**
 * Cuts at line ends only. An entry is a line together with the deeper-indented lines under it, or a fenced block.
 * Sections grow downwards, so what stands higher is older. One single entry that is too long by itself loses its
 * beginning, marked by an ellipsis.
 */
export function limitWords(body: string, maxWords: number): string {
  if (wordCount(body) <= maxWords) return body;
  const entries = entriesOf(body);
  const gone = new Set<number>();
  let words = entries.reduce((sum, entry) => sum + entry.words, 0);
  // The last of them stays in any case, since something must.
  for (const index of [...droppable(entries, false), ...droppable(entries, true)].slice(0, -1)) {
    if (words <= maxWords) break;
    gone.add(index);
    words -= entries[index]?.words ?? 0;
  }
  const left = withoutBareTitles(entries.filter((_, index) => !gone.has(index)));
  const text = left
    .map((entry) => entry.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return wordCount(text) <= maxWords ? text : lastWords(text, maxWords);
}

/** Scripts that part no words count two characters as one; a run without spaces counts by its length. */
const unspaced = String.raw`${eastAsianLetters}\p{Script=Thai}`;
const word = new RegExp(String.raw`[${unspaced}]{1,2}|[^\s${unspaced}]{1,40}`, 'gu');

export const wordCount = (text: string): number => text.match(word)?.length ?? 0;

function droppable(entries: readonly Entry[], corrections: boolean): number[] {
  return entries.flatMap((entry, index) =>
    entry.words > 0 && !entry.isTitle && entry.isCorrection === corrections ? [index] : [],
  );
}

function entriesOf(body: string): Entry[] {
  const texts: string[] = [];
  for (const unit of unitsOf(linesOf(body))) {
    const last = texts.length - 1;
    const belongsAbove = /^\s+\S/.test(unit) && last >= 0 && texts[last] !== '';
    if (belongsAbove) texts[last] = `${texts[last]}\n${unit}`;
    else texts.push(unit);
  }
  return texts.map((text) => ({
    text,
    words: wordCount(text),
    isTitle: /^#{1,6}\s/.test(text),
    isCorrection: correction.test(text),
  }));
}

/** How notes of a user's correction read: a quotation, or the user named as the one who objects or demands. */
const correction =
  /^>|["“«„]|\buser(?:'s)?\s+(?:correct|said|says|want|ask|insist|prefer|reject|object|point|remind|told)|\bcorrect(?:ed|ion)\b|\binstead of\b|\b(?:never|always|must)\b/im;

/** A title under which nothing is left says nothing. */
function withoutBareTitles(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry, index) => {
    if (!entry.isTitle) return true;
    const next = entries.slice(index + 1).find((other) => other.words > 0);
    return next !== undefined && !next.isTitle;
  });
}

function lastWords(text: string, maxWords: number): string {
  const starts = [...text.matchAll(word)].map((match) => match.index);
  const first = starts[starts.length - maxWords + 1] ?? 0;
  return `… ${text.slice(first)}`;
}
