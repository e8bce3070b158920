/** Finds the repository that a folder lies in, without running git and without trusting what a workspace says of it. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readBounded } from '../files/bounded-read.ts';
import type { FileStat, FileSystem } from '../files/file-system.ts';

export interface GitRepository {
  /** Absolute path of the working tree. */
  readonly root: string;
  /** Absolute path of the folder that holds the index. */
  readonly gitFolder: string;
  /** `gitFolder` is the working tree's own `.git`, a real folder: it may be written to when the user says so. */
  readonly isOwn: boolean;
  /** The folder that was asked about, below `root`, written with `/`; empty when it is the root. */
  readonly prefix: string;
}

/** A folder deeper than this in its repository is taken to lie in none. */
const maxDepth = 40;
const linkLimitBytes = 4_000;

/** Null when there is none, or it cannot be told. Never fails. */
export async function findRepository(fs: FileSystem, folder: string): Promise<GitRepository | null> {
  try {
    const start = await fs.realpath(folder);
    let root = start;
    for (let depth = 0; depth < maxDepth; depth++) {
      const path = join(root, '.git');
      const stat = await fs.lstat(path);
      const prefix = relative(root, start).split(sep).join('/');
      if (stat?.kind === 'directory') return { root, gitFolder: path, isOwn: true, prefix };
      if (stat?.kind === 'file') return await linked(fs, root, path, stat, prefix);
      const above = dirname(root);
      if (above === root) return null;
      root = above;
    }
    return null;
  } catch {
    return null;
  }
}

/** Worktrees and submodules have a file there that names the folder. It is only read from. */
async function linked(
  fs: FileSystem,
  root: string,
  path: string,
  stat: FileStat,
  prefix: string,
): Promise<GitRepository | null> {
  const result = await readBounded(fs, path, stat, linkLimitBytes);
  const target =
    result.kind === 'read' ? /^gitdir: (.+)/.exec(result.bytes.toString('utf8'))?.[1] : undefined;
  return target === undefined
    ? null
    : { root, gitFolder: resolve(root, target.trim()), isOwn: false, prefix };
}
