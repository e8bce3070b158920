/** Multinomial logistic regression: deterministic, in plain arithmetic. */
import { type Model, shareOf } from '../../src/core/linear-model.ts';
import { generator, shuffle } from '../random.ts';

export interface Example {
  /** Their numbers. */
  readonly features: Int32Array;
  /** 0 for none of the classes. */
  readonly kind: number;
  readonly weight: number;
}

export interface FitOptions {
  /** Without that of none. */
  readonly classes: number;
  /** How many features remain. */
  readonly most: number;
  /** A feature that occurs in fewer sentences teaches nothing. */
  readonly fewest: number;
  readonly epochs: number;
  readonly rate: number;
  /** The share of a sentence's features that each look at it leaves out, so that none is relied upon alone. */
  readonly dropped: number;
  /** Fits from so many orders of the examples are averaged. */
  readonly orders: number;
}

/** The same for every fit. */
const decay = 1e-5;

/** Weights and biases for every kind, `none` among them. */
interface Fitted {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** @param hashes of the features, by their numbers */
export function regression(
  examples: readonly Example[],
  hashes: readonly number[],
  options: FitOptions,
): Model {
  const count = options.classes + 1;
  const weighed = Array.from({ length: options.classes }, (_, one) => one);
  const frequency = new Int32Array(hashes.length);
  const mass = new Float64Array(hashes.length);
  for (const { features, weight } of examples) {
    for (const feature of features) {
      frequency[feature] = (frequency[feature] ?? 0) + 1;
      mass[feature] = (mass[feature] ?? 0) + weight;
    }
  }
  const known = Uint8Array.from(frequency, (times) => (times >= options.fewest ? 1 : 0));
  const first = descend(examples, known, options, 99);
  const kept = strongest(first, known, mass, options);
  const fits = Array.from({ length: options.orders }, (_, order) =>
    descend(examples, kept, options, order + 1),
  );
  const mean = (pick: (fitted: Fitted) => Float32Array, at: number): number =>
    fits.reduce((sum, fitted) => sum + (pick(fitted)[at] ?? 0), 0) / fits.length;
  const entries = hashes.flatMap((hash, feature) => (kept[feature] === 1 ? [{ hash, feature }] : []));
  entries.sort((one, other) => one.hash - other.hash);
  return {
    hashes: Int32Array.from(entries, ({ hash }) => hash),
    weights: Float32Array.from(
      entries.flatMap(({ feature }) => {
        const none = mean(({ weights }) => weights, feature * count);
        return weighed.map((kind) => mean(({ weights }) => weights, feature * count + kind + 1) - none);
      }),
    ),
    bias: weighed.map((kind) => mean(({ bias }) => bias, kind + 1) - mean(({ bias }) => bias, 0)),
  };
}

/** The features whose weights differ most between kinds, frequent ones before rare ones. `mass`: the weights of their sentences. */
function strongest(
  { weights }: Fitted,
  known: Uint8Array,
  mass: Float64Array,
  { classes, most }: FitOptions,
): Uint8Array {
  const count = classes + 1;
  const ranked: { readonly feature: number; readonly strength: number }[] = [];
  for (const [feature, isKnown] of known.entries()) {
    if (isKnown === 0) continue;
    const own = weights.subarray(feature * count, (feature + 1) * count);
    const mean = own.reduce((sum, weight) => sum + weight, 0) / count;
    const spread = Math.max(...own.map((weight) => Math.abs(weight - mean)));
    ranked.push({ feature, strength: spread * Math.sqrt(mass[feature] ?? 0) });
  }
  ranked.sort((one, other) => other.strength - one.strength || one.feature - other.feature);
  const kept = new Uint8Array(known.length);
  for (const { feature } of ranked.slice(0, most)) kept[feature] = 1;
  return kept;
}

/** Stochastic gradient descent with a rate for each weight (Adagrad). */
function descend(examples: readonly Example[], kept: Uint8Array, options: FitOptions, seed: number): Fitted {
  const count = options.classes + 1;
  const weights = new Float32Array(kept.length * count);
  const slopes = new Float32Array(kept.length * count).fill(1e-6);
  const bias = new Float32Array(count);
  const biasSlopes = new Float32Array(count).fill(1e-6);
  const rows = examples.map(({ features, kind, weight }) => {
    const own = features.filter((feature) => kept[feature] === 1);
    return { features: own, kind, weight };
  });
  const next = generator(seed);
  const odds = new Float64Array(count);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(rows, next);
    for (const row of rows) {
      const { kind, weight } = row;
      const features = row.features.filter(() => next() >= options.dropped);
      const share = shareOf(features.length);
      for (let other = 0; other < count; other++) {
        let sum = 0;
        for (const feature of features) sum += weights[feature * count + other] ?? 0;
        odds[other] = sum * share + (bias[other] ?? 0);
      }
      const top = Math.max(...odds);
      let total = 0;
      for (let other = 0; other < count; other++) total += odds[other] = Math.exp((odds[other] ?? 0) - top);
      for (let other = 0; other < count; other++) {
        const slope = weight * ((odds[other] ?? 0) / total - (other === kind ? 1 : 0));
        if (Math.abs(slope) < 1e-3) continue;
        const seen = (biasSlopes[other] ?? 0) + slope * slope;
        biasSlopes[other] = seen;
        bias[other] = (bias[other] ?? 0) - (options.rate * slope) / Math.sqrt(seen);
        for (const feature of features) {
          const at = feature * count + other;
          const own = slope * share + decay * (weights[at] ?? 0);
          const sum = (slopes[at] ?? 0) + own * own;
          slopes[at] = sum;
          weights[at] = (weights[at] ?? 0) - (options.rate * own) / Math.sqrt(sum);
        }
      }
    }
  }
  return { weights, bias };
}
