/**
 * Tells the user's standing instructions, corrections and revocations from everything else that a user types. Learned
 * from labelled messages, since no list of rules foresees how people put things. On trial: the ledger does not ask it.
 */
import type { Sentence } from '../../src/core/ledger/ledger-sentences.ts';
import { featuresOf, type Read, read } from './recognise-features.ts';
import { type Model, probabilities } from './recognise-model.ts';

export interface Judgement {
  readonly kind: 'none' | 'rule' | 'correction' | 'revocation';
  /** How sure it is that the sentence is a rule or a correction: the logarithm of the odds. */
  readonly evidence: number;
  /** The probability that it takes a rule back, whatever else it does. */
  readonly revokes: number;
}

export interface Models {
  /** Rules and corrections. */
  readonly orders: Model;
  readonly revocations: Model;
}

const none: Judgement = { kind: 'none', evidence: Number.NEGATIVE_INFINITY, revokes: 0 };

/** How much evidence makes a sentence a rule or a correction. */
const enough = 0.1;

/** Judges the sentences of one message, each in the light of its neighbours. Cost in proportion to the text. */
export function recogniseWith(models: Models, message: readonly Sentence[]): readonly Judgement[] {
  const readings = message.map(read);
  return readings.map((sentence, index) => {
    // A sentence that is nothing but a quotation, a link or a path says nothing in the user's own voice.
    if (sentence.masked.replace(/[^\p{L}]/gu, '').length < 2) return none;
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
  if (!isPlain && revokes > 0.5) return { kind: 'revocation', evidence, revokes };
  const isRecognised = isPlain || evidence > enough;
  return {
    kind: !isRecognised ? 'none' : correction > rule ? 'correction' : 'rule',
    evidence,
    revokes: isPlain ? 0 : revokes,
  };
}

/** An item of a list of rules, and "never …" or "always …" with a verb: short ones give the models little to go by. */
function isPlainOrder({ underRules, masked, tokens }: Read): boolean {
  if (/[?？]$/.test(masked)) return false;
  const start = tokens.findIndex(({ word }) => !leadIn.has(word));
  const verb = tokens[start + 1]?.word === 'mind' ? '' : (tokens[start + 1]?.tag ?? '');
  return underRules || (/^(?:never|always)$/.test(tokens[start]?.word ?? '') && /^(?:verb|X)$/.test(verb));
}

const leadIn: ReadonlySet<string> = new Set([
  'please',
  'and',
  'but',
  'so',
  'also',
  'ok',
  'okay',
  ',',
  'then',
  'plus',
]);
