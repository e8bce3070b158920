/**
 * Which standing rule a sentence takes back or replaces. What speaks for it and against it is weighed as `npm run train --
 * --links` has found it in labelled conversations: words in common, other values, how the user says that something is over.
 */
import type { Judged } from '../recogniser/recognise.ts';
import type { Instruction } from './instruction.ts';
import { featuresOf, hasOtherNumber, type Pair, turning } from './link-features.ts';
import { linkWeights } from './link-weights.ts';
import { type Cue, cuesIn } from './revoking-cues.ts';
import { isMeasure, isNumber } from './rule-values.ts';
import { choosesAnew, isForm, prefix, type RuleWords, ruleWordsOf, wordsOfRule } from './rule-words.ts';
import { holdTogether } from './rules-together.ts';

export interface Link {
  readonly entry: Instruction;
  /** In the order of `linkFeatures`. */
  readonly features: readonly number[];
}

/** Rules that still hold, made ready to be looked up by their words. */
export interface Standing {
  readonly rules: readonly { readonly entry: Instruction; readonly about: RuleWords }[];
  /** Which rules, by index, hold a word, by its first letters. */
  readonly byPrefix: ReadonlyMap<string, readonly (readonly [word: string, rule: number])[]>;
}

const knownCues = new WeakMap<Instruction, ReadonlyMap<Cue, number>>();

/** What a rule says itself is no sign that it is over. */
function cuesOf(entry: Instruction): ReadonlyMap<Cue, number> {
  const cues = knownCues.get(entry) ?? cuesIn(entry.quote);
  knownCues.set(entry, cues);
  return cues;
}

/** @param turn of the message that may take them back; what it says itself is no earlier rule */
export function standingBefore(entries: readonly Instruction[], turn: number): Standing {
  const rules = entries
    .filter((entry) => entry.revokedIn === null && entry.turn < turn)
    .map((entry) => ({ entry, about: wordsOfRule(entry) }));
  const byPrefix = new Map<string, [string, number][]>();
  for (const [index, { about }] of rules.entries()) {
    for (const word of about.words) {
      const key = word.slice(0, prefix);
      const holding = byPrefix.get(key);
      if (holding === undefined) byPrefix.set(key, [[word, index]]);
      else holding.push([word, index]);
    }
  }
  return { rules, byPrefix };
}

/** For every rule that a sentence of a message may be about. Cost in proportion to the sentence and what it meets. */
export function linksOf(
  { rules, byPrefix }: Standing,
  message: readonly Judged[],
  index: number,
  turn: number,
): readonly Link[] {
  const judged = message[index];
  if (judged === undefined || rules.length === 0) return [];
  const said = ruleWordsOf(judged.sentence.quote);
  const common = rules.map((): string[] => []);
  const weight = new Float64Array(rules.length);
  for (const word of said.words) {
    const holding = new Set<number>();
    for (const [other, rule] of byPrefix.get(word.slice(0, prefix)) ?? [])
      if (isForm(word, other)) holding.add(rule);
    for (const rule of holding) {
      common[rule]?.push(word);
      weight[rule] = (weight[rule] ?? 0) + 1 / holding.size;
    }
  }
  const ranked = [...weight].sort((one, other) => other - one);
  const before = message[index - 1];
  const all = cuesIn(judged.sentence.masked);
  return rules.flatMap(({ entry, about }, rule): readonly Link[] => {
    const words = common[rule] ?? [];
    const isOther = choosesAnew(about, said);
    if (words.length === 0 && !isOther) return [];
    const mine = weight[rule] ?? 0;
    const rival = mine === ranked[0] ? (ranked[1] ?? 0) : (ranked[0] ?? 0);
    const own = cuesOf(entry);
    const cues = new Map([...all].filter(([cue]) => !own.has(cue)));
    const pair: Pair = {
      ...{ judged, before, cues, said, entry, about, words, isOther, rival },
      weight: mine,
      distance: turn - entry.turn,
      rules: rules.length,
    };
    return isWorthALook(pair) ? [{ entry, features: featuresOf(pair) }] : [];
  });
}

/**
 * Who speaks of an exception, adds something, asks, or says the same of another thing takes nothing back; nor does who names
 * neither an end nor anything else that is to hold.
 */
function isWorthALook({ judged, cues, said, about, words, isOther }: Pair): boolean {
  const { kind, revokes, evidence } = judged;
  const isQuestion = kind !== 'rule' && /[?？]\s*$/.test(judged.sentence.masked);
  if (isQuestion || cues.has('once') || isSameButForNumbers(said, about)) return false;
  if (revokes >= 0.5) return true;
  // What is no rule either must at least sound like one, or like the end of one: people say "again" of anything.
  if (kind === 'correction' && revokes < 0.1) return false;
  if (kind === 'none' && revokes < 0.3 && evidence < -5.5) return false;
  // "Never again" and "no more" say once more what is forbidden, "show it again" what was ordered.
  const forbids = said.negative && about.negative;
  const repeats = forbids || (kind === 'none' && revokes < 0.3 && !said.negative && !about.negative);
  const turns = turning.some(
    (cue) => cues.has(cue) && !(repeats && cue === 'back') && !(forbids && cue === 'stop'),
  );
  const telling = words.filter((word) => !isNumber(word) && !isValue(said, word));
  if (telling.length === 0) return turns;
  // "Mention it too": what was forbidden is allowed.
  if (cues.has('also') && !(turns && (about.negative || cues.has('afterAll')))) return false;
  if (turns) return true;
  // Chapter 4 is not chapter 3, but four lines take the place of three.
  const isOtherNumber = hasOtherNumber(said, about);
  if (isOtherNumber && !words.some(isMeasure)) return false;
  const isOpposite =
    said.negative !== about.negative &&
    telling.length * 2 > about.words.size &&
    (words.length >= said.words.size || words.length >= about.words.size);
  const isNew = isOther || isOpposite || (isOtherNumber && telling.length > 1);
  return kind === 'rule' && isNew && !holdTogether(about, said);
}

const isValue = ({ values }: RuleWords, word: string): boolean =>
  [...values.values()].some((own) => own.has(word));

const isSameButForNumbers = (one: RuleWords, other: RuleWords): boolean => {
  const rest = ({ words }: RuleWords): readonly string[] => [...words].filter((word) => !isNumber(word));
  const [mine, others] = [rest(one), rest(other)];
  return mine.length === others.length && mine.every((word) => others.includes(word));
};

/**
 * How much evidence strikes a rule: the logarithm of the odds. With less, as writers say who were left out in turn, hardly one
 * more is struck rightly and many more wrongly.
 */
const enough = -0.6;
/** Of several rules those are meant that have nearly as much as the likeliest. */
const nearly = 0.5;

/** The standing rules that a sentence of a message takes back or replaces; mostly none. */
export function takenBackBy(
  standing: Standing,
  message: readonly Judged[],
  index: number,
  turn: number,
): readonly Instruction[] {
  const weighed = linksOf(standing, message, index, turn).map(({ entry, features }) => ({
    entry,
    odds: oddsOf(features),
  }));
  const most = Math.max(enough, ...weighed.map(({ odds }) => odds));
  return weighed.filter(({ odds }) => odds > enough && odds >= most - nearly).map(({ entry }) => entry);
}

const oddsOf = (features: readonly number[]): number =>
  features.reduce((sum, value, at) => sum + value * (linkWeights.weights[at] ?? 0), linkWeights.bias);
