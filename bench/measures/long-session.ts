/** A long session on disk's behalf: what an engine is opened with to go on where such a session stopped. */
import { noOwnership } from '../../src/core/ports/memory-history.ts';
import type { StoredSession } from '../../src/core/session.ts';
import { InMemoryMemoryFile, sha256 } from '../../test/support/stores/in-memory-stores.ts';
import { memoryText, records, type Shape } from './synthetic-session.ts';

export interface LongSession {
  readonly stored: StoredSession;
  readonly memoryFile: InMemoryMemoryFile;
}

/** Its memory covers all but the last four messages and is in its file. */
export function longSession(shape: Shape): LongSession {
  const hash = sha256(memoryText);
  const memory = {
    text: memoryText,
    hash,
    covered: `m${shape.messages - 5}`,
    cause: 'updated',
    at: 0,
    provisional: false,
    ownership: noOwnership,
  } as const;
  return {
    stored: { records: records(shape), memory, knownHashes: [hash] },
    memoryFile: new InMemoryMemoryFile(memoryText),
  };
}
