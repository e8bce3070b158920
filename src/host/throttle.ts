/** Runs work at once and then at most once in a while, the last request never being lost. */
import type { Clock } from '../core/ports/clock.ts';

export class Throttle {
  readonly #everyMs: number;
  readonly #clock: Clock;
  readonly #run: () => void;
  #isWanted = false;
  #cancelTimer: (() => void) | null = null;

  constructor(everyMs: number, clock: Clock, run: () => void) {
    this.#everyMs = everyMs;
    this.#clock = clock;
    this.#run = run;
  }

  request(): void {
    if (this.#cancelTimer !== null) {
      this.#isWanted = true;
      return;
    }
    this.#isWanted = false;
    // The timer stands before the work, since the work may ask again.
    this.#cancelTimer = this.#clock.after(this.#everyMs, () => {
      this.#cancelTimer = null;
      if (this.#isWanted) this.request();
    });
    this.#run();
  }

  cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#isWanted = false;
  }
}
