/** One call from its request to its result: tries, pauses, tries again, and gives way to the chat. */

import { type Failure, failure } from '../../core/failure.ts';
import { next, type RetryLimits, retryPolicy } from '../../core/models/backoff.ts';
import { phrase } from '../../core/phrase.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ModelEvent, ModelRequest, ModelResult } from '../../core/ports/model.ts';
import type { WriteLog } from '../../core/ports/write-log.ts';
import { noCredentials } from '../../core/redaction/known-credentials.ts';
import { redactWith } from '../../core/redaction/redact.ts';
import { type Address, checkAddress } from './anthropic-address.ts';
import type { Attempt, AttemptEnd } from './anthropic-attempt.ts';
import type { ChatCall, Courtesy } from './anthropic-courtesy.ts';
import type { Fetch } from './anthropic-fetch.ts';
import { bodyOf, type RefusedFields } from './anthropic-request.ts';
import type { IdleLimits } from './idle-watch.ts';

export type Server = typeof import('./anthropic-server.ts');

export interface CallSetting {
  readonly apiKey: () => Promise<string | undefined>;
  readonly baseUrl: () => string;
  /** The part that speaks with the server, see `anthropic-server.ts`. */
  readonly loadServer: () => Promise<Server>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: WriteLog;
  readonly idle: IdleLimits;
  readonly retries: { readonly chat: RetryLimits; readonly memory: RetryLimits };
  readonly courtesy: Courtesy;
  readonly refusedFields: RefusedFields;
}

type Failed = Extract<AttemptEnd, { kind: 'failed' }>;

/** How long a memory call waits for the chat to get through before it gives up. */
const patienceMs = 60_000;

const failed = (reason: Failure): ModelResult => ({ kind: 'failed', failure: reason, partial: [] });
const stopped: ModelResult = failed(failure('cancelled', phrase`Stopped.`));

/** Rejects only on a defect of ours. */
export async function runCall(
  setting: CallSetting,
  request: ModelRequest,
  onEvent: (event: ModelEvent) => void,
  signal: AbortSignal,
): Promise<ModelResult> {
  const checked = checkAddress(setting.baseUrl());
  if (checked.kind === 'refused') return failed(checked.failure);
  const key = await orStopped(readKey(setting.apiKey, checked.address), signal);
  if (key === undefined) return stopped;
  if (typeof key !== 'string') return failed(key);
  const server = await orStopped(setting.loadServer(), signal);
  if (server === undefined) return stopped;

  return tryUntilEnd(setting, { address: checked.address, key, server, request, onEvent }, signal);
}

async function tryUntilEnd(setting: CallSetting, given: Try, signal: AbortSignal): Promise<ModelResult> {
  const { address, onEvent, request } = given;
  const chat = request.purpose === 'chat' ? setting.courtesy.chat() : null;
  let policy = retryPolicy(setting.retries[request.purpose]);
  try {
    for (;;) {
      const held = chat === null ? await heldByChat(setting, signal) : null;
      if (held !== null) return held;
      const end = await attempt(setting, given, chat, signal);
      if (end.kind === 'answered') {
        chat?.gotThrough();
        return end;
      }
      const { failure: reason } = end.trouble;
      setting.log('debug', `${request.purpose} call failed: ${reason.kind}: ${reason.message}`);
      if (shedField(setting, address, request, end)) continue;
      const retry = end.hasContent || signal.aborted ? null : next(policy, end.trouble, setting.random());
      if (retry === null) {
        chat?.gaveUp(reason);
        return resultOf(end);
      }
      policy = retry.policy;
      chat?.heldUp();
      onEvent({ kind: 'retrying', reason: end.trouble.meanwhile ?? reason, delayMs: retry.delayMs });
      await pause(setting.clock, retry.delayMs, signal);
      if (signal.aborted) return stopped;
    }
  } finally {
    chat?.ended();
  }
}

interface Try {
  readonly address: Address;
  readonly key: string;
  readonly server: Server;
  readonly request: ModelRequest;
  readonly onEvent: (event: ModelEvent) => void;
}

function attempt(
  setting: CallSetting,
  given: Try,
  chat: ChatCall | null,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  const { address, key, onEvent, request, server } = given;
  const { clock, fetch, idle, log, refusedFields } = setting;
  const running: Attempt = server.startAttempt({
    address,
    facts: {
      host: address.host,
      model: request.model,
      purpose: request.purpose,
      key,
      redact: redactWith(request.told ?? noCredentials),
    },
    body: bodyOf(request, refusedFields.of(address.baseUrl, request.model)),
    fetch,
    clock,
    idle,
    onEvent: (event) => {
      if (event.kind !== 'silent') chat?.gotThrough();
      onEvent(event);
    },
    log,
  });
  const stop = (): void => running.stop();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return running.end.finally(() => signal.removeEventListener('abort', stop));
}

/** When the server refused an optional field, remembers it, and says that the request is worth sending without. */
function shedField(setting: CallSetting, address: Address, request: ModelRequest, end: Failed): boolean {
  const { refusedField } = end.trouble;
  const { refusedFields } = setting;
  if (refusedField === undefined || end.hasContent) return false;
  // Sent without it already: then it is something else that the server objects to.
  if (refusedFields.of(address.baseUrl, request.model).has(refusedField)) return false;
  refusedFields.add(refusedField, address.baseUrl, request.model);
  setting.log('info', `${address.host} does not know “${refusedField}”; it is left out from now on.`);
  return true;
}

function resultOf({ trouble, partial, usage }: Failed): ModelResult {
  return { kind: 'failed', failure: trouble.failure, partial, ...(usage !== null && { usage }) };
}

/** Null when the memory may go on. */
async function heldByChat({ courtesy, log }: CallSetting, signal: AbortSignal): Promise<ModelResult | null> {
  if (signal.aborted) return stopped;
  if (courtesy.isChatHeldUp) {
    log('debug', 'memory call waits until the chat has got through');
    const isThrough = await courtesy.whenChatIsThrough(patienceMs, signal);
    if (signal.aborted) return stopped;
    if (!isThrough)
      return failed(
        failure('rateLimited', phrase`The memory gave way to the chat, which is waiting for the server.`),
      );
  }
  const restMs = courtesy.restMs();
  if (restMs === 0) return null;
  const reason = failure('rateLimited', phrase`The server asked for a pause, and the chat comes first.`);
  return failed({ ...reason, retryAfterMs: restMs });
}

/** Servers on this machine mostly want no key, but the client must send one. */
const keyForLocalServers = 'none';

export async function readKey(apiKey: CallSetting['apiKey'], address: Address): Promise<string | Failure> {
  let key: string;
  try {
    key = ((await apiKey()) ?? '').trim();
  } catch {
    return failure(
      'auth',
      phrase`The API key could not be read. Set it again with “Session Memory: Set API Key”.`,
    );
  }
  if (key === '' && address.isLocal) return keyForLocalServers;
  if (key === '')
    return failure(
      'auth',
      phrase`No API key is set. Set one with “Session Memory: Set API Key”, then retry.`,
    );
  // A header cannot hold it, and the error that says so would quote it.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return failure(
      'auth',
      phrase`The API key holds characters that no key has. Set it again with “Session Memory: Set API Key”.`,
    );
  }
  return key;
}

/** The value, or undefined as soon as the call is stopped. */
function orStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    if (signal.aborted) done();
    signal.addEventListener('abort', done, { once: true });
  });
}
