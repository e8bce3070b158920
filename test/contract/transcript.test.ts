import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { createNodeFileSystem } from '../../src/adapters/files/file-system.ts';
import { openTranscriptLog } from '../../src/adapters/storage/transcript-log.ts';
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import type { TranscriptPort } from '../../src/core/ports/transcript.ts';
import { arbitraryRecord } from '../support/arbitrary-record.ts';
import { errorWithCode, hookFileSystem } from '../support/stores/hooked-file-system.ts';
import { InMemoryTranscript } from '../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { userRecord } from '../support/user-record.ts';

interface Subject {
  readonly port: TranscriptPort;
  /** What a restart would find. */
  stored(): Promise<readonly TranscriptRecord[]>;
  setFull(isFull: boolean): void;
}

async function inMemory(): Promise<Subject> {
  const port = new InMemoryTranscript();
  return {
    port,
    stored: async () => port.records,
    setFull: (isFull) => {
      port.isFull = isFull;
    },
  };
}

async function onDisk(): Promise<Subject> {
  const file = join(temporaryFolder(), 'transcript.jsonl');
  let isFull = false;
  const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
    if (isFull && operation === 'file.write') throw errorWithCode('ENOSPC');
  });
  const open = async () => {
    const opened = await openTranscriptLog({ file, fs });
    assert.ok(opened.kind === 'open');
    return opened.log;
  };
  return {
    port: await open(),
    stored: async () => (await open()).records,
    setFull: (value) => {
      isFull = value;
    },
  };
}

for (const [name, make] of [
  ['in memory', inMemory],
  ['on disk', onDisk],
] as const) {
  describe(`TranscriptPort, ${name}`, () => {
    it('gives back every record as it was appended, in order', async () => {
      const records = fc.uniqueArray(arbitraryRecord, { selector: ({ id }) => id, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(records, async (appended) => {
          const subject = await make();
          for (const record of appended) assert.equal(await subject.port.append(record), null);
          assert.equal(JSON.stringify(await subject.stored()), JSON.stringify(appended));
        }),
        { numRuns: 30 },
      );
    });

    it('keeps the order of appends that were not waited for', async () => {
      const subject = await make();
      const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
      const results = await Promise.all(ids.map((id) => subject.port.append(userRecord(id))));
      assert.deepEqual(new Set(results), new Set([null]));
      assert.deepEqual(
        (await subject.stored()).map(({ id }) => id),
        ids,
      );
    });

    it('stores a record once, however often it is appended', async () => {
      const subject = await make();
      for (const id of ['a', 'b', 'a', 'a']) assert.equal(await subject.port.append(userRecord(id)), null);
      assert.deepEqual(
        (await subject.stored()).map(({ id }) => id),
        ['a', 'b'],
      );
    });

    it('says that the disk is full, and loses nothing once there is room', async () => {
      const subject = await make();
      await subject.port.append(userRecord('before'));
      subject.setFull(true);
      for (const id of ['first', 'second']) {
        const failure = await subject.port.append(userRecord(id));
        assert.equal(failure?.kind, 'storage');
        assert.match(failure?.message ?? '', /disk is full/i);
      }
      subject.setFull(false);
      assert.equal(await subject.port.append(userRecord('after')), null);
      assert.deepEqual(
        (await subject.stored()).map(({ id }) => id),
        ['before', 'first', 'second', 'after'],
      );
    });
  });
}
