/** The only file that knows the SDK. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import { APIConnectionError, APIError } from '@anthropic-ai/sdk/error';
import { type MessageCreateParamsStreaming, Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { type ServerError, statusOfType } from './anthropic-failure.ts';
import { type Fetch, guardedFetch, RefusedRedirect } from './anthropic-fetch.ts';
import type { MessagesBody } from './anthropic-request.ts';
import { isObject, type JsonObject } from './json-object.ts';

export interface Connection {
  readonly baseUrl: string;
  readonly key: string;
  readonly fetch: Fetch;
  /** Called at every sign of life from the server. */
  readonly heard?: () => void;
  readonly signal: AbortSignal;
}

/** The SDK's ready-made client brings every resource along, at three times the size; this one has what is needed. */
class Client extends BaseAnthropic {
  readonly messages = new Messages(this);
}

/** The longest that a timer can wait: the adapter watches for silence itself, by its own clock. */
const noTimeout = 2 ** 31 - 1;

/** Everything that the SDK would otherwise look up in the environment is given. */
const connect = ({ baseUrl, key, fetch, heard = () => {} }: Connection): Client =>
  new Client({
    apiKey: key,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl,
    fetch: guardedFetch(fetch, key, heard),
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    openTelemetry: false,
  });

/** Sends a request whose answer streams; resolves when its headers are there. Rejects with what `readError` reads. */
export function openStream(connection: Connection, body: MessagesBody): Promise<Response> {
  const params = { ...body, stream: true } as unknown as MessageCreateParamsStreaming;
  return connect(connection).messages.create(params, { signal: connection.signal }).asResponse();
}

/** Server-sent events as they come, before anything is made of their data. */
export const serverSentEvents = (
  response: Response,
): AsyncIterable<{ readonly event: string | null; readonly data: string }> => Stream.rawEvents(response);

export function listModels(connection: Connection): Promise<unknown> {
  return connect(connection).get<unknown>('/v1/models?limit=1000', { signal: connection.signal });
}

export type CallError =
  | { readonly kind: 'server'; readonly error: ServerError }
  | { readonly kind: 'redirect'; readonly target: string | null }
  /** `code` is the system's, such as ECONNREFUSED. */
  | { readonly kind: 'connection'; readonly code: string | null };

/** What a rejected call or a broken stream means; `now` is for a `retry-after` that names a date. */
export function readError(error: unknown, now: number): CallError {
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    const chain = causesOf(error);
    const redirect = chain.find((cause) => cause instanceof RefusedRedirect);
    if (redirect !== undefined) return { kind: 'redirect', target: redirect.target };
    return { kind: 'connection', code: chain.map(codeOf).find((code) => code !== null) ?? null };
  }
  const headers: Headers | undefined = error.headers;
  const shaped = readErrorBody(error.error);
  const status = typeof error.status === 'number' ? error.status : statusOfType(shaped.type);
  const retryAfterMs = headers === undefined ? undefined : retryAfter(headers, now);
  return {
    kind: 'server',
    error: {
      ...shaped,
      message: shaped.message || bodyText(error),
      status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(headers?.get('x-should-retry') === 'false' && { isFinal: true }),
      ...requestIdOf(headers, error.error),
    },
  };
}

/** A body that is not of the API's shape, as the SDK quotes it behind the status; empty when there was none. */
const bodyText = ({ message }: APIError): string =>
  /^\d{3} status code \(no body\)$|^\(no status/.test(message) ? '' : message.replace(/^\d{3} /, '');

/** An `error` event inside a stream. */
export function readErrorEvent(event: JsonObject): ServerError {
  const shaped = readErrorBody(event);
  return { ...shaped, status: statusOfType(shaped.type), ...requestIdOf(undefined, event) };
}

function readErrorBody(body: unknown): Pick<ServerError, 'type' | 'code' | 'message'> {
  const error = isObject(body) && isObject(body.error) ? body.error : {};
  const details = isObject(error.details) ? error.details : error;
  return {
    type: typeof error.type === 'string' ? error.type : null,
    code: typeof details.error_code === 'string' ? details.error_code : null,
    message: typeof error.message === 'string' ? error.message : '',
  };
}

function requestIdOf(headers: Headers | undefined, body: unknown): { requestId?: string } {
  const id = headers?.get('request-id') ?? (isObject(body) ? body.request_id : undefined);
  return typeof id === 'string' && /^[\w-]{1,80}$/.test(id) ? { requestId: id } : {};
}

function retryAfter(headers: Headers, now: number): number | undefined {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (ms >= 0) return ms;
  const header = headers.get('retry-after') ?? '';
  const seconds = Number.parseFloat(header);
  if (seconds >= 0) return seconds * 1_000;
  const date = Date.parse(header);
  return date > now ? date - now : undefined;
}

/** The error and what it came from; `fetch` hides the reason several levels deep, at times among several. */
function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let cause: unknown = error; cause instanceof Error && chain.length < 8; ) {
    chain.push(cause);
    cause = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause.cause;
  }
  return chain;
}

const codeOf = (error: unknown): string | null => {
  const code = isObject(error) ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : null;
};
