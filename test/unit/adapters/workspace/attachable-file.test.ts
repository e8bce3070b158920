import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { readAttachableFile } from '../../../../src/adapters/workspace/attachable-file.ts';
import type { AttachableFile } from '../../../../src/core/ports/attachable-file.ts';

describe('Reading a file to attach it', () => {
  let base: string;
  let root: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'attachable-'));
    root = join(base, 'workspace');
    mkdirSync(join(root, 'src'), { recursive: true });
    writeFileSync(join(root, 'src', 'a.js'), 'inside');
    writeFileSync(join(base, 'secret.txt'), 'outside');
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const read = (path: string, maxBytes = 1_000): Promise<AttachableFile> =>
    readAttachableFile({ path: join(root, path), roots: [join(base, 'gone'), root], maxBytes });
  const textOf = (file: AttachableFile): string =>
    file.kind === 'read' ? Buffer.from(file.bytes).toString() : file.kind;

  it('reads what is in the workspace, also through a link that stays in it', async () => {
    symlinkSync('src', join(root, 'code'));
    symlinkSync('src/a.js', join(root, 'b.js'));
    assert.equal(textOf(await read('src/a.js')), 'inside');
    assert.equal(textOf(await read('code/a.js')), 'inside');
    assert.equal(textOf(await read('b.js')), 'inside');
  });

  it('reads nothing outside, by whatever way it is asked for', async () => {
    symlinkSync(join(base, 'secret.txt'), join(root, 'notes.txt'));
    symlinkSync(base, join(root, 'up'));
    symlinkSync('notes.txt', join(root, 'chain.txt'));
    symlinkSync(join(base, 'workspace-not'), join(root, 'sibling'));
    mkdirSync(join(base, 'workspace-not'));
    writeFileSync(join(base, 'workspace-not', 'x'), 'outside');
    for (const path of ['notes.txt', 'up/secret.txt', 'chain.txt', '../secret.txt', 'sibling/x'])
      assert.equal(textOf(await read(path)), 'outside', path);
  });

  it('says what else stands in the way', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('nowhere', join(root, 'dangling'));
    symlinkSync('loop', join(root, 'loop'));
    writeFileSync(join(root, 'large'), 'x'.repeat(1_001));
    assert.equal(textOf(await read('gone.js')), 'absent');
    assert.equal(textOf(await read('src/a.js/b')), 'absent');
    assert.equal(textOf(await read('dangling')), 'absent');
    assert.equal(textOf(await read('src')), 'folder');
    assert.equal(textOf(await read('.')), 'folder');
    assert.equal(textOf(await read('pipe')), 'special');
    assert.equal(textOf(await read('loop')), 'denied');
    assert.deepEqual(await read('large'), { kind: 'tooLarge', size: 1_001 });
    assert.equal(textOf(await read('large', 1_001)), 'x'.repeat(1_001));
  });

  it('gives up on a folder that becomes a link while the file is opened', async () => {
    const real = createNodeFileSystem();
    let looks = 0;
    const fs = {
      ...real,
      realpath: async (path: string) => {
        const found = await real.realpath(path);
        if (path.endsWith('a.js') && ++looks === 1) {
          rmSync(join(root, 'src'), { recursive: true });
          mkdirSync(join(base, 'other'));
          writeFileSync(join(base, 'other', 'a.js'), 'outside');
          symlinkSync(join(base, 'other'), join(root, 'src'));
        }
        return found;
      },
    };
    const result = await readAttachableFile({
      path: join(root, 'src/a.js'),
      roots: [root],
      maxBytes: 99,
      fs,
    });
    assert.equal(result.kind, 'changing');
  });
});
