import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Usage } from '../../../../src/core/conversation/usage.ts';
import {
  costUsd,
  costWithoutCachingUsd,
  listedPrices,
  withOwnPrices,
} from '../../../../src/core/models/pricing.ts';

const usage = (inputTokens: number, cacheReadTokens = 0, cacheWriteTokens = 0, outputTokens = 0): Usage => ({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  outputTokens,
});

const close = (actual: number | null, expected: number): void => {
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
};

describe('costUsd', () => {
  const table: readonly [model: string, usage: Usage, dollars: number][] = [
    ['claude-sonnet-5-5', usage(1_000_000), 2],
    ['claude-sonnet-5-5', usage(0, 1_000_000), 0.1],
    ['claude-sonnet-5-5', usage(0, 0, 1_000_000), 2.5],
    ['claude-sonnet-5-5', usage(0, 0, 0, 1_000_000), 10],
    ['claude-opus-5-5', usage(0, 80_000, 0, 2_000), 0.056],
    ['claude-opus-5-5', usage(80_000, 0, 0, 2_000), 0.36],
    ['claude-fable-5-2', usage(1_000, 1_000, 1_000, 1_000), 0.0582],
    ['claude-haiku-4-5-20251001', usage(1_000_000), 1],
    ['claude-haiku-5-5', usage(80_000, 0, 0, 2_000), 0.009],
    ['claude-haiku-5-5', usage(200_000, 0, 0, 2_000), 0.105],
  ];
  for (const [model, used, dollars] of table) {
    it(`is ${dollars} for ${JSON.stringify(used)} of ${model}`, () => close(costUsd(model, used), dollars));
  }

  it('puts a request in the tier of its whole prompt, cached tokens counted', () => {
    close(costUsd('claude-haiku-5-5', usage(0, 100_000)), 0.001);
    close(costUsd('claude-haiku-5-5', usage(1, 100_000)), (0.5 + 100_000 * 0.05) / 1e6);
  });

  it('is unknown for a model without a price', () => {
    for (const model of ['llama3.3:70b', '', 'claude-opus-99', '__proto__', 'constructor']) {
      assert.equal(costUsd(model, usage(10)), null);
    }
  });

  it('is never anything but a number from 0 up, or unknown, however absurd the counts', () => {
    const count = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...listedPrices.models.keys()),
        count,
        count,
        count,
        count,
        (model, a, b, c, d) => {
          for (const cost of [
            costUsd(model, usage(a, b, c, d)),
            costWithoutCachingUsd(model, usage(a, b, c, d)),
          ]) {
            assert.ok(cost === null || (Number.isFinite(cost) && cost >= 0));
          }
        },
      ),
    );
  });
});

describe('costWithoutCachingUsd', () => {
  it('takes every token of the prompt at the full price', () => {
    close(costWithoutCachingUsd('claude-sonnet-5-5', usage(100, 900_000, 99_900, 1_000)), 2 + 0.01);
  });

  it('equals the cost where nothing was cached', () => {
    const used = usage(5_000, 0, 0, 700);
    assert.equal(costWithoutCachingUsd('claude-opus-5', used), costUsd('claude-opus-5', used));
  });
});

describe('listedPrices', () => {
  it('say when they were read', () => assert.match(listedPrices.asOf, /^\d{4}-\d{2}-\d{2}$/));

  for (const [model, tiers] of listedPrices.models) {
    it(`are sound for ${model}`, () => {
      assert.equal(tiers.at(-1)?.upToPromptTokens, null);
      for (const tier of tiers) {
        assert.ok(
          tier.cacheRead < tier.input && tier.input < tier.cacheWrite && tier.cacheWrite < tier.output,
        );
      }
    });
  }
});

describe('withOwnPrices', () => {
  it('replaces and adds prices, with the usual multiples for caching where none are given', () => {
    const own = { 'claude-sonnet-5-5': { input: 1, output: 2 }, local: { input: 0, output: 0 } };
    const { prices, problems } = withOwnPrices(listedPrices, own);
    assert.deepEqual(problems, []);
    close(costUsd('claude-sonnet-5-5', usage(0, 1_000_000, 0, 0), prices), 0.1);
    close(costUsd('claude-sonnet-5-5', usage(0, 0, 1_000_000, 1_000_000), prices), 3.25);
    assert.equal(costUsd('local', usage(1_000_000), prices), 0);
    close(costUsd('claude-opus-5-5', usage(1_000_000), prices), 4);
  });

  it('takes cache prices as given', () => {
    const own = { local: { input: 1, output: 1, cacheRead: 0.5, cacheWrite: 0.75 } };
    close(costUsd('local', usage(0, 1_000_000, 1_000_000), withOwnPrices(listedPrices, own).prices), 1.25);
  });

  it('takes a list of prices for a model whose price goes by the size of the prompt', () => {
    const own = {
      local: [
        { input: 1, output: 10, upToPromptTokens: 100_000 },
        { input: 2, output: 20, upToPromptTokens: 300_000 },
        { input: 5, output: 50 },
      ],
    };
    const { prices, problems } = withOwnPrices(listedPrices, own);
    assert.deepEqual(problems, []);
    const costs = [100_000, 100_001, 300_001].map((input) => costUsd('local', usage(input), prices));
    for (const [index, dollars] of [0.1, 0.200002, 1.500005].entries()) close(costs[index] ?? null, dollars);
    close(costUsd('local', usage(50_000, 50_001), prices), (50_000 * 2 + 50_001 * 0.2) / 1_000_000);
  });

  const tier = (upToPromptTokens: unknown) => ({ input: 1, output: 1, upToPromptTokens });
  const bad: readonly [name: string, own: unknown][] = [
    ['an empty list of prices', { m: [] }],
    ['a list of prices whose first has no bound', { m: [tier(undefined), tier(undefined)] }],
    ['a list of prices that does not ascend', { m: [tier(10), tier(10), tier(undefined)] }],
    ['a list of prices with a bound that is no number', { m: [tier('10'), tier(undefined)] }],
    ['a list of prices with something else in it', { m: [tier(10), 'cheap'] }],
    ['a list', []],
    ['a word', 'cheap'],
    ['a price without output', { m: { input: 1 } }],
    ['a negative price', { m: { input: -1, output: 1 } }],
    ['a price that is no number', { m: { input: '1', output: 1 } }],
    ['an endless price', { m: { input: Number.POSITIVE_INFINITY, output: 1 } }],
    ['a bad cache price', { m: { input: 1, output: 1, cacheRead: 'x' } }],
    ['nothing for a model', { m: null }],
  ];
  for (const [name, own] of bad) {
    it(`leaves out ${name} and says so`, () => {
      const { prices, problems } = withOwnPrices(listedPrices, own);
      assert.equal(problems.length, 1);
      assert.equal(costUsd('m', usage(1), prices), null);
      close(costUsd('claude-opus-5-5', usage(1_000_000), prices), 4);
    });
  }

  it('changes nothing when the user gives none', () => {
    assert.equal(withOwnPrices(listedPrices, undefined).prices, listedPrices);
  });
});
