import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { createNodeFileSystem } from '../../src/adapters/files/file-system.ts';
import { openTranscriptLog } from '../../src/adapters/storage/transcript-log.ts';
import type { AnswerPiece } from '../../src/core/conversation/answer-piece.ts';
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import type { TranscriptPort } from '../../src/core/ports/transcript.ts';
import { answerPiece } from '../support/answer-piece.ts';
import { arbitraryRecord } from '../support/arbitrary-record.ts';
import { errorWithCode, hookFileSystem } from '../support/stores/hooked-file-system.ts';
import { InMemoryTranscript } from '../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { userRecord } from '../support/user-record.ts';

interface Subject {
  readonly port: TranscriptPort;
  /** What a restart would find. */
  stored(): Promise<readonly TranscriptRecord[]>;
  pieces(): Promise<readonly AnswerPiece[]>;
  setFull(isFull: boolean): void;
}

async function inMemory(): Promise<Subject> {
  const port = new InMemoryTranscript();
  return {
    port,
    stored: async () => port.records,
    pieces: async () => port.pieces,
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
    pieces: async () => (await open()).pieces,
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

    it('gives back the pieces of an answer in order, until a message follows', async () => {
      const subject = await make();
      const pieces = [answerPiece('First ', 0), answerPiece('and \ud83d', 6), answerPiece('\ude00.', 11)];
      await subject.port.append(userRecord('asked'));
      for (const piece of pieces) assert.equal(await subject.port.keepPiece(piece), null);
      assert.deepEqual(await subject.pieces(), pieces);
      await subject.port.append({
        kind: 'spent',
        id: 'spent',
        parent: null,
        at: 1,
        account: 'memory',
        provider: 'p',
        model: 'm',
        usage: { inputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1 },
      });
      assert.deepEqual(await subject.pieces(), pieces);
      assert.deepEqual(
        (await subject.stored()).map(({ id }) => id),
        ['asked', 'spent'],
      );
      await subject.port.append(userRecord('next'));
      assert.deepEqual(await subject.pieces(), []);
    });

    it('keeps a piece for which there was no room until there is', async () => {
      const subject = await make();
      subject.setFull(true);
      assert.equal((await subject.port.keepPiece(answerPiece('First', 0)))?.kind, 'storage');
      subject.setFull(false);
      assert.equal(await subject.port.keepPiece(answerPiece(' and', 5)), null);
      assert.deepEqual(
        (await subject.pieces()).map(({ text }) => text),
        ['First', ' and'],
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
