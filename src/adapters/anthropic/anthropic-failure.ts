/** Says what went wrong in a call, for the user and for the retry policy. Knows the API's vocabulary, not the SDK. */

import { type Failure, type FailureKind, failure } from '../../core/failure.ts';
import type { RetryCause } from '../../core/models/backoff.ts';
import { type Phrase, phrase, type Value } from '../../core/phrase.ts';
import type { Redact } from '../../core/redaction/redact.ts';
import { readBeyond, redactedStart } from '../../core/redaction/redacted-ends.ts';
import { startOf } from '../../core/shortened.ts';
import { type OptionalField, refusedField } from './anthropic-request.ts';

/** An error as the server put it, over HTTP or as an event inside a stream. */
export interface ServerError {
  readonly status: number;
  /** `error.type`; null when the body is not of the Messages API's shape. */
  readonly type: string | null;
  /** `error.details.error_code`. */
  readonly code: string | null;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  /** The server says that another try is in vain. */
  readonly isFinal?: boolean;
}

/** What a message to the user may name. */
export interface CallFacts {
  readonly host: string;
  readonly model: string;
  readonly purpose: 'chat' | 'memory';
  /** Never shown; struck out of whatever the server says. */
  readonly key: string;
  /** Takes the conversation's credentials out of it, since servers quote what they were sent. */
  readonly redact: Redact;
}

export interface Trouble extends RetryCause {
  readonly failure: Failure;
  /** The same without what the user might do, for as long as another try is to come by itself. */
  readonly meanwhile?: Failure;
  /** The request may succeed without this field. */
  readonly refusedField?: OptionalField;
}

const never = { mostRetries: 0 } as const;

export const hopeless = (kind: FailureKind, words: Phrase): Trouble => ({
  failure: failure(kind, words),
  ...never,
});

/** The status that an error event inside a stream stands for. */
export function statusOfType(type: string | null): number {
  return statuses.get(type ?? '') ?? 500;
}

const statuses = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['billing_error', 402],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['conflict_error', 409],
  ['request_too_large', 413],
  ['rate_limit_error', 429],
  ['api_error', 500],
  ['timeout_error', 504],
  ['overloaded_error', 529],
]);

export function serverTrouble(error: ServerError, facts: CallFacts): Trouble {
  const said = quoted(error.message, facts);
  const verdict = judge(error, facts, said);
  const field = refusedField(error.status, error.message);
  return {
    ...verdict,
    ...(error.isFinal === true && never),
    failure: {
      ...verdict.failure,
      ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
      ...(isClean(error.requestId, facts.key) && { requestId: error.requestId }),
    },
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    ...(field !== null && { refusedField: field }),
  };
}

function judge(error: ServerError, facts: CallFacts, said: Value): Trouble {
  const { host } = facts;
  const { status } = error;
  if (isMoneyTrouble(error)) return moneyTrouble(said);
  if (status === 401 || status === 403) return keyTrouble(status, host, said);
  if (status === 404) return notFound(error, facts, said);
  if (status === 407)
    return hopeless('network', phrase`The proxy asks for a sign-in. Check the proxy settings, then retry.`);
  if (status === 408 || status === 499) {
    return {
      failure: failure('network', phrase`${host} gave up waiting for the request (${status}). Retry.`),
    };
  }
  if (status === 409)
    return {
      failure: failure('overloaded', phrase`${host} reports a conflict (409).${said}`),
      mostRetries: 1,
    };
  if (status === 413)
    return hopeless('tooLong', phrase`The request is too large for ${host} (413). Compact, then retry.`);
  if (status === 429) return rateTrouble(error, host, said);
  if (status >= 500) {
    return {
      failure: failure(
        'overloaded',
        phrase`${host} is overloaded or out of order (${status}).${said} Retry in a while.`,
      ),
      meanwhile: failure('overloaded', phrase`${host} is overloaded or out of order (${status}).${said}`),
    };
  }
  if (status === 400 || status === 422) return badRequest(error, facts, said);
  return hopeless('badRequest', phrase`${host} refused the request (${status}).${said}`);
}

/** Limits on money are reported under four statuses; waiting mends none of them. */
function isMoneyTrouble({ status, code, type, message }: ServerError): boolean {
  if (status === 402 || type === 'billing_error') return true;
  if (code !== null && /spend_limit|billing|credit/.test(code)) return true;
  if (status !== 400 && status !== 403 && status !== 429) return false;
  return /credit balance|spend(?:ing)? (?:limit|cap)|specified API usage limits|billing/i.test(message);
}

const moneyTrouble = (said: Value): Trouble =>
  hopeless(
    'billing',
    phrase`A spend limit or the credit balance stands in the way.${said} Check the account’s billing, then retry.`,
  );

function keyTrouble(status: number, host: string, said: Value): Trouble {
  return status === 401
    ? hopeless(
        'auth',
        phrase`${host} did not accept the API key. Set another with “Session Memory: Set API Key”, then retry.`,
      )
    : hopeless('auth', phrase`The API key may not do this at ${host} (403).${said}`);
}

function notFound(error: ServerError, facts: CallFacts, said: Value): Trouble {
  if (error.type === null && !/model/i.test(error.message))
    return notTheApi(facts.host, phrase`it has no /v1/messages (404)`);
  const setting = facts.purpose === 'chat' ? 'sessionMemory.model' : 'sessionMemory.memory.model';
  return hopeless(
    'badRequest',
    phrase`${facts.host} does not know the model “${facts.model}”.${said} Choose another in “${setting}”.`,
  );
}

