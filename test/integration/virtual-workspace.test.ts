import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createVirtualMemoryStore } from '../../src/adapters/workspace/virtual-memory-store.ts';
import { InMemoryMemoryFile, sha256 } from '../support/stores/in-memory-stores.ts';

/** The least of a file system: a map of files, as extensions for remote repositories provide. */
class MapFileSystem implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.files.get(path);
    const isFolder = [...this.files.keys()].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`));
    if (file === undefined && !isFolder && path !== '/') throw vscode.FileSystemError.FileNotFound(path);
    const type = file === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: Date.now(), size: file?.length ?? 0 };
  }
  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.files.get(path);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return file;
  }
  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.files.set(path, content);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(): void {}
  delete({ path }: vscode.Uri): void {
    this.files.delete(path);
  }
  rename(): void {}
}

describe('The memory file through the file system of a virtual workspace', () => {
  const provider = new MapFileSystem();
  let registered: vscode.Disposable;
  const uri = vscode.Uri.parse('session-memory-test:/repo/.claude/session-memory.md');
  const store = () =>
    createVirtualMemoryStore({
      fs: vscode.workspace.fs,
      uri,
      folder: vscode.Uri.joinPath(uri, '..'),
      journal: new InMemoryMemoryFile(),
      isUnsaved: () => false,
    });

  before(() => {
    registered = vscode.workspace.registerFileSystemProvider('session-memory-test', provider);
  });
  after(() => registered.dispose());

  it('is made, read back, and replaced only while it is what was read', async () => {
    const port = store();
    assert.deepEqual(await port.read(), { kind: 'absent' });
    assert.deepEqual(await port.write('one\n', null), { kind: 'written', hash: sha256('one\n') });
    assert.deepEqual(await port.read(), { kind: 'file', text: 'one\n', hash: sha256('one\n') });
    provider.files.set(uri.path, Buffer.from('by hand\n'));
    assert.deepEqual(await port.write('two\n', sha256('one\n')), { kind: 'changed' });
    assert.equal(Buffer.from(provider.files.get(uri.path) ?? []).toString(), 'by hand\n');
    assert.equal((await port.write('two\n', sha256('by hand\n'))).kind, 'written');
  });

  it('is not said to be written where the file system takes it and loses it', async () => {
    provider.files.set(uri.path, Buffer.from('old\n'));
    const { writeFile } = provider;
    provider.writeFile = () => undefined;
    const result = await store().write('new\n', sha256('old\n'));
    provider.writeFile = writeFile;
    assert.match(result.kind === 'failed' ? result.failure.message : '', /does not hold what was written/);
  });
});
