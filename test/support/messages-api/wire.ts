/** The part of the Messages API's vocabulary that the stand-in speaks, after validation. */
import type { ContentBlock, Json } from '../../../src/core/conversation/message.ts';

export type { ContentBlock, Json };

export type Ttl = '5m' | '1h';

export interface WireMessage {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string | readonly ContentBlock[];
}

export interface WireTool {
  readonly name: string;
  readonly description?: string;
  readonly input_schema: { readonly [key: string]: Json };
  readonly cache_control?: CacheControl | null;
}

export interface CacheControl {
  readonly type: 'ephemeral';
  readonly ttl?: Ttl;
}

export interface MessagesRequest {
  readonly model: string;
  /** Absent only in a request that has not been validated. */
  readonly max_tokens?: number;
  readonly messages: readonly WireMessage[];
  readonly system?: string | readonly ContentBlock[];
  readonly tools?: readonly WireTool[];
  readonly tool_choice?: { readonly type: 'auto' | 'any' | 'tool' | 'none'; readonly [key: string]: Json };
  readonly thinking?: { readonly type: string; readonly [key: string]: Json };
  readonly output_config?: { readonly effort?: string | null };
  readonly cache_control?: CacheControl | null;
  readonly diagnostics?: { readonly previous_message_id?: string | null } | null;
  readonly speed?: string | null;
  readonly stop_sequences?: readonly string[];
  readonly stream?: boolean;
}

export type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'refusal'
  | 'model_context_window_exceeded';

/** Token counts as the API reports them; the cache fields are absent on servers that do not cache. */
export interface WireUsage {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
  readonly cache_creation?: {
    readonly ephemeral_5m_input_tokens: number;
    readonly ephemeral_1h_input_tokens: number;
  };
  readonly output_tokens_details?: { readonly thinking_tokens: number };
}

/** One answer as it goes over the wire, whole or in events. */
export interface WireAnswer {
  readonly id: string;
  readonly type: 'message';
  readonly role: 'assistant';
  readonly model: string;
  readonly content: readonly ContentBlock[];
  readonly stop_reason: StopReason;
  readonly stop_sequence: string | null;
  readonly stop_details: { readonly [key: string]: Json } | null;
  readonly usage?: WireUsage;
  readonly diagnostics?: { readonly [key: string]: Json } | null;
}

export function blocksOf(content: string | readonly ContentBlock[]): readonly ContentBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

export const isThinkingBlock = (block: ContentBlock): boolean =>
  block.type === 'thinking' || block.type === 'redacted_thinking';

/** The text a block shows: its own, or a tool result's. */
export function textOf(block: ContentBlock): string {
  if (block.type === 'text') return typeof block.text === 'string' ? block.text : '';
  if (block.type !== 'tool_result') return '';
  const content = block.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as readonly ContentBlock[]).map(textOf).join('\n');
}
