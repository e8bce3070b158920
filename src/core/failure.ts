/** Expected trouble as a value; nothing in the core throws. */
import { inEnglish, type Phrase } from './phrase.ts';

export type FailureKind =
  | 'auth' // 401, 403: the key is missing, wrong or not allowed
  | 'billing' // 402, spend limits: nothing that waiting mends
  | 'rateLimited' // 429
  | 'overloaded' // 500, 503, 504, 529
  | 'network' // no connection, reset, cut stream, silent stream
  | 'cancelled' // the user said stop
  | 'badRequest' // 400 other than the ones below, 404, 413
  | 'thinkingMismatch' // 400: a thinking block is bound to another prefix
  | 'badImage' // 400: an image that the model cannot read or take
  | 'tooLong' // the prompt exceeds the window
  | 'badReply' // an answer that is empty, malformed or not from the Messages API
  | 'refused' // stop_reason refusal
  | 'storage' // disk full, read-only, refused path
  | 'notAllowed' // Restricted Mode, budget, switched off
  | 'unexpected';

export interface Failure {
  readonly kind: FailureKind;
  /** One or two sentences for the user: what happened and what to do. Never holds a key or message text. */
  readonly message: string;
  /** The same with its values apart, to be said in another language; absent where `message` is in the user's already. */
  readonly phrase?: Phrase;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** When that is over, in epoch milliseconds; known once the failed turn has ended. */
  readonly retryAt?: number;
  /** The server's request id, for support. */
  readonly requestId?: string;
}

export const failure = (kind: FailureKind, phrase: Phrase): Failure => ({
  kind,
  message: inEnglish(phrase),
  phrase,
});

/** For whoever has words in the user's language. */
export const failureInWords = (kind: FailureKind, message: string): Failure => ({ kind, message });

/** Tells a failure from what is returned where nothing fails: no such thing has both fields. */
export const isFailure = (value: object): value is Failure => 'kind' in value && 'message' in value;
