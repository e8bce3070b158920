/** How long to wait for a lock that another window has. */
import type { Clock } from '../core/ports/clock.ts';
import type { LockResult, WindowLock } from '../core/ports/window-lock.ts';

/** A window that reloads lets go at once; one that crashed shows as dead after fourteen seconds. */
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
