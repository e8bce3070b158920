import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { decodeLine, encodeLine } from '../../../../src/adapters/storage/transcript-line.ts';
import { openTranscriptLog, type TranscriptLog } from '../../../../src/adapters/storage/transcript-log.ts';
import { decodeData } from '../../../../src/adapters/storage/transcript-record.ts';
import type { SessionHeader } from '../../../../src/core/session-header.ts';
import { answerPiece } from '../../../support/answer-piece.ts';
import { errorWithCode, type FileHook, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { userRecord } from '../../../support/user-record.ts';

const header: SessionHeader = {
  id: 's1',
  createdAt: 1,
  title: 'First',
  system: 'Be kind.',
  folder: null,
  provider: 'offline',
  model: 'm',
};

describe('A transcript on disk', () => {
  let file: string;
  beforeEach(() => {
    file = join(temporaryFolder(), 'transcript.jsonl');
  });

  async function open(hook: FileHook = () => {}): Promise<TranscriptLog> {
    const opened = await openTranscriptLog({ file, fs: hookFileSystem(createNodeFileSystem(), hook) });
    assert.ok(opened.kind === 'open', JSON.stringify(opened));
    return opened.log;
  }
  const idsIn = (log: TranscriptLog): readonly string[] => log.records.map(({ id }) => id);
  const line = (seq: number, id: string): string => encodeLine(seq, userRecord(id));

  it('is empty, without a header, when there is no file, and makes none by being opened', async () => {
    const log = await open();
    assert.deepEqual([idsIn(log), log.header, log.skipped], [[], null, 0]);
    assert.equal(node.existsSync(file), false);
  });

  it('remembers its header, and the last value of each field that changed', async () => {
    const log = await open();
    await log.writeHeader(header);
    await log.append(userRecord('a'));
    await log.writeHeader({ title: 'Second' });
    await log.writeHeader({ model: 'n' });
    const expected = { ...header, title: 'Second', model: 'n' };
    assert.deepEqual(log.header, expected);
    assert.deepEqual((await open()).header, expected);
  });

  it('goes on on a new line after a line that was cut', async () => {
    node.writeFileSync(file, line(1, 'a') + line(2, 'b').slice(0, 30));
    const log = await open();
    assert.deepEqual([idsIn(log), log.skipped], [['a'], 1]);
    await log.append(userRecord('c'));
    assert.equal(node.readFileSync(file, 'utf8').split('\n')[2], line(2, 'c').trimEnd());
    const again = await open();
    assert.deepEqual([idsIn(again), again.skipped], [['a', 'c'], 1]);
  });

  it('skips, counts and survives whatever a crash or a second writer leaves', async () => {
    const spliced = line(2, 'b').slice(0, 25) + line(3, 'c');
    const parts = [
      line(1, 'a'),
      spliced,
      `${'\0'.repeat(4096)}\n`,
      '\n',
      'no json at all\n',
      '{"kind":"user","id":"forged"}\n',
      Buffer.from([0xff, 0xfe, 0x0a]),
      `${line(4, 'd').trimEnd()}\r\n`,
      line(5, 'e').trimEnd(),
    ];
    node.writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
    const log = await open();
    assert.deepEqual([idsIn(log), log.skipped], [['a', 'c', 'd', 'e'], 5]);
  });

  it('drops a record that is there twice', async () => {
    node.writeFileSync(file, line(1, 'a') + line(2, 'b') + line(3, 'a'));
    assert.deepEqual(idsIn(await open()), ['a', 'b']);
  });

  it('counts records of kinds it does not know, keeps them in the file, and keeps unknown fields', async () => {
    const future = encodeLine(1, { kind: 'hologram', id: 'h', parent: null, at: 1 });
    const extended = { ...userRecord('a'), mood: { colour: 'blue' } };
    node.writeFileSync(file, future + encodeLine(2, extended));
    const log = await open();
    await log.append(userRecord('b'));
    assert.deepEqual([log.unknown, log.skipped, log.records], [1, 0, [extended]]);
    assert.ok(node.readFileSync(file, 'utf8').startsWith(future));
  });

  it('skips records of known kinds that are not what they should be', async () => {
    const broken = [
      { ...userRecord('a'), content: 'a string' },
      { ...userRecord('b'), content: [{ text: 'no type' }] },
      { ...userRecord('c'), id: 7 },
      { ...userRecord('d'), kind: 'constructor' },
      { header: { title: 7 } },
      null,
      [],
    ];
    node.writeFileSync(file, broken.map((data, index) => encodeLine(index, data)).join(''));
    const log = await open();
    assert.deepEqual([idsIn(log), log.skipped, log.unknown, log.header], [[], 6, 1, null]);
  });

  it('skips pieces of an answer that are not what they should be, and only those', async () => {
    const good = answerPiece('First', 0);
    const broken = [
      { ...good, parent: null },
      { ...good, text: 7 },
      { ...good, from: -1 },
      { ...good, from: 0.5 },
      { ...good, from: 1e300 },
      { ...good, from: undefined },
      { ...good, provider: {} },
      { ...good, model: null },
    ];
    const last = answerPiece(' and last', 5);
    const cut = encodeLine(1, answerPiece('cut', 5)).replace('cut', 'cat');
    const lines = [good, ...broken, last].map((data) => encodeLine(1, data));
    node.writeFileSync(file, [line(1, 'a'), ...lines.slice(0, -1), cut, ...lines.slice(-1)].join(''));
    const log = await open();
    assert.deepEqual([log.pieces, log.skipped, idsIn(log)], [[good, last], broken.length + 1, ['a']]);
  });

  it('counts no piece of an answer as a record, and writes it so that an earlier version passes it over', async () => {
    const log = await open();
    await log.append(userRecord('a'));
    await log.keepPiece(answerPiece('First', 0));
    await log.append(userRecord('b'));
    const lines = node.readFileSync(file, 'utf8').trimEnd().split('\n').map(decodeLine);
    const [, piece, record] = lines.flatMap(({ envelopes }) => envelopes);
    assert.deepEqual([piece?.seq, record?.seq], [1, 2]);
    // A kind that a version does not know is passed over where it looks like an entry at all.
    const unknown = { ...(piece?.data as object), kind: 'hologram' };
    assert.equal(decodeData(unknown).kind, 'unknown');
  });

  it('keeps characters whole that lie across two chunks of reading', async () => {
    const text = '🧠'.repeat(200_000);
    const log = await open();
    await log.append(userRecord('a', text));
    await log.append(userRecord('b', `x${text}`));
    const typed = (await open()).records.map((record) => (record.kind === 'user' ? record.typed : ''));
    assert.ok(typed[0] === text && typed[1] === `x${text}`);
  });

  it('writes a record by one call and flushes it before it says so', async () => {
    const calls: string[] = [];
    const log = await open(({ operation }) => void calls.push(operation));
    await log.append(userRecord('a'));
    assert.equal(calls.filter((call) => call === 'file.write').length, 1);
    assert.ok(calls.indexOf('file.sync') > calls.indexOf('file.write'));
  });

  it('loses nothing when a write is cut by a full disk', async () => {
    let room = 40;
    const log = await open(({ operation, bytes }) => {
      if (operation !== 'file.write' || bytes === undefined) return;
      if (room === 0) throw errorWithCode('ENOSPC');
      const writeOnly = Math.min(room, bytes.length);
      room -= writeOnly;
      return { writeOnly };
    });
    assert.match((await log.append(userRecord('a')))?.message ?? '', /disk is full/);
    assert.deepEqual(idsIn(await open()), []);
    room = 1_000_000;
    assert.equal(await log.append(userRecord('b')), null);
    const again = await open();
    assert.deepEqual([idsIn(again), again.skipped], [['a', 'b'], 1]);
  });

  it('is written once although a flush failed after the write', async () => {
    let isFailing = true;
    const log = await open(({ operation }) => {
      if (operation === 'file.sync' && isFailing) throw errorWithCode('EIO');
    });
    assert.equal((await log.append(userRecord('a')))?.kind, 'storage');
    isFailing = false;
    assert.equal(await log.append(userRecord('b')), null);
    assert.deepEqual(idsIn(await open()), ['a', 'b']);
  });

  it('says so when it cannot be read', async () => {
    node.writeFileSync(file, line(1, 'a'));
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (operation === 'open') throw errorWithCode('EACCES');
    });
    const opened = await openTranscriptLog({ file, fs });
    assert.ok(opened.kind === 'failed');
    assert.match(opened.failure.message, /Permission was denied/);
  });

  it('lets two writers append to one file without harm', async () => {
    const [one, two] = [await open(), await open()];
    const ids = Array.from({ length: 10 }, (_, index) => `r${index}`);
    await Promise.all(ids.map((id, index) => (index % 2 === 0 ? one : two).append(userRecord(id))));
    const log = await open();
    assert.deepEqual([[...idsIn(log)].sort(), log.skipped], [ids, 0]);
  });
});
