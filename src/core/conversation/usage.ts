/** Token usage as the API reports it; every count is a non-negative integer. */
export interface Usage {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
}

export interface UsageTotals extends Usage {
  readonly requests: number;
}

export const noUsage: UsageTotals = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  requests: 0,
};

export const addUsage = (totals: UsageTotals, usage: Usage): UsageTotals => ({
  inputTokens: totals.inputTokens + usage.inputTokens,
  cacheReadTokens: totals.cacheReadTokens + usage.cacheReadTokens,
  cacheWriteTokens: totals.cacheWriteTokens + usage.cacheWriteTokens,
  outputTokens: totals.outputTokens + usage.outputTokens,
  requests: totals.requests + 1,
});

export const addTotals = (one: UsageTotals, other: UsageTotals): UsageTotals => ({
  ...addUsage(one, other),
  requests: one.requests + other.requests,
});

/** The size of the context after an answer: all that went in and what came out. */
export const contextTokensOf = (usage: Usage): number =>
  usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens;
