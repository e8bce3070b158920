/** The model behind the API: from a request body to its answer and what that costs, without any HTTP. */
import {
  type AnswerScript,
  compose,
  finish,
  outputTokens,
  type ScriptedAnswer,
  thinkingTokens,
} from './answers.ts';
import { reject } from './api-error.ts';
import { CacheDiagnostics } from './cache-diagnostics.ts';
import { type Fault, Orders } from './faults.ts';
import type { Features } from './features.ts';
import { type LatencyModel, type Timing, timingOf } from './latency.ts';
import { type ModelFacts, modelFacts } from './models.ts';
import { digestOf, layOut, type Prompt } from './prompt.ts';
import { type CacheUse, PromptCache } from './prompt-cache.ts';
import type { RecordedRequest } from './request-log.ts';
import { ThinkingSeals } from './thinking.ts';
import { validate } from './validate.ts';
import {
  type ContentBlock,
  isThinkingBlock,
  type MessagesRequest,
  type WireAnswer,
  type WireUsage,
} from './wire.ts';

export interface ModelSettings {
  readonly features: Features;
  /** Overrides what is known of every model. */
  readonly facts: Partial<ModelFacts>;
  readonly script: AnswerScript;
  /** Whether answers begin with thinking where the request does not switch it off. */
  readonly thinking: 'none' | 'adaptive';
  readonly latency: LatencyModel;
  /** Signs thinking; stand-ins with the same secret accept each other's. */
  readonly secret: string;
  readonly extraBlockTypes: readonly string[];
}

export interface Reply {
  readonly answer: WireAnswer;
  readonly usage: WireUsage;
  readonly timing: Timing;
  /** Makes what was written to the cache readable; to be called when the answer begins. */
  begin(): void;
}

const usualBlocks = ['text', 'thinking', 'redacted_thinking', 'tool_use'];

export class Model {
  readonly cache = new PromptCache();
  readonly answers = new Orders<ScriptedAnswer | ((request: MessagesRequest) => ScriptedAnswer)>();
  script: AnswerScript;
  readonly #settings: ModelSettings;
  readonly #seals: ThinkingSeals;
  readonly #diagnostics = new CacheDiagnostics();
  readonly #extraBlockTypes: Set<string>;
  #count = 0;

  constructor(settings: ModelSettings) {
    this.#settings = settings;
    this.script = settings.script;
    this.#seals = new ThinkingSeals(settings.secret);
    this.#extraBlockTypes = new Set(settings.extraBlockTypes);
  }

