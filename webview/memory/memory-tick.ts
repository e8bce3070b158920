/** The tick on the meter: where the memory begins, or where the one that there is comes up to date next. */
import type { Meter } from '../../src/protocol/view.ts';

export interface MemoryTick {
  readonly what: 'begins' | 'next';
  /** In tokens of the context. */
  readonly at: number;
}

/** Null where nothing comes by itself, or not within the limit. */
export function memoryTick(meter: Meter): MemoryTick | null {
  const { contextTokens, coveredTokens, memoryAtTokens, updateAtTokens, limitTokens } = meter;
  // It has begun: the first memory is being written, or could not be.
  if (coveredTokens === 0 && contextTokens >= memoryAtTokens) return null;
  const tick: MemoryTick =
    coveredTokens === 0 ? { what: 'begins', at: memoryAtTokens } : { what: 'next', at: updateAtTokens };
  return tick.at > 0 && tick.at <= limitTokens ? tick : null;
}
