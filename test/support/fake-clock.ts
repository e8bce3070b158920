/** A clock that stands still until it is told to move, so that tests of waiting neither sleep nor depend on speed. */
import type { Clock } from '../../src/core/ports/clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly fire: () => void;
}

export class FakeClock implements Clock {
  /** Time that timers go by; `jump` leaves it alone. */
  #elapsedMs = 0;
  #startedAt: number;
  /** Ordered by due time; timers due at the same time fire in the order in which they were set. */
  #timers: Timer[] = [];

  constructor(startedAt = Date.UTC(2026, 10, 23, 9)) {
    this.#startedAt = startedAt;
  }

  now(): number {
    return this.#startedAt + this.#elapsedMs;
  }

  after(delayMs: number, fire: () => void): () => void {
    const timer = { dueMs: this.#elapsedMs + Math.max(0, delayMs), fire };
    const later = this.#timers.findIndex((other) => other.dueMs > timer.dueMs);
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How long each pending timer still has to go, the nearest first. */
  get pending(): readonly number[] {
    return this.#timers.map((timer) => timer.dueMs - this.#elapsedMs);
  }

  /** Moves on by `ms`. Timers fire in order, each at its own time, and what they set going settles before the next. */
  async advance(ms: number): Promise<void> {
    const target = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#timers[0]; next !== undefined && next.dueMs <= target; next = this.#timers[0]) {
      this.#timers.shift();
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
      next.fire();
      await settle();
    }
    this.#elapsedMs = Math.max(this.#elapsedMs, target);
  }

  /** The wall clock is set to another time, forwards or back; timers do not notice. */
  jump(ms: number): void {
    this.#startedAt += ms;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets promises and IO that is ready run. */
export async function settle(turns = 3): Promise<void> {
  for (let count = 0; count < turns; count++) await turn();
}

/** Lets IO run until `condition` holds. Throws when that takes so long that it will never happen. */
export async function until(condition: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!condition()) {
    if (performance.now() - startedAt > 15_000) throw new Error(`It never happened that ${condition}`);
    await turn();
  }
}
