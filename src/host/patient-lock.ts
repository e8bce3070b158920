/** A lock that one window at a time may have, and how long to wait for it. Adapters match it by shape. */
import type { Failure } from '../core/failure.ts';
import type { Clock } from '../core/ports/clock.ts';

export type OwnedLock = { readonly kind: 'owner'; release(): Promise<void> };
export type LockResult =
  | OwnedLock
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface WindowLock {
  acquire(): Promise<LockResult>;
  /**
   * Calls back once the lock is owned after all, and whenever its owner has given a sign of life; the returned function
   * ends the watch.
   */
  watch(onOwner: (owned: OwnedLock) => void, onAlive?: () => void): () => void;
}

/** A window that reloads lets go at once; one that crashed shows as dead after some fifteen seconds. */
const patienceMs = 20_000;

export interface Patience {
  readonly clock: Clock;
  /** Another window has the lock and may be about to let go of it. */
  readonly onWaiting?: () => void;
  /** Asked when the owner gives a sign of life; false gives up on it. */
  readonly isPatient: () => boolean;
}

export async function acquirePatiently(
  lock: WindowLock,
  { clock, onWaiting, isPatient }: Patience,
): Promise<LockResult> {
  const first = await lock.acquire();
  if (first.kind !== 'held') return first;
  onWaiting?.();
  return new Promise((resolve) => {
    const end = (result: LockResult) => {
      stopWatching();
      stopTimer();
      resolve(result);
    };
    const stopWatching = lock.watch(end, () => {
      if (!isPatient()) end({ kind: 'held' });
    });
    const stopTimer = clock.after(patienceMs, () => end({ kind: 'held' }));
  });
}
