/**
 * An engine over a stand-in that fails on order, with a clock that stands still. Whoever waits is seen through every
 * pause and silence by moving the clock, so that no test sleeps and none depends on how fast the machine is.
 */
import assert from 'node:assert/strict';
import { isMessage, type MessageRecord } from '../../../src/core/conversation/transcript.ts';
import type { Waiting } from '../../../src/core/conversation/turn-state.ts';
import type { Engine } from '../../../src/core/engine.ts';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { FakeClock, until } from '../fake-clock.ts';
import type { Fault } from '../messages-api/faults.ts';
import type { Predicate, RecordedRequest } from '../messages-api/request-log.ts';
import { type EngineWorld, type EngineWorldOptions, startEngineWorld } from './engine-world.ts';

/** Easily found wherever it leaked to; a gateway's, so that nothing but its own letters gives it away as a key. */
export const canaryKey = 'gateway-canary0123456789';

/** The first memory at the end of the second turn, and an update at the end of every turn from then on. */
const eager: Partial<SessionSettings> = { initTokens: 350, updateTokens: 200, updateEveryTurn: true };

type Purpose = 'chat' | 'memory';

/** So much of silence and pauses is passed in one go; less than any limit that the adapter watches. */
const strideMs = 1_000;

export class FaultyWorld {
  readonly clock: FakeClock;
  /** Every wait that the session has shown, in order. */
  readonly waits: Waiting[] = [];
  world: EngineWorld;
  /** Every message that was made, in order. */
  readonly said: string[] = [];
  /** Requests before the last reload, of which this engine's log says nothing. */
  #askedBefore = { chat: 0, memory: 0 };
  readonly #struck = new Set<RecordedRequest>();

  private constructor(world: EngineWorld, clock: FakeClock) {
    this.world = world;
    this.clock = clock;
    this.#watch();
  }

  /** The memory is kept up to date after every turn, unless the settings say otherwise. */
  static async start(options: EngineWorldOptions = {}): Promise<FaultyWorld> {
    const clock = new FakeClock();
    const api = { clock, ...options.api, answer: { chatChars: 600, ...options.api?.answer } };
    const settings = { ...eager, ...options.settings };
    return new FaultyWorld(
      await startEngineWorld({ key: canaryKey, clock, ...options, settings, api }),
      clock,
    );
  }

  get engine(): Engine {
    return this.world.engine;
  }

  /** The messages on disk, each as its kind or, for an answer, its outcome. */
  get kept(): readonly string[] {
    return this.#messages().map((record) => (record.kind === 'assistant' ? record.outcome : record.kind));
  }

  /** What the user typed, as far as it is on disk. */
  get typed(): readonly string[] {
    return this.#messages().flatMap((record) => (record.kind === 'user' ? [record.typed] : []));
  }

  /** Ends the engine and starts another from what is on disk. */
  async reload(): Promise<void> {
    this.#askedBefore = { chat: this.requests('chat').length, memory: this.requests('memory').length };
    this.world = await this.world.reload();
    this.#watch();
  }

  /** What the next turn says; no two are alike. */
  message(): string {
    const turn = this.said.length + 1;
    const part = `src/part-${turn}.ts`;
    const message = `Message ${turn}: please look at ${part}. ${'It holds the things that we spoke of. '.repeat(8)}`;
    this.said.push(message);
    return message;
  }

  /** Turns that go well, each with the memory work that follows it. */
  async converse(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      const outcome = await this.engine.send(this.message());
      assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
      await this.engine.whenIdle();
    }
  }

  /** Orders a fault for the next requests of this purpose, or for those of them that fit. */
  strike(fault: Fault, purpose: Purpose, times = 1, fits: Predicate = () => true): void {
    const when = (request: RecordedRequest): boolean => {
      if (request.purpose !== purpose || !fits(request)) return false;
      this.#struck.add(request);
      return true;
    };
    this.world.api.faults.next(fault, { when, times });
  }

  /** From here on the server is well. */
  mend(): void {
    this.world.api.faults.clear();
  }

  requests(purpose: Purpose): readonly RecordedRequest[] {
    return this.world.api.requests.filter((request) => request.purpose === purpose);
  }

  /** Requests that no fault struck and that were refused all the same: they were not valid. */
  invalid(): readonly string[] {
    return this.world.api.requests
      .filter((request) => !this.#struck.has(request) && request.status !== 200 && request.error !== null)
      .map((request) => `${request.purpose} ${request.index}: ${request.error}`);
  }

  /** Passes every pause and every silence of calls of this purpose until `work` is done. */
  async through<T>(purpose: Purpose, work: Promise<T>): Promise<T> {
    const isStuck = (): boolean => this.#open(purpose) > 0 && this.#isStuck(purpose);
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await until(() => isDone || isStuck() || this.#pauseMs(purpose) > 0);
      if (!isDone) await this.clock.advance(this.#pauseMs(purpose));
      while (!isDone && isStuck()) await this.clock.advance(strideMs);
    }
    return done;
  }

  async end(): Promise<void> {
    await this.world.end();
  }

  #messages(): readonly MessageRecord[] {
    return this.world.transcript.records.filter(isMessage);
  }

  #watch(): void {
    this.engine.onChange(({ turn }) => {
      const waiting = turn.phase === 'answering' ? turn.waiting : null;
      if (waiting !== null && waiting !== this.waits.at(-1)) this.waits.push(waiting);
    });
  }

  /** Requests that the adapter has not said the end of. */
  #open(purpose: Purpose): number {
    const isEnd = new RegExp(`: ${purpose} (?:call failed|answered)`);
    const ends = this.world.log.filter((line) => isEnd.test(line)).length;
    return this.requests(purpose).length - this.#askedBefore[purpose] - ends;
  }

  /** How long a call of this purpose still waits before it tries again; 0 when it does not. */
  #pauseMs(purpose: Purpose): number {
    const { memory, turn } = this.engine.state;
    if (purpose === 'chat') {
      const waiting = turn.phase === 'answering' ? turn.waiting : null;
      return waiting?.reason === 'retry' ? (waiting.until ?? 0) - this.clock.now() : 0;
    }
    const hasFailed = this.world.log.findLast((line) => line.includes(': memory '))?.includes('call failed');
    const isPausing = memory.job?.phase === 'asking' && hasFailed === true && this.#open(purpose) === 0;
    return isPausing ? (this.clock.pending[0] ?? 0) : 0;
  }

  /** The newest request was struck and will hear nothing more. */
  #isStuck(purpose: Purpose): boolean {
    const newest = this.requests(purpose).at(-1);
    if (newest === undefined || !this.#struck.has(newest)) return false;
    const hangs = newest.status === null && newest.outcome === 'broken';
    return hangs || (newest.status === 200 && newest.outcome === 'open');
  }
}
