/** The workspace's files, as far as they may be attached: finding them by name, and reading one. */
import * as vscode from 'vscode';
import { isNeverMeant, leftOut } from '../../core/left-out-files.ts';
import type { AttachableFile } from '../../core/ports/attachable-file.ts';
import { isSameFile } from '../memory/unsaved.ts';
import { type FileContent, maxFileBytes } from './attachment-reader.ts';
import { rankPaths } from './file-ranking.ts';

/** Reads a file of the local disk, never anything outside `roots`. Absolute paths. */
export type ReadLocalFile = (options: {
  readonly path: string;
  readonly roots: readonly string[];
  readonly maxBytes: number;
}) => Promise<AttachableFile>;

const mostListed = 5_000;
const mostFound = 20;
/** The panel takes no longer ones. */
const longestPath = 2_000;
/** While somebody types a name, the list does not change. */
const listLivesMs = 10_000;

export class WorkspaceFiles {
  readonly #readLocal: ReadLocalFile;
  readonly #now: () => number;
  #list: { readonly at: number; readonly uris: Promise<readonly vscode.Uri[]> } | null = null;
  /** Every path that was found, so that only what was offered can be asked for. */
  readonly #found = new Map<string, vscode.Uri>();

  constructor(readLocal: ReadLocalFile, now: () => number) {
    this.#readLocal = readLocal;
    this.#now = now;
  }

  /** Paths that fit, best first; for an empty query the files that are open come first. */
  async find(query: string): Promise<readonly string[]> {
    const listed = await this.#listed();
    const isCut = listed.length >= mostListed && query !== '';
    const named = isCut ? await vscode.workspace.findFiles(globFor(query), excluded(), mostListed) : [];
    const paths = new Map(
      [...openFiles(), ...named, ...listed, ...(await this.#written(query))].map(
        (uri) => [pathOf(uri), uri] as const,
      ),
    );
    const best = rankPaths(
      [...paths.keys()].filter((path) => path.length <= longestPath),
      query,
      mostFound,
    );
    if (this.#found.size > mostListed) this.#found.clear();
    for (const path of best) {
      const uri = paths.get(path);
      if (uri !== undefined) this.#found.set(path, uri);
    }
    return best;
  }

  /** What is seldom meant is found by its whole path, which nobody writes by accident. */
  async #written(path: string): Promise<readonly vscode.Uri[]> {
    if (path === '' || isNeverMeant(path)) return [];
    const uri = await this.meant(path);
    return typeof uri === 'string' || pathOf(uri) !== path ? [] : [uri];
  }

  /** Null for a path that was never found. */
  found(path: string): vscode.Uri | null {
    return this.#found.get(path) ?? null;
  }

  /** Null for a path in which no file was found. */
  foundFolder(path: string): vscode.Uri | null {
    const within = path.endsWith('/') ? path : `${path}/`;
    for (const [file, uri] of this.#found) {
      if (!file.startsWith(within)) continue;
      const above = file
        .slice(within.length)
        .split('/')
        .map(() => '..');
      return vscode.Uri.joinPath(uri, ...above);
    }
    return null;
  }

  /** The file that somebody means by a path, or why there is none to open. Nothing is read, and outside nothing looked at. */
  async meant(path: string): Promise<vscode.Uri | 'outside' | 'absent' | 'noFile'> {
    let why: 'outside' | 'absent' | 'noFile' = 'absent';
    for (const uri of candidates(path)) {
      const { kind } = await this.#content(uri, 0);
      if (kind === 'read' || kind === 'tooLarge') return uri;
      if (why === 'absent') why = kind === 'outside' || kind === 'absent' ? kind : 'noFile';
    }
    return why;
  }

  async read(address: string): Promise<FileContent> {
    const uri = vscode.Uri.parse(address);
    const content = await this.#content(uri, maxFileBytes);
    const unsaved = vscode.workspace.textDocuments.find(
      (document) => document.isDirty && isSameFile(document.uri, uri),
    );
    return content.kind === 'read' && unsaved !== undefined
      ? { kind: 'open', text: unsaved.getText() }
      : content;
  }

  async #content(uri: vscode.Uri, maxBytes: number): Promise<FileContent> {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return { kind: 'outside' };
    if (uri.scheme !== 'file') return readVirtual(uri, maxBytes);
    const roots = folders()
      .filter((folder) => folder.uri.scheme === 'file')
      .map((folder) => folder.uri.fsPath);
    return this.#readLocal({ path: uri.fsPath, roots, maxBytes });
  }

  #listed(): Promise<readonly vscode.Uri[]> {
    const now = this.#now();
    if (this.#list === null || now - this.#list.at > listLivesMs || now < this.#list.at) {
      const uris = Promise.resolve(vscode.workspace.findFiles('**/*', excluded(), mostListed));
      this.#list = { at: now, uris };
    }
    return this.#list.uris;
  }
}

const excluded = (): string => leftOut(vscode.workspace.getConfiguration('search').get('exclude'));

const folders = (): readonly vscode.WorkspaceFolder[] => vscode.workspace.workspaceFolders ?? [];

/** Where a written path may lead: from the root of the disk, from a folder that it names first, or from any folder. */
function candidates(path: string): readonly vscode.Uri[] {
  const cut = path.indexOf('/');
  const named = folders().filter(
    ({ name }) => folders().length > 1 && cut > 0 && name === path.slice(0, cut),
  );
  const isAbsolute = path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
  return [
    ...(isAbsolute ? [vscode.Uri.file(path)] : []),
    ...named.map(({ uri }) => vscode.Uri.joinPath(uri, path.slice(cut + 1))),
    ...folders().map(({ uri }) => vscode.Uri.joinPath(uri, path)),
  ];
}

/** With the folder's name before it where there are several. */
export const pathOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** What a panel was given by dragging; null for what is no file of this workspace. */
export function droppedFile(address: string): vscode.Uri | null {
  const uri = parsed(address);
  if (uri === null) return null;
  // Where the window is connected to another machine, the panel names that, and here it is the disk.
  const local = uri.scheme === 'vscode-remote' ? vscode.Uri.file(uri.path) : uri;
  return [uri, local].find((one) => vscode.workspace.getWorkspaceFolder(one) !== undefined) ?? null;
}

function parsed(address: string): vscode.Uri | null {
  try {
    return vscode.Uri.parse(address, true);
  } catch {
    return null;
  }
}

const openFiles = (): readonly vscode.Uri[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined);

/** Files whose own name holds these letters in this order. */
function globFor(query: string): string {
  const name = query.slice(query.lastIndexOf('/') + 1);
  const letters = [...name].map((letter) => {
    if (/[\w.-]/.test(letter)) return `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
    return '?';
  });
  return `**/*${letters.join('*')}*`;
}

async function readVirtual(uri: vscode.Uri, maxBytes: number): Promise<FileContent> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return { kind: 'folder' };
    if ((type & vscode.FileType.SymbolicLink) !== 0) return { kind: 'outside' };
    if (size > maxBytes) return { kind: 'tooLarge', size };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > maxBytes ? { kind: 'tooLarge', size: bytes.length } : { kind: 'read', bytes };
  } catch (error) {
    const isAbsent = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return { kind: isAbsent ? 'absent' : 'denied' };
  }
}
