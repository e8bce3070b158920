/** The storage ports without a disk; they pass the same contract suites as the real adapters. */

import { createHash } from 'node:crypto';
import type { AnswerPiece } from '../../../src/core/conversation/answer-piece.ts';
import { isMessage, type TranscriptRecord } from '../../../src/core/conversation/transcript.ts';
import { type Failure, failureInWords } from '../../../src/core/failure.ts';
import { withoutCredentials } from '../../../src/core/memory/memory-version.ts';
import type { MemoryFile, MemoryFilePort, MemoryWrite } from '../../../src/core/ports/memory-file.ts';
import type { MemoryHistoryPort, MemoryVersion } from '../../../src/core/ports/memory-history.ts';
import type { TranscriptPort } from '../../../src/core/ports/transcript.ts';
import type { Credentials } from '../../../src/core/redaction/known-credentials.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const fullDisk = (): Failure =>
  failureInWords('storage', 'Could not save. The disk is full: free some space.');

export class InMemoryMemoryFile implements MemoryFilePort {
  /** The file as it is "on disk"; assign to it what a user would save. */
  text: string | null;
  isUnsaved = false;
  isFull = false;
  /** Set to make the file one that must not be touched. */
  refusal: Failure | null = null;
  /** Every text that the port has written, in order. */
  readonly written: string[] = [];

  constructor(text: string | null = null) {
    this.text = text;
  }

  async read(): Promise<MemoryFile> {
    if (this.isUnsaved) return { kind: 'unsaved' };
    if (this.refusal !== null) return { kind: 'unreadable', failure: this.refusal };
    return this.text === null
      ? { kind: 'absent' }
      : { kind: 'file', text: this.text, hash: sha256(this.text) };
  }

  async write(text: string, expected: string | null): Promise<MemoryWrite> {
    if (this.isUnsaved) return { kind: 'changed' };
    if (this.refusal !== null) return { kind: 'failed', failure: this.refusal };
    if ((this.text === null ? null : sha256(this.text)) !== expected) return { kind: 'changed' };
    if (this.isFull) return { kind: 'failed', failure: fullDisk() };
    this.text = text;
    this.written.push(text);
    return { kind: 'written', hash: sha256(text) };
  }
}

export class InMemoryTranscript implements TranscriptPort {
  isFull = false;
  /** Every piece of an answer that was written, in order. */
  readonly allPieces: AnswerPiece[] = [];
  readonly #written = new Map<string, string>();
  #pieces: string[] = [];
  #pending: (TranscriptRecord | AnswerPiece)[] = [];

  /** What a restart would read; copies, so that a test cannot pass by sharing objects. */
  get records(): readonly TranscriptRecord[] {
    return [...this.#written.values()].map((json) => JSON.parse(json) as TranscriptRecord);
  }

  get pieces(): readonly AnswerPiece[] {
    return this.#pieces.map((json) => JSON.parse(json) as AnswerPiece);
  }

  append(record: TranscriptRecord): Promise<Failure | null> {
    return this.#write(record);
  }

  keepPiece(piece: AnswerPiece): Promise<Failure | null> {
    return this.#write(piece);
  }

  async #write(entry: TranscriptRecord | AnswerPiece): Promise<Failure | null> {
    this.#pending.push(entry);
    if (this.isFull) return fullDisk();
    for (const next of this.#pending.splice(0)) {
      if (next.kind === 'piece') {
        this.allPieces.push(next);
        this.#pieces.push(JSON.stringify(next));
      } else if (!this.#written.has(next.id)) {
        this.#written.set(next.id, JSON.stringify(next));
        if (isMessage(next)) this.#pieces = [];
      }
    }
    return null;
  }
}

/** The rule of `MemoryHistoryPort.covering`, the plain way. */
export function newestCovering(
  versions: readonly MemoryVersion[],
  records: readonly string[],
): MemoryVersion | null {
  for (const record of [...records].reverse()) {
    const newest = versions.findLast(({ covered }) => covered === record);
    if (newest !== undefined) return newest;
  }
  return null;
}

export class InMemoryHistory implements MemoryHistoryPort {
  isFull = false;
  /** What was last said to be in the memory file. */
  shownText: string | null = null;
  readonly #saved: string[] = [];

  /** Oldest first. */
  get versions(): readonly MemoryVersion[] {
    return this.#saved.map((json) => JSON.parse(json) as MemoryVersion);
  }

  async save(version: MemoryVersion, told?: Credentials): Promise<Failure | null> {
    if (this.isFull) return fullDisk();
    this.#saved.push(JSON.stringify(withoutCredentials(version, told)));
    return null;
  }

  async shown(text: string): Promise<Failure | null> {
    this.shownText = text;
    return null;
  }

  async covering(records: readonly string[]): Promise<MemoryVersion | null> {
    return newestCovering(this.versions, records);
  }
}
