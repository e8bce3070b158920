import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import {
  createSessionCatalog,
  type SessionCatalog,
} from '../../../../src/adapters/storage/session-catalog.ts';
import { openTranscriptLog } from '../../../../src/adapters/storage/transcript-log.ts';
import type { SessionHeader } from '../../../../src/core/session-header.ts';
import { errorWithCode, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { userRecord } from '../../../support/user-record.ts';

const header = (id: string, title = `Title of ${id}`): SessionHeader => ({
  id,
  createdAt: 7,
  title,
  system: 'Be kind.',
  folder: null,
  provider: 'offline',
  model: 'm',
});

describe('The session catalog', () => {
  let folder: string;
  let catalog: SessionCatalog;
  beforeEach(() => {
    folder = join(temporaryFolder(), 'storage');
    catalog = createSessionCatalog({ folder });
  });

  async function log(id: string) {
    const paths = catalog.paths(id);
    assert.ok(paths !== null);
    const opened = await openTranscriptLog({ file: paths.transcript });
    assert.ok(opened.kind === 'open');
    return opened.log;
  }
  const touch = (id: string, seconds: number): void => {
    node.utimesSync(join(folder, 'sessions', id, 'transcript.jsonl'), seconds, seconds);
  };

  it('is empty, with no last session, before the first one', async () => {
    assert.deepEqual(await catalog.list(), []);
    assert.equal(await catalog.lastActive(), null);
    assert.equal(node.existsSync(folder), false);
  });

  it('lists title, times and the number of records, newest change first', async () => {
    for (const id of ['one', 'two']) assert.equal(await catalog.create(header(id)), null);
    for (const id of ['a', 'b', 'c']) await (await log('one')).append(userRecord(id));
    touch('two', 1000);
    touch('one', 2000);
    assert.deepEqual(await catalog.list(), [
      { id: 'one', title: 'Title of one', updatedAt: 2_000_000, records: 3 },
      { id: 'two', title: 'Title of two', updatedAt: 1_000_000, records: 0 },
    ]);
  });

  it('reads both ends of a long transcript and not the middle', async () => {
    await catalog.create({ ...header('long'), system: 's'.repeat(300_000) });
    const open = await log('long');
    for (let index = 0; index < 30; index++) await open.append(userRecord(`r${index}`, 'x'.repeat(100_000)));
    await open.append(userRecord('last', 'y'.repeat(400_000)));
    let reads = 0;
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (operation === 'file.read') reads += 1;
    });
    const [summary] = await createSessionCatalog({ folder, fs }).list();
    assert.deepEqual([summary?.title, summary?.records], ['Title of long', 31]);
    assert.ok(reads < 20, `${reads} reads`);
  });

  it('lists the title that came with the first message, however long that is and however much follows', async () => {
    await catalog.create(header('one', ''));
    const open = await log('one');
    await open.append(userRecord('first', 'x'.repeat(100_000)));
    assert.equal(await open.writeHeader({ title: 'What came first' }), null);
    for (let index = 0; index < 3; index++) await open.append(userRecord(`r${index}`, 'x'.repeat(100_000)));
    const [summary] = await catalog.list();
    assert.deepEqual([summary?.title, summary?.records], ['What came first', 4]);
  });

  it('renames a session for good, however much follows', async () => {
    await catalog.create(header('one'));
    const open = await log('one');
    await open.append(userRecord('a'));
    assert.equal(await catalog.rename('one', 'Renamed 記憶'), null);
    assert.equal((await catalog.list())[0]?.title, 'Renamed 記憶');
    for (let index = 0; index < 3; index++) await open.append(userRecord(`r${index}`, 'x'.repeat(100_000)));
    const [summary] = await catalog.list();
    assert.deepEqual([summary?.title, summary?.records], ['Renamed 記憶', 4]);
    const again = await log('one');
    assert.deepEqual(again.header, header('one', 'Renamed 記憶'));
    assert.equal(again.skipped, 0);
  });

  it('still lists a session whose header is damaged', async () => {
    await catalog.create(header('one'));
    await (await log('one')).append(userRecord('a'));
    const path = join(folder, 'sessions', 'one', 'transcript.jsonl');
    node.writeFileSync(path, `rubbish${node.readFileSync(path, 'utf8').slice(7)}`);
    touch('one', 1000);
    assert.deepEqual(await catalog.list(), [{ id: 'one', title: '', updatedAt: 1_000_000, records: 1 }]);
  });

  it('deletes a session with all that belongs to it, and finishes a deletion that was cut short', async () => {
    for (const id of ['one', 'two']) await catalog.create(header(id));
    await catalog.saveDraft('one', 'half a thought');
    await catalog.setLastActive('one');
    let isFailing = true;
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (operation === 'removeTree' && isFailing) throw errorWithCode('EBUSY');
    });
    const failing = createSessionCatalog({ folder, fs });
    assert.equal((await failing.remove('one'))?.kind, 'storage');
    assert.deepEqual(
      (await failing.list()).map(({ id }) => id),
      ['two'],
    );
    isFailing = false;
    await failing.list();
    assert.deepEqual(node.readdirSync(join(folder, 'sessions')), ['two']);
    assert.equal(await catalog.lastActive(), null);
    assert.equal(await catalog.loadDraft('one'), '');
    assert.equal((await catalog.remove('one'))?.kind, 'storage');
  });

  it('does not bring a deleted session back by a late record or draft', async () => {
    await catalog.create(header('one'));
    const open = await log('one');
    await catalog.remove('one');
    assert.equal((await open.append(userRecord('late')))?.kind, 'storage');
    assert.equal((await catalog.saveDraft('one', 'late'))?.kind, 'storage');
    assert.deepEqual(await catalog.list(), []);
  });

  it('remembers the last active session', async () => {
    for (const id of ['one', 'two']) await catalog.create(header(id));
    await catalog.setLastActive('one');
    await catalog.setLastActive('two');
    assert.equal(await createSessionCatalog({ folder }).lastActive(), 'two');
    node.writeFileSync(join(folder, 'last-active.json'), '{"id":"../../etc"}');
    assert.equal(await catalog.lastActive(), null);
    node.writeFileSync(join(folder, 'last-active.json'), '{"id":');
    assert.equal(await catalog.lastActive(), null);
  });

  it('keeps the draft of each session, the last one that was saved', async () => {
    for (const id of ['one', 'two']) await catalog.create(header(id));
    const text = 'line one\nline two 🧠';
    await Promise.all([catalog.saveDraft('one', 'older'), catalog.saveDraft('one', text)]);
    assert.equal(await catalog.loadDraft('one'), text);
    assert.equal(await catalog.loadDraft('two'), '');
    await catalog.saveDraft('one', '');
    assert.equal(await catalog.loadDraft('one'), '');
  });

  it('clears away what a killed host has left of a draft', async () => {
    await catalog.create(header('one'));
    const left = join(folder, 'sessions', 'one', 'draft.json.0123456789abcdef.tmp');
    node.writeFileSync(left, '{"te');
    await catalog.loadDraft('one');
    assert.ok(node.existsSync(left), 'it may still be in use');
    await createSessionCatalog({ folder, now: () => Date.now() + 11 * 60_000 }).loadDraft('one');
    assert.ok(!node.existsSync(left));
  });

  const tricks = [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    '/etc',
    'C:',
    'a.b',
    'nul',
    'COM1',
    'ü',
    'a\0',
    'x'.repeat(65),
  ];
  for (const id of tricks) {
    it(`has no session ${JSON.stringify(id)}`, async () => {
      assert.equal(catalog.paths(id), null);
      assert.equal((await catalog.create(header(id)))?.kind, 'storage');
      assert.equal((await catalog.rename(id, 'x'))?.kind, 'storage');
      assert.equal((await catalog.remove(id))?.kind, 'storage');
      assert.equal((await catalog.saveDraft(id, 'x'))?.kind, 'storage');
      assert.equal(await catalog.loadDraft(id), '');
      assert.equal(node.existsSync(folder), false);
    });
  }

  it('neither lists nor deletes through a link in the place of a session', async () => {
    await catalog.create(header('one'));
    const outside = temporaryFolder();
    node.writeFileSync(join(outside, 'transcript.jsonl'), 'precious');
    node.symlinkSync(outside, join(folder, 'sessions', 'link'));
    assert.deepEqual(
      (await catalog.list()).map(({ id }) => id),
      ['one'],
    );
    assert.equal((await catalog.remove('link'))?.kind, 'storage');
    assert.deepEqual(node.readdirSync(outside), ['transcript.jsonl']);
  });

  it('refuses to make a session twice', async () => {
    await catalog.create(header('one'));
    assert.equal((await catalog.create(header('one', 'Other')))?.kind, 'storage');
    assert.equal((await catalog.list())[0]?.title, 'Title of one');
  });
});
