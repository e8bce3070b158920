/**
 * Whether git tracks a file, from a look into the index: no process is started, and nothing is read but one file. Where
 * it cannot be told, the answer is yes, which costs a question where no would cost the user's trust.
 */
import { join } from 'node:path';
import { readBounded } from '../files/bounded-read.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { GitRepository } from './git-repository.ts';

/** The index of half a million files is about as large. */
const limitBytes = 64_000_000;
const headerBytes = 12;
/** Before the name of an entry: times, ids, mode, size and the object's id stand before these two bytes of flags. */
const flagsOffset = 60;
const maxNameLength = 0xfff;

/** `path` is relative to the root of the working tree, written with `/`. Never fails. */
export async function isTracked(
  fs: FileSystem,
  { gitFolder }: GitRepository,
  path: string,
): Promise<boolean> {
  try {
    const file = join(gitFolder, 'index');
    const stat = await fs.lstat(file);
    // Nothing has been added to the repository yet.
    if (stat === null) return false;
    const result = await readBounded(fs, file, stat, limitBytes);
    if (result.kind !== 'read' || (await isShared(fs, gitFolder))) return true;
    return isInIndex(result.bytes, path) ?? true;
  } catch {
    return true;
  }
}

/** A split index keeps most of its entries in another file. */
const isShared = async (fs: FileSystem, gitFolder: string): Promise<boolean> =>
  (await fs.list(gitFolder)).some((name) => name.startsWith('sharedindex.'));

/** Null for an index of a kind that is not known. */
export function isInIndex(index: Buffer, path: string): boolean | null {
  if (index.length < headerBytes || index.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = index.readUInt32BE(4);
  if (version === 2 || version === 3) return hasEntry(index, Buffer.from(path, 'utf8'));
  return version === 4 ? hasCompressedEntry(index, path) : null;
}

/** Names stand whole in the index, each after its length and before a NUL: what else looks so is no accident. */
function hasEntry(index: Buffer, name: Buffer): boolean {
  const sought = Buffer.concat([name, Buffer.alloc(1)]);
  for (let at = index.indexOf(sought); at >= 0; at = index.indexOf(sought, at + 1)) {
    const length = Math.min(name.length, maxNameLength);
    // An entry of version 3 may have two more bytes of flags.
    const isName = [2, 4].some(
      (back) => at - back >= headerBytes && (index.readUInt16BE(at - back) & maxNameLength) === length,
    );
    if (isName) return true;
  }
  return false;
}

/** In version 4 a name gives only what differs from the name before it. Null when the entries do not add up. */
function hasCompressedEntry(index: Buffer, path: string): boolean | null {
  const wanted = Buffer.from(path, 'utf8');
  let name = Buffer.alloc(0);
  let at = headerBytes;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    if (at + flagsOffset + 2 > index.length) return null;
    const isExtended = (index.readUInt16BE(at + flagsOffset) & 0x4000) !== 0;
    const cut = readVariable(index, at + flagsOffset + (isExtended ? 4 : 2));
    const end = index.indexOf(0, cut.next);
    if (end < 0 || cut.value > name.length) return null;
    name = Buffer.concat([name.subarray(0, name.length - cut.value), index.subarray(cut.next, end)]);
    const order = Buffer.compare(name, wanted);
    if (order === 0) return true;
    // Entries are sorted by name.
    if (order > 0) return false;
    at = end + 1;
  }
  return false;
}

/** A number as git writes offsets: seven bits a byte, most significant first, each continuation adding one. */
function readVariable(bytes: Buffer, from: number): { readonly value: number; readonly next: number } {
  let at = from;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && at < bytes.length) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at };
}
