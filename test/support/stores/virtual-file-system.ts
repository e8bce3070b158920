/** A `workspace.fs` over a map, with the habits of the real one: a write truncates first, and errors carry codes. */
import type { VirtualFileSystem } from '../../../src/adapters/workspace/virtual-memory-store.ts';

export interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  toString(): string;
}

export const fakeUri = (path: string): FakeUri => ({
  scheme: 'memfs',
  path,
  toString: () => `memfs:${path}`,
});

const errorWith = (code: string, message: string): Error => Object.assign(new Error(message), { code });

export class FakeVirtualFileSystem implements VirtualFileSystem<FakeUri> {
  readonly files = new Map<string, Buffer>();
  /** Bits of `vscode.FileType` for what is not a plain file or folder. */
  readonly types = new Map<string, number>();
  isFull = false;
  isReadOnly = false;
  /** The next write ends after so many bytes: with an error, or unnoticed. */
  cut: { readonly after: number; readonly isNoticed: boolean } | null = null;

  async stat({ path }: FakeUri): Promise<{ type: number; size: number }> {
    const file = this.files.get(path);
    const isFolder = [...this.files.keys()].some((name) => name.startsWith(`${path}/`));
    const type = this.types.get(path) ?? (file !== undefined ? 1 : isFolder ? 2 : null);
    if (type === null) throw errorWith('FileNotFound', `${path} (FileSystemError)`);
    return { type, size: file?.length ?? 0 };
  }

  async readFile({ path }: FakeUri): Promise<Uint8Array> {
    const file = this.files.get(path);
    if (file === undefined) throw errorWith('FileNotFound', path);
    return Uint8Array.from(file);
  }

  async writeFile({ path }: FakeUri, content: Uint8Array): Promise<void> {
    if (this.isReadOnly) throw errorWith('NoPermissions', path);
    if (this.isFull) throw errorWith('Unknown', 'The disk is full.');
    const { cut } = this;
    this.cut = null;
    this.files.set(path, Buffer.from(content.subarray(0, cut?.after ?? content.length)));
    if (cut?.isNoticed === true) throw errorWith('Unavailable', 'The connection was lost.');
  }

  isWritableFileSystem(): boolean {
    return !this.isReadOnly;
  }
}
