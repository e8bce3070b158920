/** The memory file, which belongs to the user as much as to us. */
import type { Failure } from '../failure.ts';

/** The memory file as it is on disk now. */
export type MemoryFile =
  | {
      readonly kind: 'file';
      readonly text: string;
      readonly hash: string;
      /** Git tracks the file and this content was neither written here nor saved in an editor of this window. */
      readonly mayBeCheckedOut?: boolean;
    }
  | { readonly kind: 'absent' }
  /** The document has unsaved edits in an editor: neither read nor written until it is saved or reverted. */
  | { readonly kind: 'unsaved' }
  /** Refused path, directory, too large, not text … */
  | { readonly kind: 'unreadable'; readonly failure: Failure };

export type MemoryWrite =
  | { readonly kind: 'written'; readonly hash: string }
  /** The file is no longer what the caller had read; nothing was written. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** `.claude/session-memory.md`, or its stand-in in storage when no folder is open. */
export interface MemoryFilePort {
  read(): Promise<MemoryFile>;
  /** Replaces the file only while its content still has the hash `expected` (null: while there is no file). */
  write(text: string, expected: string | null): Promise<MemoryWrite>;
}
