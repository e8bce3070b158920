/** The settings that the engine obeys, checked and with defaults filled in; token counts are in tokens. */

import { listedPrices, type PriceList } from './models/pricing.ts';
import type { Strategy } from './outcome.ts';

export interface SessionSettings {
  readonly model: string;
  /** Empty: the chat's own model, which shares its cache. */
  readonly memoryModel: string;
  /** Empty: the model's default. */
  readonly effort: string;
  readonly maxOutputTokens: number;
  readonly strategy: Strategy;
  readonly autoCompact: boolean;
  readonly contextLimitTokens: number;
  readonly memoryEnabled: boolean;
  readonly initTokens: number;
  readonly updateTokens: number;
  readonly updateToolCalls: number;
  readonly updateEveryTurn: boolean;
  /** 0: a fifth of the limit. */
  readonly maxTailTokens: number;
  /** 0: a tenth of the limit. */
  readonly userWordsTokens: number;
  /** 0: no budget. */
  readonly budgetUsd: number;
  readonly prices: PriceList;
}

export const defaultSettings: SessionSettings = {
  model: 'claude-sonnet-5-5',
  memoryModel: '',
  effort: '',
  maxOutputTokens: 16_000,
  strategy: 'instant',
  autoCompact: true,
  contextLimitTokens: 200_000,
  memoryEnabled: true,
  initTokens: 10_000,
  updateTokens: 5_000,
  updateToolCalls: 3,
  updateEveryTurn: false,
  maxTailTokens: 0,
  userWordsTokens: 0,
  budgetUsd: 0,
  prices: listedPrices,
};
