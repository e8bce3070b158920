/** How a text is read for told credentials: its words and sentences, and which words are worth a look. */
import type { Cue } from './cue-lists.ts';
import { reportedSentences } from './told-reports.ts';
import type { ToldWord } from './told-words.ts';
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
];
export const around: readonly Cue[] = [...strong, 'service', 'enter', 'open'];
const leads: readonly Cue[] = [
  'is',
  'with',
  'enter',
  'secret',
  'phrase',
  'code',
  'key',
  'question',
  'net',
  'so',
  'set',
  'give',
  'new',
  'account',
];

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
}

export const isOdd = (word: ToldWord): boolean =>
  !['plain', 'none', 'small', 'anti'].includes(groupOf(word.shape));

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
  return { words, sentences };
}

export const has = (sentence: Sentence | undefined, cues: readonly Cue[]): boolean =>
  sentence !== undefined && cues.some((cue) => sentence.cues.has(cue));

/** Whether its sentence has spoken of one shortly before. */
function isCalled(
  words: readonly ToldWord[],
  index: number,
  cues: readonly Cue[],
  farthest: number,
): boolean {
  const { sentence } = words[index] as ToldWord;
  for (let at = index - 1; at >= index - farthest; at--) {
    const other = words[at];
    if (other === undefined || other.sentence !== sentence) return false;
    if (other.cues.includes('number')) return false;
    if (other.shape === 'mark') return false;
    if (other.cues.some((cue) => cues.includes(cue))) return true;
  }
  return false;
}

const months =
  /^(?:jan|feb|mar|mär|maa|apr|abr|avr|may|mai|mag|mei|jun|giu|juin|jul|lug|juil|aug|août|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\p{L}*\.?$/u;
const beforeYears = new Set(
  'in since until till by from about around circa anno year years im seit bis um jahr jahre jahres en depuis vers an année desde hacia año nel dal del anno em ano sinds rond jaar в с до w od roku от'.split(
    ' ',
  ),
);

/** What prose says of a year: "built in 1889", "9 November 2024". */
function isYear(words: readonly ToldWord[], index: number): boolean {
  const { bare, sentence } = words[index] as ToldWord;
  if (!/^(?:1[3-9]|20[0-4])\d\d$/.test(bare)) return false;
  const [two, one] = [words[index - 2], words[index - 1]];
  if (one === undefined || one.sentence !== sentence || /[:=,]/.test(one.tail)) return false;
  if (months.test(one.lower)) return true;
  return (
    beforeYears.has(one.lower) &&
    !['enter', 'open', 'secret', 'code'].some((cue) => two?.cues.includes(cue as Cue) === true)
  );
}

/** Whether the word is worth a look. */
export function isCandidate(
  { words, sentences }: Reading,
  index: number,
  isTaken: (index: number) => boolean,
): boolean {
  const word = words[index];
  if (word === undefined || word.bare === '') return false;
  const group = groupOf(word.shape);
  if (group === 'none' || group === 'mark' || word.shape === 'standIn') return false;
  if (isYear(words, index)) return false;
  if (sentences[word.sentence]?.isReport === true)
    return !['plain', 'small', 'anti'].includes(group) && isCalled(words, index, ['secret', 'code'], 3);
  if (group === 'hash') return isCalled(words, index, ['key', 'secret', 'code'], 7);
  if (group === 'anti') return isCalled(words, index, ['secret', 'phrase'], 8);
  if (group === 'plain' || group === 'small') {
    if (isTaken(index - 1) || isTaken(index - 2)) return true;
    if (group === 'small') return false;
    const one = words[index - 1];
    const two = words[index - 2];
    const isLed =
      /["“„«`「『‘'*:=]/.test(word.lead) ||
      (one !== undefined &&
        (/[:=,]/.test(one.tail) || one.shape === 'none' || one.cues.some((cue) => leads.includes(cue)))) ||
      two?.cues.some((cue) => leads.includes(cue)) === true;
    if (!isLed) return false;
  }
  for (let at = word.sentence - 3; at <= word.sentence + 3; at++) if (has(sentences[at], around)) return true;
  return false;
}
