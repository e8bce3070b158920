/** Which words of a text are worth a look: what is judged costs time, and most words are plainly none. */
import type { Cue } from './cue-lists.ts';
import { around, isNear, isRare, type Reading, strong } from './told-reading.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf, type Shape } from './word-shapes.ts';

const called: readonly Cue[] = ['secret', 'code', 'key', 'phrase', 'word', 'lock', 'net', 'account'];
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
  'word',
  'verify',
];

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

const asksForOne = (asked: ReadonlySet<Cue>): boolean => strong.some((cue) => asked.has(cue));

/** In a message so short a rare word, or one that a machine made, may be one though nothing near it says so. */
const fewWords = 80;
const bareCodes: ReadonlySet<Shape> = new Set(['hex', 'id', 'inside', 'begun']);

/** What people say and verify is mostly words; with these around, so are names and numbers of every kind. */
const ofAccess = around.filter((cue) => cue !== 'word' && cue !== 'verify');

/** As commits have them, and codes too. */
export const isShortHash = ({ shape, bare }: ToldWord): boolean => shape === 'id' && /^[\da-f]+$/.test(bare);

/** How far into a message its answer goes. */
const mostAnswer = 6;

/** Whether the word is among the first ones of the message, with which people answer. */
const isBeginning = (words: readonly ToldWord[], index: number, first: number): boolean =>
  index - first < mostAnswer && words[index]?.sentence === words[first]?.sentence;

/** Whether the word is worth a look. */
export function isCandidate(
  { words, sentences, first, asked }: Reading,
  index: number,
  isTaken: (index: number) => boolean,
): boolean {
  const word = words[index];
  if (word === undefined || word.bare === '' || index < first) return false;
  const group = groupOf(word.shape);
  if (group === 'none' || group === 'mark' || word.shape === 'standIn') return false;
  if (sentences[word.sentence]?.isReport === true)
    return !['plain', 'small', 'anti'].includes(group) && isCalled(words, index, ['secret', 'code'], 3);
  if (isYear(words, index)) return false;
  const isShort = words.length - first <= fewWords && (group === 'plain' || bareCodes.has(word.shape));
  if (group === 'hash' || isShortHash(word)) {
    if (!isShort && !isNear(sentences, word, called, 1)) return false;
  } else if (group === 'anti') return isCalled(words, index, ['secret', 'phrase'], 8);
  if (group === 'plain' || group === 'small') {
    if (isTaken(index - 1) || isTaken(index - 2)) return true;
    if (group === 'small') return false;
    const one = words[index - 1];
    const two = words[index - 2];
    const isLed =
      /["“„«`「『‘'*:=]/.test(word.lead) ||
      (one !== undefined &&
        (/[:=,]/.test(one.tail) || one.shape === 'none' || one.cues.some((cue) => leads.includes(cue)))) ||
      two?.cues.some((cue) => leads.includes(cue)) === true ||
      (asksForOne(asked) && isBeginning(words, index, first)) ||
      isRare(word);
    if (!isLed) return false;
  }
  if (isShort) return true;
  // Versions and names of things end in a digit as many passwords do.
  if (word.shape === 'numbered' && !isNear(sentences, word, called, 1)) return false;
  return isNear(sentences, word, group === 'plain' ? around : ofAccess, 3);
}
