/** What is known of a sentence and a rule that it may take back, as numbers. */
import type { Judged } from '../recogniser/recognise.ts';
import { eastAsian } from '../scripts.ts';
import type { Instruction } from './instruction.ts';
import type { Cue } from './revoking-cues.ts';
import type { RuleWords } from './rule-words.ts';

/** What is known of a sentence and an earlier rule; each speaks for or against that the sentence takes the rule back. */
export const linkFeatures = [
  'nothing in common',
  'share of the rule',
  'rare words in common',
  'most in common',
  'other value',
  'other number',
  'other number of the same',
  'same numbers',
  'revokes',
  'sentence before revokes',
  'rule evidence',
  'is a rule',
  'is a correction',
  'rule forbids',
  'back',
  'afterAll',
  'stop',
  'allowed',
  'noLonger',
  'now',
  'instead',
  'tooMuch',
  'cues',
  'allowed what was forbidden',
  'stop what was ordered',
  'no longer what was ordered',
  'question',
  'length',
  'about it from the start',
  'cue beside it',
  'distance',
  'rule is a correction',
  'other rules',
] as const;

export interface Pair {
  readonly judged: Judged;
  readonly before: Judged | undefined;
  /** Those of the sentence that the rule has not. */
  readonly cues: ReadonlyMap<Cue, number>;
  readonly said: RuleWords;
  readonly entry: Instruction;
  readonly about: RuleWords;
  /** In common, in the sentence's form. */
  readonly words: readonly string[];
  readonly isOther: boolean;
  /** The words in common, each the more the fewer rules hold it; and as much of the rule that has most besides. */
  readonly weight: number;
  readonly rival: number;
  /** Turns between the two. */
  readonly distance: number;
  /** How many rules hold. */
  readonly rules: number;
}

/** The values of `linkFeatures`, in their order. */
export const featuresOf = (pair: Pair): readonly number[] => [
  ...commonFeatures(pair),
  ...judgedFeatures(pair),
  ...cueFeatures(pair),
  Math.log(Math.min(farthest, pair.distance)),
  pair.entry.kind === 'correction' ? 1 : 0,
  Math.log(pair.rules),
];

/** Turns; farther away is not less likely any more. */
const farthest = 20;

export const turning: readonly Cue[] = ['back', 'afterAll', 'stop', 'allowed', 'noLonger', 'instead'];

export const hasOtherNumber = (said: RuleWords, about: RuleWords): boolean =>
  about.numbers.length > 0 && said.numbers.some((number) => !about.numbers.includes(number));

const flag = (is: boolean): number => (is ? 1 : 0);

function commonFeatures({ said, about, words, isOther, weight, rival }: Pair): readonly number[] {
  const isOtherNumber = hasOtherNumber(said, about);
  const isSame = said.numbers.length > 0 && said.numbers.every((number) => about.numbers.includes(number));
  return [
    flag(words.length === 0),
    Math.min(1, words.length / Math.max(2, about.words.size)),
    Math.min(3, weight),
    Math.sign(weight - rival),
    flag(isOther),
    flag(isOtherNumber),
    flag(isOtherNumber && words.length > 0),
    flag(isSame),
  ];
}

const clipped = (value: number): number => Math.max(-6, Math.min(6, value));
const logit = (probability: number): number =>
  clipped(Math.log((probability + 1e-4) / (1 - probability + 1e-4)));

const judgedFeatures = ({ judged, before, about }: Pair): readonly number[] => [
  logit(judged.revokes),
  before === undefined ? -4 : logit(before.revokes),
  clipped(judged.evidence),
  flag(judged.kind === 'rule'),
  flag(judged.kind === 'correction'),
  flag(about.negative),
];

/** Beside each other are a cue and a word so many characters apart. */
const besides = 30;
function cueFeatures({ judged, cues, about, words }: Pair): readonly number[] {
  const { masked } = judged.sentence;
  const lower = masked.toLowerCase();
  const places = words.map((word) => lower.indexOf(word.slice(0, 5))).filter((place) => place >= 0);
  const has = (cue: Cue): boolean => cues.has(cue);
  const isBeside = turning.some((cue) => {
    const at = cues.get(cue);
    return at !== undefined && places.some((place) => Math.abs(place - at) < besides);
  });
  return [
    flag(has('back')),
    flag(has('afterAll')),
    flag(has('stop')),
    flag(has('allowed')),
    flag(has('noLonger')),
    flag(has('now')),
    flag(has('instead')),
    flag(has('tooMuch')),
    Math.min(3, turning.filter(has).length),
    flag(has('allowed') && about.negative),
    flag(has('stop') && !about.negative),
    flag(has('noLonger') && !about.negative),
    flag(/[?？]\s*$/.test(masked)),
    Math.log(1 + lengthOf(masked)),
    flag(places.some((place) => place < 12)),
    flag(isBeside),
  ];
}

/** In words, or what would be words. */
const lengthOf = (text: string): number =>
  eastAsian.test(text) ? text.length / 3 : text.split(/\s+/).length;
