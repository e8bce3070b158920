/**
 * Tells the user's standing instructions, corrections and revocations from everything else that a user types. Learned
 * from labelled messages (bench/recogniser), since no list of rules foresees how people put things.
 */

import { keepingResultsBy } from '../kept-results.ts';
import { decode, type Model, probabilities } from '../linear-model.ts';
import type { Sentence } from '../prose/sentences.ts';
import { eastAsian } from '../scripts.ts';
import { featuresOf, type Read, read } from './features.ts';
import { written } from './weights.ts';

export interface Judgement {
  readonly kind: 'none' | 'rule' | 'correction' | 'revocation';
  /** How sure it is that the sentence is a rule or a correction: the logarithm of the odds. */
  readonly evidence: number;
  /** The probability that it takes a rule back, whatever else it does. */
  readonly revokes: number;
  /** No other kind is worth considering; what is less sure yields first where not everything can be kept. */
  readonly isSure: boolean;
}

export interface Models {
  /** Rules and corrections. */
  readonly orders: Model;
  readonly revocations: Model;
}

const none: Judgement = { kind: 'none', evidence: Number.NEGATIVE_INFINITY, revokes: 0, isSure: false };

/** How much evidence makes a sentence a rule or a correction. Chosen with blind writers' conversations left out in turn, and held since. */
const enough = 0.85;

/** How much makes it one beyond doubt. Not one in a hundred of a blind writer's other sentences has as much. */
const plenty = 4;

let shipped: Models | undefined;

/** A sentence and what it is judged to be. */
export interface Judged extends Judgement {
  readonly sentence: Sentence;
}

/** Judges the sentences of one message, each in the light of its neighbours. Cost in proportion to the text. */
export const recognised: (message: readonly Sentence[]) => readonly Judged[] = keepingResultsBy(
  JSON.stringify,
  (message: readonly Sentence[]) => {
    shipped ??= { orders: decode(written.orders), revocations: decode(written.revocations) };
    const judgements = recogniseWith(shipped, message);
    return message.map((sentence, index) => ({ sentence, ...(judgements[index] ?? none) }));
  },
);

/** Reads the weights and judges one sentence, in steps, so that the first message that is judged costs what others do. */
export function* madeReady(): Generator<void> {
  const orders = decode(written.orders);
  yield;
  shipped ??= { orders, revocations: decode(written.revocations) };
  yield;
  recognised([{ quote: 'Always.', masked: 'Always.', underRules: false }]);
  yield;
}

/** The same with models of one's own, for judging how they generalise. */
export function recogniseWith(models: Models, message: readonly Sentence[]): readonly Judgement[] {
  const readings = message.map(read);
  return readings.map((sentence, index) => {
    if (isTooLittle(sentence)) return none;
    const features = featuresOf(readings, index);
    const [, revokes = 0] = probabilities(models.revocations, features);
    return judged(sentence, probabilities(models.orders, features), revokes);
  });
}

function judged(
  sentence: Read,
  [nothing = 1, rule = 0, correction = 0]: readonly number[],
  revokes: number,
): Judgement {
  const evidence = Math.log((rule + correction) / nothing);
  const isPlain = isPlainOrder(sentence);
  const isSure = isPlain || evidence > plenty;
  if (!isPlain && revokes > 0.5 && evidence <= enough)
    return { kind: 'revocation', evidence, revokes, isSure };
  return {
    kind: !isPlain && evidence <= enough ? 'none' : correction > rule ? 'correction' : 'rule',
    evidence,
    revokes,
    isSure,
  };
}

/** A sentence that is nothing but a quotation, a link or a path says nothing in the user's own voice, nor does "ah". */
function isTooLittle({ masked }: Read): boolean {
  const letters = masked.replace(/[^\p{L}]/gu, '');
  return letters.length < (eastAsian.test(letters) ? 2 : 4);
}

/** An item of a list of rules, and "never …" or "always …" with a verb: short ones give the model little to go by. */
function isPlainOrder({ underRules, masked, tokens }: Read): boolean {
  if (/[?？]$/.test(masked)) return false;
  const start = tokens.findIndex(({ word }) => !leadIn.has(word));
  const next = tokens[start + 1];
  return (
    underRules ||
    (/^(?:never|always)$/.test(tokens[start]?.word ?? '') &&
      /^(?:verb|X)$/.test(next?.tag ?? '') &&
      next?.word !== 'mind')
  );
}

const leadIn: ReadonlySet<string> = new Set('please and but so also ok okay then plus ,'.split(' '));

/** For text that is no user's: only what begins like a command and is a rule beyond doubt. */
export function isClearlyRule(sentence: Sentence): boolean {
  const [judged] = recognised([sentence]);
  const [first] = read(sentence).tokens;
  return (
    judged?.kind === 'rule' && judged.evidence > 1.5 && /^(?:verb|not|adverb|all)$/.test(first?.tag ?? '')
  );
}
