/** What is known of each model. No server is asked: of a model that is not listed the user's own limit is believed (`limits.ts`). */
import { bareModelId } from './model-id.ts';

export interface ModelFacts {
  /** False: the numbers are cautious guesses. */
  readonly known: boolean;
  /** Tokens that a request and its answer may fill together. */
  readonly contextWindow: number;
  /** The largest `max_tokens`. */
  readonly maxOutput: number;
  /** Prefixes shorter than this many tokens are not cached. */
  readonly minCacheable: number;
  /** Whether it thinks before it answers when the request says nothing about thinking. */
  readonly thinks: boolean;
  /** The effort that is the same as none given; null where there is no such setting. */
  readonly defaultEffort: string | null;
}

const current: ModelFacts = {
  known: true,
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  minCacheable: 512,
  thinks: true,
  defaultEffort: 'high',
};

/** Before the fifth generation a model thinks only when asked to, and we do not ask. */
const fourth: ModelFacts = { ...current, minCacheable: 1024, thinks: false };
const small: ModelFacts = {
  ...fourth,
  contextWindow: 200_000,
  maxOutput: 64_000,
  minCacheable: 4096,
  defaultEffort: null,
};

/** Source: Anthropic's model pages, November 2026. */
const facts = new Map<string, ModelFacts>([
  ['claude-fable-5-2', current],
  ['claude-mythos-5-2', current],
  ['claude-fable-5-1', current],
  ['claude-mythos-5-1', current],
  ['claude-fable-5', current],
  ['claude-mythos-5', current],
  ['claude-opus-5-5', { ...current, defaultEffort: 'medium' }],
  ['claude-sonnet-5-5', current],
  ['claude-haiku-5-5', { ...current, defaultEffort: 'medium' }],
  ['claude-opus-5', current],
  ['claude-sonnet-5', { ...current, minCacheable: 1024 }],
  ['claude-opus-4-8', fourth],
  ['claude-opus-4-7', { ...fourth, minCacheable: 2048 }],
  ['claude-opus-4-6', { ...fourth, minCacheable: 4096 }],
  ['claude-sonnet-4-6', fourth],
  ['claude-opus-4-5', { ...small, defaultEffort: 'high' }],
  ['claude-sonnet-4-5', { ...small, minCacheable: 1024 }],
  ['claude-haiku-4-5', small],
]);

/** Newest first. */
export const knownModels: readonly string[] = [...facts.keys()];

/** A Claude that came out after this table. */
const unknownClaude: ModelFacts = {
  known: false,
  contextWindow: 200_000,
  maxOutput: 32_000,
  minCacheable: 4096,
  thinks: true,
  defaultEffort: null,
};

/** A local server's model. Such servers cut off silently what exceeds the window, so a small one is the safe guess. */
const unknownModel: ModelFacts = { ...unknownClaude, contextWindow: 32_768, maxOutput: 8_192, thinks: false };

export function modelFacts(id: string): ModelFacts {
  const name = bareModelId(id);
  return facts.get(name) ?? (name.startsWith('claude-') ? unknownClaude : unknownModel);
}
