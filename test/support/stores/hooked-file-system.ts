/** A file system with a hook before every call, so that tests can fail, delay, shorten or end each of them. */
import type {
  FileSystem,
  OpenDirectory,
  OpenFile,
  OpenMode,
} from '../../../src/adapters/files/file-system.ts';

export interface FileCall {
  readonly operation:
    | Exclude<keyof FileSystem, 'platform'>
    | `file.${keyof OpenFile}`
    | `directory.${'sync' | 'close'}`;
  readonly path: string;
  /** How the file is, or was, opened. */
  readonly how?: OpenMode;
  /** What is about to be written. */
  readonly bytes?: Uint8Array;
}

/** Throws to make the call fail; an answer with `writeOnly` makes a write take no more than so many bytes. */
export type FileHook = (call: FileCall) => Promise<HookAnswer> | HookAnswer;
// biome-ignore lint/suspicious/noConfusingVoidType: most hooks return nothing.
type HookAnswer = { readonly writeOnly: number } | void;

export const errorWithCode = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code });

function hookFile(file: OpenFile, path: string, how: OpenMode, hook: FileHook): OpenFile {
  const before = (name: keyof OpenFile) => hook({ operation: `file.${name}`, path, how });
  return {
    stat: async () => {
      await before('stat');
      return file.stat();
    },
    read: async (into, position) => {
      await before('read');
      return file.read(into, position);
    },
    write: async (bytes) => {
      const answer = await hook({ operation: 'file.write', path, how, bytes });
      return file.write(answer ? bytes.subarray(0, answer.writeOnly) : bytes);
    },
    setMode: async (mode) => {
      await before('setMode');
      await file.setMode(mode);
    },
    sync: async () => {
      await before('sync');
      await file.sync();
    },
    close: async () => {
      // The handle is closed even where the call is to fail, as the system does.
      await file.close();
      await before('close');
    },
  };
}

function hookDirectory(directory: OpenDirectory, path: string, hook: FileHook): OpenDirectory {
  return {
    path: directory.path,
    identity: directory.identity,
    sync: async () => {
      await hook({ operation: 'directory.sync', path });
      await directory.sync();
    },
    close: async () => {
      await directory.close();
      await hook({ operation: 'directory.close', path });
    },
  };
}

export function hookFileSystem(base: FileSystem, hook: FileHook): FileSystem {
  const plain = <
    K extends 'lstat' | 'realpath' | 'list' | 'makeDirectory' | 'makeTree' | 'removeFile' | 'removeTree',
  >(
    operation: K,
  ) =>
    (async (path: string) => {
      await hook({ operation, path });
      return base[operation](path);
    }) as FileSystem[K];
  return {
    platform: base.platform,
    lstat: plain('lstat'),
    realpath: plain('realpath'),
    list: plain('list'),
    makeDirectory: plain('makeDirectory'),
    makeTree: plain('makeTree'),
    removeFile: plain('removeFile'),
    removeTree: plain('removeTree'),
    open: async (path, how) => {
      await hook({ operation: 'open', path, how });
      return hookFile(await base.open(path, how), path, how, hook);
    },
    openDirectory: async (path) => {
      await hook({ operation: 'openDirectory', path });
      return hookDirectory(await base.openDirectory(path), path, hook);
    },
    rename: async (from, to) => {
      await hook({ operation: 'rename', path: to });
      await base.rename(from, to);
    },
  };
}
