import assert from 'node:assert/strict';
import fc from 'fast-check';
import { next, type RetryCause, type RetryLimits, retryPolicy } from '../../../../src/core/models/backoff.ts';

const limits: RetryLimits = {
  retries: 4,
  firstDelayMs: 1_000,
  longestDelayMs: 5_000,
  longestRetryAfterMs: 60_000,
};

/** The pauses until it gives up, when every try fails for the same cause. */
function pauses(cause: RetryCause, random: number): number[] {
  const delays: number[] = [];
  for (let retry = next(retryPolicy(limits), cause, random); retry !== null; ) {
    delays.push(retry.delayMs);
    retry = next(retry.policy, cause, random);
  }
  return delays;
}

describe('retry policy', () => {
  const table: readonly [name: string, cause: RetryCause, random: number, delays: readonly number[]][] = [
    ['doubles its pauses up to the longest', {}, 1, [1_000, 2_000, 4_000, 5_000]],
    ['takes up to half of a pause away by chance', {}, 0, [500, 1_000, 2_000, 2_500]],
    ['does not retry what another try cannot mend', { mostRetries: 0 }, 0.5, []],
    ['retries once what is worth one more try', { mostRetries: 1 }, 1, [1_000]],
    ['never exceeds its own limit', { mostRetries: 99 }, 1, [1_000, 2_000, 4_000, 5_000]],
    ['waits as long as the server asks', { retryAfterMs: 7_000 }, 0, [7_000, 7_000, 7_000, 7_000]],
    [
      'spreads a pause that was asked for, and never shortens it',
      { retryAfterMs: 2_000, mostRetries: 1 },
      1,
      [2_200],
    ],
    ['spreads a long pause by a second at most', { retryAfterMs: 60_000, mostRetries: 1 }, 1, [61_000]],
    ['does not wait longer than the cap', { retryAfterMs: 60_001 }, 0, []],
    ['does not wait for an hour', { retryAfterMs: 3_600_000 }, 0, []],
    ['takes a pause of nothing for no pause asked', { retryAfterMs: 0, mostRetries: 1 }, 1, [1_000]],
    ['stands a chance that is no number', { mostRetries: 1 }, Number.NaN, [750]],
    ['stands a chance out of range', { mostRetries: 1 }, -3, [750]],
  ];
  for (const [name, cause, random, expected] of table) {
    it(name, () => assert.deepEqual(pauses(cause, random), expected));
  }

  it('leaves the policy it is asked about as it was', () => {
    const policy = Object.freeze(retryPolicy(Object.freeze({ ...limits })));
    assert.deepEqual(next(policy, {}, 0.5), next(policy, {}, 0.5));
  });

  it('always comes to an end, with pauses that are finite and within the limits', () => {
    fc.assert(
      fc.property(
        fc.option(fc.double(), { nil: undefined }),
        fc.option(fc.integer(), { nil: undefined }),
        fc.double(),
        (retryAfterMs, mostRetries, random) => {
          const cause = {
            ...(retryAfterMs !== undefined && { retryAfterMs }),
            ...(mostRetries !== undefined && { mostRetries }),
          };
          const delays = pauses(cause, random);
          assert.ok(delays.length <= limits.retries);
          for (const delay of delays) assert.ok(Number.isInteger(delay) && delay >= 1 && delay <= 61_000);
        },
      ),
    );
  });
});
