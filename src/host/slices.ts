/** Long work in slices, between which the host does whatever else it is asked for. */
import type { Clock } from '../core/ports/clock.ts';

/** Half of what the host may be held up in one piece; the record that a slice ends with comes on top. */
const sliceMs = 8;

/**
 * @param work rests where a slice may end
 * @param from when the first slice began, in the clock's milliseconds
 */
export async function inSlices<T>(work: Generator<void, T>, clock: Clock, from = clock.now()): Promise<T> {
  let began = from;
  let next = work.next();
  while (next.done !== true) {
    // A clock that was set back would let a slice go on for as long.
    if (Math.abs(clock.now() - began) >= sliceMs) {
      await new Promise<void>((resolve) => clock.after(0, resolve));
      began = clock.now();
    }
    next = work.next();
  }
  return next.value;
}
