/** Fits the model that judges single words: logistic regression by stochastic gradient descent, deterministic. */
import { hashOf, type Model } from '../../src/core/linear-model.ts';
import { findCredentials } from '../../src/core/redaction/redact.ts';
import { positionsOf } from '../../src/core/redaction/subject.ts';
import { isCandidate } from '../../src/core/redaction/told/told-candidates.ts';
import { readTold, type ToldText } from '../../src/core/redaction/told/told-credentials.ts';
import { featuresOf } from '../../src/core/redaction/told/told-features.ts';
import { generator, shuffle } from '../random.ts';
import type { TypedMessage } from './corpus.ts';

/** How the messages are read, and which of their words are secret. */
export interface ReadMessage {
  readonly message: TypedMessage;
  readonly told: ToldText;
  readonly isSecret: readonly boolean[];
}

export function readMessage(message: TypedMessage): ReadMessage {
  const { text, asked, secrets } = message;
  const told = readTold(text, findCredentials(text, text), asked);
  const spans = secrets.flatMap((secret) =>
    [...positionsOf(text, secret)].map((from) => [from, from + secret.length] as const),
  );
  const isSecret = told.words.map(
    ({ bare, from, to }) => bare !== '' && spans.some(([start, end]) => from < end && start < to),
  );
  return { message, told, isSecret };
}

interface Row {
  features: Int32Array;
  readonly isSecret: boolean;
  readonly weight: number;
}

/** What an error costs: most where a secret is kept, least in messages of another kind. */
const weights = { secret: 6, beside: 1, withoutAny: 6, other: 10 };
/** A feature of fewer words teaches nothing. */
const fewest = 4;
/** How many features remain. */
const most = 14_000;
const epochs = 14;
/** Over so many of the last ones the weights are averaged. */
const averaged = 8;
const rate = 0.15;
const decay = 0.001;
/** The share of a word's features that each look at it leaves out, so that none is relied upon alone. */
const dropped = 0.3;

function rowsOf(
  { message, told, isSecret }: ReadMessage,
  numberOf: (name: string) => number,
): readonly Row[] {
  const isTaken = (index: number): boolean => isSecret[index] === true || told.isKnown[index] === true;
  return told.words.flatMap((_, index): readonly Row[] => {
    const own = isSecret[index] === true;
    if (told.isKnown[index] === true && !own) return [];
    if (!isCandidate(told, index, isTaken)) return [];
    const features = Int32Array.from(featuresOf(told, index, isTaken), numberOf);
    const none = message.isOther
      ? weights.other
      : message.secrets.length > 0
        ? weights.beside
        : weights.withoutAny;
    return [{ features, isSecret: own, weight: own ? weights.secret : none }];
  });
}

export function fitted(messages: readonly ReadMessage[]): Model {
  const numbers = new Map<number, number>();
  const numberOf = (name: string): number => {
    const hash = hashOf(name);
    const known = numbers.get(hash) ?? numbers.size;
    numbers.set(hash, known);
    return known;
  };
  const rows = messages.flatMap((message) => rowsOf(message, numberOf));
  const frequency = new Int32Array(numbers.size);
  for (const { features } of rows)
    for (const feature of features) frequency[feature] = (frequency[feature] ?? 0) + 1;
  for (const row of rows)
    row.features = row.features.filter((feature) => (frequency[feature] ?? 0) >= fewest);
  const first = descend(rows, numbers.size);
  const strengths = first.own.map((weight, number) => Math.abs(weight) * Math.sqrt(frequency[number] ?? 0));
  const weakest = strengths.toSorted().at(-most) ?? 0;
  const isKept = (number: number): boolean => (strengths[number] ?? 0) > weakest;
  for (const row of rows) row.features = row.features.filter(isKept);
  const { own, bias } = descend(rows, numbers.size);
  const entries = [...numbers].filter(([, number]) => isKept(number)).sort(([one], [other]) => one - other);
  return {
    hashes: Int32Array.from(entries, ([hash]) => hash),
    weights: Float32Array.from(entries, ([, number]) => own[number] ?? 0),
    bias: [bias],
  };
}

/** With a rate for each weight (Adagrad); the weights are the mean over the later epochs, which chance moves less than the last. */
function descend(rows: readonly Row[], count: number): { readonly own: Float32Array; readonly bias: number } {
  const own = new Float32Array(count);
  const slopes = new Float32Array(count).fill(1e-6);
  const order = rows.map((_, index) => index);
  const next = generator(1);
  let bias = 0;
  let biasSlope = 1e-6;
  const mean = new Float32Array(count);
  let meanBias = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const index of order) {
      const row = rows[index];
      if (row === undefined) continue;
      const features = row.features.filter(() => next() >= dropped);
      let sum = bias;
      for (const feature of features) sum += own[feature] ?? 0;
      const slope = (1 / (1 + Math.exp(-sum)) - (row.isSecret ? 1 : 0)) * row.weight;
      if (Math.abs(slope) < 1e-4) continue;
      biasSlope += slope * slope;
      bias -= (rate * slope) / Math.sqrt(biasSlope);
      for (const feature of features) {
        const all = slope + decay * (own[feature] ?? 0);
        slopes[feature] = (slopes[feature] ?? 0) + all * all;
        own[feature] = (own[feature] ?? 0) - (rate * all) / Math.sqrt(slopes[feature] ?? 1);
      }
    }
    if (epoch < epochs - averaged) continue;
    meanBias += bias / averaged;
    for (let feature = 0; feature < count; feature++)
      mean[feature] = (mean[feature] ?? 0) + (own[feature] ?? 0) / averaged;
  }
  return { own: mean, bias: meanBias };
}
