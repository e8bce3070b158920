/**
 * One session as a value: what it knows (state), what can happen to it (inputs, facts in the past tense) and what it
 * wants done (effects, orders in the imperative). `step` in `step.ts` ties them together.
 */

import type { Compacting } from './compaction/compaction-state.ts';
import type { AnswerPiece } from './conversation/answer-piece.ts';
import type { Attachment } from './conversation/attachment.ts';
import type { Versions } from './conversation/branches.ts';
import type { Context } from './conversation/context.ts';
import type { TextBlock, ToolResultBlock, ToolUseBlock } from './conversation/message.ts';
import type { CompactionRecord, RecordId, Transcript, TranscriptRecord } from './conversation/transcript.ts';
import type { Turn } from './conversation/turn-state.ts';
import type { Failure } from './failure.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LedgerMarks } from './ledger/ledger-marks.ts';
import type { MemoryState, RestoredVersion } from './memory/memory-state.ts';
import type { Accounts } from './models/accounts.ts';
import type { CompactionOutcome, MemoryOutcome, RequestId, TurnOutcome, UndoOutcome } from './outcome.ts';
import type { MemoryFile, MemoryWrite } from './ports/memory-file.ts';
import type { MemoryVersion } from './ports/memory-history.ts';
import type { ModelEvent, ModelRequest, ModelResult } from './ports/model.ts';
import type { ToolDefinition } from './ports/tools.ts';
import type { Credentials } from './redaction/known-credentials.ts';
import type { SessionSettings } from './settings.ts';

/** What waits for the next turn boundary, in order. */
export type Queued =
  | {
      readonly kind: 'send';
      readonly requestId: RequestId;
      readonly typed: string;
      readonly attachments: readonly Attachment[];
    }
  | { readonly kind: 'retry'; readonly requestId: RequestId }
  | { readonly kind: 'continue'; readonly requestId: RequestId }
  | {
      readonly kind: 'edit';
      readonly requestId: RequestId;
      readonly record: RecordId;
      readonly typed: string;
    }
  | { readonly kind: 'switch'; readonly record: RecordId }
  | { readonly kind: 'compact'; readonly requestId: RequestId; readonly focus: string }
  | { readonly kind: 'undo'; readonly requestId: RequestId };

export interface SessionState {
  readonly id: string;
  readonly provider: string;
  readonly settings: SessionSettings;
  /** Frozen for the session's life, so that the cache holds. */
  readonly system: readonly TextBlock[];
  readonly tools: readonly ToolDefinition[];
  /** Every record, other branches included; only grows. */
  readonly transcript: Transcript;
  /** The records of the conversation as it stands. */
  readonly branch: Transcript;
  readonly versions: Versions;
  /** The message that the next record follows; null before the first. */
  readonly follows: RecordId | null;
  readonly context: Context;
  /** Compactions that can be undone, newest last, with the context that each replaced. */
  readonly undoable: readonly { readonly record: CompactionRecord; readonly before: Context }[];
  readonly turn: Turn;
  readonly queue: readonly Queued[];
  readonly compacting: Compacting | null;
  readonly memory: MemoryState;
  readonly ledger: Ledger;
  /** Of this branch. */
  readonly ledgerMarks: LedgerMarks;
  /** Rises on every compaction, undo, branch and switch. */
  readonly generation: number;
  /** Compactions so far. */
  readonly epoch: number;
  /** Automatic compactions in a row that freed nothing worth having. */
  readonly futileCompactions: number;
  readonly accounts: Accounts;
  /** When the last chat request went out, from which the cache's life counts; null before the first. */
  readonly askedAt: number | null;
  /** The failure of the last turn, for the notice with retry; null once a turn went well. */
  readonly turnFailure: Failure | null;
  /** A warning that transcript or history could not be written; null when all is on disk. */
  readonly storageFailure: Failure | null;
  /** Makes ids unique in the session and over restarts. */
  readonly idPrefix: string;
  readonly idCounter: number;
}

/** `start`: a file of unknown origin found now is foreign. `use`: the user has approved the foreign file that was shown. */
export type MemoryReadPurpose = 'start' | 'turn' | 'compaction' | 'update' | 'merge' | 'watch' | 'use';

