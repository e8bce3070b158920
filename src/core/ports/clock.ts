/** Milliseconds since the epoch, and timers. */
export interface Clock {
  now(): number;
  /** Calls `fire` once after `delayMs`; the returned function takes it back. */
  after(delayMs: number, fire: () => void): () => void;
}
