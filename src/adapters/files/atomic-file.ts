/** Replaces a whole file so that whoever reads it, also after a crash, finds the old content or the new, never a mix. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, type FileSystem, type OpenFile } from './file-system.ts';

/** Resolves after so many milliseconds; tests pass one that does not wait. */
export type Pause = (delayMs: number) => Promise<unknown>;
export const realPause: Pause = sleep;

export interface Replacement<Stop> {
  readonly fs: FileSystem;
  /** Path of an existing folder, for preference one held open; see `OpenDirectory.path`. */
  readonly directory: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Permission bits of the new file; 0600 unless told, since what a conversation says is private. */
  readonly mode?: number;
  /** Asked before every attempt to rename. Any answer but null ends the work, and the file stays as it was. */
  readonly beforeRename?: () => Promise<Stop | null>;
  readonly pause?: Pause;
}

/** Waits between attempts to rename: virus scanners and indexers hold a file for a moment, other windows too. */
const renamePausesMs = [10, 20, 40, 80, 160, 250, 250, 250, 250];
const passingRenameErrors = new Set(['EPERM', 'EACCES', 'EBUSY', 'EEXIST']);

/** A flush that failed for these reasons means that the bytes may not be on disk; others mean that it cannot flush. */
const lostWriteErrors = new Set(['EIO', 'ENOSPC', 'EDQUOT']);

const temporarySuffix = /\.[0-9a-f]{16}\.tmp$/;
const staleAfterMs = 10 * 60 * 1000;

/** SHA-256 as 64 hexadecimal digits. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Network file systems and some others cannot flush; the content is then as durable as they make it. */
export async function flush(target: { sync(): Promise<void> }): Promise<void> {
  try {
    await target.sync();
  } catch (error) {
    if (lostWriteErrors.has(errorCode(error))) throw error;
  }
}

/** Normally one `write`; goes on where the system took only a part. */
export async function writeFully(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    const written = await file.write(rest);
    if (written <= 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    rest = rest.subarray(written);
  }
}

/** Opens a name that nobody can have planted: it is random, and an existing entry makes the call fail. */
async function createTemporary(fs: FileSystem, directory: string, name: string) {
  for (let attempt = 1; ; attempt++) {
    const path = join(directory, `${name}.${randomBytes(8).toString('hex')}.tmp`);
    try {
      return { path, file: await fs.open(path, 'create') };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || attempt === 5) throw error;
    }
  }
}

async function fill(file: OpenFile, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  try {
    await writeFully(file, bytes);
    // A file system without permissions refuses this; the content matters more.
    if (mode !== undefined) await file.setMode(mode).catch(() => {});
    await flush(file);
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await file.close();
}

async function renameOver<Stop>(replacement: Replacement<Stop>, temporary: string): Promise<Stop | null> {
  const { fs, directory, name, pause = realPause } = replacement;
  const pauses = fs.platform === 'win32' ? renamePausesMs : [];
  for (let attempt = 0; ; attempt++) {
    const stop = (await replacement.beforeRename?.()) ?? null;
    if (stop !== null) {
      await fs.removeFile(temporary).catch(() => {});
      return stop;
    }
    try {
      await fs.rename(temporary, join(directory, name));
      return null;
    } catch (error) {
      const delayMs = pauses[attempt];
      if (delayMs === undefined || !passingRenameErrors.has(errorCode(error))) throw error;
      await pause(delayMs);
    }
  }
}

/** Never fails: that the name is there has happened, and whether it outlives a power cut is all that is open. */
export async function flushDirectory(fs: FileSystem, path: string): Promise<void> {
  const directory = await fs.openDirectory(path).catch(() => null);
  await directory?.sync().catch(() => {});
  await directory?.close().catch(() => {});
}

/** Resolves with null once the new content is in place, or with what `beforeRename` said. Throws Node's errors. */
export async function replaceFile<Stop = never>(replacement: Replacement<Stop>): Promise<Stop | null> {
  const { fs, directory, name, bytes, mode } = replacement;
  const temporary = await createTemporary(fs, directory, name);
  try {
    await fill(temporary.file, bytes, mode);
    const stop = await renameOver(replacement, temporary.path);
    if (stop === null) await flushDirectory(fs, directory);
    return stop;
  } catch (error) {
    await fs.removeFile(temporary.path).catch(() => {});
    throw error;
  }
}

/**
 * Removes temporary files that a killed process has left behind: those of `name`, or of every name in a folder that is
 * ours alone (null). Never fails; younger ones may be in use.
 */
export async function removeStaleTemporaries(
  fs: FileSystem,
  directory: string,
  name: string | null,
  now: number,
): Promise<void> {
  for (const entry of await fs.list(directory).catch(() => [])) {
    const suffix = temporarySuffix.exec(entry);
    if (suffix === null || (name !== null && entry.slice(0, suffix.index) !== name)) continue;
    const path = join(directory, entry);
    const stat = await fs.lstat(path).catch(() => null);
    if (stat?.kind !== 'file' || now - stat.modifiedAt < staleAfterMs) continue;
    await fs.removeFile(path).catch(() => {});
  }
}
