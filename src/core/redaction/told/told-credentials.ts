/**
 * Credentials that people tell in words of their own, with no label that rules could know: "let yourselves in with …",
 * "user rob, it's … as always". Judged word by word, in the light of the words around; only for what somebody has typed.
 */
import type { LabelAt } from '../credential-words.ts';
import type { Found } from '../subject.ts';
import { corrected } from './corrected-values.ts';
import { findStructures } from './structures.ts';
import { featuresOf } from './told-features.ts';
import { oddsOf, ownModel, type ToldModel } from './told-model.ts';
import { isCandidate, type Reading, reading } from './told-reading.ts';
import { type ToldWord, toldWordsOf } from './told-words.ts';
import { groupOf } from './word-shapes.ts';

/** The logarithm of the odds above which a word is taken for one. Below it more plain words go, and hardly a credential. */
const threshold = 1.5;

/** Credentials that the layout gives away, and the words to be judged, with those that are found already marked. */
export interface ToldText extends Reading {
  readonly structures: readonly Found[];
  /** By the words' places: what rules have found. */
  readonly isKnown: readonly boolean[];
}

/** @param found in any order */
export function readTold(text: string, labels: readonly LabelAt[], found: readonly Found[]): ToldText {
  const read = reading(toldWordsOf(text, labels));
  const structures = findStructures(read).map(
    ([from, to]): Found => ({
      from,
      to,
      kind: /^[\d\s#*-]+$/.test(text.slice(from, to)) ? 'code' : 'password',
    }),
  );
  return { ...read, structures, isKnown: covered(read.words, [...found, ...structures]) };
}

function covered(words: readonly ToldWord[], found: readonly Found[]): readonly boolean[] {
  const spans = found.toSorted((one, other) => one.from - other.from);
  const known: boolean[] = [];
  let next = 0;
  let end = -1;
  for (const { from, to } of words) {
    for (let span = spans[next]; span !== undefined && span.from < to; span = spans[++next])
      end = Math.max(end, span.to);
    known.push(from < end);
  }
  return known;
}

/** Which words are taken for credentials, those that are known left out. */
export function judged(text: ToldText, model: ToldModel, atLeast = threshold): readonly boolean[] {
  const taken: boolean[] = [];
  const isTaken = (index: number): boolean => taken[index] === true || text.isKnown[index] === true;
  for (const index of text.words.keys()) {
    taken[index] =
      text.isKnown[index] !== true &&
      ((isTaken(index - 1) && isAlike(text.words[index - 1], text.words[index])) ||
        (isCandidate(text, index, isTaken) && oddsOf(model, featuresOf(text, index, isTaken)) > atLeast));
  }
  return taken;
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

/** None of them in `found`. */
export function findTold(
  text: string,
  labels: readonly LabelAt[],
  found: readonly Found[],
): readonly Found[] {
  const told = readTold(text, labels, found);
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
  for (const [from, to] of corrected(told.words, isTaken)) spans.push({ from, to, kind: 'password' });
  return spans;
}

/** With the signs at its ends that may be its own. */
function widened(text: string, { from, to }: ToldWord): { readonly from: number; readonly to: number } {
  const before = /[*#]$/.exec(text.slice(Math.max(0, from - 1), from))?.[0].length ?? 0;
  const after = /^[!#*$?]{1,5}/.exec(text.slice(to, to + 5))?.[0].length ?? 0;
  return { from: from - before, to: to + after };
}
