/** Tells by its words whether somebody says something in a line, however it begins or ends. */

import { eastAsian } from '../scripts.ts';
import { classesOf } from './word-classes.ts';

/** How much of a line is looked at. */
export const longestLook = 600;

const plainWord = /^["'(*_“„«‘]*\p{L}[\p{L}'’-]*["')*_”“»’.,;:!?…]*$/u;

export const plainWordsIn = (words: readonly string[]): readonly string[] =>
  words.filter((word) => plainWord.test(word));

/**
 * Most of the line are plain words, from its first one on, and among them, outside quotation marks, is one that programs
 * do without; a few are enough where the first one is such a word.
 *
 * @param line without blanks around it and without a list item's mark
 */
export function isSentence(line: string): boolean {
  const bare = line.slice(0, longestLook).replace(quotation, 'x');
  if (eastAsian.test(bare.charAt(0))) return isEastAsian(bare);
  const words = bare.split(/\s+/);
  const plain = plainWordsIn(words);
  if (words[0] !== plain[0] || plain.length * 10 < words.length * 6) return false;
  const [first = '', ...others] = plain.map(lettersOf);
  if (isOf(saying, first) || (isOf(asking, first) && /^\p{Lu}\p{Ll}/u.test(bare))) return plain.length > 1;
  return plain.length > 3 && others.some((word) => isOf(saying, word));
}

const quotation = /`[^`]*`|"[^"]*"|(?<!\p{L})'[^']*'(?!\p{L})/gu;

const lettersOf = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}-]/gu, '');

const saying: ReadonlySet<string> = new Set([
  ...['the', 'your', 'our', 'modal'],
  ...['never', 'always', 'only', 'please', 'must', 'not', 'every', 'keep'].map((name) => `all ${name}`),
]);
/** In small letters, or in capitals only, these are names and keywords of programs too. */
const asking: ReadonlySet<string> = new Set(['verb', 'all task', 'all keep']);
const inPrograms = new Set(
  'all any each have keep let no non not only pas return select sem sin use'.split(' '),
);

const isOf = (classes: ReadonlySet<string>, word: string): boolean =>
  word.length > 2 &&
  (classes === asking || !inPrograms.has(word)) &&
  classesOf(word).some((name) => classes.has(name));

const eastAsianSigns = new RegExp(eastAsian, 'gu');

/** Sentences in which no blanks part the words. */
export function isEastAsian(text: string): boolean {
  const seen = text.slice(0, longestLook);
  const signs = seen.match(eastAsianSigns)?.length ?? 0;
  return signs >= 4 && signs * 2 > seen.length;
}
