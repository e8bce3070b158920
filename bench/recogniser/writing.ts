/** Writes a model down as `decode` in src/core/linear-model.ts reads it. */
import { alphabet, type Model, power, type WrittenModel, weightBits } from '../../src/core/linear-model.ts';

export function encode(
  { hashes, weights, bias }: Model,
  { distanceBits, largest }: Pick<WrittenModel, 'distanceBits' | 'largest'>,
): WrittenModel {
  const bits = weightBits({ bias, distanceBits });
  const middle = 2 ** (bits - 1) - 1;
  const stepOf = (weight: number): number =>
    Math.round(Math.sign(weight) * Math.min(1, Math.abs(weight) / largest) ** (1 / power) * middle);
  const farthest = 2 ** distanceBits - 1;
  const entry = (distance: number, own: Float32Array): string => {
    const value = own.reduce((sum, weight) => (sum << bits) | (stepOf(weight) + middle), distance);
    return alphabet.charAt(value >> 12) + alphabet.charAt((value >> 6) & 63) + alphabet.charAt(value & 63);
  };
  const nothing = new Float32Array(bias.length);
  let features = '';
  let last = 0;
  for (const [at, hash] of hashes.entries()) {
    for (; hash - last > farthest; last += farthest) features += entry(farthest, nothing);
    features += entry(hash - last, weights.subarray(at * bias.length, (at + 1) * bias.length));
    last = hash;
  }
  return { distanceBits, largest, bias, features };
}
