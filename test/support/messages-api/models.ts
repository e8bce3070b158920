/** What the stand-in knows of each model. Source: the providers' model pages as of November 2026. */

export type ThinkingType = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';

export interface ModelFacts {
  readonly id: string;
  readonly displayName: string;
  /** Tokens. */
  readonly window: number;
  readonly maxOutput: number;
  /** Prefixes shorter than this many tokens are neither written to the cache nor read from it. */
  readonly minCacheable: number;
  readonly thinking: readonly ThinkingType[];
  /** Effort that is the same as none given. */
  readonly defaultEffort: string | null;
  /** A replayed thinking block must stand behind the very prefix it was made for. */
  readonly bindsThinking: boolean;
  /** A new user turn takes the thinking of earlier turns out of the prompt. */
  readonly dropsOldThinking: boolean;
  readonly systemRole: boolean;
  readonly forcedToolChoice: boolean;
}

const recent: Omit<ModelFacts, 'id' | 'displayName'> = {
  window: 1_000_000,
  maxOutput: 128_000,
  minCacheable: 512,
  thinking: ['adaptive'],
  defaultEffort: 'high',
  bindsThinking: true,
  dropsOldThinking: false,
  systemRole: true,
  forcedToolChoice: false,
};

const earlier: Omit<ModelFacts, 'id' | 'displayName'> = {
  ...recent,
  minCacheable: 1024,
  thinking: ['adaptive', 'disabled'],
  bindsThinking: false,
  systemRole: false,
  forcedToolChoice: true,
};

const oldest: Omit<ModelFacts, 'id' | 'displayName'> = {
  ...earlier,
  window: 200_000,
  maxOutput: 64_000,
  minCacheable: 4096,
  thinking: ['enabled', 'disabled'],
  defaultEffort: null,
  dropsOldThinking: true,
};

export const knownModels: readonly ModelFacts[] = [
  { ...recent, id: 'claude-fable-5-2', displayName: 'Claude Fable 5.2' },
  { ...recent, id: 'claude-fable-5-1', displayName: 'Claude Fable 5.1' },
  { ...recent, id: 'claude-opus-5-5', displayName: 'Claude Opus 5.5', defaultEffort: 'medium' },
  {
    ...recent,
    id: 'claude-sonnet-5-5',
    displayName: 'Claude Sonnet 5.5',
    thinking: ['adaptive', 'between_tools'],
  },
  {
    ...recent,
    id: 'claude-haiku-5-5',
    displayName: 'Claude Haiku 5.5',
    thinking: ['adaptive', 'disabled'],
    defaultEffort: 'medium',
    bindsThinking: false,
    forcedToolChoice: true,
  },
  { ...earlier, id: 'claude-opus-5', displayName: 'Claude Opus 5', minCacheable: 512, systemRole: true },
  { ...earlier, id: 'claude-sonnet-5', displayName: 'Claude Sonnet 5' },
  { ...earlier, id: 'claude-opus-4-8', displayName: 'Claude Opus 4.8', systemRole: true },
  { ...earlier, id: 'claude-opus-4-7', displayName: 'Claude Opus 4.7', minCacheable: 2048 },
  { ...earlier, id: 'claude-opus-4-6', displayName: 'Claude Opus 4.6', minCacheable: 4096 },
  {
    ...earlier,
    id: 'claude-sonnet-4-6',
    displayName: 'Claude Sonnet 4.6',
    thinking: ['adaptive', 'enabled', 'disabled'],
  },
  { ...oldest, id: 'claude-haiku-4-5', displayName: 'Claude Haiku 4.5' },
];

const byId = new Map(knownModels.map((facts) => [facts.id, facts]));

/** Dated ids share their model's facts; a model nobody knows gets cautious ones, so that local names work. */
export function modelFacts(id: string): ModelFacts {
  const facts = byId.get(id) ?? byId.get(id.replace(/-\d{8}$/, ''));
  if (facts !== undefined) return facts;
  return {
    ...recent,
    id,
    displayName: id,
    window: 200_000,
    minCacheable: 1024,
    thinking: ['adaptive', 'between_tools', 'disabled', 'enabled'],
    forcedToolChoice: true,
  };
}
