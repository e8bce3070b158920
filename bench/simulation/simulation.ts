/**
 * A conversation in simulated time, over real HTTP. The clock stands still while anything can run and moves to the next
 * timer when nothing can, so that chat and background work overlap as they would and waits come out to the millisecond,
 * whatever the machine is doing meanwhile.
 *
 * It is exact because every open request is either worked on or held by the stand-in in a pause of its latency model:
 * the client counts the ones, the stand-in's clock the others.
 */
import type { Clock } from '../../src/core/ports/clock.ts';
import { FakeClock, settle } from '../../test/support/fake-clock.ts';
import { countedFetch, type Traffic } from './counted-fetch.ts';

/** Real time without any progress after which something is broken. */
const patienceMs = 30_000;

export class Simulation {
  /** For whoever talks to the stand-in. */
  readonly clock = new FakeClock();
  /** For the stand-in: the same time, with its pauses counted. */
  readonly serverClock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly #traffic: Traffic = { open: 0, heard: 0 };
  #pauses = 0;
  /** What the client must have heard of before time may go on: a pause that ended is followed by words. */
  #awaited = 0;

  constructor() {
    this.fetch = countedFetch(globalThis.fetch, this.#traffic);
    this.serverClock = {
      now: () => this.clock.now(),
      after: (delayMs, fire) => this.#pause(delayMs, fire),
    };
  }

  now(): number {
    return this.clock.now();
  }

  /** Lets time pass until `work` has ended. Throws when it never will. */
  async until<T>(work: Promise<T>): Promise<T> {
    let hasEnded = false;
    const end = (): void => {
      hasEnded = true;
    };
    work.then(end, end);
    await this.#rest();
    while (!hasEnded) {
      const next = this.clock.pending[0];
      if (next === undefined) throw new Error('The simulation stands still: nobody waits for any time.');
      await this.clock.advance(next);
      await this.#rest();
    }
    return work;
  }

  /** Lets `ms` pass, with whatever happens meanwhile. */
  pass(ms: number): Promise<void> {
    return this.until(new Promise((resolve) => this.clock.after(ms, resolve)));
  }

  #pause(delayMs: number, fire: () => void): () => void {
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#pauses -= 1;
      isOver = true;
    };
    this.#pauses += 1;
    const cancel = this.clock.after(delayMs, () => {
      over();
      this.#awaited = this.#traffic.heard + 1;
      fire();
    });
    return () => {
      over();
      cancel();
    };
  }

  /** Resolves when all that is left is waiting for time to pass. */
  async #rest(): Promise<void> {
    const startedAt = performance.now();
    do {
      if (performance.now() - startedAt > patienceMs) {
        throw new Error(`The simulation hangs: ${this.#traffic.open} requests open, ${this.#pauses} held.`);
      }
      await settle();
    } while (this.#isBusy);
  }

  get #isBusy(): boolean {
    const { open, heard } = this.#traffic;
    return open !== this.#pauses || (open > 0 && heard < this.#awaited);
  }
}
