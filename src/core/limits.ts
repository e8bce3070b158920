/** How much fits: the context limit in force, and what is derived from it. All in tokens. */
import { modelFacts } from './models/model-facts.ts';
import { defaultSettings, type SessionSettings } from './settings.ts';

/** What a memory request adds to the chat's own context: its instruction with the document, and its answer. */
const memoryRoomTokens = 12_000;

/** `max_tokens` of a chat request: the setting, as far as the model goes along. */
export const chatOutputTokens = (settings: SessionSettings): number =>
  Math.min(settings.maxOutputTokens, modelFacts(settings.model).maxOutput);

/**
 * The model's window less room for an answer and for the memory request. Of a model that nobody has told us about, the
 * user's own limit is believed; the default is not, since a small local server cuts off silently what is too much.
 */
export function hardLimit(settings: SessionSettings): number {
  const { contextWindow, known } = modelFacts(settings.model);
  const isOwnLimit = settings.contextLimitTokens !== defaultSettings.contextLimitTokens;
  if (!known && isOwnLimit) return settings.contextLimitTokens;
  const memoryRoom = Math.min(memoryRoomTokens, Math.floor(contextWindow / 4));
  return Math.max(1, contextWindow - chatOutputTokens(settings) - memoryRoom);
}

export const contextLimit = (settings: SessionSettings): number =>
  Math.min(settings.contextLimitTokens, hardLimit(settings));

export const maxTail = (settings: SessionSettings): number =>
  settings.maxTailTokens > 0 ? settings.maxTailTokens : Math.floor(contextLimit(settings) / 5);

export const userWordsBudget = (settings: SessionSettings): number =>
  settings.userWordsTokens > 0 ? settings.userWordsTokens : Math.floor(contextLimit(settings) / 10);
