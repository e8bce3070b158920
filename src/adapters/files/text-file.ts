/**
 * A text file of the user's on a local disk. Reads are guarded and bounded; a write replaces the file only while its bytes
 * still hash to what the caller had read.
 *
 * What remains open: no system call replaces a file on condition of its content, so an edit that lands between the last
 * comparison and the rename (microseconds) is overwritten. On Linux every step of a write happens in the folder as it
 * was checked, held open; elsewhere a folder swapped for a link within the same microseconds would receive the file,
 * and the comparison afterwards reports it.
 */

import { type Failure, failure, isFailure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { MemoryFile, MemoryFilePort, MemoryWrite } from '../../core/ports/memory-file.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { hashOf, type Pause, realPause, removeStaleTemporaries, replaceFile } from './atomic-file.ts';
import { createNodeFileSystem, errorCode, type FileSystem } from './file-system.ts';
import { createGuardedFile, type Look } from './guarded-file.ts';
import { partsOf } from './path-guard.ts';
import { storageFailure } from './storage-failure.ts';
import { decodeText, encodeText } from './text-encoding.ts';

export interface TextFileOptions {
  /** Absolute path of the folder that the user opened, or of one in storage. */
  readonly root: string;
  /** Below `root`, written with `/`. */
  readonly relativePath: string;
  /** What failures call the file: completes "Could not read …". */
  readonly subject: Phrase;
  readonly limitBytes: number;
  /** True while an editor holds unsaved edits of the file. */
  readonly isUnsaved: () => boolean;
  /** Makes the root itself where it is missing: right for storage, wrong for a workspace that was deleted. */
  readonly createRoot?: boolean;
  readonly fs?: FileSystem;
  readonly pause?: Pause;
  /** Milliseconds since the epoch; only for the age of left-over temporary files. */
  readonly now?: () => number;
}

const hashIn = (look: Look): string | null => (look.kind === 'file' ? hashOf(look.bytes) : null);
const failed = (reason: Failure): MemoryWrite => ({ kind: 'failed', failure: reason });

export function createTextFile(options: TextFileOptions): MemoryFilePort {
  const parts = partsOf(options.relativePath);
  if (isFailure(parts)) {
    return {
      read: async () => ({ kind: 'unreadable', failure: parts }),
      write: async () => failed(parts),
    };
  }
  const store = createStore(options, parts);
  /** One operation at a time: our own reads must not meet our own writes half way. */
  const inTurn = serialQueue();
  return {
    read: () => inTurn(store.read),
    write: (text, expected) => inTurn(() => store.write(text, expected)),
  };
}

function createStore(options: TextFileOptions, parts: readonly string[]): MemoryFilePort {
  const { root, relativePath, subject, limitBytes, isUnsaved, createRoot = false } = options;
  const { fs = createNodeFileSystem(), pause = realPause, now = Date.now } = options;
  const file = createGuardedFile({ fs, root, parts, subject, limitBytes, pause });
  const shownPath = `${root}/${relativePath}`;
  const name = parts.at(-1) ?? '';
  let isTidy = false;

  async function tidyOnce(directory: string): Promise<void> {
    if (isTidy) return;
    isTidy = true;
    await removeStaleTemporaries(fs, directory, name, now());
  }

  async function read(): Promise<MemoryFile> {
    if (isUnsaved()) return { kind: 'unsaved' };
    try {
      const seen = await file.look();
      // The user may have begun to type while the disk was slow.
      if (isUnsaved()) return { kind: 'unsaved' };
      if (seen.kind === 'refused') return { kind: 'unreadable', failure: seen.failure };
      if (seen.place.directoryIdentity !== null) await tidyOnce(seen.place.directory);
      if (seen.kind === 'absent') return { kind: 'absent' };
      const decoded = decodeText(seen.bytes, seen.place.path, subject);
      if (isFailure(decoded)) return { kind: 'unreadable', failure: decoded };
      return { kind: 'file', text: decoded.text, hash: hashOf(seen.bytes) };
    } catch (error) {
      if (createRoot && errorCode(error) === 'ENOENT') return { kind: 'absent' };
      return { kind: 'unreadable', failure: storageFailure(error, phrase`read ${subject}`, shownPath) };
    }
  }

  const swapped = (consequence: Phrase): MemoryWrite =>
    failed(
      failure('storage', phrase`The folder of "${shownPath}" was replaced during a write. ${consequence}`),
    );

  /** What speaks against replacing the file right now; null when nothing does. */
  async function objection(expected: string | null, directoryIdentity: string): Promise<MemoryWrite | null> {
    const seen = await file.look();
    if (seen.kind === 'refused') return failed(seen.failure);
    if (seen.place.directoryIdentity !== directoryIdentity) return swapped(phrase`Nothing was overwritten.`);
    return hashIn(seen) !== expected || isUnsaved() ? { kind: 'changed' } : null;
  }

  async function replace(bytes: Buffer, expected: string | null, mode: number): Promise<MemoryWrite> {
    const place = await file.prepareFolder();
    if (place.kind === 'refused') return failed(place.failure);
    const directory = await fs.openDirectory(place.directory);
    try {
      const { identity, path } = directory;
      if (identity !== place.directoryIdentity) return swapped(phrase`Nothing was overwritten.`);
      await tidyOnce(path);
      const beforeRename = () => objection(expected, identity);
      const stop = await replaceFile({ fs, directory: path, name, bytes, mode, beforeRename, pause });
      if (stop !== null) return stop;
      const after = await file.inspect();
      const isInPlace = after.kind === 'clear' && after.directoryIdentity === identity;
      return isInPlace ? { kind: 'written', hash: hashOf(bytes) } : swapped(phrase`Check what is there now.`);
    } finally {
      await directory.close().catch(() => {});
    }
  }

  function flawOfWrite(seen: Look, bytes: Buffer): Failure | null {
    // A rename would replace a read-only file without a word; whoever made it so meant it.
    if (seen.kind === 'file' && (seen.stat.mode & 0o200) === 0) {
      return failure(
        'storage',
        phrase`"${shownPath}" is read-only. Make it writable so that ${subject} can be updated.`,
      );
    }
    if (bytes.length <= limitBytes) return null;
    return failure(
      'storage',
      phrase`Could not write ${subject} (${shownPath}): it would be larger than ${limitBytes / 1_000_000} MB.`,
    );
  }

  async function write(text: string, expected: string | null): Promise<MemoryWrite> {
    if (isUnsaved()) return { kind: 'changed' };
    try {
      if (createRoot) await fs.makeTree(root);
      const seen = await file.look();
      if (seen.kind === 'refused') return failed(seen.failure);
      if (hashIn(seen) !== expected) return { kind: 'changed' };
      const bytes = encodeText(text, seen.kind === 'file' ? seen.bytes : null);
      // Watchers and editors are spared a change that is none.
      if (seen.kind === 'file' && bytes.equals(seen.bytes)) return { kind: 'written', hash: hashOf(bytes) };
      const flaw = flawOfWrite(seen, bytes);
      if (flaw !== null) return failed(flaw);
      return await replace(bytes, expected, seen.kind === 'file' ? seen.stat.mode : 0o600);
    } catch (error) {
      return failed(storageFailure(error, phrase`write ${subject}`, shownPath));
    }
  }

  return { read, write };
}
