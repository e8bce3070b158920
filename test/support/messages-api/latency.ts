/** How long the model takes: a wait for the first token that grows with the input, then a steady flow of output. */
import type { Clock } from '../../../src/core/ports/clock.ts';

export interface LatencyModel {
  readonly baseMs: number;
  readonly msPerUncachedToken: number;
  readonly msPerCachedToken: number;
  readonly outputTokensPerSecond: number;
  /** Real waiting per modelled time: 1 as modelled, 0 not at all. Reported times are never scaled. */
  readonly scale: number;
}

/** Close to what large models show: 200 000 tokens read anew take some eight seconds, from the cache well under two. */
export const realisticLatency: LatencyModel = {
  baseMs: 700,
  msPerUncachedToken: 0.035,
  msPerCachedToken: 0.003,
  outputTokensPerSecond: 70,
  scale: 1,
};

export const noLatency: LatencyModel = { ...realisticLatency, scale: 0 };

/** Unscaled, in milliseconds. */
export interface Timing {
  readonly firstTokenMs: number;
  /** From the request's start to the last token. */
  readonly totalMs: number;
}

export function timingOf(
  model: LatencyModel,
  uncachedTokens: number,
  cachedTokens: number,
  outputTokens: number,
): Timing {
  const reading = uncachedTokens * model.msPerUncachedToken + cachedTokens * model.msPerCachedToken;
  const firstTokenMs = model.baseMs + reading;
  return { firstTokenMs, totalMs: firstTokenMs + (outputTokens / model.outputTokensPerSecond) * 1000 };
}

/** Resolves after `ms`, or at once when `signal` is or becomes aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      cancel();
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done);
  });
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(delayMs, fire) {
    const timer = setTimeout(fire, delayMs);
    return () => clearTimeout(timer);
  },
};
