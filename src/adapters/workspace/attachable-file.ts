/** Reads a file that the user attaches to a message. Links are followed as long as they stay in the workspace. */
import { sep } from 'node:path';
import type { AttachableFile } from '../../core/ports/attachable-file.ts';
import { readBounded } from '../files/bounded-read.ts';
import { createNodeFileSystem, errorCode, type FileSystem } from '../files/file-system.ts';

export interface AttachableFileOptions {
  /** Absolute paths. */
  readonly path: string;
  readonly roots: readonly string[];
  readonly maxBytes: number;
  readonly fs?: FileSystem;
}

/** Never rejects. Never waits on a pipe, and never reads more than the limit. */
export async function readAttachableFile(options: AttachableFileOptions): Promise<AttachableFile> {
  const { path, roots, maxBytes, fs = createNodeFileSystem() } = options;
  try {
    const real = await fs.realpath(path);
    const inside = await Promise.all(roots.map((root) => fs.realpath(root).catch(() => null)));
    if (!inside.some((root) => root !== null && isInside(root, real))) return { kind: 'outside' };
    const stat = await fs.lstat(real);
    if (stat === null) return { kind: 'absent' };
    if (stat.kind === 'directory') return { kind: 'folder' };
    if (stat.kind !== 'file') return { kind: 'special' };
    const result = await readBounded(fs, real, stat, maxBytes);
    if (result.kind === 'tooLarge') return { kind: 'tooLarge', size: result.size };
    // A folder on the way may have become a link while the file was opened.
    const isSame = (await fs.realpath(path)) === real && (await fs.lstat(real))?.identity === stat.identity;
    return result.kind === 'read' && isSame ? { kind: 'read', bytes: result.bytes } : { kind: 'changing' };
  } catch (error) {
    const code = errorCode(error);
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'denied' };
  }
}

/** The folder itself is inside, too. */
const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
