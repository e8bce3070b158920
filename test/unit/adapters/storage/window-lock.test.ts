import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem, type FileSystem } from '../../../../src/adapters/files/file-system.ts';
import { createWindowLock } from '../../../../src/adapters/storage/window-lock.ts';
import type { LockResult, WindowLock } from '../../../../src/core/ports/window-lock.ts';
import { FakeClock, settle, until } from '../../../support/fake-clock.ts';
import { errorWithCode, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

type Owned = Extract<LockResult, { kind: 'owner' }>;

/** One window: a lock with a clock of its own, which stands still when the window is frozen or dead. */
interface Window {
  readonly lock: WindowLock;
  readonly clock: FakeClock;
  readonly losses: number[];
}

describe('The window lock', () => {
  let locksFolder: string;
  beforeEach(() => {
    locksFolder = join(temporaryFolder(), 'storage', 'locks');
  });

  function openWindow(subject = '/home/me/project', fs: FileSystem = createNodeFileSystem()): Window {
    const clock = new FakeClock();
    const losses: number[] = [];
    const onLost = () => void losses.push(clock.now());
    return { lock: createWindowLock({ locksFolder, subject, clock, onLost, fs }), clock, losses };
  }
  async function acquire({ lock }: Window): Promise<Owned> {
    const result = await lock.acquire();
    assert.ok(result.kind === 'owner', JSON.stringify(result));
    return result;
  }
  /** Lets a window live through one timer: fires it and waits until its work has set the next one, or `isDone`. */
  async function tick({ clock, losses }: Window, isDone: () => boolean = () => false): Promise<void> {
    await clock.advance(2000);
    await until(() => clock.pending.length > 0 || losses.length > 0 || isDone());
  }
  /** Ticks a watching window until it owns the lock; resolves with the number of its looks. */
  async function looksUntilOwner(
    window: Window,
    meanwhile: () => Promise<void> = async () => {},
  ): Promise<number> {
    const owned: Owned[] = [];
    window.lock.watch((result) => void owned.push(result));
    for (let looks = 1; looks <= 20; looks++) {
      await meanwhile();
      await tick(window, () => owned.length > 0);
      if (owned.length > 0) return looks;
    }
    return Number.POSITIVE_INFINITY;
  }

  it('is one for a folder, whichever way a window has come to it', async () => {
    const folder = temporaryFolder();
    const way = join(temporaryFolder(), 'way');
    node.symlinkSync(folder, way, 'junction');
    const owned = await acquire(openWindow(folder));
    assert.deepEqual(await openWindow(way).lock.acquire(), { kind: 'held' });
    await owned.release();
    await (await acquire(openWindow(way))).release();
  });

  it('belongs to the first window that asks, until that one lets go', async () => {
    const [first, second] = [openWindow(), openWindow()];
    const owned = await acquire(first);
    assert.deepEqual(await second.lock.acquire(), { kind: 'held' });
    assert.deepEqual(await first.lock.acquire(), { kind: 'held' });
    await owned.release();
    await (await acquire(second)).release();
    assert.deepEqual(node.readdirSync(locksFolder), []);
  });

  it('is another one for another folder', async () => {
    await acquire(openWindow('/a'));
    await acquire(openWindow('/b'));
    assert.equal(node.readdirSync(locksFolder).length, 2);
  });

  it('goes to exactly one of many windows that ask at once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => openWindow().lock.acquire()));
    assert.equal(results.filter(({ kind }) => kind === 'owner').length, 1);
    assert.equal(node.readdirSync(locksFolder).length, 1);
  });

  it('is taken at the next look when its owner lets go', async () => {
    const [old, next] = [openWindow(), openWindow()];
    const owned = await acquire(old);
    const looks = await looksUntilOwner(next, async () => {
      await tick(old);
      if (old.clock.now() - new FakeClock().now() >= 6000) await owned.release();
    });
    assert.equal(looks, 3);
    assert.deepEqual(old.losses, []);
  });

  it('stays with an owner that beats, however long another waits', async () => {
    const [owner, waiting] = [openWindow(), openWindow()];
    await acquire(owner);
    assert.equal(await looksUntilOwner(waiting, () => tick(owner)), Number.POSITIVE_INFINITY);
    const beats = node.readdirSync(join(locksFolder, node.readdirSync(locksFolder)[0] ?? ''));
    assert.equal(beats.length, 2, 'one owner and one beat');
  });

  it('is taken over from a dead owner after some looks, and not before', async () => {
    const [dead, next] = [openWindow(), openWindow()];
    await acquire(dead);
    assert.equal(await looksUntilOwner(next), 7);
  });

  it('is not taken over because a clock was set', async () => {
    const [owner, waiting] = [openWindow(), openWindow()];
    await acquire(owner);
    const looks = await looksUntilOwner(waiting, async () => {
      waiting.clock.jump(24 * 3_600_000);
      owner.clock.jump(-24 * 3_600_000);
      await tick(owner);
    });
    assert.equal(looks, Number.POSITIVE_INFINITY);
  });

  it('is not taken over because both windows slept for a night', async () => {
    const [owner, waiting] = [openWindow(), openWindow()];
    await acquire(owner);
    let looks = 0;
    const result = await looksUntilOwner(waiting, async () => {
      looks += 1;
      // Every third look comes before the owner has had its turn, as after waking up.
      if (looks % 3 !== 0) await tick(owner);
      waiting.clock.jump(8 * 3_600_000);
    });
    assert.equal(result, Number.POSITIVE_INFINITY);
  });

  it('tells an owner that was frozen that it has lost the lock, and leaves the new owner alone', async () => {
    const [frozen, next] = [openWindow(), openWindow()];
    const owned = await acquire(frozen);
    await looksUntilOwner(next);
    await frozen.clock.advance(2000);
    await until(() => frozen.losses.length > 0);
    await owned.release();
    assert.deepEqual(frozen.clock.pending, []);
    assert.deepEqual(await openWindow().lock.acquire(), { kind: 'held' });
    await tick(next);
    assert.deepEqual(next.losses, []);
  });

  it('goes to one of two windows that wait for a dead owner', async () => {
    await acquire(openWindow());
    const waiting = [openWindow(), openWindow()];
    const owners: number[] = [];
    for (const [index, { lock }] of waiting.entries()) lock.watch(() => void owners.push(index));
    for (let look = 0; look < 12; look++) {
      await Promise.all(waiting.map((window) => tick(window)));
    }
    assert.equal(owners.length, 1);
  });

  it('goes back to a window that took it over at the very moment when another one set it aside', async () => {
    await acquire(openWindow());
    const rival = openWindow();
    let isRivalOwner = false;
    const fs = hookFileSystem(createNodeFileSystem(), async ({ operation, path }) => {
      if (operation !== 'rename' || !path.endsWith('.stale') || isRivalOwner) return;
      node.rmSync(path.replace(/\.[0-9a-f]+\.stale$/, ''), { recursive: true });
      await acquire(rival);
      isRivalOwner = true;
    });
    const late = openWindow('/home/me/project', fs);
    const looks = await looksUntilOwner(late, async () => {
      if (isRivalOwner) await tick(rival);
    });
    assert.deepEqual([isRivalOwner, looks, rival.losses], [true, Number.POSITIVE_INFINITY, []]);
  });

  it('stops being waited for when told so', async () => {
    const [owner, waiting] = [openWindow(), openWindow()];
    const owned = await acquire(owner);
    const stop = waiting.lock.watch(() => assert.fail('it was told to stop'));
    stop();
    assert.deepEqual(waiting.clock.pending, []);
    await owned.release();
    await waiting.clock.advance(60_000);
    await settle();
    await acquire(openWindow());
  });

  it('survives a disk that is full while it beats', async () => {
    let isFull = false;
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (isFull && operation === 'file.write') throw errorWithCode('ENOSPC');
    });
    const owner = openWindow('/p', fs);
    await acquire(owner);
    isFull = true;
    for (let count = 0; count < 3; count++) await tick(owner);
    isFull = false;
    await tick(owner);
    assert.deepEqual(owner.losses, []);
  });

  it('says so when its folder cannot be written', async () => {
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (operation === 'makeTree') throw errorWithCode('EROFS');
    });
    const result = await openWindow('/p', fs).lock.acquire();
    assert.ok(result.kind === 'failed');
    assert.match(result.failure.message, /^Could not take the lock \(.*read-only/);
  });

  it('removes what killed windows left beside it, once that is old', async () => {
    const window = openWindow();
    await (await acquire(window)).release();
    const owned = await acquire(window);
    const [name = ''] = node.readdirSync(locksFolder);
    const seconds = window.clock.now() / 1000;
    for (const [suffix, ageMinutes] of [
      ['aa.new', 11],
      ['bb.stale', 11],
      ['cc.new', 9],
    ] as const) {
      const path = join(locksFolder, `${name}.${suffix}`);
      node.mkdirSync(path);
      node.utimesSync(path, 0, seconds - ageMinutes * 60);
    }
    await owned.release();
    await acquire(window);
    assert.deepEqual(node.readdirSync(locksFolder).sort(), [name, `${name}.cc.new`]);
  });
});
