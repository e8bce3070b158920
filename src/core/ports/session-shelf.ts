/** Where the sessions of a workspace are kept, and all that belongs to each. */
import type { RecordId } from '../conversation/transcript.ts';
import type { Failure } from '../failure.ts';
import type { LedgerMarks } from '../ledger/ledger-marks.ts';
import type { Phrase } from '../phrase.ts';
import type { StoredSession } from '../session.ts';
import type { SessionHeader } from '../session-header.ts';
import type { MemoryFilePort } from './memory-file.ts';
import type { MemoryCause, MemoryHistoryPort, MemoryVersion } from './memory-history.ts';
import type { TranscriptPort } from './transcript.ts';

export interface SessionSummary {
  readonly id: string;
  /** Empty when the header is damaged. */
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  /** Null where they could not be counted. */
  readonly records: number | null;
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

/** All that belongs to one session in storage. */
export interface ShelvedSession {
  /** Null where a part of it is damaged; the session is readable all the same. */
  readonly header: SessionHeader | null;
  readonly stored: StoredSession;
  /** What could not be read, for the user. */
  readonly damage: readonly Phrase[];
  readonly transcript: TranscriptPort;
  /** Gives the session another title, here and in the list. */
  retitle(title: string): Promise<Failure | null>;
  readonly history: MemoryHistoryPort & {
    /** Oldest first. */
    versions(): readonly MemoryVersionInfo[];
    /** Null when it is damaged or not kept any more. */
    load(id: string): Promise<MemoryVersion | null>;
  };
  /** Keeps how far the ledger has read; losing it costs time only. */
  readonly ledger: { save(marks: LedgerMarks): Promise<Failure | null> };
  /** The session's own copy of the memory file, used while the workspace's file shows another session or there is none. */
  readonly ownFile: MemoryFilePort;
  /** Absolute path of that copy. */
  readonly ownFilePath: string;
}

/** Ids that are not plain names are answered as if there were no such session. */
export interface SessionShelf {
  /** Newest change first. A session that cannot be read is left out. */
  list(): Promise<readonly SessionSummary[]>;
  create(header: SessionHeader): Promise<Failure | null>;
  open(id: string): Promise<ShelvedSession | Failure>;
  /** For a session that is not open; one that is has `retitle`. */
  rename(id: string, title: string): Promise<Failure | null>;
  /** Deletes the session with all that belongs to it. */
  remove(id: string): Promise<Failure | null>;
  /** Null where no session was in use, or the one that was is gone. */
  lastActive(): Promise<string | null>;
  setLastActive(id: string): Promise<Failure | null>;
  /** Whether its memory is another than the one that it began with; true where that cannot be told. */
  hasOwnMemory(id: string): Promise<boolean>;
  /** Empty when there is none. */
  loadDraft(id: string): Promise<string>;
  saveDraft(id: string, text: string): Promise<Failure | null>;
  /** What `saveAttachments` was given last, unchecked; null when there is none. Never rejects. */
  loadAttachments(id: string): Promise<unknown>;
  /** What is attached to the draft, as plain JSON. */
  saveAttachments(id: string, attachments: unknown): Promise<Failure | null>;
}
