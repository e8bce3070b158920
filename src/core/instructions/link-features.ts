/** What is known of a sentence and a rule that it may take back, as numbers. */
import type { Judged } from '../recogniser/recognise.ts';
import { eastAsian } from '../scripts.ts';
import type { Instruction } from './instruction.ts';
import type { Cue } from './revoking-cues.ts';
import type { RuleWords } from './rule-words.ts';

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

/** Turns; farther away is not less likely any more. */
const farthest = 20;

export const turning: readonly Cue[] = ['back', 'afterAll', 'stop', 'allowed', 'noLonger', 'instead'];

export const hasOtherNumber = (said: RuleWords, about: RuleWords): boolean =>
  about.numbers.length > 0 && said.numbers.some((number) => !about.numbers.includes(number));

/** A pair, and what several features are made of. */
interface Seen extends Pair {
  readonly masked: string;
  /** Where the words in common stand in the sentence. */
  readonly places: readonly number[];
  readonly isOtherNumber: boolean;
  has(cue: Cue): boolean;
}

const flag = (is: boolean): number => (is ? 1 : 0);
const clipped = (value: number): number => Math.max(-6, Math.min(6, value));
const logit = (probability: number): number =>
  clipped(Math.log((probability + 1e-4) / (1 - probability + 1e-4)));

/** What is known of a sentence and an earlier rule; each speaks for or against that the sentence takes the rule back. */
const features = {
  'nothing in common': ({ words }) => flag(words.length === 0),
  'share of the rule': ({ words, about }) => Math.min(1, words.length / Math.max(2, about.words.size)),
  'rare words in common': ({ weight }) => Math.min(3, weight),
  'most in common': ({ weight, rival }) => Math.sign(weight - rival),
  'other value': ({ isOther }) => flag(isOther),
  'other number': ({ isOtherNumber }) => flag(isOtherNumber),
  'other number of the same': ({ isOtherNumber, words }) => flag(isOtherNumber && words.length > 0),
  'same numbers': ({ said, about }) =>
    flag(said.numbers.length > 0 && said.numbers.every((number) => about.numbers.includes(number))),
  revokes: ({ judged }) => logit(judged.revokes),
  'sentence before revokes': ({ before }) => (before === undefined ? -4 : logit(before.revokes)),
  'rule evidence': ({ judged }) => clipped(judged.evidence),
  'is a rule': ({ judged }) => flag(judged.kind === 'rule'),
  'is a correction': ({ judged }) => flag(judged.kind === 'correction'),
  'rule forbids': ({ about }) => flag(about.negative),
  back: ({ has }) => flag(has('back')),
  afterAll: ({ has }) => flag(has('afterAll')),
  stop: ({ has }) => flag(has('stop')),
  allowed: ({ has }) => flag(has('allowed')),
  noLonger: ({ has }) => flag(has('noLonger')),
  now: ({ has }) => flag(has('now')),
  instead: ({ has }) => flag(has('instead')),
  tooMuch: ({ has }) => flag(has('tooMuch')),
  cues: ({ has }) => Math.min(3, turning.filter(has).length),
  'allowed what was forbidden': ({ has, about }) => flag(has('allowed') && about.negative),
  'stop what was ordered': ({ has, about }) => flag(has('stop') && !about.negative),
  'no longer what was ordered': ({ has, about }) => flag(has('noLonger') && !about.negative),
  question: ({ masked }) => flag(/[?？]\s*$/.test(masked)),
  length: ({ masked }) => Math.log(1 + lengthOf(masked)),
  'about it from the start': ({ places }) => flag(places.some((place) => place < 12)),
  'cue beside it': ({ cues, places }) => flag(isBeside(cues, places)),
  distance: ({ distance }) => Math.log(Math.min(farthest, distance)),
  'rule is a correction': ({ entry }) => flag(entry.kind === 'correction'),
  'other rules': ({ rules }) => Math.log(rules),
} satisfies Readonly<Record<string, (seen: Seen) => number>>;

/** In the order in which the weights are written. */
export const linkFeatures = Object.keys(features) as readonly (keyof typeof features)[];

/** The values of `linkFeatures`, in their order. */
export function featuresOf(pair: Pair): readonly number[] {
  const { masked } = pair.judged.sentence;
  const lower = masked.toLowerCase();
  const seen: Seen = {
    ...pair,
    masked,
    places: pair.words.map((word) => lower.indexOf(word.slice(0, 5))).filter((place) => place >= 0),
    isOtherNumber: hasOtherNumber(pair.said, pair.about),
    has: (cue) => pair.cues.has(cue),
  };
  return Object.values(features).map((feature) => feature(seen));
}

/** Beside each other are a cue and a word so many characters apart. */
const besides = 30;

const isBeside = (cues: ReadonlyMap<Cue, number>, places: readonly number[]): boolean =>
  turning.some((cue) => {
    const at = cues.get(cue);
    return at !== undefined && places.some((place) => Math.abs(place - at) < besides);
  });

/** In words, or what would be words. */
const lengthOf = (text: string): number =>
  eastAsian.test(text) ? text.length / 3 : text.split(/\s+/).length;
