/** Validates a request as the API does under version 2026-10-21. Throws the 400 that the API would answer. */
import { ApiError, reject } from './api-error.ts';
import {
  anyObject,
  anything,
  arrayOf,
  boolean,
  type Check,
  fields,
  integer,
  nullable,
  oneOf,
  string,
  stringOr,
} from './check.ts';
import type { Features } from './features.ts';
import type { ModelFacts } from './models.ts';
import { messageCheck, systemBlock } from './validate-blocks.ts';
import { checkCacheMarks } from './validate-cache-marks.ts';
import { checkConversation } from './validate-conversation.ts';
import type { MessagesRequest, WireTool } from './wire.ts';

export interface ValidationRules {
  readonly features: Features;
  /** Facts of a model by its id. */
  readonly facts: (model: string) => ModelFacts;
  /** Block types beyond the usual that the assistant may replay, since it was given them. */
  readonly extraBlockTypes: ReadonlySet<string>;
  /** The header `anthropic-version`. */
  readonly version: string;
}

const cacheControl = fields({ type: oneOf('ephemeral') }, { ttl: oneOf('5m', '1h') });

const toolName: Check = (value, path) => {
  string(value, path);
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(String(value))) {
    reject(path, "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
  }
};

const inputSchema: Check = (value, path) => {
  anyObject(value, path);
  if ((value as { type?: unknown }).type !== 'object') reject(`${path}.type`, "Input should be 'object'");
};

const effort = nullable(oneOf('low', 'medium', 'high', 'xhigh', 'max'));

const thinkingConfig = fields(
  { type: oneOf('adaptive', 'between_tools', 'disabled', 'enabled') },
  { budget_tokens: integer(1024), display: nullable(oneOf('summarized', 'omitted')) },
);

function requestCheck(rules: ValidationRules): Check {
  const { features } = rules;
  const marks: Record<string, Check> = features.cacheControl ? { cache_control: nullable(cacheControl) } : {};
  const message = messageCheck({ marks, extra: rules.extraBlockTypes, signatures: features.signatures });
  const tool = fields(
    { name: toolName, input_schema: inputSchema },
    { description: string, type: nullable(oneOf('custom')), strict: boolean, ...marks },
  );
  const parallel = { disable_parallel_tool_use: boolean };
  return fields(
    { model: string, messages: arrayOf(message), max_tokens: integer(0) },
    {
      system: stringOr(arrayOf(systemBlock(marks))),
      tools: arrayOf(tool),
      tool_choice: fields({ type: oneOf('auto', 'any', 'tool', 'none') }, { name: string, ...parallel }),
      speed: nullable(oneOf('standard', 'fast')),
      ...marks,
      ...(features.thinking && { thinking: thinkingConfig }),
      ...(features.outputConfig && { output_config: fields({}, { effort }) }),
      metadata: fields({}, { user_id: nullable(string) }),
      service_tier: oneOf('auto', 'standard_only'),
      stop_sequences: arrayOf(string),
      stream: boolean,
      ...(features.diagnostics && {
        diagnostics: nullable(fields({}, { previous_message_id: nullable(string) })),
      }),
      ...(rules.version === '2023-06-01' && { temperature: anything, top_p: anything, top_k: anything }),
    },
  );
}

/** Shape first, then what the fields mean together. */
export function validate(body: unknown, rules: ValidationRules): MessagesRequest {
  requestCheck(rules)(body, '');
  const request = body as MessagesRequest;
  if (request.model === '') throw new ApiError(404, 'not_found_error', 'model: (empty)');
  const facts = rules.facts(request.model);
  checkCacheMarks(request);
  const { systemRole, neighbours } = rules.features;
  checkConversation(request.messages, { systemRole: systemRole && facts.systemRole, neighbours });
  checkSettings(request, facts);
  return request;
}

function checkSettings(request: MessagesRequest, facts: ModelFacts): void {
  checkTools(request.tools ?? []);
  checkToolChoice(request, facts);
  const { max_tokens: maxTokens = 1, thinking } = request;
  if (maxTokens > facts.maxOutput) {
    const which = `the maximum allowed number of output tokens for ${request.model}`;
    reject('max_tokens', `${maxTokens} > ${facts.maxOutput}, which is ${which}`);
  }
  if (maxTokens === 0 && request.stream === true) {
    reject('max_tokens', 'must be greater than 0 when `stream` is true');
  }
  if (thinking === undefined) return;
  if (!facts.thinking.some((type) => type === thinking.type)) {
    reject('thinking.type', `'${thinking.type}' is not supported on this model`);
  }
  if (thinking.type !== 'enabled') return;
  const budget = thinking.budget_tokens;
  if (typeof budget !== 'number') reject('thinking.enabled.budget_tokens', 'Field required');
  if (budget >= maxTokens) reject('max_tokens', 'must be greater than `thinking.budget_tokens`');
}

function checkTools(tools: readonly WireTool[]): void {
  if (new Set(tools.map((tool) => tool.name)).size < tools.length) {
    reject('tools', 'Tool names must be unique.');
  }
}

function checkToolChoice(request: MessagesRequest, facts: ModelFacts): void {
  const choice = request.tool_choice;
  if (choice === undefined) return;
  if (request.tools === undefined || request.tools.length === 0) {
    reject('tool_choice', 'tool_choice may only be specified while providing tools');
  }
  if (choice.type !== 'any' && choice.type !== 'tool') return;
  if (!facts.forcedToolChoice) {
    reject('tool_choice', `type '${choice.type}' is not supported on this model. Use 'auto'.`);
  }
  if (choice.type === 'tool' && !request.tools.some((tool) => tool.name === choice.name)) {
    reject('tool_choice', `Tool '${String(choice.name)}' not found in provided tools`);
  }
}
