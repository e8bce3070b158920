/** What storage may hold of a memory version: the user's file keeps credentials that the user typed, nothing else does. */

import type { MemoryVersion } from '../ports.ts';
import { redact } from '../redaction/redact.ts';

export function withoutCredentials(version: MemoryVersion): MemoryVersion {
  const clean = (text: string): string => redact(text).text;
  const { held, deletedLines, deletedSections } = version.ownership;
  return {
    ...version,
    text: clean(version.text),
    ownership: { held: held.map(clean), deletedLines: deletedLines.map(clean), deletedSections },
  };
}