/**
 * A limit per minute says how long to wait. Without that it may be a cap on spending, which answers the same way
 * however often it is asked, so one more try has to do.
 */
function rateTrouble(error: ServerError, host: string, said: Value): Trouble {
  const reached = failure('rateLimited', phrase`The rate limit at ${host} is reached.${said}`);
  // How long it lasts is told apart, so that whoever shows it can count down.
  if (error.retryAfterMs !== undefined) return { failure: reached };
  return {
    failure: failure('rateLimited', phrase`The rate limit at ${host} is reached.${said} Retry in a while.`),
    meanwhile: reached,
    mostRetries: 1,
  };
}

function badRequest(error: ServerError, facts: CallFacts, said: Value): Trouble {
  const { message } = error;
  if (
    /prompt is too long|exceeds? (?:the )?(?:model'?s? )?(?:context|maximum context)|context (?:length|window)/i.test(
      message,
    )
  ) {
    return hopeless(
      'tooLong',
      phrase`The conversation no longer fits the window of “${facts.model}”. Compact, then retry.`,
    );
  }
  if (/thinking/i.test(message) && /signature|cannot be modified|bound to/i.test(message)) {
    return hopeless(
      'thinkingMismatch',
      phrase`${facts.host} refused earlier thinking that belongs to other messages. Retry without it.`,
    );
  }
  // “messages.3.content.1.image.source.base64”, “Could not process image”, “does not support image input”
  if (/\bimages?\b/i.test(message)) {
    return hopeless('badImage', phrase`${facts.host} did not take an image of this conversation.${said}`);
  }
  return hopeless('badRequest', phrase`${facts.host} refused the request (${error.status}).${said}`);
}

export const notTheApi = (host: string, why: Phrase): Trouble =>
  hopeless(
    'badReply',
    phrase`What answers at ${host} is not the Anthropic API: ${why}. Check “sessionMemory.baseUrl” and the network’s sign-in page.`,
  );

/** A connection that failed, by the code of the system or of `fetch`; null where there is none. */
export function connectionTrouble(code: string | null, host: string): Trouble {
  const name = code ?? '';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(name)) {
    return hopeless(
      'network',
      phrase`The certificate of ${host} is not trusted (${name}). Check proxy and certificate settings.`,
    );
  }
  if (name === 'ENOTFOUND' || name === 'EAI_AGAIN') {
    return {
      failure: failure('network', phrase`${host} was not found. Check the connection, then retry.`),
      mostRetries: 2,
    };
  }
  if (name === 'ECONNREFUSED') {
    return {
      failure: failure('network', phrase`Nothing answers at ${host}. Check that it is running, then retry.`),
      meanwhile: failure('network', phrase`Nothing answers at ${host}.`),
      mostRetries: 2,
    };
  }
  const why = name === '' ? '' : ` (${name})`;
  return {
    failure: failure(
      'network',
      phrase`The connection to ${host} failed${why}. Check the network, then retry.`,
    ),
  };
}

export const silence = (host: string, silentMs: number): Trouble => ({
  failure: failure(
    'network',
    phrase`${host} was silent for ${duration(silentMs)}, so the call was given up. Retry.`,
  ),
  meanwhile: failure(
    'network',
    phrase`${host} was silent for ${duration(silentMs)}, so the call was given up.`,
  ),
  mostRetries: 1,
});

export const cutStream = (host: string): Trouble => ({
  failure: failure(
    'network',
    phrase`The answer from ${host} broke off before its end. Continue it, or retry.`,
  ),
});

export const cancelled: Trouble = hopeless('cancelled', phrase`Stopped.`);

const duration = (ms: number): Phrase => {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 120 ? phrase`${seconds} s` : phrase`${Math.ceil(seconds / 60)} min`;
};

const longestQuote = 240;

/** The server's words in brackets of ours: one line, no key, of bounded length; empty when it said nothing. */
function quoted(message: string, facts: CallFacts): Value {
  const words = presentable(message, 4_000, facts)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  if (words === '' || /^<(?:!doctype|html)/i.test(words)) return '';
  const quote = words.length > longestQuote ? `${startOf(words, longestQuote)}…` : words;
  return phrase` It says: “${quote}”.`;
}

const isClean = (text: string | undefined, key: string): text is string =>
  text !== undefined && withoutSecrets(text, key) === text;

/** The beginning of what a server says, for logs and people: without the key and without credentials. */
export const presentable = (said: string, most: number, { key, redact }: CallFacts): string =>
  redactedStart(withoutSecrets(said.slice(0, most + 2 * readBeyond), key), most, redact);

/** Some servers repeat the key they refuse. */
function withoutSecrets(text: string, key: string): string {
  const withoutKey = key.length >= 4 ? text.replaceAll(key, '[key]') : text;
  return withoutKey
    .replace(/\bsk-[\w-]{6,}/g, '[key]')
    .replace(/\bbearer\s+[^\s"',;]+/gi, 'Bearer [key]')
    .replace(/(x-api-key\W{1,4})[^\s"',;]+/gi, '$1[key]');
}
