/** Sessions in which a turn has ended that nobody has seen; kept beside the sessions, so that a reload forgets none. */
import { describeError, type Log } from '../log.ts';
import type { Values } from '../values.ts';

const key = 'unread';
/** More would only be sessions that were deleted in another window. */
const maxKept = 200;

export class Unread {
  readonly #values: Values;
  readonly #log: Log;
  readonly #ids: Set<string>;

  constructor(values: Values, log: Log) {
    this.#values = values;
    this.#log = log;
    const stored = values.get(key);
    this.#ids = new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []);
  }

  get count(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#save();
  }

  /** The session was looked at, or is gone. */
  remove(id: string): void {
    if (this.#ids.delete(id)) this.#save();
  }

  #save(): void {
    void this.#values
      .update(key, [...this.#ids].slice(-maxKept))
      .then(undefined, (error: unknown) =>
        this.#log.warn(`What is unread could not be kept: ${describeError(error)}`),
      );
  }
}
