/** What storage may hold of a memory version: the user's file keeps credentials that the user typed, nothing else does. */

import type { MemoryVersion, Ownership } from '../ports/memory-history.ts';
import { noCredentials } from '../redaction/known-credentials.ts';
import { type Redact, redactWith } from '../redaction/redact.ts';

/** @param told what the conversation has told, which is a credential wherever it stands */
export function withoutCredentials(version: MemoryVersion, told = noCredentials): MemoryVersion {
  const clean = redactWith(told);
  const { untold } = version;
  return {
    ...version,
    text: clean(version.text),
    ownership: ownershipWith(version.ownership, clean),
    ...(untold && { untold: { ...untold, notes: untold.notes.map(clean) } }),
  };
}

export const ownershipWith = (
  { held, deletedLines, deletedSections }: Ownership,
  clean: Redact,
): Ownership => ({ held: held.map(clean), deletedLines: deletedLines.map(clean), deletedSections });
