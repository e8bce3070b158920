/** What lies on disk in the kill matrix, opened over any file system. */
import { join } from 'node:path';
import { createFileMemoryStore } from '../../../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem, type FileSystem } from '../../../../src/adapters/files/file-system.ts';
import { openMemoryHistory } from '../../../../src/adapters/storage/memory-history.ts';
import { openTranscriptLog } from '../../../../src/adapters/storage/transcript-log.ts';
import { createWindowLock } from '../../../../src/adapters/storage/window-lock.ts';
import { noOwnership } from '../../../../src/core/ports/memory-history.ts';
import { FakeClock, until } from '../../../support/fake-clock.ts';

export interface Content {
  readonly before: string | null;
  readonly after: string;
}

/** Larger than a page and than one chunk of reading, with characters of several bytes. */
const long = (seed: string): string => `# Session memory\n${`- ${seed} 記憶 🧠\n`.repeat(20_000)}`;

export const contents = {
  'a new file': { before: null, after: '# Session memory\nfirst\n' },
  'a small file': { before: 'old\n', after: 'new and longer\n' },
  'a large file': { before: long('old'), after: long('new') },
  'a text of Windows': { before: '\ufeff# alt\r\n- ä\r\n', after: '\ufeff# neu\r\n- ö\r\n' },
} satisfies Record<string, Content>;
export type ContentName = keyof typeof contents;

export const openStore = (folder: string, fs: FileSystem = createNodeFileSystem(), now = Date.now) =>
  createFileMemoryStore({
    root: folder,
    relativePath: '.claude/session-memory.md',
    isUnsaved: () => false,
    fs,
    now,
  });

export async function openLog(folder: string, fs: FileSystem = createNodeFileSystem()) {
  const opened = await openTranscriptLog({ file: join(folder, 'transcript.jsonl'), fs });
  if (opened.kind === 'failed') throw new Error(opened.failure.message);
  return opened.log;
}

export async function openHistory(folder: string, fs: FileSystem = createNodeFileSystem()) {
  const opened = await openMemoryHistory({ folder: join(folder, 'memory'), fs, maxVersions: 3 });
  if (opened.kind === 'failed') throw new Error(opened.failure.message);
  return opened.history;
}

export const openLock = (folder: string, clock: FakeClock, fs: FileSystem = createNodeFileSystem()) =>
  createWindowLock({ locksFolder: join(folder, 'locks'), subject: '/project', clock, fs });

export const version = (text: string) => ({
  text,
  hash: null,
  covered: null,
  cause: 'updated' as const,
  at: 1,
  provisional: false,
  ownership: noOwnership,
});

/** Lets a waiting window look until it owns the lock; false when that does not happen. */
export async function waitForLock(folder: string, fs?: FileSystem): Promise<boolean> {
  const clock = new FakeClock();
  let isOwner = false;
  const stop = openLock(folder, clock, fs).watch(() => {
    isOwner = true;
  });
  for (let look = 0; look < 10 && !isOwner; look++) {
    await clock.advance(2000);
    await until(() => isOwner || clock.pending.length > 0);
  }
  stop();
  return isOwner;
}
