/**
 * The transcript of one session: a file of lines that only grows. One writer is expected, but a second one (the old
 * host during a reload) or a kill in the middle of a line costs at most that line: reading finds the next record again.
 */

import { dirname } from 'node:path';
import type { AnswerPiece } from '../../core/conversation/answer-piece.ts';
import { isMessage, type RecordId, type TranscriptRecord } from '../../core/conversation/transcript.ts';
import type { Failure } from '../../core/failure.ts';
import { phrase } from '../../core/phrase.ts';
import type { TranscriptPort } from '../../core/ports/transcript.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import type { SessionHeader } from '../../core/session-header.ts';
import { flush, flushDirectory, writeFully } from '../files/atomic-file.ts';
import { createNodeFileSystem, type FileSystem, type OpenFile } from '../files/file-system.ts';
import { readLines } from '../files/line-reader.ts';
import { storageFailure } from '../files/storage-failure.ts';
import { decodeLine, encodeLine } from './transcript-line.ts';
import { completeHeader, decodeData } from './transcript-record.ts';

export interface TranscriptLogOptions {
  /** Absolute path; its folder must exist. The file is made by the first write. */
  readonly file: string;
  readonly fs?: FileSystem;
}

export interface TranscriptLog extends TranscriptPort {
  /** What was read when the log was opened, in order, each id once. */
  readonly records: readonly TranscriptRecord[];
  /** Pieces of an answer that were read after the last message, in order. */
  readonly pieces: readonly AnswerPiece[];
  /** All header fields read and written so far, the last value of each; null while one is missing. */
  readonly header: SessionHeader | null;
  /** Lines that were damaged, in part or whole, when the log was opened. */
  readonly skipped: number;
  /** Records of kinds that only a later version knows. They stay in the file. */
  readonly unknown: number;
  /** Appends header fields: all of them for a new session, later those that change. */
  writeHeader(fields: Partial<SessionHeader>): Promise<Failure | null>;
}

export type OpenedTranscript =
  | { readonly kind: 'open'; readonly log: TranscriptLog }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Contents {
  readonly records: readonly TranscriptRecord[];
  readonly pieces: readonly AnswerPiece[];
  readonly header: Partial<SessionHeader>;
  readonly skipped: number;
  readonly unknown: number;
  readonly lastSeq: number;
}

async function readContents(file: OpenFile): Promise<Contents> {
  const records = new Map<RecordId, TranscriptRecord>();
  let pieces: AnswerPiece[] = [];
  let header: Partial<SessionHeader> = {};
  let skipped = 0;
  let unknown = 0;
  let lastSeq = 0;
  for await (const line of readLines(file)) {
    const { envelopes, isDamaged } = line === null ? { envelopes: [], isDamaged: true } : decodeLine(line);
    let isWhole = !isDamaged;
    for (const { seq, data } of envelopes) {
      const decoded = decodeData(data);
      lastSeq = Math.max(lastSeq, seq);
      if (decoded.kind === 'header') header = { ...header, ...decoded.fields };
      else if (decoded.kind === 'unknown') unknown += 1;
      else if (decoded.kind === 'invalid') isWhole = false;
      else if (decoded.kind === 'piece') pieces.push(decoded.piece);
      else if (!records.has(decoded.record.id)) {
        records.set(decoded.record.id, decoded.record);
        if (isMessage(decoded.record)) pieces = [];
      }
    }
    if (!isWhole) skipped += 1;
  }
  return { records: [...records.values()], pieces, header, skipped, unknown, lastSeq };
}

const nothing: Contents = { records: [], pieces: [], header: {}, skipped: 0, unknown: 0, lastSeq: 0 };

/** Throws Node's errors; a file that is not there is an empty one. */
async function readTranscript(fs: FileSystem, path: string): Promise<Contents> {
  if ((await fs.lstat(path)) === null) return nothing;
  const file = await fs.open(path, 'read');
  try {
    const stat = await file.stat();
    if (stat.kind !== 'file') throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
    return await readContents(file);
  } finally {
    await file.close().catch(() => {});
  }
}

/** A line that was cut by a crash, or is being written by another host, must not swallow ours. */
async function endsOpen(file: OpenFile): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, size - 1);
  return last[0] !== 0x0a;
}

/** Puts one line at the end, flushed. Throws Node's errors; a part of the line may then be in the file. */
export async function appendLine(fs: FileSystem, path: string, line: string): Promise<void> {
  const isNew = (await fs.lstat(path)) === null;
  const file = await fs.open(path, 'append');
  try {
    await writeFully(file, Buffer.from((await endsOpen(file)) ? `\n${line}` : line, 'utf8'));
    await flush(file);
  } finally {
    await file.close().catch(() => {});
  }
  if (isNew) await flushDirectory(fs, dirname(path));
}

export async function openTranscriptLog(options: TranscriptLogOptions): Promise<OpenedTranscript> {
  const { file: path, fs = createNodeFileSystem() } = options;
  try {
    return { kind: 'open', log: createLog(fs, path, await readTranscript(fs, path)) };
  } catch (error) {
    return { kind: 'failed', failure: storageFailure(error, phrase`read the conversation`, path) };
  }
}

function createLog(fs: FileSystem, path: string, contents: Contents): TranscriptLog {
  const { records, pieces, skipped, unknown } = contents;
  const written = new Set(records.map((record) => record.id));
  const pending: string[] = [];
  let { header, lastSeq } = contents;
  const inTurn = serialQueue();

  /** Writes all that waits, oldest first. What fails stays: a line written twice is dropped by id when read. */
  async function writePending(): Promise<Failure | null> {
    try {
      for (let line = pending[0]; line !== undefined; line = pending[0]) {
        await appendLine(fs, path, line);
        pending.shift();
      }
      return null;
    } catch (error) {
      return storageFailure(error, phrase`save the conversation`, path);
    }
  }
  const enqueue = (line: string | null): Promise<Failure | null> =>
    inTurn(() => {
      if (line !== null) pending.push(line);
      return writePending();
    });

  return {
    records,
    pieces,
    skipped,
    unknown,
    get header() {
      return completeHeader(header);
    },
    append(record) {
      if (written.has(record.id)) return enqueue(null);
      written.add(record.id);
      lastSeq += 1;
      return enqueue(encodeLine(lastSeq, record));
    },
    keepPiece: (piece) => enqueue(encodeLine(lastSeq, piece)),
    writeHeader(fields) {
      header = { ...header, ...fields };
      return enqueue(encodeLine(lastSeq, { header: fields }));
    },
  };
}
