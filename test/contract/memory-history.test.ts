import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { createNodeFileSystem } from '../../src/adapters/files/file-system.ts';
import { openMemoryHistory } from '../../src/adapters/storage/memory-history.ts';
import type { MemoryHistoryPort, MemoryVersion } from '../../src/core/ports/memory-history.ts';
import { arbitraryVersion, memoryVersion } from '../support/arbitrary-version.ts';
import { errorWithCode, hookFileSystem } from '../support/stores/hooked-file-system.ts';
import { InMemoryHistory } from '../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Subject {
  readonly port: MemoryHistoryPort;
  /** What a restart would find, oldest first. */
  stored(): Promise<readonly (MemoryVersion | null)[]>;
  setFull(isFull: boolean): void;
}

async function inMemory(): Promise<Subject> {
  const port = new InMemoryHistory();
  return {
    port,
    stored: async () => port.versions,
    setFull: (isFull) => {
      port.isFull = isFull;
    },
  };
}

async function onDisk(): Promise<Subject> {
  const folder = join(temporaryFolder(), 'memory');
  let isFull = false;
  const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
    if (isFull && operation === 'file.write') throw errorWithCode('ENOSPC');
  });
  const open = async () => {
    const opened = await openMemoryHistory({ folder, fs });
    assert.ok(opened.kind === 'open');
    return opened.history;
  };
  return {
    port: await open(),
    stored: async () => {
      const history = await open();
      return Promise.all(history.versions().map(({ id }) => history.load(id)));
    },
    setFull: (value) => {
      isFull = value;
    },
  };
}

for (const [name, make] of [
  ['in memory', inMemory],
  ['on disk', onDisk],
] as const) {
  describe(`MemoryHistoryPort, ${name}`, () => {
    it('gives back every version as it was saved, in order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(arbitraryVersion, { maxLength: 5 }), async (saved) => {
          const subject = await make();
          for (const version of saved) assert.equal(await subject.port.save(version), null);
          assert.deepEqual(await subject.stored(), saved);
        }),
        { numRuns: 20 },
      );
    });

    it('keeps the order of saves that were not waited for', async () => {
      const subject = await make();
      const texts = ['one', 'two', 'three', 'four'];
      await Promise.all(texts.map((text) => subject.port.save(memoryVersion({ text }))));
      assert.deepEqual(
        (await subject.stored()).map((version) => version?.text),
        texts,
      );
    });

    it('keeps no credential, whoever wrote it, and that the file was deleted', async () => {
      const subject = await make();
      const line = `the key is sk-ant-api03-${'x1Y2z3'.repeat(12)}`;
      const ownership = { held: [line], deletedLines: [line], deletedSections: ['Files'] };
      await subject.port.save(memoryVersion({ text: `- ${line}\n`, ownership, fileDeletion: 'declined' }));
      const [version] = await subject.stored();
      assert.doesNotMatch(JSON.stringify(version), /x1Y2z3/);
      assert.match(version?.text ?? '', /^- the key is \[redacted: [^\]]+\]\n$/);
      assert.deepEqual(version?.ownership.deletedSections, ['Files']);
      assert.equal(version?.fileDeletion, 'declined');
    });

    it('finds the newest version that covers up to the last possible of some records', async () => {
      const subject = await make();
      const saved = [
        memoryVersion({ text: 'old', covered: 'a1' }),
        memoryVersion({ text: 'other branch', covered: 'b9' }),
        memoryVersion({ text: 'far', covered: 'a3' }),
        memoryVersion({ text: 'newer', covered: 'a1' }),
        memoryVersion({ text: 'nothing', covered: null }),
      ];
      for (const version of saved) await subject.port.save(version);
      const found = async (...records: string[]) => (await subject.port.covering(records))?.text ?? null;
      assert.equal(await found('a1', 'a2', 'a3'), 'far');
      assert.equal(await found('a1', 'a2'), 'newer');
      assert.equal(await found('a2'), null);
      assert.equal(await found(), null);
    });

    it('says that the disk is full, and keeps what it has', async () => {
      const subject = await make();
      await subject.port.save(memoryVersion({ text: 'kept' }));
      subject.setFull(true);
      const failure = await subject.port.save(memoryVersion({ text: 'lost' }));
      assert.equal(failure?.kind, 'storage');
      assert.match(failure?.message ?? '', /disk is full/i);
      subject.setFull(false);
      assert.equal(await subject.port.save(memoryVersion({ text: 'next' })), null);
      assert.deepEqual(
        (await subject.stored()).map((version) => version?.text),
        ['kept', 'next'],
      );
    });
  });
}
