/** A model provider: what it is asked, what it tells meanwhile, and what comes of it. */
import type { ContentBlock, Message, TextBlock } from '../conversation/message.ts';
import type { Usage } from '../conversation/usage.ts';
import type { Failure } from '../failure.ts';
import type { Credentials } from '../redaction/known-credentials.ts';
import type { ToolDefinition } from './tools.ts';

/** A request in the wire's vocabulary, so that an adapter only adds transport. Blocks may carry `cache_control`. */
export interface ModelRequest {
  readonly purpose: 'chat' | 'memory';
  readonly model: string;
  readonly system: readonly TextBlock[];
  readonly tools: readonly ToolDefinition[];
  readonly messages: readonly Message[];
  readonly maxOutputTokens: number;
  /** Absent: the model's default. */
  readonly effort?: string;
  /** The API id of the chat answer whose prefix this request shares; null for the first. For cache diagnostics. */
  readonly previousMessageId?: string | null;
  /** What the conversation has told of credentials. Not sent: it goes from what is quoted of the server's words. */
  readonly told?: Credentials;
}

export type ModelEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string }
  /** The adapter waits before it tries again. */
  | { readonly kind: 'retrying'; readonly reason: Failure; readonly delayMs: number }
  /** Nothing has been heard for `silentMs`; the call goes on. */
  | { readonly kind: 'silent'; readonly silentMs: number };

export interface Answer {
  /** Blocks exactly as received, complete. */
  readonly content: readonly ContentBlock[];
  readonly stopReason: string | null;
  readonly usage: Usage | null;
  readonly model: string;
  readonly messageId?: string;
}

export type ModelResult =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** `partial` holds what can be kept of a cut answer: text so far, signed thinking, complete `tool_use`. */
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly partial: readonly ContentBlock[];
      readonly usage?: Usage;
    };

export interface RunningCall {
  /** Never rejects. Resolves after the last event. */
  readonly result: Promise<ModelResult>;
  /** Stops at once; `result` then is `failed` with kind `cancelled`. */
  cancel(): void;
}

/** A model that a server says it has. Both fields are its own words. */
export interface ListedModel {
  readonly id: string;
  readonly name: string;
}

/** A model provider. Retries, pauses and watches for silence by itself. */
export interface ModelPort {
  readonly provider: string;
  call(request: ModelRequest, onEvent: (event: ModelEvent) => void): RunningCall;
  /** Which models there are; empty where the server does not say. Never rejects. Absent where there is no server. */
  listModels?(): Promise<readonly ListedModel[]>;
}
