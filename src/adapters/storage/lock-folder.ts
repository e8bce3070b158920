/** The folder behind a window lock and the steps by which it changes hands. All throw Node's errors. */
import { basename, dirname, join } from 'node:path';
import { writeFully } from '../files/atomic-file.ts';
import { errorCode, type FileSystem } from '../files/file-system.ts';

/** What an observer sees of a lock, as one string to compare: who owns it, and how often the owner has beaten. */
export type LockSight = string;

export interface LockFolder {
  /** True when the lock is ours now; false when somebody has it. */
  install(): Promise<boolean>;
  /** Leaves a sign of life; false when the lock is not ours any more. */
  beat(count: number): Promise<boolean>;
  /** Null when there is no lock. */
  sight(): Promise<LockSight | null>;
  /** Removes a dead owner's lock, unless it has changed since it was seen so. */
  setAside(seen: LockSight): Promise<void>;
  release(): Promise<void>;
  /** Removes what killed processes left beside the lock. Never fails. `now` in milliseconds since the epoch. */
  tidy(now: number): Promise<void>;
}

/** Renaming over a populated folder fails with one of these; which one depends on the system. */
const takenErrors = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY']);
const ownerPrefix = 'owner-';
const beatPrefix = 'beat-';
const leftOverAfterMs = 10 * 60 * 1000;

/** `path` is where the lock lies; `token` is this window's, 32 hexadecimal digits. */
export function createLockFolder(fs: FileSystem, path: string, token: string): LockFolder {
  const ours = `${ownerPrefix}${token}`;
  let beatName = '';

  /** A file's name says all, so that a cut write cannot leave a lock without an owner. */
  async function put(folder: string, name: string): Promise<void> {
    const file = await fs.open(join(folder, name), 'create');
    try {
      await writeFully(file, Buffer.from(`${name}\n`));
    } finally {
      await file.close();
    }
  }

  async function sight(folder = path): Promise<LockSight | null> {
    const names = await fs.list(folder);
    const signs = names.filter((name) => name.startsWith(ownerPrefix) || name.startsWith(beatPrefix));
    if (signs.length > 0) return signs.sort().join(' ');
    // A folder without an owner was emptied by a release that did not end; a plain file has no business here.
    return (await fs.lstat(folder)) === null ? null : 'nobody';
  }

  const isOurs = async (): Promise<boolean> => (await fs.list(path)).includes(ours);

  /** The lock appears with its owner inside or not at all. */
  async function install(): Promise<boolean> {
    if ((await fs.lstat(path)) !== null && (await fs.list(path)).length > 0) return false;
    const prepared = `${path}.${token}.new`;
    await fs.removeTree(prepared);
    await fs.makeTree(prepared);
    await put(prepared, ours);
    try {
      await fs.rename(prepared, path);
      return true;
    } catch (error) {
      await fs.removeTree(prepared).catch(() => {});
      if (takenErrors.has(errorCode(error))) return false;
      throw error;
    }
  }

  async function beat(count: number): Promise<boolean> {
    if (!(await isOurs())) return false;
    const next = `${beatPrefix}${token}-${count}`;
    await put(path, next);
    if (beatName !== '') await fs.removeFile(join(path, beatName)).catch(() => {});
    beatName = next;
    return true;
  }

  async function setAside(seen: LockSight): Promise<void> {
    const aside = `${path}.${token}.stale`;
    await fs.removeTree(aside);
    await fs.rename(path, aside);
    // Between the last look and the rename another window may have taken over: then this is its lock, and goes back.
    if ((await sight(aside)) === seen) await fs.removeTree(aside);
    else await fs.rename(aside, path);
  }

  async function release(): Promise<void> {
    if (!(await isOurs())) return;
    const gone = `${path}.${token}.gone`;
    await fs.rename(path, gone);
    await fs.removeTree(gone);
  }

  async function tidy(now: number): Promise<void> {
    const locksFolder = dirname(path);
    for (const name of await fs.list(locksFolder).catch(() => [])) {
      if (!name.startsWith(`${basename(path)}.`)) continue;
      const stat = await fs.lstat(join(locksFolder, name)).catch(() => null);
      if (stat === null || now - stat.modifiedAt < leftOverAfterMs) continue;
      await fs.removeTree(join(locksFolder, name)).catch(() => {});
    }
  }

  return { install, beat, sight: () => sight(), setAside, release, tidy };
}
