/**
 * Logistic regression over named features, and how its weights are written down: features as the hashes of their names,
 * three letters each. What `npm run train` and `npm run train-credentials` write (bench/recogniser/writing.ts), `decode`
 * reads.
 */

/** Tells one or more classes from all that is of none. */
export interface Model {
  /** Of the features' names, ascending. */
  readonly hashes: Int32Array;
  /** One for each class, feature by feature. */
  readonly weights: Float32Array;
  /** One for each class. */
  readonly bias: readonly number[];
}

/**
 * A model as text. Three letters hold eighteen bits: the distance to the hash before, and with the same number of bits
 * each the weights.
 */
export interface WrittenModel {
  readonly distanceBits: number;
  /** The largest weight that the bits can say. */
  readonly largest: number;
  readonly bias: readonly number[];
  readonly features: string;
}

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const letters = 3;
const entryBits = 18;
/** Wide enough that a feature which the model does not know hardly ever passes for one that it knows. */
const hashBits = 23;

/** FNV-1a with the bits mixed once more, so that short names spread too. */
export function hashOf(name: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return (hash ^ (hash >>> 13)) >>> (32 - hashBits);
}

export const weightBits = ({ bias, distanceBits }: Pick<WrittenModel, 'bias' | 'distanceBits'>): number =>
  Math.floor((entryBits - distanceBits) / bias.length);

/** Small weights are many and told apart finely, large ones coarsely. */
export const power = 1.5;

export function decode(written: WrittenModel): Model {
  const { features, bias, largest, distanceBits } = written;
  const values = new Uint8Array(128);
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;
  const valueAt = (at: number): number => values[features.charCodeAt(at)] ?? 0;
  const bits = weightBits(written);
  const mask = 2 ** bits - 1;
  const middle = 2 ** (bits - 1) - 1;
  const steps = Float32Array.from({ length: mask + 1 }, (_, step) => {
    const share = (step - middle) / middle;
    return Math.sign(share) * Math.abs(share) ** power * largest;
  });
  const count = Math.floor(features.length / letters);
  const hashes = new Int32Array(count);
  const weights = new Float32Array(count * bias.length);
  let last = 0;
  for (let entry = 0; entry < count; entry++) {
    const at = entry * letters;
    const value = (valueAt(at) << 12) | (valueAt(at + 1) << 6) | valueAt(at + 2);
    last += value >> (entryBits - distanceBits);
    hashes[entry] = last;
    for (let kind = 0; kind < bias.length; kind++)
      weights[entry * bias.length + kind] = steps[(value >> (bits * (bias.length - 1 - kind))) & mask] ?? 0;
  }
  return { hashes, weights, bias };
}

/** How a sum over many features is brought to the scale of a sum over few. */
export const shareOf = (known: number): number => 5 / Math.sqrt(known + 5);

/** The probability of each class, first that of none of them. Features that the model does not know count for nothing. */
export function probabilities(model: Model, features: readonly number[]): readonly number[] {
  const classes = model.bias.length;
  const sums = model.bias.map(() => 0);
  let known = 0;
  for (const hash of features) {
    const at = indexIn(model.hashes, hash);
    if (at < 0) continue;
    known++;
    for (let one = 0; one < classes; one++)
      sums[one] = (sums[one] ?? 0) + (model.weights[at * classes + one] ?? 0);
  }
  const odds = [1, ...model.bias.map((bias, one) => Math.exp((sums[one] ?? 0) * shareOf(known) + bias))];
  const total = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => one / total);
}

function indexIn(sorted: Int32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const at = (low + high) >> 1;
    const found = sorted[at] ?? 0;
    if (found === wanted) return at;
    if (found < wanted) low = at + 1;
    else high = at - 1;
  }
  return -1;
}
