/** Gathers what a person wrote in groups: a number, a key or a password with blanks between its parts. */
import type { ToldWord } from './told-word.ts';
import { isAccountNumber, type Shape } from './word-shapes.ts';

/** Digits or letters in groups with blanks between are one word: `48 21 99`, `JBSX 4ZLM T7KR VY2N`. */
export function withGroups(words: readonly ToldWord[]): readonly ToldWord[] {
  const merged: ToldWord[] = [];
  for (let index = 0; index < words.length; ) {
    const first = words[index];
    if (first === undefined) break;
    const group = digitsGroup(words, index) || lettersGroup(words, index) || vowellessGroup(words, index);
    const last = words[index + group - 1];
    if (group < 2 || last === undefined) {
      merged.push(first);
      index++;
      continue;
    }
    const bare = words
      .slice(index, index + group)
      .map((word) => word.bare)
      .join(' ');
    const shape: Shape = /^[\d ]+$/.test(bare)
      ? bare.replaceAll(' ', '').length > 8
        ? 'strung'
        : 'grouped'
      : isAccountNumber(bare)
        ? 'id'
        : 'CO-DE';
    const { to, tail, endsLine } = last;
    merged.push({ ...first, bare, lower: bare.toLowerCase(), to, tail, endsLine, shape, cues: [] });
    index += group;
  }
  return merged;
}

/** More are a table. */
const mostGroups = 16;

/** Whether the word goes on after a single blank. */
const goesOn = (word: ToldWord, next: ToldWord | undefined): next is ToldWord =>
  next !== undefined && word.tail === '' && next.lead === '' && next.from === word.to + 1 && !word.endsLine;

/** The words from `index` on that belong together by their look, each right after the one before. */
function runOf(
  words: readonly ToldWord[],
  index: number,
  belongs: (bare: string) => boolean,
): readonly string[] {
  const run: string[] = [];
  for (let at = index; at < index + mostGroups; at++) {
    const word = words[at];
    if (word === undefined || !belongs(word.bare)) break;
    run.push(word.bare);
    if (!goesOn(word, words[at + 1])) break;
  }
  return run;
}

/** How many words a group of digits consists of that begins here; 0 where none does. */
function digitsGroup(words: readonly ToldWord[], index: number): number {
  const run = runOf(words, index, (bare) => /^\d{1,6}$/.test(bare));
  const digits = run.join('').length;
  return run.length >= 2 && digits >= 4 && digits <= 20 ? run.length : 0;
}

/** Four times four letters, as providers of mail make passwords for programs: `qxzv hrtw mnbx pyld`. */
function vowellessGroup(words: readonly ToldWord[], index: number): number {
  const run = runOf(words, index, (bare) => /^[a-z]{4}$/.test(bare));
  return run.length === 4 && run.filter((bare) => !/[aeiou]/.test(bare)).length >= 2 ? 4 : 0;
}

function lettersGroup(words: readonly ToldWord[], index: number): number {
  const size = words[index]?.bare.length ?? 0;
  if (size < 3 || size > 6) return 0;
  const isAlike = (bare: string): boolean => bare.length === size && /^(?:[A-Z\d]+|[a-z\d]+)$/.test(bare);
  const run = runOf(words, index, isAlike);
  return run.length >= 3 && run.some((bare) => /\d/.test(bare)) ? run.length : 0;
}
