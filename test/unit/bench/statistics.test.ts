import assert from 'node:assert/strict';
import { growthExponent, largest, mean, percentile } from '../../../bench/statistics.ts';

describe('The bench’s statistics', () => {
  const ranks: readonly [samples: readonly number[], share: number, expected: number][] = [
    [[], 0.5, 0],
    [[7], 0.99, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 3, 2, 1], 0.5, 2],
    [Array.from({ length: 100 }, (_, index) => 100 - index), 0.99, 99],
    [[1, 2], 1, 2],
  ];
  for (const [samples, share, expected] of ranks) {
    it(`finds ${expected} at ${share} of ${samples.length} samples, in whatever order they are`, () => {
      assert.equal(percentile(samples, share), expected);
    });
  }

  it('calls a cost constant, proportional or square by its exponent', () => {
    const sizes = [100, 1_000, 10_000];
    const exponents = [
      sizes.map(() => 5),
      sizes.map((size) => size * 3),
      sizes.map((size) => size * size),
    ].map((costs) => growthExponent(sizes, costs));
    assert.deepEqual(
      exponents.map((exponent) => Number(exponent.toFixed(6))),
      [0, 1, 2],
    );
  });

  it('knows no mean and no largest of nothing but 0', () => {
    assert.deepEqual([mean([]), largest([]), mean([1, 2]), largest([1, 2])], [0, 0, 1.5, 2]);
  });
});
