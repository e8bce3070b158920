/** A branch's records as items of the panel. Ids come from positions, which never change while a branch is shown. */

import { at } from '../../core/append-list.ts';
import type { Versions } from '../../core/conversation/branches.ts';
import {
  type ContentBlock,
  isText,
  isToolResult,
  isToolUse,
  plainText,
  type ToolResultBlock,
} from '../../core/conversation/message.ts';
import type { Attached } from '../../core/conversation/transcript.ts';
import {
  type AssistantRecord,
  type CompactionRecord,
  endsTurn,
  indexOf,
  isMessage,
  type RecordId,
  type Transcript,
  type TranscriptRecord,
  type UserRecord,
  wasCut,
} from '../../core/conversation/transcript.ts';
import { userRecords } from '../../core/conversation/user-records.ts';
import type { RequestId } from '../../core/outcome.ts';
import type { SessionState } from '../../core/session.ts';
import { shortened } from '../../core/shortened.ts';
import type {
  AnswerItem,
  AnswerState,
  CompactionItem,
  Item,
  ToolItem,
  TurnLink,
  UserItem,
} from '../../protocol/view.ts';
import { presentAttached } from '../composer/present-composer.ts';

/** What a record's items depend on beside the record. */
export interface ItemFacts {
  readonly transcript: Transcript;
  /** The last record's tools are at work. */
  readonly running: boolean;
  /** The compaction that an undo would take back now. */
  readonly undoable: RecordId | null;
  /** Compactions that were taken back. */
  readonly undone: ReadonlySet<RecordId>;
  readonly versions: Versions;
  /** Index of the answer that can be asked for once more; -1 while there is none. */
  readonly retryable: number;
}

const maxTextChars = 1_000_000;
const maxOutputChars = 20_000;
const maxSummaryChars = 200;

const itemId = (index: number): string => `i${index}`;

/**
 * An answer is named by the message before it, which is known while it streams: bookkeeping that is recorded meanwhile
 * would move its own position.
 */
const answerId = (transcript: Transcript, index: number): string => `a${messageBefore(transcript, index)}`;

/** The index of the last message before `index`; -1 when there is none. */
export function messageBefore(transcript: Transcript, index: number): number {
  for (let before = index - 1; before >= 0; before--) if (isMessageAt(transcript, before)) return before;
  return -1;
}

function messageAfter(transcript: Transcript, index: number): TranscriptRecord | undefined {
  for (let after = index + 1; after < transcript.length; after++) {
    if (isMessageAt(transcript, after)) return at(transcript, after);
  }
  return undefined;
}

function isMessageAt(transcript: Transcript, index: number): boolean {
  const record = at(transcript, index);
  return record !== undefined && isMessage(record);
}

export const undoableRecord = (state: SessionState): RecordId | null =>
  state.undoable.at(-1)?.record.id ?? null;

export const itemFacts = (state: SessionState, undone: ReadonlySet<RecordId>): ItemFacts => ({
  transcript: state.branch,
  running: state.turn.phase === 'runningTools',
  undoable: undoableRecord(state),
  undone,
  versions: state.versions,
  retryable: retryableAnswer(state),
});

/** The last answer, while nothing runs that would follow it. One that failed is retried by its notice. */
export function retryableAnswer({ branch, turn, queue, compacting }: SessionState): number {
  if (turn.phase !== 'idle' || queue.length > 0 || compacting !== null) return -1;
  const last = messageBefore(branch, branch.length);
  return endsTurn(at(branch, last)) ? last : -1;
}

/** None for records that show elsewhere (tool results in their tool's item, an undo in its compaction's) or nowhere. */
export function itemsOfRecord(index: number, facts: ItemFacts): readonly Item[] {
  const record = at(facts.transcript, index);
  const id = itemId(index);
  switch (record?.kind) {
    case 'user':
      return [
        {
          ...userItem(id, record),
          record: record.id,
          ...(followsUnanswered(index, record, facts) && { afterUnanswered: true }),
          ...versionsOf(record.id, facts.versions),
        },
      ];
    case 'assistant':
      return [
        ...answerItem(answerId(facts.transcript, index), record, index === facts.retryable),
        ...toolItems(index, facts),
      ];
    case 'compaction':
      return [compactionItem(id, record, facts)];
    default:
      return [];
  }
}

function compactionItem(id: string, record: CompactionRecord, facts: ItemFacts): CompactionItem {
  const keptFrom = turnOf(facts.transcript, record.tailFrom);
  return {
    kind: 'compaction',
    id,
    tokensBefore: record.tokensBefore,
    tokensAfter: record.tokensAfter,
    messagesBefore: record.messagesBefore,
    messagesAfter: record.messagesAfter,
    // What stands for the old messages is part of the first that is kept.
    keptMessages: record.tailFrom === null ? 0 : record.messagesAfter,
    ...(keptFrom !== null && { keptFrom }),
    record: record.id,
    waitedMs: record.waitedMs,
    canUndo: record.id === facts.undoable,
    undone: facts.undone.has(record.id),
    provisional: record.provisional,
    ...(record.wordsOmitted !== undefined && { wordsOmitted: record.wordsOmitted }),
    ...(record.wordsCut !== undefined && { wordsCut: record.wordsCut }),
    ...(record.pastedLines !== undefined && { pastedLines: record.pastedLines }),
  };
}

