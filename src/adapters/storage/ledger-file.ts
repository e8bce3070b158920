/**
 * Marks of a session's ledger in a file beside the transcript. They only spare work: a file that is missing, damaged,
 * of another version or not of our making counts as none, and the transcript is read from the beginning.
 */

import { join } from 'node:path';
import type { Json } from '../../core/conversation/message.ts';
import type { Failure } from '../../core/failure.ts';
import { decodeMarks, encodeMarks } from '../../core/ledger/ledger-encoding.ts';
import type { LedgerMarks } from '../../core/ledger/ledger-marks.ts';
import { phrase } from '../../core/phrase.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { hashOf, type Pause, realPause, replaceFile } from '../files/atomic-file.ts';
import { readWhole } from '../files/bounded-read.ts';
import { createNodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { storageFailure } from '../files/storage-failure.ts';

export interface LedgerFileOptions {
  /** Absolute path of the session's folder, which must exist for a save. */
  readonly folder: string;
  /** Names what reads conversations: what another one has read is not taken. */
  readonly reader: string;
  readonly fs?: FileSystem;
  readonly pause?: Pause;
}

export interface LedgerFile {
  /** Empty when there is nothing to go on from. Never rejects. */
  load(): Promise<LedgerMarks>;
  /** Saves are carried out in order. */
  save(marks: LedgerMarks): Promise<Failure | null>;
}

const name = 'ledger.json';
const limitBytes = 8_000_000;

const sumOf = (reader: string, marks: Json): string =>
  hashOf(Buffer.from(`${reader}\n${JSON.stringify(marks)}`, 'utf8'));

export function createLedgerFile(options: LedgerFileOptions): LedgerFile {
  const { folder, reader, fs = createNodeFileSystem(), pause = realPause } = options;
  const inTurn = serialQueue();

  async function load(): Promise<LedgerMarks> {
    try {
      const bytes = await readWhole(fs, join(folder, name), limitBytes);
      return bytes === null ? [] : decode(bytes.toString('utf8'));
    } catch {
      return [];
    }
  }

  function decode(text: string): LedgerMarks {
    const stored = JSON.parse(text) as { readonly sum?: unknown; readonly marks?: Json } | null;
    if (stored?.marks === undefined || stored.sum !== sumOf(reader, stored.marks)) return [];
    return decodeMarks(stored.marks);
  }

  async function saveNow(marks: LedgerMarks): Promise<Failure | null> {
    const encoded = encodeMarks(marks);
    const bytes = Buffer.from(`${JSON.stringify({ sum: sumOf(reader, encoded), marks: encoded })}\n`, 'utf8');
    try {
      await replaceFile({ fs, directory: folder, name, bytes, pause });
      return null;
    } catch (error) {
      return storageFailure(error, phrase`save what was read of the conversation`, folder);
    }
  }

  return {
    load,
    save: (marks) => inTurn(() => saveNow(marks)),
  };
}
