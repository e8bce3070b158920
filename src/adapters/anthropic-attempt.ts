/** One try of one call: sends the request, reads the stream, and ends with an answer or with what can be kept. */
import { failure } from '../core/failure.ts';
import type { ContentBlock } from '../core/message.ts';
import type { Answer, Clock, ModelEvent } from '../core/ports.ts';
import type { Usage } from '../core/usage.ts';
import type { Address } from './anthropic-address.ts';
import {
  type CallFacts,
  cancelled,
  connectionTrouble,
  cutStream,
  hopeless,
  notTheApi,
  serverTrouble,
  silence,
  type Trouble,
} from './anthropic-failure.ts';
import { type Fetch, guardedFetch } from './anthropic-fetch.ts';
import type { MessagesBody } from './anthropic-request.ts';
import { AnswerReader } from './anthropic-stream.ts';
import { isObject, type JsonObject } from './anthropic-usage.ts';
import { type IdleLimits, watchIdle } from './idle-watch.ts';

export type Sdk = typeof import('./anthropic-client.ts');

export interface AttemptSetting {
  readonly sdk: Sdk;
  readonly address: Address;
  readonly facts: CallFacts;
  readonly body: MessagesBody;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly idle: IdleLimits;
  readonly onEvent: (event: ModelEvent) => void;
}

export type AttemptEnd =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | {
      readonly kind: 'failed';
      readonly trouble: Trouble;
      readonly partial: readonly ContentBlock[];
      readonly usage: Usage | null;
      /** Something of the answer was shown or can be kept, so that another try would say it twice. */
      readonly hasContent: boolean;
    };

export interface Attempt {
  /** Never rejects. Nothing is shown after it has resolved. */
  readonly end: Promise<AttemptEnd>;
  /** Ends it at once, whatever the connection is doing. */
  stop(): void;
}

/** After the answer is complete the connection's own end is awaited this long, so that it can be used again. */
const lingerMs = 1_000;

export function startAttempt(setting: AttemptSetting): Attempt {
  const { clock, facts, idle, onEvent, sdk } = setting;
  const controller = new AbortController();
  const reader = new AnswerReader();
  let hasShown = false;
  let hasEnded = false;
  let resolve: (end: AttemptEnd) => void = () => {};
  const end = new Promise<AttemptEnd>((settle) => {
    resolve = settle;
  });
  const watch = watchIdle(clock, idle, {
    silent: () => onEvent({ kind: 'silent', silentMs: idle.silentHintMs }),
    dead: () => fail(silence(facts.host, idle.idleAbortMs)),
  });

  const finish = (result: AttemptEnd): void => {
    if (hasEnded) return;
    hasEnded = true;
    watch.stop();
    resolve(result);
  };
  const fail = (trouble: Trouble): void => {
    const partial = reader.partial();
    finish({
      kind: 'failed',
      trouble,
      partial,
      usage: reader.usage,
      hasContent: hasShown || partial.length > 0,
    });
    controller.abort();
  };
  const heard = (): void => {
    if (!hasEnded) watch.heard();
  };
  /** Returns false once the rest of the stream does not matter. */
  const take = (event: JsonObject): boolean => {
    if (hasEnded) return false;
    if (event.type === 'error') {
      fail(serverTrouble(sdk.readErrorEvent(event), facts));
      return false;
    }
    const shown = reader.take(event);
    if (shown !== null) {
      hasShown = true;
      onEvent(shown);
    }
    return !reader.isFinished;
  };

  const run = async (): Promise<void> => {
    const fetch = guardedFetch(setting.fetch, facts.key, heard);
    const { baseUrl } = setting.address;
    const { signal } = controller;
    const response = await sdk.openStream({ baseUrl, key: facts.key, fetch, signal }, setting.body);
    const strange = strangeType(response);
    if (strange !== null) return fail(notTheApi(facts.host, strange));
    const stream = sdk.serverSentEvents(response)[Symbol.asyncIterator]();
    for (let step = await stream.next(); step.done !== true; step = await stream.next()) {
      const event = readEvent(step.value);
      if (event === 'damaged') return fail(damaged(facts.host));
      if (event !== null && !take(event)) break;
    }
    if (hasEnded) return;
    const trouble = troubleAtEnd(reader, facts);
    if (trouble !== null) return fail(trouble);
    finish({ kind: 'answered', answer: reader.answer(facts.model) });
    const giveUp = clock.after(lingerMs, () => controller.abort());
    while ((await stream.next()).done !== true);
    giveUp();
  };
  run().catch((error: unknown) => {
    if (!hasEnded) fail(thrown(error, setting));
  });

  return { end, stop: () => fail(cancelled) };
}

function thrown(error: unknown, { clock, facts, sdk }: AttemptSetting): Trouble {
  const read = sdk.readError(error, clock.now());
  if (read.kind === 'server') return serverTrouble(read.error, facts);
  if (read.kind === 'connection') return connectionTrouble(read.code, facts.host);
  const where = read.target === null ? 'another address' : `“${read.target.slice(0, 200)}”`;
  const rule = 'It was not followed, so that the key stays where you sent it.';
  return hopeless('badReply', `${facts.host} redirects to ${where}. ${rule} Check “sessionMemory.baseUrl”.`);
}

/** Why this is not an event stream; null when it may be one, since not every server names the type. */
function strangeType(response: Response): string | null {
  const type = response.headers.get('content-type') ?? '';
  if (/text\/html/i.test(type)) return 'it answered with a web page';
  if (/json/i.test(type)) return 'it answered in one piece instead of a stream';
  return response.body === null ? 'its answer is empty' : null;
}

/** A damaged event of a kind that does not matter is passed over; any other would leave a hole in the answer. */
function readEvent({
  event,
  data,
}: {
  readonly event: string | null;
  readonly data: string;
}): JsonObject | 'damaged' | null {
  if (event === 'ping' || data === '') return null;
  try {
    const parsed: unknown = JSON.parse(data);
    if (!isObject(parsed)) return null;
    return typeof parsed.type === 'string' || event === null ? parsed : { ...parsed, type: event };
  } catch {
    if (event === 'error') return { type: 'error', error: { message: data.slice(0, 1_000) } };
    const matters = event === null || event.startsWith('message_') || event.startsWith('content_block_');
    return matters && data !== '[DONE]' ? 'damaged' : null;
  }
}

const damaged = (host: string): Trouble =>
  hopeless(
    'badReply',
    `A piece of the answer from ${host} arrived damaged. What came before it is kept. Retry.`,
  );

function troubleAtEnd(reader: AnswerReader, { host }: CallFacts): Trouble | null {
  if (!reader.hasBegun) return notTheApi(host, 'its answer holds no message');
  if (!reader.isFinished) return cutStream(host);
  const wasCut = reader.stopReason === 'max_tokens' || reader.stopReason === 'model_context_window_exceeded';
  if (reader.hasDamagedToolUse && !wasCut) return damaged(host);
  const mayBeEmpty = wasCut || reader.stopReason === 'refusal' || reader.stopReason === 'pause_turn';
  if (reader.answer('').content.length > 0 || mayBeEmpty) return null;
  return {
    failure: failure('badReply', 'The model answered with nothing. Retry or put it another way.'),
    mostRetries: 0,
  };
}
