/**
 * What was asked for and has not reached its session yet, since that is still being opened or attachments are being read. A
 * stop that comes meanwhile finds nothing at work: it is meant for the first of these.
 */
import type { Engine } from '../../core/engine.ts';

/** Asks the session, and stops there at once what was stopped on its way. */
export type Reach = <T>(engine: Pick<Engine, 'stop'>, ask: () => T) => T;

export class Arrivals {
  readonly #coming = new Set<{ isStopped: boolean }>();

  async bring<T>(work: (reach: Reach) => Promise<T>): Promise<T> {
    const one = { isStopped: false };
    this.#coming.add(one);
    try {
      return await work((engine, ask) => {
        this.#coming.delete(one);
        const outcome = ask();
        if (one.isStopped) engine.stop();
        return outcome;
      });
    } finally {
      this.#coming.delete(one);
    }
  }

  stopFirst(): void {
    const first = [...this.#coming].find(({ isStopped }) => !isStopped);
    if (first !== undefined) first.isStopped = true;
  }
}
