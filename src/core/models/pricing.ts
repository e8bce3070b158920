/** What an answer cost. Prices are data with a date, in US dollars per million tokens; users may override them. */

import type { Usage } from '../conversation/usage.ts';
import { undated } from './model-id.ts';

/** Prices for requests whose prompt has at most `upToPromptTokens` tokens, cached ones counted; null: for any size. */
export interface PriceTier {
  readonly upToPromptTokens: number | null;
  readonly input: number;
  /** For entries that live five minutes, the only kind that is asked for. */
  readonly cacheWrite: number;
  readonly cacheRead: number;
  readonly output: number;
}

export interface PriceList {
  /** The day on which the prices were read, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Tiers in ascending order, the last without a bound. */
  readonly models: ReadonlyMap<string, readonly PriceTier[]>;
}

const flat = (input: number, cacheRead: number, output: number): readonly PriceTier[] => [
  { upToPromptTokens: null, input, cacheWrite: input * 1.25, cacheRead, output },
];

/** Source: Anthropic's price page and model overview pages. */
export const listedPrices: PriceList = {
  asOf: '2026-11-23',
  models: new Map([
    ['claude-fable-5-2', flat(8, 0.2, 40)],
    ['claude-mythos-5-2', flat(8, 0.2, 40)],
    ['claude-fable-5-1', flat(10, 0.25, 50)],
    ['claude-mythos-5-1', flat(10, 0.25, 50)],
    ['claude-opus-5-5', flat(4, 0.2, 20)],
    ['claude-opus-5', flat(5, 0.5, 25)],
    ['claude-opus-4-8', flat(5, 0.5, 25)],
    ['claude-opus-4-7', flat(5, 0.5, 25)],
    ['claude-opus-4-6', flat(5, 0.5, 25)],
    ['claude-opus-4-5', flat(5, 0.5, 25)],
    ['claude-sonnet-5-5', flat(2, 0.1, 10)],
    ['claude-sonnet-5', flat(2, 0.2, 10)],
    ['claude-sonnet-4-6', flat(3, 0.3, 15)],
    ['claude-sonnet-4-5', flat(3, 0.3, 15)],
    [
      'claude-haiku-5-5',
      [
        { upToPromptTokens: 100_000, input: 0.1, cacheWrite: 0.125, cacheRead: 0.01, output: 0.5 },
        { upToPromptTokens: null, input: 0.5, cacheWrite: 0.625, cacheRead: 0.05, output: 2.5 },
      ],
    ],
    ['claude-haiku-4-5', flat(1, 0.1, 5)],
  ]),
};

/** The cost of one answer in US dollars; null when the model has no price. Not for sums: tiers go by single requests. */
export function costUsd(model: string, usage: Usage, prices: PriceList = listedPrices): number | null {
  const tier = tierFor(model, usage, prices);
  if (tier === undefined) return null;
  return dollars(
    tokens(usage.inputTokens) * tier.input +
      tokens(usage.cacheWriteTokens) * tier.cacheWrite +
      tokens(usage.cacheReadTokens) * tier.cacheRead +
      tokens(usage.outputTokens) * tier.output,
  );
}

/** What the same answer would have cost without any caching. */
export function costWithoutCachingUsd(
  model: string,
  usage: Usage,
  prices: PriceList = listedPrices,
): number | null {
  const tier = tierFor(model, usage, prices);
  if (tier === undefined) return null;
  return dollars(promptTokens(usage) * tier.input + tokens(usage.outputTokens) * tier.output);
}

function tierFor(model: string, usage: Usage, prices: PriceList): PriceTier | undefined {
  const tiers = prices.models.get(model) ?? prices.models.get(undated(model));
  const size = promptTokens(usage);
  return tiers?.find(({ upToPromptTokens }) => upToPromptTokens === null || size <= upToPromptTokens);
}

const promptTokens = (usage: Usage): number =>
  tokens(usage.inputTokens) + tokens(usage.cacheReadTokens) + tokens(usage.cacheWriteTokens);

const tokens = (count: number): number => (Number.isFinite(count) && count > 0 ? count : 0);

const dollars = (millionths: number): number | null =>
  Number.isFinite(millionths) ? millionths / 1_000_000 : null;

/**
 * Prices with the user's own on top: `{ "model-id": { "input": 2, "output": 10, "cacheRead": 0.2, "cacheWrite": 2.5 } }`
 * in dollars per million tokens. Without cache prices the usual multiples of `input` count. A list of such prices is for
 * models whose price goes by the size of the prompt: each but the last says up to how many tokens it counts, in ascending
 * order, as `upToPromptTokens`. Entries that are no prices are left out and named.
 */
export function withOwnPrices(
  prices: PriceList,
  own: unknown,
): { readonly prices: PriceList; readonly problems: readonly string[] } {
  if (own === undefined || own === null) return { prices, problems: [] };
  if (typeof own !== 'object' || Array.isArray(own))
    return { prices, problems: ['The prices are not an object.'] };
  const models = new Map(prices.models);
  const problems: string[] = [];
  for (const [model, entry] of Object.entries(own)) {
    const tiers = ownTiers(entry);
    if (tiers === null)
      problems.push(`The price of “${model.slice(0, 100)}” needs “input” and “output”, neither below 0.`);
    else models.set(model, tiers);
  }
  return { prices: { ...prices, models }, problems };
}

const mostTiers = 10;

function ownTiers(entry: unknown): readonly PriceTier[] | null {
  const entries: readonly unknown[] = Array.isArray(entry) ? entry.slice(0, mostTiers) : [entry];
  const tiers: PriceTier[] = [];
  for (const [index, one] of entries.entries()) {
    const tier = ownTier(one, index === entries.length - 1);
    if (tier === null || (tier.upToPromptTokens ?? Infinity) <= (tiers.at(-1)?.upToPromptTokens ?? 0))
      return null;
    tiers.push(tier);
  }
  return tiers.length === 0 ? null : tiers;
}

/** The last tier has no bound, whatever it says. */
function ownTier(entry: unknown, isLast: boolean): PriceTier | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { input, output, cacheRead, cacheWrite, upToPromptTokens } = entry as Readonly<
    Record<string, unknown>
  >;
  const bound = isLast ? null : upToPromptTokens;
  if (bound !== null && !(typeof bound === 'number' && Number.isSafeInteger(bound) && bound > 0)) return null;
  if (!isPrice(input) || !isPrice(output)) return null;
  const read = cacheRead ?? input * 0.1;
  const write = cacheWrite ?? input * 1.25;
  if (!isPrice(read) || !isPrice(write)) return null;
  return { upToPromptTokens: bound, input, output, cacheRead: read, cacheWrite: write };
}

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1_000_000;
