import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import {
  type MemoryHistory,
  type MemoryHistoryOptions,
  openMemoryHistory,
} from '../../../../src/adapters/storage/memory-history.ts';
import { memoryVersion } from '../../../support/arbitrary-version.ts';
import { hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { sha256 } from '../../../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('The memory history on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(temporaryFolder(), 'memory');
  });

  async function open(options: Partial<MemoryHistoryOptions> = {}): Promise<MemoryHistory> {
    const opened = await openMemoryHistory({ folder, ...options });
    assert.ok(opened.kind === 'open', JSON.stringify(opened));
    return opened.history;
  }
  async function saveTexts(history: MemoryHistory, texts: readonly string[]): Promise<void> {
    for (const [index, text] of texts.entries()) {
      assert.equal(
        await history.save(memoryVersion({ text, hash: `hash of ${text.slice(0, 9)}`, at: index })),
        null,
      );
    }
  }
  async function textsIn(history: MemoryHistory): Promise<readonly (string | undefined)[]> {
    const versions = await Promise.all(history.versions().map(({ id }) => history.load(id)));
    return versions.map((version) => version?.text);
  }

  it('is empty without a folder, and makes none by being opened', async () => {
    const history = await open();
    assert.deepEqual(history.versions(), []);
    assert.equal(await history.latest(), null);
    assert.equal(node.existsSync(folder), false);
  });

  it('holds nothing of what the conversation has told of credentials, and knows the file that has it', async () => {
    const history = await open();
    const text = '- written down: Gull7Tern2Skua\n';
    const ownership = { held: [text.trim()], deletedLines: [text.trim()], deletedSections: [] };
    const told = new Map([['Gull7Tern2Skua', 'password']]);
    assert.equal(await history.save(memoryVersion({ text, ownership }), told), null);
    const [name = ''] = node.readdirSync(folder);
    assert.doesNotMatch(node.readFileSync(join(folder, name), 'utf8'), /Gull7Tern2Skua/);
    assert.deepEqual(await textsIn(history), ['- written down: [redacted: password]\n']);
    assert.ok(history.knownHashes().has(sha256(text)));
  });

  it('knows what the file held before a version that never reached it', async () => {
    const history = await open();
    const seen = async () => (await open()).shownBefore();
    assert.equal(await seen(), undefined, 'without a version');
    await history.save(memoryVersion({ text: 'one', hash: null }));
    assert.equal(await seen(), undefined, 'without a mark');
    assert.equal(await history.shown('one'), null);
    assert.equal(await seen(), undefined, 'written');
    await history.save(memoryVersion({ text: 'two', hash: sha256('one') }));
    assert.equal(await seen(), 'one', 'not written');
    await history.save(memoryVersion({ text: 'one by hand', hash: sha256('one by hand') }));
    assert.equal(await seen(), undefined, 'taken from the file');
    await history.save(memoryVersion({ text: 'three', hash: sha256('one by hand') }));
    assert.equal(await seen(), 'one by hand', 'not written, on top of a hand edit');
    await history.save(memoryVersion({ text: 'four', hash: 'of a text that no version has' }));
    assert.equal(await seen(), 'one', 'what was written last');
    assert.equal(await history.shown('four'), null);
    assert.equal(await seen(), undefined);
    assert.deepEqual((await open()).versions().length, 5);
    assert.equal((await open()).skipped, 0);
    node.writeFileSync(join(folder, 'shown.json'), 'torn');
    assert.equal(await seen(), undefined, 'a damaged mark is none');
  });

  it('lists time, cause, size, covered record and hash without the text', async () => {
    const version = memoryVersion({ text: '記憶\n', hash: 'abc', covered: 'r9', cause: 'merged', at: 42 });
    await (await open()).save(version);
    const [info] = (await open()).versions();
    const textHash = sha256('記憶\n');
    assert.deepEqual(info, {
      id: info?.id,
      at: 42,
      cause: 'merged',
      size: 3,
      covered: 'r9',
      hash: 'abc',
      textHash,
    });
  });

  it('lists versions without reading their texts', async () => {
    await saveTexts(await open(), ['x'.repeat(500_000), 'y'.repeat(500_000)]);
    let bytesRead = 0;
    const real = createNodeFileSystem();
    const fs = {
      ...real,
      open: async (...call: Parameters<typeof real.open>) => {
        const file = await real.open(...call);
        const read = async (into: Uint8Array, position: number) => {
          const count = await file.read(into, position);
          bytesRead += count;
          return count;
        };
        return { ...file, read };
      },
    };
    assert.equal((await open({ fs })).versions().length, 2);
    assert.ok(bytesRead <= 2 * 2048, `${bytesRead} bytes`);
  });

  it('keeps the oldest and the newest when there are too many', async () => {
    const history = await open({ maxVersions: 4 });
    await saveTexts(history, ['1', '2', '3', '4', '5', '6', '7']);
    assert.deepEqual(await textsIn(history), ['1', '5', '6', '7']);
    assert.deepEqual(await textsIn(await open()), ['1', '5', '6', '7']);
    assert.equal(node.readdirSync(folder).length, 4);
  });

  it('keeps the oldest and the newest however large they are', async () => {
    const history = await open({ maxBytes: 3000 });
    const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(2000));
    await saveTexts(history, texts);
    assert.deepEqual(await textsIn(await open()), [texts[0], texts[2]]);
  });

  it('keeps a hundred versions and four megabytes unless told otherwise', async () => {
    const history = await open();
    await saveTexts(
      history,
      Array.from({ length: 6 }, (_, index) => String(index).repeat(1_000_000)),
    );
    assert.equal(history.versions().length, 3);
  });

  it('knows what the file was and what it became with each version that it keeps', async () => {
    const history = await open();
    await saveTexts(history, ['a', 'b']);
    await history.save(memoryVersion({ hash: null }));
    const known = new Set([
      'hash of a',
      'hash of b',
      sha256('a'),
      sha256('b'),
      sha256(memoryVersion({}).text),
    ]);
    assert.deepEqual(history.knownHashes(), known);
    assert.deepEqual((await open()).knownHashes(), known);
  });

  const damages: readonly (readonly [name: string, damage: (path: string) => void])[] = [
    ['was cut', (path) => node.truncateSync(path, node.statSync(path).size - 5)],
    ['is empty', (path) => node.truncateSync(path, 0)],
    ['holds NUL bytes', (path) => node.writeFileSync(path, Buffer.alloc(node.statSync(path).size))],
    ['is JSON of another shape', (path) => node.writeFileSync(path, '{"v":1}\n[]\n')],
    [
      'has a changed text',
      (path) =>
        node.writeFileSync(path, node.readFileSync(path, 'utf8').replace('"text":"newest', '"text":"forged')),
    ],
  ];
  for (const [name, damage] of damages) {
    it(`falls back to the version before when the newest ${name}`, async () => {
      await saveTexts(await open(), ['oldest', 'newest']);
      const newest = node.readdirSync(folder).sort().at(-1);
      assert.ok(newest !== undefined);
      damage(join(folder, newest));
      const history = await open();
      assert.equal((await history.latest())?.text, 'oldest');
      await saveTexts(history, ['next']);
      assert.equal((await (await open()).latest())?.text, 'next');
    });
  }

  it('answers an id that is none with nothing', async () => {
    const history = await open();
    await saveTexts(history, ['a']);
    for (const id of ['', '../x', '00000001-00000000']) assert.equal(await history.load(id), null);
  });

  it('lets two windows save without overwriting each other', async () => {
    const [one, two] = [await open(), await open()];
    await saveTexts(one, ['a']);
    await saveTexts(two, ['b']);
    assert.deepEqual([...(await textsIn(await open()))].sort(), ['a', 'b']);
  });

  it('flushes a version before it is there under its name', async () => {
    const calls: string[] = [];
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => void calls.push(operation));
    await saveTexts(await open({ fs }), ['a']);
    assert.ok(calls.indexOf('file.sync') > calls.indexOf('file.write'));
    assert.ok(calls.indexOf('rename') > calls.indexOf('file.sync'));
  });
});
