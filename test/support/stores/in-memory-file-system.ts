/** A file system in memory, for tests that try many orders of events; what the disk would do, without the disk. */
import { basename, dirname } from 'node:path';
import type { FileStat, FileSystem, OpenFile, OpenMode } from '../../../src/adapters/files/file-system.ts';
import { errorWithCode } from './hooked-file-system.ts';

interface Entry {
  readonly identity: string;
  readonly kind: 'file' | 'directory';
  /** Of a file. */
  bytes: Buffer;
  mode: number;
  links: number;
  modifiedAt: number;
}

/** Absolute paths with `/`; without links of any kind. Every change moves its own clock on. */
export class InMemoryFileSystem implements FileSystem {
  readonly platform = 'linux';
  /** Paths of all that was created, renamed to or removed through the `FileSystem` calls. */
  readonly touched = new Set<string>();
  readonly #entries = new Map<string, Entry>();
  #moment = 0;
  #entryCount = 0;

  constructor(folder: string) {
    for (let path = folder; path !== '/'; path = dirname(path)) this.#add(path, 'directory');
    this.#add('/', 'directory');
  }

  /** The file's text; null when there is none. */
  text(path: string): string | null {
    return this.#entries.get(path)?.bytes.toString('utf8') ?? null;
  }

  /** As another program would: what was there is replaced, and folders are made. Null removes the file. */
  put(path: string, text: string | null): void {
    const before = this.#entries.get(path);
    if (before !== undefined) before.links = 0;
    this.#entries.delete(path);
    if (text === null) return;
    if (!this.#entries.has(dirname(path))) this.#add(dirname(path), 'directory');
    this.#add(path, 'file').bytes = Buffer.from(text, 'utf8');
  }

  /** Names in a folder, sorted. */
  names(folder: string): string[] {
    return [...this.#entries.keys()]
      .filter((path) => path !== folder && dirname(path) === folder)
      .map((path) => basename(path))
      .sort();
  }

  #add(path: string, kind: Entry['kind']): Entry {
    const identity = `1:${++this.#entryCount}`;
    const modifiedAt = ++this.#moment;
    const mode = kind === 'file' ? 0o600 : 0o700;
    const entry = { identity, kind, bytes: Buffer.alloc(0), mode, links: 1, modifiedAt };
    this.#entries.set(path, entry);
    return entry;
  }

  #at(path: string): Entry {
    const entry = this.#entries.get(path);
    if (entry === undefined) throw errorWithCode('ENOENT');
    return entry;
  }

  async lstat(path: string): Promise<FileStat | null> {
    const entry = this.#entries.get(path);
    return entry === undefined ? null : describe(entry);
  }

  async realpath(path: string): Promise<string> {
    this.#at(path);
    return path;
  }

  async open(path: string, how: OpenMode): Promise<OpenFile> {
    const present = this.#entries.get(path);
    if (how === 'create' && present !== undefined) throw errorWithCode('EEXIST');
    if (how === 'create') this.#at(dirname(path));
    if (how !== 'read') this.touched.add(path);
    return this.#opened(how === 'read' ? this.#at(path) : (present ?? this.#add(path, 'file')));
  }

  #opened(entry: Entry): OpenFile {
    return {
      stat: async () => describe(entry),
      read: async (into, position) => entry.bytes.copy(into, 0, position),
      write: async (bytes) => {
        entry.bytes = Buffer.concat([entry.bytes, bytes]);
        entry.modifiedAt = ++this.#moment;
        return bytes.length;
      },
      setMode: async (mode) => {
        entry.mode = mode;
      },
      sync: async () => {},
      close: async () => {},
    };
  }

  async openDirectory(path: string) {
    const { identity } = this.#at(path);
    return { path, identity, sync: async () => {}, close: async () => {} };
  }

  async list(path: string): Promise<readonly string[]> {
    return this.names(path);
  }

  async makeDirectory(path: string): Promise<void> {
    if (this.#entries.has(path)) throw errorWithCode('EEXIST');
    this.#at(dirname(path));
    this.touched.add(path);
    this.#add(path, 'directory');
  }

  async makeTree(path: string): Promise<void> {
    if (path !== '/') await this.makeTree(dirname(path));
    if (!this.#entries.has(path)) await this.makeDirectory(path);
  }

  async rename(from: string, to: string): Promise<void> {
    const entry = this.#at(from);
    const replaced = this.#entries.get(to);
    if (replaced !== undefined) replaced.links = 0;
    this.touched.add(to);
    this.#entries.delete(from);
    this.#entries.set(to, entry);
  }

  async removeFile(path: string): Promise<void> {
    this.#at(path).links = 0;
    this.touched.add(path);
    this.#entries.delete(path);
  }

  async removeTree(path: string): Promise<void> {
    for (const name of this.names(path)) await this.removeTree(`${path}/${name}`);
    if (this.#entries.has(path)) await this.removeFile(path);
  }
}

const describe = ({ kind, bytes, links, mode, identity, modifiedAt }: Entry): FileStat => ({
  kind,
  size: bytes.length,
  links,
  mode,
  identity,
  modifiedAt,
});
