/** One try of one call: sends the request, reads the stream, and ends with an answer or with what can be kept. */

import type { ContentBlock } from '../../core/conversation/message.ts';
import { wasCut } from '../../core/conversation/transcript.ts';
import type { Usage } from '../../core/conversation/usage.ts';
import { failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Answer, ModelEvent } from '../../core/ports/model.ts';
import type { WriteLog } from '../../core/ports/write-log.ts';
import type { Address } from './anthropic-address.ts';
import { openStream, readError, readErrorEvent, serverSentEvents } from './anthropic-client.ts';
import {
  type CallFacts,
  cancelled,
  connectionTrouble,
  cutStream,
  hopeless,
  notTheApi,
  presentable,
  serverTrouble,
  silence,
  type Trouble,
} from './anthropic-failure.ts';
import type { Fetch } from './anthropic-fetch.ts';
import type { MessagesBody } from './anthropic-request.ts';
import { AnswerReader } from './anthropic-stream.ts';
import { type IdleLimits, type IdleWatch, watchIdle } from './idle-watch.ts';
import { isObject, type JsonObject } from './json-object.ts';

export interface AttemptSetting {
  readonly address: Address;
  readonly facts: CallFacts;
  readonly body: MessagesBody;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly idle: IdleLimits;
  readonly onEvent: (event: ModelEvent) => void;
  readonly log: WriteLog;
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
  const attempt = new RunningAttempt(setting);
  attempt.start();
  return attempt;
}

class RunningAttempt implements Attempt {
  readonly end: Promise<AttemptEnd>;
  readonly #setting: AttemptSetting;
  readonly #controller = new AbortController();
  readonly #reader = new AnswerReader();
  readonly #watch: IdleWatch;
  #resolve: (end: AttemptEnd) => void = () => {};
  #hasShown = false;
  #hasEnded = false;

  constructor(setting: AttemptSetting) {
    this.#setting = setting;
    this.end = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const { clock, facts, idle, onEvent } = setting;
    this.#watch = watchIdle(clock, idle, {
      silent: () => onEvent({ kind: 'silent', silentMs: idle.silentHintMs }),
      dead: () => this.#fail(silence(facts.host, idle.idleAbortMs)),
    });
  }

  start(): void {
    this.#run().catch((error: unknown) => {
      if (!this.#hasEnded) this.#fail(thrown(error, this.#setting));
    });
  }

  stop(): void {
    this.#fail(cancelled);
  }

  async #run(): Promise<void> {
    const { address, body, facts, fetch } = this.#setting;
    const connection = {
      baseUrl: address.baseUrl,
      key: facts.key,
      fetch,
      heard: () => {
        if (!this.#hasEnded) this.#watch.heard();
      },
      signal: this.#controller.signal,
    };
    const response = await openStream(connection, body);
    const strange = strangeType(response);
    if (strange !== null) return this.#fail(notTheApi(facts.host, strange));
    const stream = serverSentEvents(response)[Symbol.asyncIterator]();
    for (let step = await stream.next(); step.done !== true; step = await stream.next()) {
      const event = readEvent(step.value);
      if (event === 'damaged') return this.#fail(damaged(facts.host));
      if (event !== null && !this.#take(event)) break;
    }
    if (this.#hasEnded) return;
    const trouble = troubleAtEnd(this.#reader, facts);
    if (trouble !== null) return this.#fail(trouble);
    this.#finish({ kind: 'answered', answer: this.#reader.answer(facts.model) });
    await this.#linger(stream);
  }

  /** Returns false once the rest of the stream does not matter. */
  #take(event: JsonObject): boolean {
    if (this.#hasEnded) return false;
    const { facts, log, onEvent } = this.#setting;
    if (event.type === 'error') {
      this.#fail(serverTrouble(readErrorEvent(event), facts));
      return false;
    }
    const shown = this.#reader.take(event);
    if (shown !== null) {
      this.#hasShown = true;
      onEvent(shown);
    }
    const miss = cacheMiss(event, facts);
    if (miss !== null) log('debug', `${facts.purpose} call missed the cache: ${miss}`);
    return !this.#reader.isFinished;
  }

  async #linger(stream: AsyncIterator<unknown>): Promise<void> {
    const giveUp = this.#setting.clock.after(lingerMs, () => this.#controller.abort());
    try {
      while ((await stream.next()).done !== true);
    } finally {
      giveUp();
    }
  }

  #fail(trouble: Trouble): void {
    const partial = this.#reader.partial();
    const hasContent = this.#hasShown || partial.length > 0;
    this.#finish({ kind: 'failed', trouble, partial, usage: this.#reader.usage, hasContent });
    this.#controller.abort();
  }

  #finish(result: AttemptEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#watch.stop();
    this.#resolve(result);
  }
}

function thrown(error: unknown, { clock, facts }: AttemptSetting): Trouble {
  const read = readError(error, clock.now());
  if (read.kind === 'server') return serverTrouble(read.error, facts);
  if (read.kind === 'connection') return connectionTrouble(read.code, facts.host);
  const { target } = read;
  const where = target === null ? phrase`another address` : `“${presentable(target, 200, facts)}”`;
  return hopeless(
    'badReply',
    phrase`${facts.host} redirects to ${where}. It was not followed, so that the key stays where you sent it. Check “sessionMemory.baseUrl”.`,
  );
}

/** Why this is not an event stream; null when it may be one, since not every server names the type. */
function strangeType(response: Response): Phrase | null {
  const type = response.headers.get('content-type') ?? '';
  if (/text\/html/i.test(type)) return phrase`it answered with a web page`;
  if (/json/i.test(type)) return phrase`it answered in one piece instead of a stream`;
  return response.body === null ? phrase`its answer is empty` : null;
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
    if (event === 'error') return { type: 'error', error: { message: data } };
    const matters = event === null || event.startsWith('message_') || event.startsWith('content_block_');
    return matters && data !== '[DONE]' ? 'damaged' : null;
  }
}

/** Why a prompt could not be read from the cache, where the server was asked and says so. */
function cacheMiss(event: JsonObject, facts: CallFacts): string | null {
  if (event.type !== 'message_start' || !isObject(event.message)) return null;
  const { diagnostics } = event.message;
  const reason = isObject(diagnostics) ? diagnostics.cache_miss_reason : null;
  if (!isObject(reason) || typeof reason.type !== 'string') return null;
  const missed = reason.cache_missed_input_tokens;
  return presentable(reason.type, 60, facts) + (typeof missed === 'number' ? `, ${missed} tokens` : '');
}

const damaged = (host: string): Trouble =>
  hopeless('badReply', phrase`A piece of the answer from ${host} arrived damaged. Retry.`);

function troubleAtEnd(reader: AnswerReader, { host }: CallFacts): Trouble | null {
  if (!reader.hasBegun) return notTheApi(host, phrase`its answer holds no message`);
  if (!reader.isFinished) return cutStream(host);
  const isCut = wasCut(reader.stopReason);
  if (reader.hasDamagedToolUse && !isCut) return damaged(host);
  const mayBeEmpty = isCut || reader.stopReason === 'refusal' || reader.stopReason === 'pause_turn';
  if (reader.answer('').content.length > 0 || mayBeEmpty) return null;
  return {
    failure: failure('badReply', phrase`The model answered with nothing. Retry or put it another way.`),
    mostRetries: 0,
  };
}
