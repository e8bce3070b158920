/** All that a session keeps on disk, put together: catalog, transcript, memory versions, its own copy of the file. */
import { join } from 'node:path';
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { SessionShelf, ShelvedSession } from '../../core/ports/session-shelf.ts';
import { hashOf } from '../files/atomic-file.ts';
import { createFileMemoryStore } from '../files/file-memory-store.ts';
import { createLedgerFile } from './ledger-file.ts';
import { type MemoryHistory, openMemoryHistory } from './memory-history.ts';
import { createSessionCatalog } from './session-catalog.ts';
import { openTranscriptLog, type TranscriptLog } from './transcript-log.ts';

export interface SessionShelfOptions {
  /** Absolute path of the workspace's storage folder; made when first needed. */
  readonly folder: string;
  /** True while an editor holds unsaved edits of the file at an absolute path. */
  readonly isUnsaved: (path: string) => boolean;
  /** Names this version of the product: what another one has kept of its work is made again. */
  readonly product: string;
}

const ownFileName = 'session-memory.md';

export function createSessionShelf({ folder, isUnsaved, product }: SessionShelfOptions): SessionShelf {
  const { paths, keepTitle, ...catalog } = createSessionCatalog({ folder });

  async function open(id: string): Promise<ShelvedSession | Failure> {
    const own = paths(id);
    if (own === null) return failure('storage', phrase`There is no such session.`);
    const ledger = createLedgerFile({ folder: own.folder, reader: product });
    const [transcript, history, ledgerMarks] = await Promise.all([
      openTranscriptLog({ file: own.transcript }),
      openMemoryHistory({ folder: own.memory }),
      ledger.load(),
    ]);
    if (transcript.kind === 'failed') return transcript.failure;
    if (history.kind === 'failed') return history.failure;
    const { log } = transcript;
    const memory = await history.history.latest();
    const shownBefore = await history.history.shownBefore();
    // A version tells the file's hash before it was written there; what the newest one became, its text tells.
    const newest = memory === null ? [] : [hashOf(Buffer.from(memory.text, 'utf8'))];
    const ownFilePath = join(own.folder, ownFileName);
    return {
      header: log.header,
      stored: {
        records: log.records,
        pieces: log.pieces,
        memory,
        ...(shownBefore !== undefined && { shownBefore }),
        knownHashes: [...history.history.knownHashes(), ...newest],
        ledgerMarks,
      },
      damage: damageOf(log, history.history),
      transcript: log,
      retitle: async (title) => (await log.writeHeader({ title })) ?? keepTitle(id, title),
      history: history.history,
      ledger,
      ownFile: createFileMemoryStore({
        root: own.folder,
        relativePath: ownFileName,
        isUnsaved: () => isUnsaved(ownFilePath),
        createRoot: true,
      }),
      ownFilePath,
    };
  }

  async function hasOwnMemory(id: string): Promise<boolean> {
    const own = paths(id);
    if (own === null) return false;
    const opened = await openMemoryHistory({ folder: own.memory });
    if (opened.kind === 'failed' || opened.history.skipped > 0) return true;
    return opened.history.versions().some(({ cause }) => cause !== 'created');
  }

  return { ...catalog, open, hasOwnMemory };
}

function damageOf({ skipped, unknown }: TranscriptLog, history: MemoryHistory): readonly Phrase[] {
  return [
    ...(skipped === 0
      ? []
      : [phrase`${skipped} damaged lines of this session were left out; the rest is complete.`]),
    ...(unknown === 0 ? [] : [phrase`${unknown} entries were written by a later version and are not shown.`]),
    ...(history.skipped === 0
      ? []
      : [phrase`${history.skipped} damaged versions of the memory were left out.`]),
  ];
}
