/**
 * The memory file in a workspace that is not on a local disk. `workspace.fs` has no atomic replacement: a write truncates
 * the file first. So what is to be written is kept in storage before, the file is read back after, and a write that was
 * cut off is finished when the file is read next.
 */

import { type Failure, failure, isFailure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { MemoryFile, MemoryFilePort, MemoryWrite } from '../../core/ports/memory-file.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { hashOf } from '../files/atomic-file.ts';
import { memoryFileLimitBytes, memoryFileSubject } from '../files/file-memory-store.ts';
import { errorCode } from '../files/file-system.ts';
import { decodeText, encodeText } from '../files/text-encoding.ts';

/** As `vscode.workspace.fs`, whose errors carry `code`s such as `FileNotFound`. */
export interface VirtualFileSystem<Uri> {
  stat(uri: Uri): PromiseLike<{ readonly type: number; readonly size: number }>;
  readFile(uri: Uri): PromiseLike<Uint8Array>;
  writeFile(uri: Uri, content: Uint8Array): PromiseLike<void>;
  isWritableFileSystem(scheme: string): boolean | undefined;
}

export interface VirtualMemoryStoreOptions<Uri> {
  readonly fs: VirtualFileSystem<Uri>;
  readonly uri: Uri & { readonly scheme: string; toString(): string };
  /** The folder above the file; it may not be a link either. */
  readonly folder: Uri;
  /** In storage: what is being written; no text or an empty one while nothing is. */
  readonly journal: MemoryFilePort;
  readonly isUnsaved: () => boolean;
}

/** Bits of `vscode.FileType`. */
const fileBit = 1;
const linkBit = 64;

type Look =
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly failure: Failure };

const failed = (why: Failure): MemoryWrite => ({ kind: 'failed', failure: why });
const refused = (words: Phrase): Look => ({ kind: 'refused', failure: failure('storage', words) });

export function createVirtualMemoryStore<Uri>(options: VirtualMemoryStoreOptions<Uri>): MemoryFilePort {
  const { fs, uri, folder, journal, isUnsaved } = options;
  const shown = uri.toString();
  const inTurn = serialQueue();

  async function look(): Promise<Look> {
    const above = await typeOf(folder);
    if (above !== null && (above.type & linkBit) !== 0) return linked();
    const stat = above === null ? null : await typeOf(uri);
    if (stat === null) return { kind: 'absent' };
    if ((stat.type & linkBit) !== 0) return linked();
    if ((stat.type & fileBit) === 0) return refused(phrase`"${shown}" is a folder where a file belongs.`);
    if (stat.size > memoryFileLimitBytes) return tooLarge();
    const bytes = Buffer.from(await fs.readFile(uri));
    return bytes.length > memoryFileLimitBytes ? tooLarge() : { kind: 'file', bytes };
  }
  const linked = (): Look =>
    refused(phrase`"${shown}" is reached through a symbolic link. Nothing was read or written there.`);
  const tooLarge = (): Look =>
    refused(
      phrase`"${shown}" is larger than ${memoryFileLimitBytes / 1_000_000} MB. It is left as it is: shorten it.`,
    );

  async function typeOf(target: Uri): Promise<{ readonly type: number; readonly size: number } | null> {
    try {
      return await fs.stat(target);
    } catch (error) {
      if (errorCode(error) === 'FileNotFound') return null;
      throw error;
    }
  }

  /** A file that holds only the beginning of what was being written was cut off; any other text is somebody's. */
  async function finishCutWrite(seen: Look): Promise<Look> {
    if (seen.kind !== 'file') return seen;
    const pending = await journal.read();
    if (pending.kind !== 'file' || pending.text === '') return seen;
    const whole = Buffer.from(pending.text, 'utf8');
    const isCut = seen.bytes.length < whole.length && whole.subarray(0, seen.bytes.length).equals(seen.bytes);
    if (isCut) await fs.writeFile(uri, whole);
    await journal.write('', pending.hash);
    return isCut ? look() : seen;
  }

  async function read(): Promise<MemoryFile> {
    if (isUnsaved()) return { kind: 'unsaved' };
    try {
      const seen = await finishCutWrite(await look());
      if (isUnsaved()) return { kind: 'unsaved' };
      if (seen.kind === 'refused') return { kind: 'unreadable', failure: seen.failure };
      if (seen.kind === 'absent') return { kind: 'absent' };
      const decoded = decodeText(seen.bytes, shown, memoryFileSubject);
      if (isFailure(decoded)) return { kind: 'unreadable', failure: decoded };
      return { kind: 'file', text: decoded.text, hash: hashOf(seen.bytes) };
    } catch (error) {
      return { kind: 'unreadable', failure: problem(error, phrase`Could not read the memory file`) };
    }
  }

  async function write(text: string, expected: string | null): Promise<MemoryWrite> {
    if (isUnsaved()) return { kind: 'changed' };
    try {
      if (fs.isWritableFileSystem(uri.scheme) === false) return failed(readOnly());
      const seen = await look();
      if (seen.kind === 'refused') return failed(seen.failure);
      if ((seen.kind === 'file' ? hashOf(seen.bytes) : null) !== expected) return { kind: 'changed' };
      const bytes = encodeText(text, seen.kind === 'file' ? seen.bytes : null);
      if (bytes.length > memoryFileLimitBytes) return failed(outgrown());
      if (seen.kind === 'file' && bytes.equals(seen.bytes)) return { kind: 'written', hash: hashOf(bytes) };
      return isUnsaved() ? { kind: 'changed' } : await replace(bytes);
    } catch (error) {
      return failed(problem(error, phrase`Could not write the memory file`));
    }
  }

  async function replace(bytes: Buffer): Promise<MemoryWrite> {
    const before = await journal.read();
    const kept = await journal.write(bytes.toString('utf8'), before.kind === 'file' ? before.hash : null);
    if (kept.kind === 'failed') return kept;
    await fs.writeFile(uri, bytes);
    const after = await look();
    if (after.kind !== 'file' || !after.bytes.equals(bytes)) {
      return failed(
        failure(
          'storage',
          phrase`"${shown}" does not hold what was written to it. The memory is kept in storage.`,
        ),
      );
    }
    if (kept.kind === 'written') await journal.write('', kept.hash);
    return { kind: 'written', hash: hashOf(bytes) };
  }

  const problem = (error: unknown, what: Phrase): Failure =>
    errorCode(error) === 'NoPermissions'
      ? readOnly()
      : failure('storage', phrase`${what} (${shown}): ${reasonOf(error)}`);
  const readOnly = (): Failure =>
    failure('storage', phrase`"${shown}" is read-only here. The memory is kept in storage.`);
  const outgrown = (): Failure =>
    failure('storage', phrase`The memory has outgrown ${memoryFileLimitBytes / 1_000_000} MB (${shown}).`);

  return {
    read: () => inTurn(read),
    write: (text, expected) => inTurn(() => write(text, expected)),
  };
}

/** As others worded it, and not at any length. */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return message.length > 200 ? `${message.slice(0, 200)}…` : message;
};
