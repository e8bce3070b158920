/** What the kill matrix interrupts: each scenario prepares a folder, does one thing in a child, and is checked after. */
import type { FileSystem } from '../../../../src/adapters/files/file-system.ts';
import { createSessionCatalog } from '../../../../src/adapters/storage/session-catalog.ts';
import { FakeClock, until } from '../../../support/fake-clock.ts';
import { userRecord } from '../../../support/user-record.ts';
import {
  type Content,
  openHistory,
  openLock,
  openLog,
  openStore,
  version,
  waitForLock,
} from './kill-matrix-stores.ts';
import { wholeUpdate } from './kill-matrix-update.ts';

export interface Scenario {
  /** Runs in the parent, with the real file system. */
  prepare(folder: string, content: Content): Promise<void>;
  /** Runs in the child; any call of `fs` may be its last. Resolves with false when it was told of a failure. */
  act(fs: FileSystem, folder: string, content: Content): Promise<boolean>;
}

export const scenarios = {
  'a whole update': wholeUpdate,
  'an update, then an edit while closed': wholeUpdate,
  'memory write': {
    async prepare(folder, { before }) {
      if (before !== null) await openStore(folder).write(before, null);
    },
    async act(fs, folder, { after }) {
      const store = openStore(folder, fs);
      const seen = await store.read();
      return (await store.write(after, seen.kind === 'file' ? seen.hash : null)).kind === 'written';
    },
  },
  'transcript append': {
    async prepare(folder, { before }) {
      if (before !== null) await (await openLog(folder)).append(userRecord('before', before));
    },
    async act(fs, folder, { after }) {
      return (await (await openLog(folder, fs)).append(userRecord('after', after))) === null;
    },
  },
  'history save': {
    async prepare(folder, { before }) {
      const history = await openHistory(folder);
      for (const text of before === null ? [] : ['oldest', 'middle', before])
        await history.save(version(text));
    },
    async act(fs, folder, { after }) {
      return (await (await openHistory(folder, fs)).save(version(after))) === null;
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
      return (await createSessionCatalog({ folder, fs }).saveDraft('s', after)) === null;
    },
  },
  'lock: take, beat, release': {
    async prepare() {},
    async act(fs, folder) {
      const clock = new FakeClock();
      const result = await openLock(folder, clock, fs).acquire();
      if (result.kind !== 'owner') return false;
      for (let beat = 0; beat < 2; beat++) {
        await clock.advance(2000);
        await until(() => clock.pending.length > 0);
      }
      await result.release();
      return true;
    },
  },
  'lock: take over': {
    async prepare(folder) {
      await openLock(folder, new FakeClock()).acquire();
    },
    async act(fs, folder) {
      return waitForLock(folder, fs);
    },
  },
} satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
