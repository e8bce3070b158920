/** Edits of earlier messages that were not sent yet, kept in the panel's saved state so that they outlive the page. */
import type { Saved } from '../saving-parts.ts';

export interface OpenEdits {
  /** The text as it was left; null when the message is not open for editing. */
  unsent(record: string): string | null;
  keep(record: string, text: string): void;
  forget(record: string): void;
}

/** More would only be what was forgotten; the oldest goes first. */
const maxEdits = 10;

export function openEdits(channel: Saved): OpenEdits {
  const edits = new Map(saved(channel.restore()));
  const save = (): void => channel.save({ edits: [...edits].slice(-maxEdits) });
  return {
    unsent: (record) => edits.get(record) ?? null,
    keep(record, text) {
      edits.delete(record);
      edits.set(record, text);
      save();
    },
    forget(record) {
      if (edits.delete(record)) save();
    },
  };
}

/** Reads what an earlier page saved; nothing where anything else lies there. */
function saved(state: unknown): readonly (readonly [string, string])[] {
  if (typeof state !== 'object' || state === null || !('edits' in state)) return [];
  if (!Array.isArray(state.edits)) return [];
  return state.edits.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [record, text]: readonly unknown[] = entry;
    return typeof record === 'string' && typeof text === 'string' ? [[record, text] as const] : [];
  });
}
