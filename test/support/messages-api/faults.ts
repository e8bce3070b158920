/** Faults that a test orders: answers gone wrong in every way that the engine must survive. */
import { ApiError } from './api-error.ts';
import type { RecordedRequest } from './request-log.ts';
import type { WireUsage } from './wire.ts';

/** Where in a stream a fault strikes: before the block with this index ends, after so many of its events. */
export interface StreamPlace {
  /** Default 0. */
  readonly atBlock?: number;
  /** Events of that block that still get through; default 2, its start and one delta. */
  readonly afterEvents?: number;
}

export type Fault =
  /** Answered with an error status and body; never reaches the model. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly type?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly errorCode?: string;
    }
  | { readonly kind: 'redirect'; readonly location: string }
  /** The connection stays open and silent, before any header. */
  | { readonly kind: 'hang' }
  /** `message_start`, then nothing more while the connection stays open. */
  | { readonly kind: 'silent' }
  /** The stream ends in good order, but before `message_stop`. */
  | ({ readonly kind: 'cut' } & StreamPlace)
  /** The connection breaks. */
  | ({ readonly kind: 'reset' } & StreamPlace)
  | ({ readonly kind: 'errorEvent'; readonly type?: string; readonly message?: string } & StreamPlace)
  | { readonly kind: 'malformedSse' }
  /** Status 200 with a web page, as a proxy's login answers. */
  | { readonly kind: 'html' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'stop'; readonly reason: 'max_tokens' | 'model_context_window_exceeded' }
  | { readonly kind: 'refusal'; readonly partial?: boolean; readonly category?: string }
  | { readonly kind: 'usage'; readonly usage: 'missing' | 'negative' | 'absurd' | WireUsage };

const errorTypes: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'The request was rejected.'],
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'Your credit balance is too low to access the Anthropic API.'],
  403: ['permission_error', 'Your API key does not have permission to use the specified resource.'],
  404: ['not_found_error', 'The requested resource could not be found.'],
  413: ['request_too_large', 'Request exceeds the maximum size'],
  429: ['rate_limit_error', 'This request would exceed the rate limit for your organization.'],
  500: ['api_error', 'Internal server error'],
  503: ['api_error', 'Service unavailable'],
  504: ['timeout_error', 'The request timed out.'],
  529: ['overloaded_error', 'Overloaded'],
};

export const status = (code: number, headers?: Readonly<Record<string, string>>): Fault =>
  headers === undefined ? { kind: 'status', status: code } : { kind: 'status', status: code, headers };

/** 429; `retryAfterSeconds` absent: no such header, as at a spend cap. */
export const rateLimited = (retryAfterSeconds?: number): Fault =>
  status(429, retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) });

/** 429 of a spend limit: no `retry-after`, and trying again does not help. */
export const spendLimitReached: Fault = {
  kind: 'status',
  status: 429,
  errorCode: 'enforced_spend_limit_reached',
  message: 'This request would exceed the spend limit of your organization.',
};

export function errorOfStatus(fault: Extract<Fault, { kind: 'status' }>): ApiError {
  const [type, message] = errorTypes[fault.status] ?? ['api_error', `Error ${fault.status}`];
  const extra = fault.errorCode === undefined ? {} : { details: { error_code: fault.errorCode } };
  return new ApiError(fault.status, fault.type ?? type, fault.message ?? message, fault.headers ?? {}, extra);
}

export function usageOf(fault: Extract<Fault, { kind: 'usage' }>): WireUsage | undefined {
  if (typeof fault.usage === 'object') return fault.usage;
  if (fault.usage === 'missing') return undefined;
  const value = fault.usage === 'negative' ? -5 : 9e15;
  return {
    input_tokens: value,
    output_tokens: value,
    cache_read_input_tokens: value,
    cache_creation_input_tokens: value,
  };
}

export interface Occasion {
  /** Only requests for which it is true; default all that ask for a message, at no other endpoint. */
  readonly when?: (request: RecordedRequest) => boolean;
  /** How often; default once. `Infinity`: until `clear()`. */
  readonly times?: number;
}

const asksForMessage = (request: RecordedRequest): boolean => request.path === '/v1/messages';

/** Orders waiting for their request. The oldest that fits is used first. */
export class Orders<T> {
  #waiting: { readonly item: T; readonly when: (request: RecordedRequest) => boolean; left: number }[] = [];

  next(item: T, occasion: Occasion = {}): void {
    this.#waiting.push({ item, when: occasion.when ?? asksForMessage, left: occasion.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  get pending(): number {
    return this.#waiting.length;
  }

  take(request: RecordedRequest): T | undefined {
    const order = this.#waiting.find(({ when }) => when(request));
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== order);
    return order.item;
  }
}