/** The turn that a record is part of. */
function turnOf(transcript: Transcript, id: RecordId | null): TurnLink | null {
  const users = userRecords(transcript, indexOf(transcript, id) + 1);
  const begun = users.at(-1);
  return begun === undefined ? null : { turn: users.length, record: begun.id };
}

function userItem(id: string, { typed, content, attached = [], continues }: UserRecord): UserItem {
  if (continues === true) return { kind: 'user', id, text: '', continues };
  const text = typed === '' && attached.length === 0 ? plainText(content) : typed;
  return { kind: 'user', id, text: shortened(text, maxTextChars), ...attachmentsField(attached, id) };
}

/** Another way to say it has the same parent as what it stands for; this one goes on from it. */
function followsUnanswered(index: number, { parent }: UserRecord, { transcript }: ItemFacts): boolean {
  const before = at(transcript, messageBefore(transcript, index));
  return before?.kind === 'user' && before.id === parent;
}

const attachmentsField = (attached: readonly Attached[], id: string): Pick<UserItem, 'attachments'> =>
  attached.length === 0 ? {} : { attachments: presentAttached(attached, id) };

/** A round of tools without words is shown by its tools alone; anything else is shown even when it is empty. */
function answerItem(id: string, record: AssistantRecord, canRetry: boolean): readonly AnswerItem[] {
  const text = shortened(plainText(record.content), maxTextChars);
  const thinking = shortened(thinkingText(record.content), maxTextChars);
  if (text === '' && thinking === '' && record.content.some(isToolUse)) return [];
  return [
    {
      kind: 'answer',
      id,
      text,
      ...(thinking === '' ? {} : { thinking }),
      state: answerState(record),
      ...(canRetry ? { canRetry } : {}),
    },
  ];
}

function versionsOf(id: RecordId, versions: Versions): Pick<UserItem, 'versions'> {
  const all = versions.get(id);
  if (all === undefined) return {};
  const index = all.indexOf(id);
  const previous = all[index - 1];
  const next = all[index + 1];
  return {
    versions: {
      shown: index + 1,
      count: all.length,
      ...(previous === undefined ? {} : { previous }),
      ...(next === undefined ? {} : { next }),
    },
  };
}

function answerState(record: AssistantRecord): AnswerState {
  if (record.outcome === 'interrupted' || record.outcome === 'refused') return record.outcome;
  return wasCut(record.stopReason) ? 'cut' : 'done';
}

const thinkingText = (content: readonly ContentBlock[]): string =>
  content.flatMap((block) => (typeof block.thinking === 'string' ? [block.thinking] : [])).join('\n\n');

/** The answer that is being streamed; null before anything of it has arrived. */
export function streamingItem(state: SessionState): AnswerItem | null {
  const { turn } = state;
  if (turn.phase !== 'answering' || (turn.partialText === '' && turn.partialThinking === '')) return null;
  return {
    kind: 'answer',
    id: answerId(state.branch, state.branch.length),
    text: shortened(turn.partialText, maxTextChars),
    ...(turn.partialThinking === '' ? {} : { thinking: shortened(turn.partialThinking, maxTextChars) }),
    state: 'streaming',
  };
}

export function toolItems(index: number, facts: ItemFacts): readonly ToolItem[] {
  const record = at(facts.transcript, index);
  if (record?.kind !== 'assistant') return [];
  const uses = record.content.filter(isToolUse);
  if (uses.length === 0) return [];
  const next = messageAfter(facts.transcript, index);
  const isLast = next === undefined;
  const results = next?.kind === 'toolResults' ? next.content.filter(isToolResult) : [];
  return uses.map((use, position) => {
    const result = results.find((block) => block.tool_use_id === use.id);
    const output = result === undefined ? '' : shortened(resultText(result), maxOutputChars);
    return {
      kind: 'tool',
      id: `${itemId(index)}.${position}`,
      name: shortened(use.name, maxSummaryChars),
      summary: shortened(JSON.stringify(use.input) ?? '', maxSummaryChars),
      ...(output === '' ? {} : { output }),
      state: result === undefined ? (isLast && facts.running ? 'running' : 'cancelled') : resultState(result),
    };
  });
}

const resultState = (result: ToolResultBlock): ToolItem['state'] =>
  result.is_error === true ? 'failed' : 'done';

function resultText({ content }: ToolResultBlock): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((block) => (isText(block) ? block.text : `[${block.type}]`)).join('\n');
}

const queuedPrefix = 'queued.';

/** The request that a queued item's message was sent by. */
export const queuedRequest = (item: string): RequestId => item.slice(queuedPrefix.length);

/** What was accepted and is not in the transcript yet, in the order in which it will be. */
export function pendingItems(state: SessionState): readonly UserItem[] {
  const { turn } = state;
  const preparing = turn.phase === 'preparing' && !turn.retry ? [turn] : [];
  const queued = state.queue.filter((entry) => entry.kind === 'send' || entry.kind === 'edit');
  return [...preparing, ...queued].map((entry) => {
    const id = `${queuedPrefix}${entry.requestId}`;
    const attachments = 'attachments' in entry ? entry.attachments : [];
    return {
      kind: 'user',
      id,
      text: shortened(entry.typed, maxTextChars),
      ...attachmentsField(
        attachments.map(({ attached }) => attached),
        id,
      ),
      ...('continuation' in entry && { continues: true }),
      pending: true,
      ...('kind' in entry && entry.kind === 'send' && { canWithdraw: true }),
    };
  });
}