/** Facts. `at` is milliseconds since the epoch, stamped by the engine. */
export type SessionInput = { readonly at: number } & (
  | {
      readonly kind: 'userSubmitted';
      readonly requestId: RequestId;
      readonly text: string;
      readonly attachments?: readonly Attachment[];
    }
  | { readonly kind: 'retryRequested'; readonly requestId: RequestId }
  /** The rest of the last answer, which ended early, is wanted. */
  | { readonly kind: 'continueRequested'; readonly requestId: RequestId }
  /** The message `record` is to be sent again with other words; what followed it stays on its branch. */
  | {
      readonly kind: 'editRequested';
      readonly requestId: RequestId;
      readonly record: RecordId;
      readonly text: string;
    }
  /** The branch with the message `record` is to come to the front. */
  | { readonly kind: 'branchChosen'; readonly record: RecordId }
  | { readonly kind: 'stopRequested' }
  /** The message that `requestId` asked to send is not to be sent, if it still waits. */
  | { readonly kind: 'withdrawRequested'; readonly requestId: RequestId }
  | { readonly kind: 'compactRequested'; readonly requestId: RequestId; readonly focus: string }
  | { readonly kind: 'undoRequested'; readonly requestId: RequestId }
  | { readonly kind: 'memoryRequested'; readonly requestId: RequestId }
  | { readonly kind: 'answerProgressed'; readonly callId: string; readonly event: ModelEvent }
  | { readonly kind: 'answerEnded'; readonly callId: string; readonly result: ModelResult }
  | { readonly kind: 'toolsEnded'; readonly callId: string; readonly results: readonly ToolResultBlock[] }
  | { readonly kind: 'memoryAnswerEnded'; readonly jobId: string; readonly result: ModelResult }
  | {
      readonly kind: 'memoryFileRead';
      readonly purpose: MemoryReadPurpose;
      readonly jobId: string | null;
      readonly file: MemoryFile;
    }
  | { readonly kind: 'memoryFileWritten'; readonly result: MemoryWrite }
  /** The answer to `findMemory`. */
  | { readonly kind: 'memoryFound'; readonly generation: number; readonly version: MemoryVersion | null }
  /** The watcher or an editor says that the file may have changed. */
  | { readonly kind: 'memoryFileTouched' }
  | {
      readonly kind: 'memoryFileDecided';
      readonly decision: 'recreate' | 'leaveDeleted' | 'useForeign' | 'ignoreForeign';
    }
  /** What the file will hold once the user's edit is saved. */
  | { readonly kind: 'memoryVersionChosen'; readonly version: RestoredVersion }
  | { readonly kind: 'timerFired'; readonly timer: TimerName }
  | { readonly kind: 'settingsChanged'; readonly settings: SessionSettings; readonly provider: string }
  | { readonly kind: 'storageFailed'; readonly failure: Failure | null }
);

/** `answerPiece`: what has arrived of an answer is to be kept. */
export type TimerName = 'compactionWait' | 'answerPiece';

/** Orders. The engine carries them out in the order given; a request goes out after the records before it are stored. */
export type SessionEffect =
  | { readonly kind: 'storeRecord'; readonly record: TranscriptRecord }
  | { readonly kind: 'storePiece'; readonly piece: AnswerPiece }
  | { readonly kind: 'callModel'; readonly callId: string; readonly request: ModelRequest }
  | { readonly kind: 'cancelCall'; readonly callId: string }
  | { readonly kind: 'runTools'; readonly callId: string; readonly uses: readonly ToolUseBlock[] }
  | { readonly kind: 'askForMemory'; readonly jobId: string; readonly request: ModelRequest }
  | { readonly kind: 'cancelMemory'; readonly jobId: string }
  | { readonly kind: 'readMemoryFile'; readonly purpose: MemoryReadPurpose; readonly jobId: string | null }
  | { readonly kind: 'writeMemoryFile'; readonly text: string; readonly expected: string | null }
  /** `isShown`: the file holds its text already, since it came from there. */
  | {
      readonly kind: 'storeMemory';
      readonly version: MemoryVersion;
      /** What the conversation has told of credentials. */
      readonly told: Credentials;
      readonly isShown: boolean;
    }
  /** Wants the newest version that covers up to the last possible of these records, which are in order. */
  | { readonly kind: 'findMemory'; readonly generation: number; readonly covered: readonly RecordId[] }
  | { readonly kind: 'startTimer'; readonly timer: TimerName; readonly delayMs: number }
  | { readonly kind: 'stopTimer'; readonly timer: TimerName }
  | { readonly kind: 'reportTurn'; readonly requestId: RequestId; readonly outcome: TurnOutcome }
  | {
      readonly kind: 'reportCompaction';
      readonly requestId: RequestId | null;
      readonly outcome: CompactionOutcome;
    }
  | { readonly kind: 'reportMemory'; readonly requestId: RequestId; readonly outcome: MemoryOutcome }
  | { readonly kind: 'reportUndo'; readonly requestId: RequestId; readonly outcome: UndoOutcome }
  | { readonly kind: 'log'; readonly level: 'debug' | 'info' | 'warn'; readonly text: string };

export type Step = readonly [SessionState, readonly SessionEffect[]];

/** What resuming needs: the stored records and the newest memory version. */
export interface StoredSession {
  readonly records: readonly TranscriptRecord[];
  /** Of an answer after the last of the records, in order; absent for none. */
  readonly pieces?: readonly AnswerPiece[];
  readonly memory: MemoryVersion | null;
  /** What the file held when the newest version, which never reached it, was made; absent where it did. */
  readonly shownBefore?: string | null;
  /** Hashes of every memory version that this extension or the user inside it has written. */
  readonly knownHashes: readonly string[];
  /** Absent or of other conversations: all records are read. */
  readonly ledgerMarks?: LedgerMarks;
}
