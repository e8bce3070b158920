/** The time from sending a message to the first words of its answer. */
import type { Engine } from '../../src/core/engine.ts';
import type { SessionState } from '../../src/core/session.ts';
import { completedTurn } from './completed-turn.ts';

/** With and without background memory. */
export interface FirstTokens {
  /** Milliseconds of each turn. */
  readonly without: readonly number[];
  readonly with: readonly number[];
  /** Memory requests that were made meanwhile. */
  readonly updates: number;
}

/** Sends a message; resolves at the turn's end with the milliseconds by `now`. Throws when the turn fails. */
export async function firstTokenMs(engine: Engine, text: string, now: () => number): Promise<number> {
  const sentAt = now();
  let firstAt: number | null = null;
  const stop = engine.onChange(({ turn }: SessionState) => {
    if (firstAt === null && turn.phase === 'answering' && turn.partialText !== '') firstAt = now();
  });
  await completedTurn(engine, text).finally(stop);
  if (firstAt === null) throw new Error('The turn ended without words.');
  return firstAt - sentAt;
}
