/** One file at a guarded path: looks at it, reads it bounded, and makes the folders above it. */
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { Pause } from './atomic-file.ts';
import { readBounded } from './bounded-read.ts';
import { errorCode, type FileStat, type FileSystem } from './file-system.ts';
import { type GuardedPath, inspectPath } from './path-guard.ts';

export type ClearPath = Extract<GuardedPath, { kind: 'clear' }>;
export type Look =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly stat: FileStat; readonly place: ClearPath }
  | { readonly kind: 'absent'; readonly place: ClearPath }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface GuardedFileOptions {
  readonly fs: FileSystem;
  readonly root: string;
  /** Checked components; see `partsOf`. */
  readonly parts: readonly string[];
  /** What failures call the file. */
  readonly subject: Phrase;
  readonly limitBytes: number;
  readonly pause: Pause;
}

/** All throw Node's errors; what the guard refuses is a value. */
export interface GuardedFile {
  inspect(): Promise<GuardedPath>;
  look(): Promise<Look>;
  /** Makes the folders that are missing and says where the file belongs now. */
  prepareFolder(): Promise<GuardedPath>;
}

/** How often a file that moves under the reader is read again, with a pause for the writer to finish. */
const readAttempts = 4;
const settlePauseMs = 50;

const refused = (words: Phrase): Look => ({ kind: 'refused', failure: failure('storage', words) });
const isEmpty = (seen: Look): boolean => seen.kind === 'file' && seen.bytes.length === 0;

export function createGuardedFile({
  fs,
  root,
  parts,
  subject,
  limitBytes,
  pause,
}: GuardedFileOptions): GuardedFile {
  const inspect = () => inspectPath(fs, root, parts, subject);

  async function look(): Promise<Look> {
    for (let attempt = 1; ; attempt++) {
      const place = await inspect();
      if (place.kind === 'refused') return place;
      if (place.target === null) return { kind: 'absent', place };
      const seen = await lookAt(place, place.target);
      // Editors empty a file before they write it: an empty file may be one that is being saved, so look twice.
      if (seen !== null && (attempt > 1 || !isEmpty(seen))) return seen;
      if (attempt === readAttempts) return refused(phrase`"${place.path}" keeps changing while it is read.`);
      await pause(settlePauseMs);
    }
  }

  /** Null when the file moved between looking and reading. */
  async function lookAt(place: ClearPath, stat: FileStat): Promise<Look | null> {
    try {
      const result = await readBounded(fs, place.path, stat, limitBytes);
      switch (result.kind) {
        case 'read':
          return { kind: 'file', bytes: result.bytes, stat, place };
        case 'tooLarge': {
          const limit = `${limitBytes / 1_000_000} MB`;
          return refused(
            phrase`"${place.path}" is larger than ${limit}. It was not read and is left as it is: shorten it.`,
          );
        }
        case 'notAFile':
        case 'moved':
          return null;
      }
    } catch (error) {
      // Replaced or removed since it was looked at: look again, and let the guard say what is there now.
      if (['ENOENT', 'ELOOP', 'ENXIO'].includes(errorCode(error))) return null;
      throw error;
    }
  }

  async function prepareFolder(): Promise<GuardedPath> {
    for (let depth = 1; depth < parts.length; depth++) {
      const place = await inspectPath(fs, root, [...parts.slice(0, depth), 'file'], subject);
      if (place.kind === 'refused') return place;
      if (place.directoryIdentity !== null) continue;
      await fs.makeDirectory(place.directory).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error;
      });
    }
    return inspect();
  }

  return { inspect, look, prepareFolder };
}
