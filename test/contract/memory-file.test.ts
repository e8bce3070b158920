import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileMemoryStore } from '../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem } from '../../src/adapters/files/file-system.ts';
import { createVirtualMemoryStore } from '../../src/adapters/workspace/virtual-memory-store.ts';
import type { MemoryFilePort } from '../../src/core/ports/memory-file.ts';
import { errorWithCode, hookFileSystem } from '../support/stores/hooked-file-system.ts';
import { InMemoryMemoryFile, sha256 } from '../support/stores/in-memory-stores.ts';
import { FakeVirtualFileSystem, fakeUri } from '../support/stores/virtual-file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Subject {
  readonly port: MemoryFilePort;
  /** What the user saves; null deletes the file. */
  save(text: string | null): void;
  content(): string | null;
  setUnsaved(isUnsaved: boolean): void;
  setFull(isFull: boolean): void;
}

function inMemory(): Subject {
  const port = new InMemoryMemoryFile();
  return {
    port,
    save: (text) => {
      port.text = text;
    },
    content: () => port.text,
    setUnsaved: (isUnsaved) => {
      port.isUnsaved = isUnsaved;
    },
    setFull: (isFull) => {
      port.isFull = isFull;
    },
  };
}

function onDisk(): Subject {
  const root = temporaryFolder();
  const path = join(root, 'session-memory.md');
  let isUnsaved = false;
  let isFull = false;
  const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
    if (isFull && operation === 'file.write') throw errorWithCode('ENOSPC');
  });
  return {
    port: createFileMemoryStore({
      root,
      relativePath: 'session-memory.md',
      isUnsaved: () => isUnsaved,
      fs,
      pause: async () => {},
    }),
    save: (text) => (text === null ? rmSync(path) : writeFileSync(path, text)),
    content: () => (existsSync(path) ? readFileSync(path, 'utf8') : null),
    setUnsaved: (value) => {
      isUnsaved = value;
    },
    setFull: (value) => {
      isFull = value;
    },
  };
}

function virtual(): Subject {
  const fs = new FakeVirtualFileSystem();
  const path = '/repo/.claude/session-memory.md';
  let isUnsaved = false;
  return {
    port: createVirtualMemoryStore({
      fs,
      uri: fakeUri(path),
      folder: fakeUri('/repo/.claude'),
      journal: new InMemoryMemoryFile(),
      isUnsaved: () => isUnsaved,
    }),
    save: (text) => void (text === null ? fs.files.delete(path) : fs.files.set(path, Buffer.from(text))),
    content: () => fs.files.get(path)?.toString('utf8') ?? null,
    setUnsaved: (value) => {
      isUnsaved = value;
    },
    setFull: (value) => {
      fs.isFull = value;
    },
  };
}

for (const [name, make] of [
  ['in memory', inMemory],
  ['in a virtual workspace', virtual],
  ['on disk', onDisk],
] as const) {
  describe(`MemoryFilePort, ${name}`, () => {
    let subject: Subject;
    beforeEach(() => {
      subject = make();
    });

    it('says that there is no file, and makes one only for a caller who knows that', async () => {
      assert.deepEqual(await subject.port.read(), { kind: 'absent' });
      assert.deepEqual(await subject.port.write('new\n', sha256('old\n')), { kind: 'changed' });
      assert.equal(subject.content(), null);
      assert.deepEqual(await subject.port.write('new\n', null), { kind: 'written', hash: sha256('new\n') });
      assert.equal(subject.content(), 'new\n');
    });

    it('gives the text back as it was saved, with the hash of its bytes', async () => {
      for (const text of ['a\n', '', 'no final newline', 'CRLF\r\nmixed\n', '記憶 🧠\n']) {
        subject.save(text);
        assert.deepEqual(await subject.port.read(), { kind: 'file', text, hash: sha256(text) });
      }
    });

    it('replaces the file whose hash the caller knows, again and again', async () => {
      let expected: string | null = null;
      for (const text of ['one\n', 'two\n', 'two\n', '三\n']) {
        const result = await subject.port.write(text, expected);
        assert.deepEqual(result, { kind: 'written', hash: sha256(text) });
        assert.equal(subject.content(), text);
        expected = sha256(text);
      }
    });

    it('leaves alone what the user has saved or deleted meanwhile', async () => {
      await subject.port.write('ours\n', null);
      subject.save('theirs\n');
      assert.deepEqual(await subject.port.write('ours again\n', sha256('ours\n')), { kind: 'changed' });
      assert.equal(subject.content(), 'theirs\n');
      subject.save(null);
      assert.deepEqual(await subject.port.write('ours again\n', sha256('theirs\n')), { kind: 'changed' });
      assert.equal(subject.content(), null);
      subject.save('made by hand\n');
      assert.deepEqual(await subject.port.write('ours again\n', null), { kind: 'changed' });
      assert.equal(subject.content(), 'made by hand\n');
    });

    it('neither reads nor writes while an editor holds unsaved edits', async () => {
      subject.save('saved\n');
      subject.setUnsaved(true);
      assert.deepEqual(await subject.port.read(), { kind: 'unsaved' });
      assert.deepEqual(await subject.port.write('ours\n', sha256('saved\n')), { kind: 'changed' });
      assert.equal(subject.content(), 'saved\n');
      subject.setUnsaved(false);
      assert.equal((await subject.port.write('ours\n', sha256('saved\n'))).kind, 'written');
    });

    it('keeps the old content on a full disk, says so, and writes once there is room', async () => {
      subject.save('old\n');
      subject.setFull(true);
      const result = await subject.port.write('new\n', sha256('old\n'));
      assert.ok(result.kind === 'failed' && result.failure.kind === 'storage', JSON.stringify(result));
      assert.match(result.failure.message, /disk is full/i);
      assert.equal(subject.content(), 'old\n');
      subject.setFull(false);
      assert.equal((await subject.port.write('new\n', sha256('old\n'))).kind, 'written');
    });

    it('lets exactly one of several writers win who all have read the same', async () => {
      subject.save('base\n');
      const texts = ['a\n', 'b\n', 'c\n'];
      const results = await Promise.all(texts.map((text) => subject.port.write(text, sha256('base\n'))));
      assert.deepEqual(results.map(({ kind }) => kind).sort(), ['changed', 'changed', 'written']);
      assert.equal(subject.content(), texts[results.findIndex(({ kind }) => kind === 'written')]);
    });
  });
}
