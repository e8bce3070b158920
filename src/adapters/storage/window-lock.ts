/**
 * Says which window has a folder's memory file, or a session. Advisory: it keeps two windows from doing the same work, while the
 * comparison of hashes at every write keeps them from destroying each other's.
 *
 * The lock is a folder that holds its owner's token and a counter that the owner raises. Whether an owner is alive is
 * judged by watching that counter over several looks of one's own, never by times in files: a laptop that slept, or a
 * clock that was set, stops both sides alike and makes nobody look dead.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { phrase } from '../../core/phrase.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { LockResult, OwnedLock, WindowLock } from '../../core/ports/window-lock.ts';
import { hashOf } from '../files/atomic-file.ts';
import { createNodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { storageFailure } from '../files/storage-failure.ts';
import { createLockFolder, type LockFolder, type LockSight } from './lock-folder.ts';

export interface WindowLockOptions {
  /** Absolute path of the folder that holds all locks, outside any repository; made when first needed. */
  readonly locksFolder: string;
  /** What is locked: the path of the workspace folder, or of anything else that one window at a time may have. */
  readonly subject: string;
  readonly clock: Clock;
  /** Called once if another window has taken over a lock that was held here, for example after a long freeze. */
  readonly onLost?: () => void;
  readonly fs?: FileSystem;
}

const beatEveryMs = 2000;
/** So many looks in a row without a beat make an owner dead; that is five beats missed. */
const looksUntilDead = 6;

export function createWindowLock(options: WindowLockOptions): WindowLock {
  const { locksFolder, subject, clock, onLost, fs = createNodeFileSystem() } = options;
  const token = randomBytes(16).toString('hex');
  let known: Promise<LockFolder> | null = null;

  /** One lock for a folder, whichever way a window has come to it. What does not exist yet goes by its name. */
  const lockFolder = (): Promise<LockFolder> => {
    known ??= fs
      .realpath(subject)
      .catch(() => subject)
      .then((real) => createLockFolder(fs, join(locksFolder, hashOf(Buffer.from(real, 'utf8'))), token));
    return known;
  };

  /** Beats until it is released or lost. */
  function own(folder: LockFolder): OwnedLock {
    let isOver = false;
    let count = 0;
    let working: Promise<void> = Promise.resolve();
    let cancelTimer = clock.after(beatEveryMs, onTimer);

    async function beat(): Promise<void> {
      count += 1;
      // A full disk or a slow one is no reason to give up: the next beat may come through.
      const isOurs = await folder.beat(count).catch(() => true);
      if (isOver) return;
      if (isOurs) {
        cancelTimer = clock.after(beatEveryMs, onTimer);
        return;
      }
      isOver = true;
      onLost?.();
    }
    function onTimer(): void {
      working = beat();
    }
    return {
      kind: 'owner',
      release: async () => {
        if (isOver) return;
        isOver = true;
        cancelTimer();
        await working;
        await folder.release().catch(() => {});
      },
    };
  }

  async function acquire(): Promise<LockResult> {
    try {
      await fs.makeTree(locksFolder);
      const folder = await lockFolder();
      if (!(await folder.install())) return { kind: 'held' };
      await folder.tidy(clock.now());
      return own(folder);
    } catch (error) {
      return {
        kind: 'failed',
        failure: storageFailure(error, phrase`take the lock`, locksFolder),
      };
    }
  }

  function watch(onOwner: (owned: OwnedLock) => void, onAlive?: () => void): () => void {
    let isOver = false;
    let last: LockSight | null = null;
    let looks = 0;
    let cancelTimer = clock.after(beatEveryMs, onTimer);

    async function look(): Promise<void> {
      const result = await acquire();
      if (result.kind === 'owner') {
        if (isOver) return result.release();
        isOver = true;
        return onOwner(result);
      }
      if (result.kind === 'held') await judge();
      if (!isOver) cancelTimer = clock.after(beatEveryMs, onTimer);
    }
    async function judge(): Promise<void> {
      const folder = await lockFolder();
      const sight = await folder.sight().catch(() => null);
      const hasBeaten = sight !== null && last !== null && sight !== last;
      looks = sight !== null && sight === last ? looks + 1 : 1;
      last = sight;
      if (hasBeaten && !isOver) onAlive?.();
      if (sight === null || looks < looksUntilDead) return;
      looks = 0;
      await folder.setAside(sight).catch(() => {});
    }
    function onTimer(): void {
      void look();
    }
    return () => {
      isOver = true;
      cancelTimer();
    };
  }

  return { acquire, watch };
}
