import assert from 'node:assert/strict';
import { createVirtualMemoryStore } from '../../../../src/adapters/workspace/virtual-memory-store.ts';
import { InMemoryMemoryFile, sha256 } from '../../../support/stores/in-memory-stores.ts';
import { FakeVirtualFileSystem, fakeUri } from '../../../support/stores/virtual-file-system.ts';

const path = '/repo/.claude/session-memory.md';

function store(content: string | Buffer | null = null) {
  const fs = new FakeVirtualFileSystem();
  if (content !== null) fs.files.set(path, Buffer.from(content));
  const journal = new InMemoryMemoryFile();
  const open = () =>
    createVirtualMemoryStore({
      fs,
      uri: fakeUri(path),
      folder: fakeUri('/repo/.claude'),
      journal,
      isUnsaved: () => false,
    });
  return { fs, journal, open, port: open(), text: () => fs.files.get(path)?.toString('utf8') };
}

describe('The memory file in a virtual workspace', () => {
  for (const isNoticed of [true, false]) {
    it(`is not believed to be written when the write was cut ${isNoticed ? 'with an error' : 'unnoticed'}, and is finished later`, async () => {
      for (const after of [0, 1, 7]) {
        const { fs, port, open, text, journal } = store('old\n');
        fs.cut = { after, isNoticed };
        const result = await port.write('new and longer\n', sha256('old\n'));
        assert.equal(result.kind, 'failed');
        assert.equal(text(), 'new and longer\n'.slice(0, after));
        assert.deepEqual(await open().read(), {
          kind: 'file',
          text: 'new and longer\n',
          hash: sha256('new and longer\n'),
        });
        assert.equal(text(), 'new and longer\n');
        assert.equal(journal.text, '');
      }
    });
  }

  it('is left as somebody else has written it after a write was cut', async () => {
    const { fs, port, open, text } = store('old\n');
    fs.cut = { after: 5, isNoticed: true };
    await port.write('new and longer\n', sha256('old\n'));
    fs.files.set(path, Buffer.from('by another hand\n'));
    assert.equal((await open().read()).kind, 'file');
    assert.equal(text(), 'by another hand\n');
  });

  it('is not touched while storage cannot keep what is to be written', async () => {
    const { port, journal, text } = store('old\n');
    journal.isFull = true;
    assert.equal((await port.write('new\n', sha256('old\n'))).kind, 'failed');
    assert.equal(text(), 'old\n');
  });

  it('is refused as a link, below a link, as a folder, too large, or as no text, and stays as it is', async () => {
    const cases: readonly (readonly [
      name: string,
      make: (fs: FakeVirtualFileSystem) => void,
      says: RegExp,
    ])[] = [
      ['a link', (fs) => fs.types.set(path, 1 | 64), /symbolic link/],
      ['below a link', (fs) => fs.types.set('/repo/.claude', 2 | 64), /symbolic link/],
      ['a folder', (fs) => fs.types.set(path, 2), /is a folder/],
      ['too large', (fs) => fs.files.set(path, Buffer.alloc(1_000_001, 'x')), /larger than 1 MB/],
      ['UTF-16', (fs) => fs.files.set(path, Buffer.from('fffe6100', 'hex')), /UTF-16/],
    ];
    for (const [name, make, says] of cases) {
      const { fs, port } = store('old\n');
      make(fs);
      const before = fs.files.get(path);
      const read = await port.read();
      assert.match(read.kind === 'unreadable' ? read.failure.message : '', says, name);
      assert.notEqual((await port.write('new\n', sha256('old\n'))).kind, 'written', name);
      assert.equal(fs.files.get(path), before, name);
    }
  });

  it('is said to be read-only where it is', async () => {
    const { fs, port } = store('old\n');
    fs.isReadOnly = true;
    const result = await port.write('new\n', sha256('old\n'));
    assert.match(result.kind === 'failed' ? result.failure.message : '', /read-only here.*kept in storage/);
    assert.equal((await port.read()).kind, 'file');
  });

  it('keeps its byte order mark', async () => {
    const { port, fs } = store('\ufeffold\n');
    const read = await port.read();
    assert.ok(read.kind === 'file' && read.text === 'old\n');
    assert.equal((await port.write('new\n', read.hash)).kind, 'written');
    assert.equal(fs.files.get(path)?.toString('utf8'), '\ufeffnew\n');
  });
});
