/** Where the reading is in a conversation, kept in the panel's saved state so that it outlives the page. */
import type { Saved } from '../saving-parts.ts';

/** What stands at the top of what is seen. */
export interface ReadingPlace {
  /** The record of the nearest message that has one. */
  readonly record: string;
  /** How many items after that message. */
  readonly further: number;
  /** From the top of what is seen down to the item, in pixels; below zero where its beginning is out of sight. */
  readonly offset: number;
}

export interface KeptPlace {
  /** Where the page before this one was left, in this session; null for its end. */
  left(session: string): ReadingPlace | null;
  /** Null for the end. */
  keep(session: string, place: ReadingPlace | null): void;
}

export function keptPlace(channel: Saved): KeptPlace {
  const before = saved(channel.restore());
  let isAtEnd = before === null;
  return {
    left: (session) => (before?.session === session ? before.place : null),
    keep(session, place) {
      // Asked at every step of an answer that grows.
      if (isAtEnd && place === null) return;
      isAtEnd = place === null;
      channel.save({ reading: place === null ? null : { session, ...place } });
    },
  };
}

/** Reads what an earlier page saved; null for anything else that may lie there. */
function saved(state: unknown): { readonly session: string; readonly place: ReadingPlace } | null {
  if (typeof state !== 'object' || state === null || !('reading' in state)) return null;
  const { reading } = state;
  if (typeof reading !== 'object' || reading === null) return null;
  if (!('session' in reading && 'record' in reading && 'further' in reading && 'offset' in reading))
    return null;
  const { session, record, further, offset } = reading;
  const isPlace =
    typeof session === 'string' &&
    typeof record === 'string' &&
    Number.isSafeInteger(further) &&
    Number.isFinite(offset);
  return isPlace ? { session, place: { record, further: Number(further), offset: Number(offset) } } : null;
}
