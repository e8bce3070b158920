/** The memory file on a local disk. */
import { phrase } from '../../core/phrase.ts';
import type { MemoryFilePort } from '../../core/ports/memory-file.ts';
import { createTextFile, type TextFileOptions } from './text-file.ts';

export type FileMemoryStoreOptions = Omit<TextFileOptions, 'subject' | 'limitBytes'>;

/** What failures call it. */
export const memoryFileSubject = phrase`the memory file`;
/** A memory is a few thousand words; a larger file is not one, and reading it would stall the host. */
export const memoryFileLimitBytes = 1_000_000;

export const createFileMemoryStore = (options: FileMemoryStoreOptions): MemoryFilePort =>
  createTextFile({ ...options, subject: memoryFileSubject, limitBytes: memoryFileLimitBytes });
