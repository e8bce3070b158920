/** The versions of a session's memory. */
import type { RecordId } from '../conversation/transcript.ts';
import type { Failure } from '../failure.ts';
import type { StoredUntold } from '../memory/untold.ts';
import type { Credentials } from '../redaction/known-credentials.ts';

/** `branched`: taken back to what it was on the branch that is shown now. */
export type MemoryCause = 'created' | 'updated' | 'edited' | 'merged' | 'compacted' | 'restored' | 'branched';

/** One version of a session's memory, with all that a later update or a restart needs. */
export interface MemoryVersion {
  readonly text: string;
  /** Hash of the file as it was when this version was made; null while it was never in the file. */
  readonly hash: string | null;
  readonly covered: RecordId | null;
  readonly cause: MemoryCause;
  readonly at: number;
  /** True when code's own extract stood in for a model's summary. */
  readonly provisional: boolean;
  /** Where it is, the last record that a model's summary covers; absent in what earlier releases stored. */
  readonly summarised?: RecordId | null;
  /** What the user owns in it; see `merge.ts`. */
  readonly ownership: Ownership;
  /** Hand edits that the chat model is still to be told of; absent in what earlier releases stored. */
  readonly untold?: StoredUntold;
  /** The user has deleted the file; `declined`: and wants no new one. Absent otherwise. */
  readonly fileDeletion?: 'deleted' | 'declined';
}

/** Lines the user wrote or changed, and lines and sections the user deleted; kept over any number of updates. */
export interface Ownership {
  readonly held: readonly string[];
  readonly deletedLines: readonly string[];
  readonly deletedSections: readonly string[];
}

export const noOwnership: Ownership = { held: [], deletedLines: [], deletedSections: [] };

/** Every memory version of one session, bounded, in storage. */
export interface MemoryHistoryPort {
  /** Without credentials, those in `told` included: what the conversation has told is one wherever it stands. */
  save(version: MemoryVersion, told?: Credentials): Promise<Failure | null>;
  /** This text is in the memory file now; until that is said of a saved version, a restart takes the file for older. */
  shown(text: string): Promise<Failure | null>;
  /**
   * The newest version that covers up to one of `records`, the last of them that any version covers up to; null when
   * there is none. `records` are in the conversation's order.
   */
  covering(records: readonly RecordId[]): Promise<MemoryVersion | null>;
}
