/** Makes calls on a model and keeps what comes of them. */
import {
  type AnthropicModelOptions,
  createAnthropicModel,
} from '../../src/adapters/anthropic/anthropic-model.ts';
import { text } from '../../src/core/conversation/message.ts';
import type { ModelEvent, ModelPort, ModelRequest, ModelResult } from '../../src/core/ports/model.ts';
import { FakeClock } from './fake-clock.ts';

export const testKey = 'test-key';

export const chatRequest: ModelRequest = {
  purpose: 'chat',
  model: 'claude-sonnet-5-5',
  system: [text('You answer briefly.')],
  tools: [],
  messages: [{ role: 'user', content: [text('Which harbour did the survey of 1841 call the safest?')] }],
  maxOutputTokens: 2_000,
};

export const memoryRequest: ModelRequest = { ...chatRequest, purpose: 'memory' };

export interface Collected {
  readonly events: ModelEvent[];
  readonly result: Promise<ModelResult>;
  /** The result once it is there. */
  readonly ended: { result: ModelResult | null };
  cancel(): void;
  /** Kinds of the events so far. */
  kinds(): readonly string[];
  /** All text shown so far. */
  shown(): string;
}

export function collect(model: ModelPort, request: ModelRequest): Collected {
  const events: ModelEvent[] = [];
  const ended: { result: ModelResult | null } = { result: null };
  const call = model.call(request, (event) => events.push(event));
  const result = call.result.then((value) => {
    ended.result = value;
    return value;
  });
  return {
    events,
    result,
    ended,
    cancel: () => call.cancel(),
    kinds: () => events.map((event) => event.kind),
    shown: () => events.map((event) => (event.kind === 'text' ? event.text : '')).join(''),
  };
}

export interface TestModel {
  readonly model: ModelPort;
  readonly clock: FakeClock;
  readonly log: string[];
}

/** The real adapter with a clock that stands still and chance that is always the middle. */
export function testModel(baseUrl: string, options: Partial<AnthropicModelOptions> = {}): TestModel {
  const clock = new FakeClock();
  const log: string[] = [];
  const model = createAnthropicModel({
    apiKey: async () => testKey,
    baseUrl,
    fetch: globalThis.fetch,
    clock,
    random: () => 0.5,
    log: (level, line) => log.push(`${level}: ${line}`),
    ...options,
  });
  return { model, clock, log };
}

/** A `fetch` that answers with these bytes, piece by piece; `open`: the connection then stays open. */
export function streamingFetch(
  pieces: readonly Uint8Array[],
  { contentType = 'text/event-stream', open = false } = {},
): typeof globalThis.fetch {
  return async (_input, init) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        for (const piece of pieces) controller.enqueue(piece);
        if (!open) controller.close();
      },
    });
    return new Response(body, { status: 200, headers: { 'content-type': contentType } });
  };
}

/** Events in the wire's form. */
export const sse = (...events: readonly { readonly type: string }[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

export const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
