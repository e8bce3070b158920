/** Credentials that are known by how words are laid out where people speak of access: alone on a line, as the answer to a question, behind a name. */
import type { Span } from '../../span.ts';
import { bareWords } from './bare-words.ts';
import type { Cue } from './cue-lists.ts';
import { speltOut, turnsOfDial } from './spelt-out.ts';
import { answers } from './told-answers.ts';
import { phrases } from './told-phrases.ts';
import { isNear, type Reading } from './told-reading.ts';
import { plainValues } from './told-values.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

const opened: readonly Cue[] = [
  'secret',
  'code',
  'key',
  'phrase',
  'lock',
  'keypad',
  'net',
  'account',
  'open',
];
const called: readonly Cue[] = ['secret', 'code', 'key', 'phrase'];

export function findStructures(reading: Reading): readonly Span[] {
  const { words } = reading;
  const near = (cues: readonly Cue[], back: number, on: number) => {
    return (word: ToldWord) => isNear(reading.sentences, word, cues, back, on);
  };
  return [
    ...speltOut(words, near(opened, 3, 3)),
    ...turnsOfDial(words, near(['lock', 'code'], 1, 1)),
    ...bareWords(words, near(['phrase', 'secret', 'key'], 2, 2)),
    ...aloneOnLine(reading),
    ...behindNames(words),
    ...answers(words),
    ...phrases(words),
    ...plainValues(words),
    ...words.filter(({ bare }) => recoveryKey.test(bare)).map(({ from, to }): Span => [from, to]),
  ];
}

/** As a disk's encryption gives one out. */
const recoveryKey = /^\d{6}(?:-\d{6}){5,7}$/;

const odd = new Set(['mixed', 'odd', 'code', 'long', 'joined']);

/** A word of letters and digits with a line to itself, below a sentence that speaks of credentials; several such lines are a list. */
function aloneOnLine(reading: Reading): readonly Span[] {
  const { words } = reading;
  return words
    .filter((word) => {
      if (!word.beginsLine || !word.endsLine || word.bare.length < 5) return false;
      const group = groupOf(word.shape);
      const isOdd = odd.has(group) && (group !== 'joined' || word.shape === 'joined');
      if (!isOdd && word.shape !== 'grouped' && word.shape !== 'keyed' && word.shape !== 'n7') return false;
      return isNear(reading.sentences, word, called, 6, isOdd ? 3 : 6);
    })
    .map(({ from, to }): Span => [from, to]);
}

/** `name / word`, where the word is spelt as passwords are. */
function behindNames(words: readonly ToldWord[]): readonly Span[] {
  return words.flatMap((word, index): readonly Span[] => {
    const sign = words[index - 1];
    const name = words[index - 2];
    if (sign === undefined || name === undefined || word.beginsLine || sign.beginsLine) return [];
    if (sign.bare !== '/' || !/^[\p{L}\p{N}_.@+-]{2,40}$/u.test(name.bare)) return [];
    const { bare, shape } = word;
    const isOne =
      (shape === 'signed' ||
        shape === 'inside' ||
        shape === 'begun' ||
        shape === 'dated' ||
        shape === 'co-de' ||
        shape === 'numbered' ||
        shape === 'odd') &&
      bare.length >= 6 &&
      /\p{Ll}/u.test(bare);
    return isOne ? [[word.from, word.to]] : [];
  });
}
