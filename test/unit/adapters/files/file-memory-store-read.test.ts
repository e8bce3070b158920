import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import {
  createFileMemoryStore,
  memoryFileLimitBytes,
} from '../../../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { type FileCall, type FileHook, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { sha256 } from '../../../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('The memory file as it is read', () => {
  let root: string;
  let file: string;
  beforeEach(() => {
    root = temporaryFolder();
    file = join(root, '.claude', 'session-memory.md');
    node.mkdirSync(join(root, '.claude'));
  });

  const open = ({ hook = () => {} }: { readonly hook?: FileHook } = {}) =>
    createFileMemoryStore({
      root,
      relativePath: '.claude/session-memory.md',
      isUnsaved: () => false,
      fs: hookFileSystem(createNodeFileSystem(), hook),
      pause: async () => {},
    });
  const content = (): string => node.readFileSync(file, 'utf8');

  const unreadable: readonly (readonly [name: string, bytes: () => Buffer, message: RegExp])[] = [
    ['50 MB', () => Buffer.alloc(50_000_000, 'x\n'), /larger than 1 MB/],
    ['one line of 5 MB', () => Buffer.alloc(5_000_000, 'x'), /larger than 1 MB/],
    ['one byte too many', () => Buffer.alloc(memoryFileLimitBytes + 1, 'x'), /larger than 1 MB/],
    ['NUL bytes', () => Buffer.from('# Session memory\n\0\0\0'), /NUL bytes/],
    ['invalid UTF-8', () => Buffer.from([0x23, 0x20, 0xc3, 0x28, 0x0a]), /not valid UTF-8/],
    ['a cut character', () => Buffer.from('記').subarray(0, 2), /not valid UTF-8/],
    ['UTF-16, little end first', () => Buffer.from('\ufeff# memory', 'utf16le'), /UTF-16/],
    ['UTF-16, big end first', () => Buffer.from('\ufeff# memory', 'utf16le').swap16(), /UTF-16/],
  ];
  for (const [name, bytes, message] of unreadable) {
    it(`is told to be unusable and stays as it is with ${name}`, async () => {
      node.writeFileSync(file, bytes());
      const size = node.statSync(file).size;
      const store = open();
      const seen = await store.read();
      assert.ok(seen.kind === 'unreadable', seen.kind);
      assert.match(seen.failure.message, message);
      assert.notEqual((await store.write('ours\n', null)).kind, 'written');
      assert.equal(node.statSync(file).size, size);
    });
  }

  it('may be as large as the limit', async () => {
    node.writeFileSync(file, Buffer.alloc(memoryFileLimitBytes, 'x'));
    assert.equal((await open().read()).kind, 'file');
  });

  it('never reads more than the limit, also of a file that grows meanwhile', async () => {
    node.writeFileSync(file, 'small');
    const grow = ({ operation }: FileCall) => {
      if (operation === 'file.read') node.appendFileSync(file, Buffer.alloc(300_000, 'x'));
    };
    const seen = await open({ hook: grow }).read();
    assert.ok(seen.kind === 'unreadable', seen.kind);
  });

  it('keeps a byte order mark through a rewrite without showing it', async () => {
    node.writeFileSync(file, '\ufeffold\r\n');
    const store = open();
    const seen = await store.read();
    assert.deepEqual(seen, { kind: 'file', text: 'old\r\n', hash: sha256('\ufeffold\r\n') });
    const result = await store.write('new\r\n', sha256('\ufeffold\r\n'));
    assert.deepEqual(result, { kind: 'written', hash: sha256('\ufeffnew\r\n') });
    assert.equal(content(), '\ufeffnew\r\n');
  });

  it('is read again when an editor has just emptied it in order to save', async () => {
    node.writeFileSync(file, '');
    const fs = createNodeFileSystem();
    const pause = async () => node.writeFileSync(file, 'saved\n');
    const options = { root, relativePath: '.claude/session-memory.md', isUnsaved: () => false };
    const seen = await createFileMemoryStore({ ...options, fs, pause }).read();
    assert.deepEqual(seen, { kind: 'file', text: 'saved\n', hash: sha256('saved\n') });
  });

  it('is read again when it was replaced between looking and opening', async () => {
    node.writeFileSync(file, 'first\n');
    let isReplaced = false;
    const replace = ({ operation }: FileCall) => {
      if (operation !== 'open' || isReplaced) return;
      isReplaced = true;
      node.writeFileSync(`${file}.other`, 'second\n');
      node.renameSync(`${file}.other`, file);
    };
    const seen = await open({ hook: replace }).read();
    assert.ok(seen.kind === 'file' && seen.text === 'second\n');
  });

  it('gives up with a clear message on a file that never holds still', async () => {
    node.writeFileSync(file, 'first\n');
    let count = 0;
    const replace = ({ operation }: FileCall) => {
      if (operation !== 'open') return;
      count += 1;
      node.writeFileSync(`${file}.other`, `${count}\n`);
      node.renameSync(`${file}.other`, file);
    };
    const seen = await open({ hook: replace }).read();
    assert.ok(seen.kind === 'unreadable', seen.kind);
    assert.match(seen.failure.message, /keeps changing/);
  });
});
