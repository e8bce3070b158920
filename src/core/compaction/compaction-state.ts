/** What a compaction is at. */
import type { RecordId } from '../conversation/transcript.ts';
import type { RequestId } from '../outcome.ts';

export type CompactionReason = 'limit' | 'overflow' | 'command';

/** A compaction under way. Absent while none is. */
export interface Compacting {
  readonly reason: CompactionReason;
  /** Who asked by command; null when the limit did. */
  readonly requestId: RequestId | null;
  readonly focus: string;
  readonly startedAt: number;
  /** `reading` the file; `waiting` for a memory job to end. */
  readonly phase: 'reading' | 'waiting';
  /** What the wait is for: this job's end, or coverage up to this record. */
  readonly jobId: string | null;
  readonly upTo: RecordId | null;
  /** A summary was already asked for, so that the next answer is final. */
  readonly asked: boolean;
}
