/** How long to wait for a lock that another window has. */
import type { Clock } from '../core/ports/clock.ts';
import type { LockResult, WindowLock } from '../core/ports/window-lock.ts';

/** A window that crashed shows as dead after fourteen seconds. */
const patienceMs = 20_000;
/** VS Code lets a window that reloads take five: an owner that is seen alive so often, which takes ten, goes on living. */
const mostSigns = 4;

export interface Patience {
  readonly clock: Clock;
  /** Another window has the lock and may be about to let go of it. */
  readonly onWaiting?: () => void;
  /** Asked when the owner gives a sign of life; false gives up on it at once. */
  readonly isPatient?: () => boolean;
}

export async function acquirePatiently(
  lock: WindowLock,
  { clock, onWaiting, isPatient = () => true }: Patience,
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
    let signs = 0;
    const stopWatching = lock.watch(end, () => {
      signs += 1;
      if (signs === mostSigns || !isPatient()) end({ kind: 'held' });
    });
    const stopTimer = clock.after(patienceMs, () => end({ kind: 'held' }));
  });
}
