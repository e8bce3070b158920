/** Reads a small file whole, never more than a limit, and never something other than what was looked at before. */
import type { FileStat, FileSystem } from './file-system.ts';

export type BoundedRead =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'tooLarge'; readonly size: number }
  /** Another file stood there when it was opened, or it changed while it was read. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'notAFile' };

/** `seen` is what `lstat` said of the path; the file that opens must be the same. Throws Node's errors. */
export async function readBounded(
  fs: FileSystem,
  path: string,
  seen: FileStat,
  limitBytes: number,
): Promise<BoundedRead> {
  if (seen.kind !== 'file') return { kind: 'notAFile' };
  if (seen.size > limitBytes) return { kind: 'tooLarge', size: seen.size };
  const file = await fs.open(path, 'read');
  try {
    const opened = await file.stat();
    if (opened.kind !== 'file') return { kind: 'notAFile' };
    if (opened.identity !== seen.identity || opened.links !== seen.links) return { kind: 'moved' };
    // One byte more than expected tells a file that grew from one that did not.
    const buffer = Buffer.alloc(Math.min(opened.size, limitBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const count = await file.read(buffer.subarray(length), length);
      if (count === 0) break;
      length += count;
    }
    if (length > limitBytes) return { kind: 'tooLarge', size: length };
    const after = await file.stat();
    // A file that was deleted or replaced meanwhile can still be read to its end, but has lost its name.
    const isSame = after.links === opened.links && after.modifiedAt === opened.modifiedAt;
    const isSteady = isSame && length === opened.size && after.size === length;
    return isSteady ? { kind: 'read', bytes: buffer.subarray(0, length) } : { kind: 'moved' };
  } finally {
    await file.close().catch(() => {});
  }
}

/** The bytes of a file of ours; null where there is none that can be read whole. Throws Node's errors. */
export async function readWhole(fs: FileSystem, path: string, limitBytes: number): Promise<Buffer | null> {
  const stat = await fs.lstat(path);
  const result = stat === null ? null : await readBounded(fs, path, stat, limitBytes);
  return result?.kind === 'read' ? result.bytes : null;
}
