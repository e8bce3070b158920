import type { Engine } from '../../src/core/engine.ts';

/** Sends a message and waits for its turn's end. Throws when the turn fails. */
export async function completedTurn(engine: Engine, text: string): Promise<void> {
  const { status, failure } = await engine.send(text);
  if (status !== 'completed') throw new Error(`The turn ended as “${status}”: ${failure?.message ?? ''}`);
}
