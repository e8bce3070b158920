import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createFileMemoryStore } from '../../../../src/adapters/storage/file-memory-store.ts';
import { createNodeFileSystem, type FileSystem } from '../../../../src/adapters/storage/file-system.ts';
import type { MemoryFilePort } from '../../../../src/core/ports.ts';
import { type FileCall, hookFileSystem } from '../../../support/hooked-file-system.ts';
import { sha256 } from '../../../support/in-memory-stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

interface Place {
  readonly root: string;
  readonly outside: string;
  readonly folder: string;
  readonly file: string;
}

const secret = 'export PATH=/bin\n';

function makePlace(): Place {
  const base = temporaryFolder();
  const [root, outside] = [join(base, 'workspace'), join(base, 'outside')];
  node.mkdirSync(root);
  node.mkdirSync(outside);
  node.writeFileSync(join(outside, 'session-memory.md'), secret);
  const folder = join(root, '.claude');
  return { root, outside, folder, file: join(folder, 'session-memory.md') };
}

const open = (root: string, fs: FileSystem = createNodeFileSystem()): MemoryFilePort =>
  createFileMemoryStore({
    root,
    relativePath: '.claude/session-memory.md',
    isUnsaved: () => false,
    fs,
    pause: async () => {},
  });

/** All that lies outside, and nothing more than was put there. */
function assertOutsideUntouched({ outside }: Place): void {
  assert.deepEqual(node.readdirSync(outside), ['session-memory.md']);
  assert.equal(node.readFileSync(join(outside, 'session-memory.md'), 'utf8'), secret);
}

const inFolder = (plant: (place: Place) => void) => (place: Place) => {
  node.mkdirSync(place.folder);
  plant(place);
};

const traps: readonly (readonly [name: string, plant: (place: Place) => void, message: RegExp])[] = [
  ['the folder is a link', ({ folder, outside }) => node.symlinkSync(outside, folder), /symbolic link/],
  [
    'the folder is a dangling link',
    ({ folder }) => node.symlinkSync('/nowhere/at/all', folder),
    /symbolic link/,
  ],
  ['the folder is a link to itself', ({ folder }) => node.symlinkSync('.claude', folder), /symbolic link/],
  ['the folder is a file', ({ folder }) => node.writeFileSync(folder, 'x'), /not a folder/],
  [
    'the file is a link',
    inFolder(({ file, outside }) => node.symlinkSync(join(outside, 'session-memory.md'), file)),
    /symbolic link/,
  ],
  [
    'the file is the first of two links',
    inFolder(({ root, file, outside }) => {
      node.symlinkSync(join(outside, 'session-memory.md'), join(root, 'second'));
      node.symlinkSync('../second', file);
    }),
    /symbolic link/,
  ],
  [
    'the file is a dangling link to the outside',
    inFolder(({ file, outside }) => node.symlinkSync(join(outside, 'new.md'), file)),
    /symbolic link/,
  ],
  [
    'the file is a link to itself',
    inFolder(({ file }) => node.symlinkSync('session-memory.md', file)),
    /symbolic link/,
  ],
  [
    'the file is a link to an endless device',
    inFolder(({ file }) => node.symlinkSync('/dev/zero', file)),
    /symbolic link/,
  ],
  [
    'the file is a link to standard input',
    inFolder(({ file }) => node.symlinkSync('/dev/stdin', file)),
    /symbolic link/,
  ],
  [
    'the file is a hard link',
    inFolder(({ file, outside }) => node.linkSync(join(outside, 'session-memory.md'), file)),
    /hard link/,
  ],
  [
    'the file is a pipe',
    inFolder(({ file }) => void execFileSync('mkfifo', [file])),
    /pipe, socket or device/,
  ],
  ['the file is a folder', inFolder(({ file }) => node.mkdirSync(file)), /folder where a file belongs/],
];

describe('The memory file where a path leads astray', () => {
  for (const [name, plant, message] of traps) {
    it(`is neither read nor written when ${name}`, async () => {
      const place = makePlace();
      plant(place);
      const store = open(place.root);
      const seen = await store.read();
      assert.ok(seen.kind === 'unreadable', JSON.stringify(seen));
      assert.match(seen.failure.message, message);
      assert.ok(seen.failure.message.includes(place.folder), seen.failure.message);
      for (const expected of [null, sha256(secret)]) {
        const result = await store.write('ours\n', expected);
        assert.ok(result.kind === 'failed', JSON.stringify(result));
        assert.match(result.failure.message, message);
      }
      assertOutsideUntouched(place);
    });
  }

  it('is read and written in a workspace that was opened through a link', async () => {
    const place = makePlace();
    const link = join(place.outside, '..', 'link');
    node.symlinkSync(place.root, link);
    assert.equal((await open(link).write('ours\n', null)).kind, 'written');
    assert.equal(node.readFileSync(place.file, 'utf8'), 'ours\n');
  });

  it('is not brought back into a workspace folder that was deleted', async () => {
    const place = makePlace();
    node.rmSync(place.root, { recursive: true });
    const store = open(place.root);
    assert.equal((await store.read()).kind, 'unreadable');
    assert.equal((await store.write('ours\n', null)).kind, 'failed');
    assert.ok(!node.existsSync(place.root));
  });

  /** Runs a write while something is swapped at its n-th step, for every n, and gives each a fresh place. */
  async function swapAtEveryStep(platform: string, swap: (place: Place) => void): Promise<number> {
    for (let step = 1; ; step++) {
      const place = makePlace();
      node.mkdirSync(place.folder);
      node.writeFileSync(place.file, 'old\n');
      let count = 0;
      const fs = hookFileSystem(createNodeFileSystem(platform), () => {
        count += 1;
        if (count === step) swap(place);
      });
      const result = await open(place.root, fs).write('new\n', sha256('old\n'));
      assertOutsideUntouched(place);
      if (count < step) return step - 1;
      // Swapped after the last look, at the earliest: then the write was over, and went where it belongs.
      if (result.kind === 'written') assert.ok(step > 20, `written although swapped at step ${step}`);
    }
  }

  it('never leads outside when its folder becomes a link in the middle of a write', async () => {
    const steps = await swapAtEveryStep('linux', ({ root, folder, outside }) => {
      node.renameSync(folder, join(root, 'moved'));
      node.symlinkSync(outside, folder);
    });
    assert.ok(steps > 20, `${steps} steps`);
  });

  it('never leads outside when the file becomes a link in the middle of a write', async () => {
    const steps = await swapAtEveryStep('linux', ({ file, outside }) => {
      node.rmSync(file);
      node.symlinkSync(join(outside, 'session-memory.md'), file);
    });
    assert.ok(steps > 20, `${steps} steps`);
  });

  it('is refused after a swap of the folder also where a folder cannot be held open', async () => {
    const place = makePlace();
    node.mkdirSync(place.folder);
    node.writeFileSync(place.file, 'old\n');
    const swap = ({ operation }: FileCall): void => {
      if (operation !== 'file.sync') return;
      node.renameSync(place.folder, join(place.root, 'moved'));
      node.symlinkSync(place.outside, place.folder);
    };
    const fs = hookFileSystem(createNodeFileSystem('darwin'), swap);
    const result = await open(place.root, fs).write('new\n', sha256('old\n'));
    assert.equal(result.kind, 'failed');
    assertOutsideUntouched(place);
  });
});
