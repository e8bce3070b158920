/**
 * Credentials that people tell in words of their own, with no label that rules could know: "let yourselves in with …",
 * "user rob, it's … as always". Judged word by word, in the light of the words around; only for what somebody has typed.
 */
import { credentialWords } from '../credential-words.ts';
import { lowered } from '../redact.ts';
import type { Found } from '../subject.ts';
import { corrected } from './corrected-values.ts';
import { findStructures } from './structures.ts';
import { isCandidate, isShortHash } from './told-candidates.ts';
import { featuresOf } from './told-features.ts';
import { oddsOf, ownModel, type ToldModel } from './told-model.ts';
import { isNear, type Reading, reading, strong } from './told-reading.ts';
import type { ToldWord } from './told-word.ts';
import { toldWordsOf } from './told-words.ts';
import { groupOf } from './word-shapes.ts';

/**
 * The logarithm of the odds above which a word is taken for one: where credentials are spoken of, where nobody speaks
 * of any, and for what only a machine writes. Rules of the user's are full of names and must stay word for word.
 */
const thresholds = { spoken: 1.5, unspoken: 3.5, machine: 1 };

/** Credentials that the layout gives away, and the words to be judged, with those that are found already marked. */
export interface ToldText extends Reading {
  readonly structures: readonly Found[];
  /** By the words' places: what rules have found. */
  readonly isKnown: readonly boolean[];
}

/**
 * @param found in any order
 * @param asked what the message answers, as `askedIn` gives it; its words come first, at negative places
 */
export function readTold(text: string, found: readonly Found[], asked = ''): ToldText {
  const all = asked === '' ? text : `${asked}\n${text}`;
  const { labels } = credentialWords(all, lowered(all));
  const read = reading(placed(toldWordsOf(all, labels), text.length - all.length));
  const structures = findStructures({ ...read, words: read.words.slice(read.first) }).map(
    ([from, to]): Found => ({
      from,
      to,
      kind: /^[\d\s#*-]+$/.test(text.slice(from, to)) ? 'code' : 'password',
    }),
  );
  return { ...read, structures, isKnown: covered(read.words, [...found, ...structures]) };
}

const placed = (words: readonly ToldWord[], by: number): readonly ToldWord[] =>
  by === 0 ? words : words.map((word) => ({ ...word, from: word.from + by, to: word.to + by }));

function covered(words: readonly ToldWord[], found: readonly Found[]): readonly boolean[] {
  const spans = found.toSorted((one, other) => one.from - other.from);
  const known: boolean[] = [];
  let next = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of words) {
    for (let span = spans[next]; span !== undefined && span.from < to; span = spans[++next])
      end = Math.max(end, span.to);
    known.push(from < end);
  }
  return known;
}

/** Which words are taken for credentials, those that are known left out. */
export function judged(text: ToldText, model: ToldModel): readonly boolean[] {
  const taken: boolean[] = [];
  const isTaken = (index: number): boolean => taken[index] === true || text.isKnown[index] === true;
  for (const index of text.words.keys()) {
    taken[index] =
      text.isKnown[index] !== true &&
      ((isTaken(index - 1) && isAlike(text.words[index - 1], text.words[index])) ||
        (isCandidate(text, index, isTaken) &&
          oddsOf(model, featuresOf(text, index, isTaken)) > thresholdOf(text, index)));
  }
  return taken;
}

/** An account or a check of something is spoken of in much that has to do with no credential. */
const speaking = strong.filter((cue) => cue !== 'account' && cue !== 'verify');

function thresholdOf({ words, sentences, asked }: ToldText, index: number): number {
  const word = words[index] as ToldWord;
  if (word.shape === 'hex' || isShortHash(word)) return thresholds.machine;
  const isSpoken = speaking.some((cue) => asked.has(cue)) || isNear(sentences, word, speaking, 2);
  return isSpoken ? thresholds.spoken : thresholds.unspoken;
}

const ofLists = new Set(['num', 'code', 'mixed']);

/** The next one of a list: spelt alike, with nothing but a comma between. */
const isAlike = (before: ToldWord | undefined, word: ToldWord | undefined): boolean =>
  before !== undefined &&
  word !== undefined &&
  before.shape === word.shape &&
  ofLists.has(groupOf(word.shape)) &&
  /^[,;]?$/.test(before.tail) &&
  patternOf(before.bare) === patternOf(word.bare);

const patternOf = (word: string): string => word.replace(/[\p{L}\p{N}]/gu, 'x');

/**
 * None of them in `found`.
 * @param asked as for `readTold`
 */
export function findTold(text: string, found: readonly Found[], asked = ''): readonly Found[] {
  const told = readTold(text, found, asked);
  const taken = judged(told, ownModel());
  const spans: Found[] = [...told.structures];
  let last: Found | null = null;
  for (const [index, word] of told.words.entries()) {
    if (taken[index] !== true) {
      last = null;
      continue;
    }
    const { from, to } = widened(text, word);
    const isNumber = groupOf(word.shape) === 'num';
    if (last !== null && told.words[index - 1]?.sentence === word.sentence) {
      spans.pop();
      last = { from: last.from, to, kind: last.kind };
    } else last = { from, to, kind: isNumber ? 'code' : 'password' };
    spans.push(last);
  }
  const isTaken = (index: number): boolean => taken[index] === true || told.isKnown[index] === true;
  for (const [from, to] of corrected(told.words, isTaken))
    if (from >= 0) spans.push({ from, to, kind: 'password' });
  return spans;
}

/** With the signs at its ends that may be its own. */
function widened(text: string, { from, to }: ToldWord): { readonly from: number; readonly to: number } {
  const before = /[*#]$/.exec(text.slice(Math.max(0, from - 1), from))?.[0].length ?? 0;
  const after = /^[!#*$?]{1,5}/.exec(text.slice(to, to + 5))?.[0].length ?? 0;
  return { from: from - before, to: to + after };
}
