/** How a text is read for told credentials: its words and sentences, and what they speak of. */

import { commonWords } from './common-words.ts';
import type { Cue } from './cue-lists.ts';
import { reportedSentences } from './told-reports.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

/** What makes the words around it worth a look. */
export const strong: readonly Cue[] = [
  'secret',
  'code',
  'key',
  'phrase',
  'question',
  'lock',
  'net',
  'account',
  'keypad',
  'word',
  'verify',
];
export const around: readonly Cue[] = [...strong, 'service', 'enter', 'open'];
export interface Sentence {
  readonly cues: ReadonlySet<Cue>;
  /** How many of its words are no plain ones. */
  readonly odd: number;
  /** A program has written it. */
  readonly isReport: boolean;
}

export interface Reading {
  readonly words: readonly ToldWord[];
  readonly sentences: readonly Sentence[];
  /** The first word of the message; those before it are what it answers. */
  readonly first: number;
  /** What the question before it speaks of. */
  readonly asked: ReadonlySet<Cue>;
}

export const isOdd = (word: ToldWord): boolean =>
  !['plain', 'none', 'small', 'anti'].includes(groupOf(word.shape));

/** @param words those of what the message answers first, at negative places */
export function reading(words: readonly ToldWord[]): Reading {
  const sentences: { cues: Set<Cue>; odd: number; isReport: boolean }[] = [];
  for (const word of words) {
    const own = sentences[word.sentence] ?? { cues: new Set(), odd: 0, isReport: false };
    sentences[word.sentence] = own;
    for (const cue of word.cues) own.cues.add(cue);
    if (word.shape === 'mark') own.cues.add('secret');
    if (isOdd(word)) own.odd++;
  }
  for (const sentence of reportedSentences(words)) {
    const own = sentences[sentence];
    if (own !== undefined) own.isReport = true;
  }
  const before = words.filter(({ from }) => from < 0);
  return { words, sentences, first: before.length, asked: new Set(before.flatMap(({ cues }) => cues)) };
}

let common: ReadonlySet<string> | undefined;

/** No word that people use every day. */
export function isRare({ lower }: ToldWord): boolean {
  common ??= new Set(commonWords.split(' '));
  return !common.has(lower);
}

/** Whether the word's sentence, or one of so many before and after it, speaks of one of them. */
export function isNear(
  sentences: readonly Sentence[],
  { sentence }: ToldWord,
  cues: readonly Cue[],
  back: number,
  on = back,
): boolean {
  for (let at = sentence - back; at <= sentence + on; at++) if (has(sentences[at], cues)) return true;
  return false;
}

export const has = (sentence: Sentence | undefined, cues: readonly Cue[]): boolean =>
  sentence !== undefined && cues.some((cue) => sentence.cues.has(cue));
