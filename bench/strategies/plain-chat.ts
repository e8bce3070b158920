/** A chat without our engine: a list of messages and one request a turn. The strategies of others are built on it. */
import { textTokens } from '../../src/core/conversation/tokens.ts';
import { contextTokensOf } from '../../src/core/conversation/usage.ts';
import type { WireAnswer } from '../../test/support/messages-api/wire.ts';
import { standInKey } from '../bench-engine.ts';
import { usageOf } from '../simulation/request-book.ts';
import type { Surroundings } from './strategy.ts';

export interface PlainMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface PlainRequest {
  readonly system: string;
  readonly messages: readonly PlainMessage[];
  readonly maxTokens: number;
  /** Whether the request asks the server to cache its whole prefix. */
  readonly cached: boolean;
}

export interface PlainAnswer {
  readonly text: string;
  /** All that went in and what came out. */
  readonly tokens: number;
}

/** One request and its whole answer. Throws what the server refuses. */
export async function ask(surroundings: Surroundings, request: PlainRequest): Promise<PlainAnswer> {
  const { simulation, url, model } = surroundings;
  const { system, messages, maxTokens, cached } = request;
  const body = {
    model,
    max_tokens: maxTokens,
    messages,
    ...(system === '' ? {} : { system }),
    ...(cached ? { cache_control: { type: 'ephemeral' } } : {}),
  };
  const headers = {
    'content-type': 'application/json',
    'x-api-key': standInKey,
    'anthropic-version': '2026-10-21',
  };
  const response = await simulation.fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The stand-in answered ${response.status}: ${await response.text()}`);
  const { content, usage } = (await response.json()) as WireAnswer;
  const text = content.map((block) => (block.type === 'text' ? String(block.text) : '')).join('');
  return { text, tokens: contextTokensOf(usageOf(usage ?? {})) };
}

export class PlainChat {
  messages: readonly PlainMessage[] = [];
  /** As the server counted after the last answer, or as estimated since the messages were replaced. */
  contextTokens: number;
  readonly #surroundings: Surroundings;
  readonly #cached: boolean;

  constructor(surroundings: Surroundings, cached: boolean) {
    this.#surroundings = surroundings;
    this.#cached = cached;
    this.contextTokens = textTokens(surroundings.system);
  }

  /** What the next request would hold with this message. */
  tokensWith(typed: string): number {
    return this.contextTokens + textTokens(typed);
  }

  isTooLong(typed: string): boolean {
    return textTokens(typed) > this.#surroundings.limitTokens;
  }

  async turn(typed: string): Promise<void> {
    const { system } = this.#surroundings;
    const messages: PlainMessage[] = [...this.messages, { role: 'user', content: typed }];
    const answer = await ask(this.#surroundings, {
      system,
      messages,
      maxTokens: 16_000,
      cached: this.#cached,
    });
    this.messages = [...messages, { role: 'assistant', content: answer.text }];
    this.contextTokens = answer.tokens;
  }

  /** Puts other messages in the place of the present ones. */
  replace(messages: readonly PlainMessage[]): void {
    this.messages = messages;
    this.contextTokens = estimate(messages) + textTokens(this.#surroundings.system);
  }
}

const estimate = (messages: readonly PlainMessage[]): number =>
  messages.reduce((total, { content }) => total + textTokens(content), 0);
