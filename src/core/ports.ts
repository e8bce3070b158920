/** What the engine needs from outside. Ports are roles; adapters implement each with one technology. */

import type {
  ContentBlock,
  Json,
  Message,
  TextBlock,
  ToolResultBlock,
  ToolUseBlock,
} from './conversation/message.ts';
import type { RecordId, TranscriptRecord } from './conversation/transcript.ts';
import type { Usage } from './conversation/usage.ts';
import type { Failure } from './failure.ts';
import type { Credentials } from './redaction/known-credentials.ts';

/** Milliseconds since the epoch, ids, and timers. */
export interface Clock {
  now(): number;
  /** Calls `fire` once after `delayMs`; the returned function takes it back. */
  after(delayMs: number, fire: () => void): () => void;
}

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly input_schema: { readonly [key: string]: Json };
}

/** A request in the wire's vocabulary, so that an adapter only adds transport. Blocks may carry `cache_control`. */
export interface ModelRequest {
  readonly purpose: 'chat' | 'memory';
  readonly model: string;
  readonly system: readonly TextBlock[];
  readonly tools: readonly ToolDefinition[];
  readonly messages: readonly Message[];
  readonly maxOutputTokens: number;
  /** Absent: the model's default. */
  readonly effort?: string;
  /** The API id of the chat answer whose prefix this request shares; null for the first. For cache diagnostics. */
  readonly previousMessageId?: string | null;
}

export type ModelEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string }
  /** The adapter waits before it tries again. */
  | { readonly kind: 'retrying'; readonly reason: Failure; readonly delayMs: number }
  /** Nothing has been heard for `silentMs`; the call goes on. */
  | { readonly kind: 'silent'; readonly silentMs: number };

export interface Answer {
  /** Blocks exactly as received, complete. */
  readonly content: readonly ContentBlock[];
  readonly stopReason: string | null;
  readonly usage: Usage | null;
  readonly model: string;
  readonly messageId?: string;
}

export type ModelResult =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** `partial` holds what can be kept of a cut answer: text so far, signed thinking, complete `tool_use`. */
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly partial: readonly ContentBlock[];
      readonly usage?: Usage;
    };

export interface RunningCall {
  /** Never rejects. Resolves after the last event. */
  readonly result: Promise<ModelResult>;
  /** Stops at once; `result` then is `failed` with kind `cancelled`. */
  cancel(): void;
}

/** A model that a server says it has. Both fields are its own words. */
export interface ListedModel {
  readonly id: string;
  readonly name: string;
}

/** A model provider. Retries, pauses and watches for silence by itself. */
export interface ModelPort {
  readonly provider: string;
  call(request: ModelRequest, onEvent: (event: ModelEvent) => void): RunningCall;
  /** Which models there are; empty where the server does not say. Never rejects. Absent where there is no server. */
  listModels?(): Promise<readonly ListedModel[]>;
}

/** The tools that a chat may use. The registry may be empty. */
export interface ToolPort {
  readonly definitions: readonly ToolDefinition[];
  /** Answers every use, in order; an unknown tool or a failing one is an error result, never a rejection. */
  run(uses: readonly ToolUseBlock[]): {
    readonly results: Promise<readonly ToolResultBlock[]>;
    cancel(): void;
  };
}

/** Append-only; one writer. */
export interface TranscriptPort {
  /** Resolves when the record is on disk, or with the reason why it is not. */
  append(record: TranscriptRecord): Promise<Failure | null>;
}

/** The memory file as it is on disk now. */
export type MemoryFile =
  | {
      readonly kind: 'file';
      readonly text: string;
      readonly hash: string;
      /** Git tracks the file and this content was neither written here nor saved in an editor of this window. */
      readonly mayBeCheckedOut?: boolean;
    }
  | { readonly kind: 'absent' }
  /** The document has unsaved edits in an editor: neither read nor written until it is saved or reverted. */
  | { readonly kind: 'unsaved' }
  /** Refused path, directory, too large, not text … */
  | { readonly kind: 'unreadable'; readonly failure: Failure };

export type MemoryWrite =
  | { readonly kind: 'written'; readonly hash: string }
  /** The file is no longer what the caller had read; nothing was written. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** `.claude/session-memory.md`, or its stand-in in storage when no folder is open. */
export interface MemoryFilePort {
  read(): Promise<MemoryFile>;
  /** Replaces the file only while its content still has the hash `expected` (null: while there is no file). */
  write(text: string, expected: string | null): Promise<MemoryWrite>;
}

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
  /** What the user owns in it; see `merge.ts`. */
  readonly ownership: Ownership;
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

/** One line of a workspace file. */
export interface WorkspaceHit {
  /** Relative to the workspace folder, with forward slashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Looks up words in the workspace's files, for the offline provider's answers. */
export interface WorkspaceSearch {
  /** Lines that hold any of the lower-case terms, best first, at most `limit`; empty where nothing may be read. */
  search(terms: readonly string[], limit: number): Promise<readonly WorkspaceHit[]>;
}
