/** Background calls yield to the chat: they use the same rate limit, and the user waits for only one of them. */
import type { Failure } from '../../core/failure.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** However long the server asked the chat to wait, a clock that was set back must not silence the memory for good. */
const longestRestMs = 60 * 60 * 1_000;

/** What a chat call tells of its progress. */
export interface ChatCall {
  /** It failed and will be tried again. */
  heldUp(): void;
  /** Its answer has begun to arrive. */
  gotThrough(): void;
  /** It is not tried again, for this reason. */
  gaveUp(reason: Failure): void;
  /** It is over, one way or another. */
  ended(): void;
}

export class Courtesy {
  readonly #clock: Clock;
  /** Chat calls that met a failure and have not got through yet. */
  readonly #troubled = new Set<object>();
  #waiting: (() => void)[] = [];
  #restUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A chat call begins. */
  chat(): ChatCall {
    const call = {};
    return {
      heldUp: () => this.#troubled.add(call),
      gotThrough: () => {
        this.#restUntil = 0;
        this.#leave(call);
      },
      gaveUp: ({ kind, retryAfterMs }) => {
        if (retryAfterMs === undefined || (kind !== 'rateLimited' && kind !== 'overloaded')) return;
        this.#restUntil = this.#clock.now() + Math.min(retryAfterMs, longestRestMs);
      },
      ended: () => this.#leave(call),
    };
  }

  /** How long the server wants to be left alone; 0 when it does not. */
  restMs(): number {
    const left = this.#restUntil - this.#clock.now();
    return left > 0 && left <= longestRestMs ? left : 0;
  }

  get isChatHeldUp(): boolean {
    return this.#troubled.size > 0;
  }

  /** Resolves to true when no chat call is held up any longer, to false after `patienceMs` or when `signal` aborts. */
  whenChatIsThrough(patienceMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.isChatHeldUp) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (isThrough: boolean): void => {
        stopTimer();
        signal.removeEventListener('abort', stop);
        this.#waiting = this.#waiting.filter((other) => other !== goOn);
        resolve(isThrough);
      };
      const goOn = (): void => done(true);
      const stop = (): void => done(false);
      const stopTimer = this.#clock.after(patienceMs, stop);
      signal.addEventListener('abort', stop);
      this.#waiting.push(goOn);
    });
  }

  #leave(call: object): void {
    this.#troubled.delete(call);
    if (this.isChatHeldUp) return;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }
}
