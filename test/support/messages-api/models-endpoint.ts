/** `GET /v1/models` and `/v1/models/:id`, in one page. */
import { ApiError } from './api-error.ts';
import { knownModels, type ModelFacts } from './models.ts';

const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
const thinkingTypes = ['adaptive', 'between_tools', 'disabled', 'enabled'] as const;

const supports = (names: readonly string[], has: (name: string) => boolean): object =>
  Object.fromEntries(names.map((name) => [name, { supported: has(name) }]));

function infoOf(facts: ModelFacts): object {
  const thinking = (name: string): boolean => facts.thinking.some((type) => type === name);
  const effort = facts.defaultEffort !== null;
  return {
    type: 'model',
    id: facts.id,
    display_name: facts.displayName,
    created_at: '2026-01-01T00:00:00Z',
    lifecycle: 'active',
    deprecated_at: null,
    retires_at: null,
    line: /haiku|sonnet|opus|fable|mythos/.exec(facts.id)?.[0] ?? null,
    max_input_tokens: facts.window,
    max_tokens: facts.maxOutput,
    capabilities: {
      effort: { supported: effort, ...supports(efforts, () => effort) },
      thinking: { supported: facts.thinking.length > 0, types: supports(thinkingTypes, thinking) },
      image_input: { supported: true },
    },
  };
}

export function modelList(facts: (id: string) => ModelFacts): object {
  const data = knownModels.map(({ id }) => infoOf(facts(id)));
  return {
    data,
    has_more: false,
    first_id: knownModels[0]?.id ?? null,
    last_id: knownModels.at(-1)?.id ?? null,
  };
}

export function modelInfo(id: string, facts: (id: string) => ModelFacts): object {
  if (!knownModels.some((known) => known.id === id)) {
    throw new ApiError(404, 'not_found_error', `model: ${id}`);
  }
  return infoOf(facts(id));
}