  facts(model: string): ModelFacts {
    return { ...modelFacts(model), ...this.#settings.facts, id: model };
  }

  /** `account`: whose cache is used. Throws an ApiError for whatever the API would refuse. */
  reply(
    record: RecordedRequest,
    body: unknown,
    version: string,
    account: string,
    fault: Fault | undefined,
  ): Reply {
    const { features } = this.#settings;
    const { request, prompt, facts } = this.#read(body, version);
    const input = prompt.tokens;
    if (input > facts.window) reject('', `prompt is too long: ${input} tokens > ${facts.window} maximum`);
    const use = features.promptCache
      ? this.cache.use(prompt, account, facts.minCacheable, record.at)
      : uncached(prompt);
    const spoken = this.#speak(record, request, prompt, facts, fault);
    const usage = usageOf(use, spoken.content, features.promptCache);
    this.#count += 1;
    const id = `msg_${digestOf(`${prompt.parts.at(-1)?.digest} ${this.#count}`)}`;
    const answer: WireAnswer = {
      id,
      type: 'message',
      role: 'assistant',
      model: request.model,
      content: spoken.content,
      stop_reason: spoken.stopReason,
      stop_sequence: spoken.stopSequence,
      stop_details: fault?.kind === 'refusal' ? refusalDetails(fault) : null,
      usage,
      ...this.#diagnose(request, prompt, account, id),
    };
    const timing = timingOf(
      this.#settings.latency,
      prompt.tokens - use.readTokens,
      use.readTokens,
      usage.output_tokens ?? 0,
    );
    return { answer, usage, timing, begin: () => use.commit() };
  }

  #read(body: unknown, version: string) {
    const { features } = this.#settings;
    const facts = (model: string): ModelFacts => this.facts(model);
    const rules = { features, facts, extraBlockTypes: this.#extraBlockTypes, version };
    const request = validate(body, rules);
    const known = this.facts(request.model);
    const left = features.signatures ? this.#seals.check(request, known) : new Set<ContentBlock>();
    return { request, facts: known, prompt: layOut(request, known, left) };
  }

  #speak(
    record: RecordedRequest,
    request: MessagesRequest,
    prompt: Prompt,
    facts: ModelFacts,
    fault: Fault | undefined,
  ) {
    const maxTokens = request.max_tokens ?? 0;
    const windowTokens = facts.window - prompt.tokens;
    const seed = prompt.parts.at(-1)?.digest ?? '';
    const scripted = spoilt(this.#scripted(record, request, facts), fault);
    const spoken = finish(scripted, request, { maxTokens, windowTokens }, seed);
    for (const { type } of spoken.content) {
      if (!usualBlocks.includes(type)) this.#extraBlockTypes.add(type);
    }
    const hidden = request.thinking?.display === 'omitted' ? spoken.content.map(withoutText) : spoken.content;
    const content = this.#settings.features.signatures ? this.#seals.sign(request, hidden) : hidden;
    return { ...spoken, content };
  }

  #scripted(record: RecordedRequest, request: MessagesRequest, facts: ModelFacts): ScriptedAnswer {
    const ordered = this.answers.take(record);
    if (ordered !== undefined) return typeof ordered === 'function' ? ordered(request) : ordered;
    const off = request.thinking?.type === 'disabled';
    const able = facts.thinking.includes('adaptive') && this.#settings.features.thinking;
    return compose(request, this.script, this.#settings.thinking === 'adaptive' && able && !off);
  }

  #diagnose(
    request: MessagesRequest,
    prompt: Prompt,
    account: string,
    id: string,
  ): Pick<WireAnswer, 'diagnostics'> {
    if (!this.#settings.features.diagnostics) return {};
    const asked = request.diagnostics;
    if (asked === undefined || asked === null) return { diagnostics: null };
    const diagnostics = this.#diagnostics.explain(account, asked.previous_message_id ?? null, prompt);
    this.#diagnostics.remember(account, id, prompt);
    return { diagnostics };
  }
}

const withoutText = (block: ContentBlock): ContentBlock =>
  block.type === 'thinking' ? { ...block, thinking: '' } : block;

const uncached = (prompt: Prompt): CacheUse => ({
  readTokens: 0,
  write5mTokens: 0,
  write1hTokens: 0,
  plainTokens: prompt.tokens,
  commit: () => {},
});

function usageOf(use: CacheUse, content: readonly ContentBlock[], cached: boolean): WireUsage {
  const output = { output_tokens: outputTokens(content) };
  if (!cached) return { input_tokens: use.plainTokens, ...output };
  return {
    input_tokens: use.plainTokens,
    cache_read_input_tokens: use.readTokens,
    cache_creation_input_tokens: use.write5mTokens + use.write1hTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: use.write5mTokens,
      ephemeral_1h_input_tokens: use.write1hTokens,
    },
    ...output,
    output_tokens_details: { thinking_tokens: thinkingTokens(content) },
  };
}

/** Applies the faults that spoil what is said rather than how it travels. */
function spoilt(answer: ScriptedAnswer, fault: Fault | undefined): ScriptedAnswer {
  switch (fault?.kind) {
    case 'empty':
      return { content: [], stopReason: 'end_turn' };
    case 'refusal':
      return { content: fault.partial === true ? half(answer.content) : [], stopReason: 'refusal' };
    case 'stop':
      return { content: half(answer.content), stopReason: fault.reason };
    default:
      return answer;
  }
}

/** The thinking, and the first half of the first text. */
function half(content: readonly ContentBlock[]): readonly ContentBlock[] {
  const at = content.findIndex((block) => block.type === 'text');
  const text = String(content[at]?.text ?? '');
  const thinking = content.slice(0, Math.max(0, at)).filter(isThinkingBlock);
  return text === ''
    ? thinking
    : [...thinking, { type: 'text', text: text.slice(0, Math.ceil(text.length / 2)) }];
}

function refusalDetails(fault: Extract<Fault, { kind: 'refusal' }>): {
  category: string;
  [key: string]: string;
} {
  return {
    type: 'refusal',
    category: fault.category ?? 'general_harms',
    explanation: 'The request was declined.',
  };
}
