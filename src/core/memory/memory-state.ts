/** What a session knows of its memory: the document, its file, the update under way, and whose its lines are. */

import type { RecordId } from '../conversation/transcript.ts';
import type { Failure } from '../failure.ts';
import type { RequestId } from '../outcome.ts';
import type { MemoryVersion, Ownership } from '../ports/memory-history.ts';
import type { HiddenText } from '../prompts/hidden-text.ts';
import type { Backoff } from './refresh-policy.ts';
import type { Notes } from './untold.ts';

/** One update of the memory under way. Positions are record ids, so a late result is still understood. */
export interface MemoryJob {
  readonly id: string;
  readonly foreground: boolean;
  readonly generation: number;
  /** The last record of the turns it will cover. */
  readonly upTo: RecordId;
  readonly focus: string;
  /** The document as it was when the instruction was written: the base of the merge. */
  readonly base: string | null;
  /** What the instruction said had given way to the user. */
  readonly told: readonly string[];
  readonly phase: 'reading' | 'asking' | 'merging' | 'writing';
  /** Context tokens at the snapshot, from which the next update counts. */
  readonly tokensAtSnapshot: number;
  /** The model's sections applied to the base; from `merging` on. */
  readonly proposed: string | null;
  /** How the request was made; `extract`: code's own extract stands in for a model's summary. */
  readonly plan: UpdatePlanKind | null;
  /** Who is asked. */
  readonly model: string;
  /** Who waits for the outcome by command. */
  readonly requestIds: readonly RequestId[];
  readonly startedAt: number;
}

/** The whole conversation, the new messages with the old memory, or no model at all. */
export type UpdatePlanKind = 'fork' | 'alone' | 'extract';

/** How the file stands to the memory kept in storage. */
export type FileState =
  | 'shown' // the file shows the memory
  | 'unwritten' // no file yet
  | 'unsaved' // unsaved edits: waiting for the save
  | 'deleted' // the user deleted it: asked once before making a new one
  | 'declined' // and said no
  | 'foreign' // of unknown origin: neither sent nor rewritten before the user has said yes
  | 'ignored' // and said no
  | 'refused'; // a path, type or disk problem; `fileFailure` says which

/** A file that waits for the user's yes or no, as it was seen: what is approved is this content and no other. */
export interface ForeignFile {
  readonly hash: string;
  /** What a reader of the file does not see, for the question. */
  readonly hidden: readonly HiddenText[];
  /** The user said no; it stays so until the file is gone or what it was before. */
  readonly isIgnored: boolean;
}

export type RestoredVersion = Pick<MemoryVersion, 'text' | 'ownership'>;

export interface PendingWrite {
  readonly text: string;
  /** The file that the write may replace; null while there was none. */
  readonly over: { readonly text: string; readonly hash: string } | null;
}

/** The last record that a model's summary covers: what code extracted stands in for the rest. */
export const summaryEnd = ({ covered, provisional, summarised }: MemoryState): RecordId | null =>
  provisional ? summarised : covered;

/** What an earlier release has stored counts as it did then: all that it covers. */
export const storedSummaryEnd = (version: MemoryVersion | null): RecordId | null =>
  version?.summarised === undefined ? (version?.covered ?? null) : version.summarised;

export interface MemoryState {
  /** The memory as last agreed between updater and user, pending writes included; null before the first. */
  readonly text: string | null;
  /** What the file held when it was last read or written: the base that tells the user's edits from ours. */
  readonly fileText: string | null;
  /** What the file held last before the session was opened; null when nothing of this session. */
  readonly shownBefore: string | null;
  /** What the file held before it went away; many tools replace a file by deleting it first. */
  readonly goneText: string | null;
  readonly covered: RecordId | null;
  readonly provisional: boolean;
  /** Where `provisional`, the last record of what a model has written of; see `summaryEnd`. */
  readonly summarised: RecordId | null;
  readonly updatedAt: number | null;
  readonly ownership: Ownership;
  /** Hash of the file as last read or written; null when there is none. */
  readonly fileHash: string | null;
  readonly file: FileState;
  readonly fileFailure: Failure | null;
  /** Whether the user has deleted the file, however it looks just now; a file that is there again ends it. */
  readonly deletion: 'none' | 'deleted' | 'declined';
  /** The file that awaits a decision or was ignored; null while there is none. */
  readonly foreign: ForeignFile | null;
  /** An earlier version that the user is bringing back by an edit; null while none is. */
  readonly restoring: RestoredVersion | null;
  /** The one write under way; null while none is. */
  readonly writing: PendingWrite | null;
  /** Hand edits that the chat model has not been told of yet. */
  readonly untold: Notes;
  /** What the user's lines overrode in the last merge, for the next instruction. */
  readonly overridden: readonly string[];
  readonly job: MemoryJob | null;
  /** A trigger that came while an update ran. */
  readonly again: { readonly foreground: boolean; readonly requestIds: readonly RequestId[] } | null;
  /** Hashes of versions written by us or by the user inside the editor; a file with another one at start is foreign. */
  readonly knownHashes: readonly string[];
  /** Context tokens when the last update's snapshot was taken; 0 before the first. */
  readonly tokensAtUpdate: number;
  readonly toolCallsSince: number;
  /** Updates in a row that were made from the new messages alone, without the conversation before them. */
  readonly aloneInRow: number;
  readonly backoff: Backoff;
  readonly failure: Failure | null;
}
