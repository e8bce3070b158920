/** Figures out of samples. */

/** The smallest sample that at least `share` (0 to 1) of all samples do not exceed; 0 without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : sum(values) / values.length;

export const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/**
 * The exponent with which a cost grows: 0 is constant, 1 is in proportion, 2 is with the square. The slope of the line
 * that fits best through the logarithms of both.
 */
export function growthExponent(sizes: readonly number[], costs: readonly number[]): number {
  const xs = sizes.map(Math.log);
  const ys = costs.map((cost) => Math.log(Math.max(cost, Number.MIN_VALUE)));
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const above = sum(xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY)));
  const below = sum(xs.map((x) => (x - meanX) ** 2));
  return below === 0 ? 0 : above / below;
}
