/** Where sessions are kept, as the host sees it. Adapters match it by shape. */

import type { RecordId } from '../../core/conversation/transcript.ts';
import type { Failure } from '../../core/failure.ts';
import type { LedgerMarks } from '../../core/ledger/ledger-marks.ts';
import type { Phrase } from '../../core/phrase.ts';
import type { MemoryFilePort } from '../../core/ports/memory-file.ts';
import type { MemoryCause, MemoryHistoryPort, MemoryVersion } from '../../core/ports/memory-history.ts';
import type { TranscriptPort } from '../../core/ports/transcript.ts';
import type { StoredSession } from '../../core/session.ts';
import type { SessionHeader } from '../../core/session-header.ts';

export interface SessionSummary {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly records: number;
}

export interface MemoryVersionInfo {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly cause: MemoryCause;
  /** Characters. */
  readonly size: number;
  /** The last record that it speaks of. */
  readonly covered: RecordId | null;
}

/** All that belongs to one session on disk. */
export interface ShelvedSession {
  /** Null where it is damaged; the session is readable all the same. */
  readonly header: SessionHeader | null;
  readonly stored: StoredSession;
  /** What could not be read, for the user. */
  readonly damage: readonly Phrase[];
  readonly transcript: TranscriptPort & {
    writeHeader(fields: Partial<SessionHeader>): Promise<Failure | null>;
  };
  readonly history: MemoryHistoryPort & {
    /** Oldest first. */
    versions(): readonly MemoryVersionInfo[];
    load(id: string): Promise<MemoryVersion | null>;
  };
  /** Keeps how far the ledger has read; losing it costs time only. */
  readonly ledger: { save(marks: LedgerMarks): Promise<Failure | null> };
  /** The session's own copy of the memory file, used while the workspace's file shows another session or there is none. */
  readonly ownFile: MemoryFilePort;
  /** Absolute path of that copy. */
  readonly ownFilePath: string;
}

export interface SessionShelf {
  /** Newest change first. */
  list(): Promise<readonly SessionSummary[]>;
  create(header: SessionHeader): Promise<Failure | null>;
  open(id: string): Promise<ShelvedSession | Failure>;
  rename(id: string, title: string): Promise<Failure | null>;
  remove(id: string): Promise<Failure | null>;
  lastActive(): Promise<string | null>;
  setLastActive(id: string): Promise<Failure | null>;
  loadDraft(id: string): Promise<string>;
  saveDraft(id: string, text: string): Promise<Failure | null>;
  /** Whatever lies there; null for nothing. Never rejects. */
  loadAttachments(id: string): Promise<unknown>;
  saveAttachments(id: string, attachments: unknown): Promise<Failure | null>;
}
