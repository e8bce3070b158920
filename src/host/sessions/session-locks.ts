/**
 * Which sessions this window may write. Two windows that wrote one session would tangle it, so each session that is open
 * has a lock of its own. Advisory, as the memory file's is: where no lock can be kept, the work goes on.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { LockResult, WindowLock } from '../../core/ports/window-lock.ts';
import type { Log } from '../log.ts';
import { acquirePatiently } from '../patient-lock.ts';

export interface SessionLocksOptions {
  readonly lockOf: (id: string, onLost: () => void) => WindowLock;
  readonly clock: Clock;
  readonly log: Log;
}

type Taken = Exclude<LockResult, { kind: 'held' }>;

export class SessionLocks {
  readonly #options: SessionLocksOptions;
  readonly #taken = new Map<string, Taken>();
  /** Called when another window has taken over a session of this one, after a long freeze. */
  onLost: (id: string) => void = () => undefined;

  constructor(options: SessionLocksOptions) {
    this.#options = options;
  }

  /**
   * Resolves with whether this window has the session now. Of a dead window's session that takes some seconds, of a
   * living one's too: it is told by its beat. While `isPatient` says so, one that lives may still let go.
   */
  async take(id: string, isPatient: () => boolean = () => false): Promise<boolean> {
    if (this.#taken.has(id)) return true;
    const { lockOf, clock, log } = this.#options;
    const lock = lockOf(id, () => {
      this.#taken.delete(id);
      this.onLost(id);
    });
    const result = await acquirePatiently(lock, { clock, isPatient });
    if (result.kind === 'held') return false;
    if (result.kind === 'failed') log.warn(`Session ${id} is open without a lock: ${result.failure.message}`);
    this.#taken.set(id, result);
    return true;
  }

  async give(id: string): Promise<void> {
    const taken = this.#taken.get(id);
    this.#taken.delete(id);
    if (taken?.kind === 'owner') await taken.release();
  }

  async giveAll(): Promise<void> {
    await Promise.all([...this.#taken.keys()].map((id) => this.give(id)));
  }
}
