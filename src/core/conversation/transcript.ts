/** The transcript: every record of a session, in order, kept whole until the user deletes the session. */
import { type AppendList, at } from '../append-list.ts';
import type { Strategy } from '../outcome.ts';
import type { ContentBlock } from './message.ts';
import type { Usage } from './usage.ts';

/** Unique within a session and stable for ever; positions are record ids, never indexes. */
export type RecordId = string;

interface RecordBase {
  readonly id: RecordId;
  /** The message that this one follows; null for the first. A retry, like edit and resend, gives one parent two children. */
  readonly parent: RecordId | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What is known of an attachment without its content; kept in the record. */
export interface Attached {
  readonly kind: 'file' | 'selection' | 'image';
  /** A path within the workspace, or what an image is called. Others chose it: to be shown as plain text only. */
  readonly name: string;
  /** Counted from 1, both included; absent where it is the whole of it. */
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** Estimated. */
  readonly tokens: number;
  /** Characters that nobody sees, which were left out; absent for none. */
  readonly hidden?: number;
  /** How many blocks it takes of the content of its message, where those of all attachments come first, in order. */
  readonly blocks: number;
}

/** What the user sent. Begins a turn. */
export interface UserRecord extends RecordBase {
  readonly kind: 'user';
  readonly content: readonly ContentBlock[];
  /** What the user typed, without what code added (notes of memory edits, attachments). */
  readonly typed: string;
  /** It asks for the rest of the answer before it, in code's words: nothing of it was typed. */
  readonly continues?: true;
  /** The message that was edited: this one begins a branch beside it. */
  readonly insteadOf?: RecordId;
  /** Hand edits of the memory that `content` tells of, in its last block. */
  readonly notes?: readonly string[];
  /** What `content` begins with; absent where nothing is attached. */
  readonly attached?: readonly Attached[];
}

/**
 * One answer of a model. `complete` ends a turn; `toolUse` goes on in the same turn; `interrupted` was cut or
 * stopped and `refused` declined: neither ends a complete turn.
 */
export interface AssistantRecord extends RecordBase {
  readonly kind: 'assistant';
  readonly content: readonly ContentBlock[];
  readonly provider: string;
  readonly model: string;
  readonly outcome: 'complete' | 'toolUse' | 'interrupted' | 'refused';
  readonly stopReason: string | null;
  readonly usage: Usage | null;
  /** The API's message id, where it gave one. */
  readonly messageId?: string;
}

/** The results of one tool round; answers the `tool_use` blocks of the assistant record before it. */
export interface ToolResultsRecord extends RecordBase {
  readonly kind: 'toolResults';
  readonly content: readonly ContentBlock[];
}

/** From here on the context is `head`, then the records from `tailFrom` on. */
export interface CompactionRecord extends RecordBase {
  readonly kind: 'compaction';
  readonly strategy: Strategy;
  /** The user message that stands for all that was before the tail. */
  readonly head: readonly ContentBlock[];
  /** The memory document as it was swapped in. */
  readonly document: string;
  readonly covered: RecordId;
  /** First record of the tail; null when nothing but the head is kept. */
  readonly tailFrom: RecordId | null;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly messagesBefore: number;
  readonly messagesAfter: number;
  readonly waitedMs: number;
  /** True when code's own extract stood in for a model's summary. */
  readonly provisional: boolean;
  /** Hand edits of the memory that `document` holds and no message has told of; absent where there are none. */
  readonly untold?: readonly string[];
  /** Earlier messages of the user's that the budget for the user's words left out; absent where there are none. */
  readonly wordsOmitted?: number;
  /** Those that it cut in their middle; absent where there are none. */
  readonly wordsCut?: number;
  /** Lines pasted into those that go along, left out; absent where there are none. */
  readonly pastedLines?: number;
}

/** Takes the compaction `undoes` back: the context is again what it was before it, plus the turns since. */
export interface UndoRecord extends RecordBase {
  readonly kind: 'undo';
  readonly undoes: RecordId;
}

/** Another branch comes to the front: the one that ends with `to`. */
export interface SwitchRecord extends RecordBase {
  readonly kind: 'switch';
  readonly to: RecordId;
}

/** What an answer used that left no message behind: to a memory request, or a chat answer that came to nothing. */
export interface SpentRecord extends RecordBase {
  readonly kind: 'spent';
  readonly account: 'chat' | 'memory';
  readonly provider: string;
  readonly model: string;
  readonly usage: Usage;
}

export type MessageRecord = UserRecord | AssistantRecord | ToolResultsRecord;
export type TranscriptRecord = MessageRecord | CompactionRecord | UndoRecord | SwitchRecord | SpentRecord;
/** Records in order: all of a session's, or those of one branch. */
export type Transcript = AppendList<TranscriptRecord>;

/** There was no room for more of the answer, in its own length or in the context window. */
export const wasCut = (stopReason: string | null): boolean =>
  stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded';

/** What was used, and which branch is in front, are facts of the session and of no branch. */
export const isOnBranch = ({ kind }: TranscriptRecord): boolean => kind !== 'switch' && kind !== 'spent';

export const isMessage = (record: TranscriptRecord): record is MessageRecord =>
  record.kind === 'user' || record.kind === 'assistant' || record.kind === 'toolResults';

/** The words of a model that stand: the offline provider only quotes what was said before. */
export const isFromModel = ({ provider, outcome }: AssistantRecord): boolean =>
  provider !== 'offline' && outcome !== 'refused';

/** A complete turn ends here: coverage and cuts may only stand at such records. */
export const endsTurn = (record: TranscriptRecord | undefined): boolean =>
  record?.kind === 'assistant' && record.outcome === 'complete';

/** The index of the last record at or before `from` that ends a complete turn; -1 when there is none. */
export function lastTurnEnd(transcript: Transcript, from = transcript.length - 1): number {
  for (let index = Math.min(from, transcript.length - 1); index >= 0; index--) {
    if (endsTurn(at(transcript, index))) return index;
  }
  return -1;
}

/** The index of a record, searched from the newest since positions in use are near the end; -1 when it is not here. */
export function indexOf(transcript: Transcript, id: RecordId | null): number {
  if (id === null) return -1;
  for (let index = transcript.length - 1; index >= 0; index--) {
    if (at(transcript, index)?.id === id) return index;
  }
  return -1;
}

export function lastUser(transcript: Transcript): UserRecord | undefined {
  for (let index = transcript.length - 1; index >= 0; index--) {
    const record = at(transcript, index);
    if (record?.kind === 'user') return record;
  }
  return undefined;
}

export function lastMessage(transcript: Transcript): MessageRecord | undefined {
  for (let index = transcript.length - 1; index >= 0; index--) {
    const record = at(transcript, index);
    if (record !== undefined && isMessage(record)) return record;
  }
  return undefined;
}

/** The last message still waits for its answer, or for the rest of its turn. */
export function isUnanswered(branch: Transcript): boolean {
  const last = lastMessage(branch);
  return last !== undefined && (last.kind !== 'assistant' || last.outcome === 'toolUse');
}
