/** What git has to do with the memory file: whether it tracks it, and how to keep it out for this clone alone. */
import { type Failure, failure } from '../../core/failure.ts';
import { phrase } from '../../core/phrase.ts';
import type { GitFile } from '../../core/ports/git-file.ts';
import { createNodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { createTextFile } from '../files/text-file.ts';
import { isTracked } from './git-index.ts';
import { findRepository, type GitRepository } from './git-repository.ts';

export interface GitFileOptions {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Of the file below `folder`, written with `/`. */
  readonly relativePath: string;
  readonly fs?: FileSystem;
}

const excludePath = '.git/info/exclude';
const limitBytes = 1_000_000;

export function createGitFile({
  folder,
  relativePath,
  fs = createNodeFileSystem(),
}: GitFileOptions): GitFile {
  const find = () => findRepository(fs, folder);
  const pathIn = ({ prefix }: GitRepository) => (prefix === '' ? relativePath : `${prefix}/${relativePath}`);
  const file = (root: string, path: string) =>
    createTextFile({
      root,
      relativePath: path,
      // Only that one is written; what cannot be read of the others is as if it were not there.
      subject: phrase`git’s exclude file`,
      limitBytes,
      isUnsaved: () => false,
      fs,
    });

  /** Lines of the files in which people say what git is to ignore. */
  async function ignoreLines({ root, prefix }: GitRepository): Promise<readonly string[]> {
    const folders = ['', ...(prefix === '' ? [] : [`${prefix}/`])];
    const paths = [excludePath, ...folders.flatMap((at) => [`${at}.gitignore`, `${at}.claude/.gitignore`])];
    const texts = await Promise.all(
      paths.map(async (path) => {
        const read = await file(root, path).read();
        return read.kind === 'file' ? read.text : '';
      }),
    );
    return texts.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim());
  }

  async function couldBeExcluded(): Promise<boolean> {
    const repository = await find();
    // What a `.git` file names may lie anywhere, so only a repository's own folder is written to.
    if (repository === null || !repository.isOwn) return false;
    if (await isTracked(fs, repository, pathIn(repository))) return false;
    return !(await ignoreLines(repository)).some((line) => ignores(line, pathIn(repository)));
  }

  async function exclude(): Promise<Failure | null> {
    const repository = await find();
    if (repository === null || !repository.isOwn) {
      return failure(
        'storage',
        phrase`The folder does not lie in a git repository of its own; nothing was changed.`,
      );
    }
    const store = file(repository.root, excludePath);
    const line = patternFor(pathIn(repository));
    for (let attempt = 0; attempt < 3; attempt++) {
      const present = await store.read();
      if (present.kind === 'unreadable') return present.failure;
      const text = present.kind === 'file' ? present.text : '';
      if (text.split(/\r?\n/).includes(line)) return null;
      const joint = text === '' || text.endsWith('\n') ? '' : '\n';
      const result = await store.write(
        `${text}${joint}${line}\n`,
        present.kind === 'file' ? present.hash : null,
      );
      if (result.kind === 'written') return null;
      if (result.kind === 'failed') return result.failure;
    }
    return failure('storage', phrase`"${excludePath}" keeps changing; nothing was changed in it.`);
  }

  return {
    isTracked: async () => {
      const repository = await find();
      return repository !== null && isTracked(fs, repository, pathIn(repository));
    },
    couldBeExcluded: () => couldBeExcluded().catch(() => false),
    exclude,
  };
}

/** Anchored at the root, with what git would take for a wildcard made plain. */
export const patternFor = (path: string): string =>
  `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;

/** Good enough to spare people a question: the ways in which this file, or its folder, is commonly ignored. */
export function ignores(line: string, path: string): boolean {
  if (line === '' || line.startsWith('#') || line.startsWith('!')) return false;
  const plain = line
    .replace(/^\*\*\//, '')
    .replace(/^\//, '')
    .replace(/\/(?:\*\*?)?$/, '');
  const parts = path.split('/');
  const ends = parts.flatMap((_, from) =>
    parts.slice(from).map((_, to) => parts.slice(from, from + to + 1).join('/')),
  );
  return plain === '*' || ends.includes(plain) || line === patternFor(path);
}
