/** The few calls of the file system that the storage adapters use, so that tests can make each of them fail. */
import { type BigIntStats, constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import * as node from 'node:fs/promises';

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  /** Bytes. */
  readonly size: number;
  /** How many names the file has; more than one means a hard link. */
  readonly links: number;
  /** Permission bits. */
  readonly mode: number;
  /** Device and inode: two paths with one identity are one file. */
  readonly identity: string;
  /** Milliseconds since the epoch. Good for the age of rubbish, never for finding out whether content changed. */
  readonly modifiedAt: number;
}

export interface OpenFile {
  stat(): Promise<FileStat>;
  /** Reads into the buffer from a byte position; resolves with the count, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** One `write`; resolves with the count written, which may be short. */
  write(bytes: Uint8Array): Promise<number>;
  setMode(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A directory held open, so that a rename of its path cannot redirect what is done in it. */
export interface OpenDirectory {
  /** Leads to the held directory itself where the platform can do that, else the plain path. */
  readonly path: string;
  readonly identity: string;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** `read` never follows a link and never waits on a pipe; `create` fails when the name exists; `append` creates. */
export type OpenMode = 'read' | 'create' | 'append';

/** Errors are those of Node, with their `code`. */
export interface FileSystem {
  readonly platform: string;
  /** Describes the entry itself, not what a link leads to; null when there is none. */
  lstat(path: string): Promise<FileStat | null>;
  realpath(path: string): Promise<string>;
  open(path: string, how: OpenMode): Promise<OpenFile>;
  openDirectory(path: string): Promise<OpenDirectory>;
  /** Names only; empty when there is no such directory. */
  list(path: string): Promise<readonly string[]>;
  /** One level; an existing entry is an error. */
  makeDirectory(path: string): Promise<void>;
  /** All levels, readable by the user only; existing directories are fine. */
  makeTree(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  removeFile(path: string): Promise<void>;
  removeTree(path: string): Promise<void>;
}

export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

/** Windows has no such flags; there the comparison of identities after opening does the work. */
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

const flagsOf: Record<OpenMode, number> = {
  read: constants.O_RDONLY | noFollow | noWait,
  create: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow,
  append: constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | noFollow | noWait,
};

/** Asked for as bigints, since the file ids of Windows do not fit into a double. */
function describe(stats: BigIntStats): FileStat {
  const kind = stats.isSymbolicLink()
    ? 'link'
    : stats.isFile()
      ? 'file'
      : stats.isDirectory()
        ? 'directory'
        : 'other';
  return {
    kind,
    size: Number(stats.size),
    links: Number(stats.nlink),
    mode: Number(stats.mode) & 0o777,
    identity: `${stats.dev}:${stats.ino}`,
    modifiedAt: Number(stats.mtimeMs),
  };
}

function wrap(handle: FileHandle): OpenFile {
  return {
    stat: async () => describe(await handle.stat({ bigint: true })),
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    write: async (bytes) => (await handle.write(bytes)).bytesWritten,
    setMode: (mode) => handle.chmod(mode),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function describeEntry(path: string): Promise<FileStat | null> {
  try {
    return describe(await node.lstat(path, { bigint: true }));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * On Linux `/proc/self/fd/N` is the directory behind the handle, wherever its path leads by then; the dot at the end
 * makes it a directory and not a link, so that it can itself be opened. Where that does not work (other systems, no
 * `/proc`), callers get the plain path and have to compare identities before and after.
 */
async function pathThrough(handle: FileHandle, path: string, identity: string): Promise<string> {
  const through = `/proc/self/fd/${handle.fd}/.`;
  const seen = await describeEntry(through).catch(() => null);
  return seen?.identity === identity ? through : path;
}

async function openDirectory(path: string, platform: string): Promise<OpenDirectory> {
  if (platform === 'win32') {
    const stat = describe(await node.lstat(path, { bigint: true }));
    return { path, identity: stat.identity, sync: async () => {}, close: async () => {} };
  }
  const handle = await node.open(path, constants.O_RDONLY | constants.O_DIRECTORY | noFollow);
  try {
    const { identity } = describe(await handle.stat({ bigint: true }));
    return {
      path: platform === 'linux' ? await pathThrough(handle, path, identity) : path,
      identity,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The real file system. `platform` is a parameter so that a test on Linux can walk the way of the other systems. */
export function createNodeFileSystem(platform: string = process.platform): FileSystem {
  return {
    platform,
    lstat: describeEntry,
    realpath: (path) => node.realpath(path),
    open: async (path, how) => wrap(await node.open(path, flagsOf[how], 0o600)),
    openDirectory: (path) => openDirectory(path, platform),
    list: async (path) => {
      try {
        return await node.readdir(path);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return [];
        throw error;
      }
    },
    makeDirectory: (path) => node.mkdir(path),
    makeTree: async (path) => {
      await node.mkdir(path, { recursive: true, mode: 0o700 });
    },
    rename: (from, to) => node.rename(from, to),
    removeFile: (path) => node.unlink(path),
    removeTree: (path) => node.rm(path, { recursive: true, force: true }),
  };
}
