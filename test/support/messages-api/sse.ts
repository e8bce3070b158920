/** An answer as server-sent events, in the order and the shapes of the Messages API. */
import { charsOfBlock, tokensOfChars } from './tokens.ts';
import type { ContentBlock, WireAnswer, WireUsage } from './wire.ts';

export interface StreamEvent {
  readonly event: string;
  readonly data: { readonly [key: string]: unknown };
  /** Index of the content block it belongs to; null outside the blocks. */
  readonly block: number | null;
  /** Output tokens that this event brings, for pacing. */
  readonly tokens: number;
}

export interface StreamOptions {
  /** Characters per delta. */
  readonly deltaChars: number;
  readonly pings: boolean;
}

export const frame = (event: string, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export function* eventsOf(answer: WireAnswer, options: StreamOptions): Generator<StreamEvent> {
  yield startOf(answer);
  if (options.pings) yield plain('ping', {});
  for (const [index, block] of answer.content.entries()) {
    yield* blockEvents(block, index, options.deltaChars);
    if (options.pings && index === 0) yield plain('ping', {});
  }
  const { stop_reason, stop_sequence, stop_details } = answer;
  yield plain('message_delta', {
    delta: { stop_reason, stop_sequence, stop_details },
    ...(answer.usage && { usage: withoutBreakdown(answer.usage) }),
  });
  yield plain('message_stop', {});
}

function plain(event: string, fields: object, block: number | null = null, tokens = 0): StreamEvent {
  return { event, data: { type: event, ...fields }, block, tokens };
}

/** The first event has all of the input's usage, but of the output only what has begun. */
function startOf(answer: WireAnswer): StreamEvent {
  const { usage, ...rest } = answer;
  const opening = { ...rest, content: [], stop_reason: null, stop_sequence: null, stop_details: null };
  const { output_tokens_details: _, ...input } = usage ?? {};
  const begun = { ...input, output_tokens: Math.min(1, usage?.output_tokens ?? 1) };
  return plain('message_start', { message: usage === undefined ? opening : { ...opening, usage: begun } });
}

function withoutBreakdown(usage: WireUsage): WireUsage {
  const { cache_creation: _, ...rest } = usage;
  return rest;
}

function* blockEvents(block: ContentBlock, index: number, deltaChars: number): Generator<StreamEvent> {
  const { opening, deltas } = inDeltas(block, deltaChars);
  // What has deltas flows with them; any other block comes whole in its first event.
  const whole = deltas.length === 0 ? tokensOfChars(charsOfBlock(block)) : 0;
  yield plain('content_block_start', { index, content_block: opening }, index, whole);
  for (const delta of deltas) {
    const tokens = tokensOfChars(delta.chars);
    yield plain('content_block_delta', { index, delta: delta.fields }, index, tokens);
  }
  yield plain('content_block_stop', { index }, index);
}

interface Delta {
  readonly fields: { readonly type: string; readonly [key: string]: unknown };
  readonly chars: number;
}

/** A block as its empty opening and the deltas that fill it. Types without deltas come whole. */
function inDeltas(block: ContentBlock, deltaChars: number): { opening: object; deltas: readonly Delta[] } {
  const parts = (text: unknown): string[] => slices(String(text), deltaChars);
  switch (block.type) {
    case 'text':
      return {
        opening: { ...block, text: '' },
        deltas: parts(block.text).map((text) => ({
          fields: { type: 'text_delta', text },
          chars: text.length,
        })),
      };
    case 'thinking': {
      const deltas: Delta[] = parts(block.thinking).map((thinking) => ({
        fields: { type: 'thinking_delta', thinking },
        chars: thinking.length,
      }));
      if (block.signature === undefined) return { opening: { ...block, thinking: '' }, deltas };
      deltas.push({ fields: { type: 'signature_delta', signature: block.signature }, chars: 0 });
      return { opening: { ...block, thinking: '', signature: '' }, deltas };
    }
    case 'tool_use':
      return {
        opening: { ...block, input: {} },
        deltas: ['', ...parts(JSON.stringify(block.input))].map((partial_json) => ({
          fields: { type: 'input_json_delta', partial_json },
          chars: partial_json.length,
        })),
      };
    default:
      return { opening: block, deltas: [] };
  }
}

/** Cuts text into slices without parting a surrogate pair. */
function slices(text: string, size: number): string[] {
  const found: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + size);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last < 0xdc00) to += 1;
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}
