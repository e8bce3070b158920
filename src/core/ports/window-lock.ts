/** A lock that one window at a time may have. */
import type { Failure } from '../failure.ts';

export interface OwnedLock {
  readonly kind: 'owner';
  release(): Promise<void>;
}

export type LockResult =
  | OwnedLock
  | { readonly kind: 'held' }
  /** The lock can neither be taken nor be seen. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface WindowLock {
  acquire(): Promise<LockResult>;
  /**
   * Looks again and again until the lock is owned: two seconds after its owner has released it at the latest, fourteen
   * seconds after its owner's last sign of life where that has died. Calls back once. `onAlive` hears of every sign of
   * life that was seen. The returned function ends the watch.
   */
  watch(onOwner: (owned: OwnedLock) => void, onAlive?: () => void): () => void;
}
