import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as node from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileMemoryStore } from '../../../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem, type FileSystem } from '../../../../src/adapters/files/file-system.ts';
import type { MemoryFilePort } from '../../../../src/core/ports/memory-file.ts';
import { type FileCall, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { sha256 } from '../../../support/stores/in-memory-stores.ts';
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

/** What can stand in the place of the folder, and how it is refused. */
const folderTraps: readonly Trap[] = [
  ['a link', ({ folder, outside }) => node.symlinkSync(outside, folder), /symbolic link/],
  [
    'the first of two links',
    ({ root, folder, outside }) => {
      node.symlinkSync(outside, join(root, 'second'));
      node.symlinkSync('second', folder);
    },
    /symbolic link/,
  ],
  ['a dangling link', ({ folder }) => node.symlinkSync('/nowhere/at/all', folder), /symbolic link/],
  ['a link to itself', ({ folder }) => node.symlinkSync('.claude', folder), /symbolic link/],
  ['a file', ({ folder }) => node.writeFileSync(folder, 'x'), /not a folder/],
  ['a pipe', ({ folder }) => plantPipe(folder), /not a folder/],
  ['a socket', ({ folder }) => plantSocket(folder), /not a folder/],
];

/** What can stand in the place of the file. */
const fileTraps: readonly Trap[] = [
  [
    'a link',
    ({ file, outside }) => node.symlinkSync(join(outside, 'session-memory.md'), file),
    /symbolic link/,
  ],
  [
    'the first of two links',
    ({ root, file, outside }) => {
      node.symlinkSync(join(outside, 'session-memory.md'), join(root, 'second'));
      node.symlinkSync('../second', file);
    },
    /symbolic link/,
  ],
  [
    'a dangling link to the outside',
    ({ file, outside }) => node.symlinkSync(join(outside, 'new.md'), file),
    /symbolic link/,
  ],
  ['a link to itself', ({ file }) => node.symlinkSync('session-memory.md', file), /symbolic link/],
  ['a link to an endless device', ({ file }) => node.symlinkSync('/dev/zero', file), /symbolic link/],
  ['a link to standard input', ({ file }) => node.symlinkSync('/dev/stdin', file), /symbolic link/],
  [
    'a hard link',
    ({ file, outside }) => node.linkSync(join(outside, 'session-memory.md'), file),
    /hard link/,
  ],
  ['a pipe', ({ file }) => plantPipe(file), /pipe, socket or device/],
  ['a socket', ({ file }) => plantSocket(file), /pipe, socket or device/],
  ['a folder', ({ file }) => node.mkdirSync(file), /folder where a file belongs/],
];

type Trap = readonly [name: string, plant: (place: Place) => void, message: RegExp];

const spares: Record<'pipe' | 'socket', string[]> = { pipe: [], socket: [] };
const spareFolders: string[] = [];

after(() => {
  for (const folder of spareFolders) node.rmSync(folder, { recursive: true });
});

/** Pipes and sockets take a process to be made: many are made at once and moved to where they are to stand. */
function plantSpare(kind: 'pipe' | 'socket', path: string): void {
  if (spares[kind].length === 0) {
    const folder = node.mkdtempSync(join(tmpdir(), 'session-memory-'));
    spareFolders.push(folder);
    spares[kind] = Array.from({ length: 100 }, (_, index) => join(folder, String(index)));
    if (kind === 'pipe') execFileSync('mkfifo', spares.pipe);
    else makeSockets(spares.socket);
  }
  const spare = spares[kind].pop() ?? '';
  node.renameSync(spare, path);
}

const plantPipe = (path: string): void => plantSpare('pipe', path);

function plantSocket(path: string): void {
  plantSpare('socket', path);
  assert.ok(node.lstatSync(path).isSocket());
}

/** Sockets that nobody listens at any more: the process that made them was killed before it could remove them. */
function makeSockets(paths: readonly string[]): void {
  const listen = `let left = ${paths.length};
    const listening = () => --left || process.kill(process.pid, 'SIGKILL');
    for (const path of ${JSON.stringify(paths)}) require('net').createServer().listen(path, listening);`;
  spawnSync(process.execPath, ['-e', listen]);
}

/** Only the superuser may make one. */
function plantDevice(path: string): boolean {
  return spawnSync('mknod', [path, 'c', '1', '5']).status === 0;
}

const traps: readonly Trap[] = [
  ...folderTraps.map(([name, plant, message]): Trap => [`the folder is ${name}`, plant, message]),
  ...fileTraps.map(
    ([name, plant, message]): Trap => [
      `the file is ${name}`,
      (place) => {
        node.mkdirSync(place.folder);
        plant(place);
      },
      message,
    ],
  ),
];

/** Neither read nor written, for whatever the file is expected to hold, and told why. */
async function assertRefused(store: MemoryFilePort, place: Place, message: RegExp): Promise<void> {
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
}

describe('The memory file where a path leads astray', () => {
  for (const [name, plant, message] of traps) {
    it(`is neither read nor written when ${name}`, async () => {
      const place = makePlace();
      plant(place);
      await assertRefused(open(place.root), place, message);
    });
  }

  it('is neither read nor written when the file, or its folder, is a device', async function () {
    for (const [part, message] of [
      ['file', /pipe, socket or device/],
      ['folder', /not a folder/],
    ] as const) {
      const place = makePlace();
      if (part === 'file') node.mkdirSync(place.folder);
      if (!plantDevice(place[part])) this.skip();
      await assertRefused(open(place.root), place, message);
    }
  });

  it('is neither read nor written when the folder is a junction, which Windows reports as a link', async () => {
    for (const part of ['folder', 'file'] as const) {
      const place = makePlace();
      node.cpSync(place.outside, place.folder, { recursive: true });
      const fs = createNodeFileSystem('win32');
      const lstat: FileSystem['lstat'] = async (path) => {
        const stat = await fs.lstat(path);
        return stat !== null && path === place[part] ? { ...stat, kind: 'link' } : stat;
      };
      await assertRefused(open(place.root, { ...fs, lstat }), place, /symbolic link or junction/);
      assert.deepEqual(node.readdirSync(place.folder), ['session-memory.md']);
      assert.equal(node.readFileSync(place.file, 'utf8'), secret);
    }
  });

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

  /**
   * Runs a write while something is swapped at its n-th step, for every n, and gives each a fresh place. What was written
   * all the same was swapped after the last look: then the file is a plain one in the folder that was looked at.
   */
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
      if (result.kind === 'written') assert.ok(step > 20, `written although swapped at step ${step}`);
    }
  }

  for (const platform of ['linux', 'darwin', 'win32']) {
    for (const [name, plant] of folderTraps) {
      it(`never leads outside when its folder becomes ${name} in the middle of a write, as on ${platform}`, async () => {
        const steps = await swapAtEveryStep(platform, (place) => {
          node.renameSync(place.folder, join(place.root, 'moved'));
          plant(place);
        });
        assert.ok(steps > 20, `${steps} steps`);
      });
    }
    for (const [name, plant] of fileTraps) {
      it(`never leads outside when the file becomes ${name} in the middle of a write, as on ${platform}`, async () => {
        const steps = await swapAtEveryStep(platform, (place) => {
          node.rmSync(place.file);
          plant(place);
        });
        assert.ok(steps > 20, `${steps} steps`);
      });
    }
  }

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
