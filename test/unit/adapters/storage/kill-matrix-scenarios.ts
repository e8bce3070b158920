/** What the kill matrix interrupts: each scenario prepares a folder, does one thing in a child, and is checked after. */
import { join } from 'node:path';
import { createFileMemoryStore } from '../../../../src/adapters/storage/file-memory-store.ts';
import { createNodeFileSystem, type FileSystem } from '../../../../src/adapters/storage/file-system.ts';
import { openMemoryHistory } from '../../../../src/adapters/storage/memory-history.ts';
import { createSessionCatalog } from '../../../../src/adapters/storage/session-catalog.ts';
import { openTranscriptLog } from '../../../../src/adapters/storage/transcript-log.ts';
import { createWindowLock } from '../../../../src/adapters/storage/window-lock.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { noOwnership } from '../../../../src/core/ports.ts';
import { FakeClock, until } from '../../../support/fake-clock.ts';

export interface Scenario {
  /** Runs in the parent, with the real file system. */
  prepare(folder: string, content: Content): Promise<void>;
  /** Runs in the child; any call of `fs` may be its last. */
  act(fs: FileSystem, folder: string, content: Content): Promise<void>;
}

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

export const record = (id: string, typed: string): TranscriptRecord => ({
  kind: 'user',
  id,
  parent: null,
  at: 1,
  content: [{ type: 'text', text: typed }],
  typed,
});

const version = (text: string) => ({
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

export const scenarios = {
  'memory write': {
    async prepare(folder, { before }) {
      if (before !== null) await openStore(folder).write(before, null);
    },
    async act(fs, folder, { after }) {
      const store = openStore(folder, fs);
      const seen = await store.read();
      await store.write(after, seen.kind === 'file' ? seen.hash : null);
    },
  },
  'transcript append': {
    async prepare(folder, { before }) {
      if (before !== null) await (await openLog(folder)).append(record('before', before));
    },
    async act(fs, folder, { after }) {
      await (await openLog(folder, fs)).append(record('after', after));
    },
  },
  'history save': {
    async prepare(folder, { before }) {
      const history = await openHistory(folder);
      for (const text of before === null ? [] : ['oldest', 'middle', before])
        await history.save(version(text));
    },
    async act(fs, folder, { after }) {
      await (await openHistory(folder, fs)).save(version(after));
    },
  },
  'draft save': {
    async prepare(folder, { before }) {
      const catalog = createSessionCatalog({ folder });
      const header = {
        id: 's',
        createdAt: 1,
        title: 't',
        system: '',
        folder: null,
        provider: 'p',
        model: 'm',
      };
      await catalog.create(header);
      if (before !== null) await catalog.saveDraft('s', before);
    },
    async act(fs, folder, { after }) {
      await createSessionCatalog({ folder, fs }).saveDraft('s', after);
    },
  },
  'lock: take, beat, release': {
    async prepare() {},
    async act(fs, folder) {
      const clock = new FakeClock();
      const result = await openLock(folder, clock, fs).acquire();
      if (result.kind !== 'owner') throw new Error(result.kind);
      for (let beat = 0; beat < 2; beat++) {
        await clock.advance(2000);
        await until(() => clock.pending.length > 0);
      }
      await result.release();
    },
  },
  'lock: take over': {
    async prepare(folder) {
      await openLock(folder, new FakeClock()).acquire();
    },
    async act(fs, folder) {
      if (!(await waitForLock(folder, fs))) throw new Error('the lock was not taken over');
    },
  },
} satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
