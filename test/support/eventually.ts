// What comes in its own time, from another process or with the next frame, is waited for, never read at once.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const pauseMs = 40;
const longestMs = 30_000;

/** Repeats `check` until it throws no more, and resolves with its result. Rejects after half a minute, or `limitMs`, with what it threw last. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { limitMs = longestMs }: { readonly limitMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await setTimeout(pauseMs);
  }
}

/** Resolves with what `promise` does. Rejects after half a minute with what `told` says is there instead. */
export async function inTime<T>(promise: Promise<T>, told: () => string): Promise<T> {
  const waiting = new AbortController();
  const inVain = setTimeout(longestMs, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(told());
  });
  try {
    return await Promise.race([promise, inVain]);
  } finally {
    waiting.abort();
  }
}

/** Reads until what is read is deeply and strictly equal to `expected`. Rejects as `eventually` does. */
export async function becomes<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  await eventually(async () => assert.deepEqual(await read(), expected));
}
