/**
 * The context: what the next request sends. It is a head that stands for older messages and a tail of the transcript;
 * its size is what the API reported plus an estimate of what was added since.
 */

import { at } from '../append-list.ts';
import { type ContentBlock, isThinking, isToolResult, isToolUse, type Message, text } from './message.ts';
import { isSentTo, sentRecords, upTo } from './sent-records.ts';
import { shortenedResult } from './shortened-result.ts';
import { contentTokens, recordTokens } from './tokens.ts';
import type { RecordId, Transcript, TranscriptRecord } from './transcript.ts';
import { contextTokensOf } from './usage.ts';

/** What the next request sends: a head that stands for older messages, then the branch from `tailStart` on. */
export interface Context {
  /** Null before the first compaction. */
  readonly head: readonly ContentBlock[] | null;
  /** Estimated size of the head. */
  readonly headTokens: number;
  /** Estimated size of system text and tools. */
  readonly baseTokens: number;
  /** Index in the branch of the first record that is sent verbatim. */
  readonly tailStart: number;
  /** Thinking in records before this index is left out: it is bound to messages that are gone. */
  readonly thinkingFrom: number;
  /** What the API reported for everything up to `reportedUpTo`; null until it has reported for this context. */
  readonly reportedTokens: number | null;
  /** Index after the last record that `reportedTokens` counts. */
  readonly reportedUpTo: number;
  /** Estimated tokens of the tail's records, and of those not yet reported. */
  readonly tailTokens: number;
  readonly unreportedTokens: number;
}

export const emptyContext = (baseTokens: number): Context => ({
  head: null,
  headTokens: 0,
  baseTokens,
  tailStart: 0,
  thinkingFrom: 0,
  reportedTokens: null,
  reportedUpTo: 0,
  tailTokens: 0,
  unreportedTokens: 0,
});

export const contextTokens = (context: Context): number =>
  (context.reportedTokens ?? context.baseTokens + context.headTokens) + context.unreportedTokens;

/** The size without any report. */
export const estimatedTokens = ({ baseTokens, headTokens, tailTokens }: Context): number =>
  baseTokens + headTokens + tailTokens;

/** The same context as if nothing of it had been reported. */
export const withoutReport = (context: Context): Context => ({
  ...context,
  reportedTokens: null,
  reportedUpTo: context.tailStart,
  unreportedTokens: context.tailTokens,
});

/** What a server between may add to a prompt unseen. */
const hiddenTokens = 100_000;

/** No script takes more tokens than ten times the estimate; beyond that a report would end the session for nothing. */
const isBelievable = (reported: number, context: Context): boolean =>
  reported <= 10 * estimatedTokens(context) + hiddenTokens;

/** The context after one more record; constant cost. */
export function withRecord(context: Context, transcript: Transcript, record: TranscriptRecord): Context {
  const tokens = recordTokens(record, true);
  const grown = {
    ...context,
    tailTokens: context.tailTokens + tokens,
    unreportedTokens: context.unreportedTokens + tokens,
  };
  if (record.kind !== 'assistant') return grown;
  const { usage } = record;
  // What was cut has not been counted to its end, and what was refused is not sent again.
  if (record.outcome === 'refused' || record.outcome === 'interrupted') return grown;
  // A server that does not count its input has reported nothing that could stand for the whole context.
  if (usage === null || usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens === 0)
    return grown;
  const reportedTokens = contextTokensOf(usage);
  if (!isBelievable(reportedTokens, grown)) return grown;
  return {
    ...grown,
    reportedTokens,
    reportedUpTo: transcript.length,
    unreportedTokens: 0,
  };
}

/** A context that begins anew at `tailStart` with `head` before it; nothing of it has been reported yet. */
export function contextFrom(
  transcript: Transcript,
  head: readonly ContentBlock[] | null,
  tailStart: number,
  baseTokens: number,
): Context {
  const tailTokens = verbatimTokens(transcript, tailStart);
  return {
    head,
    headTokens: head === null ? 0 : contentTokens(head),
    baseTokens,
    tailStart,
    thinkingFrom: transcript.length,
    reportedTokens: null,
    reportedUpTo: tailStart,
    tailTokens,
    unreportedTokens: tailTokens,
  };
}

/** Estimated tokens of the messages from `start` on as they are sent after a compaction. */
export const verbatimTokens = (transcript: Transcript, start: number): number =>
  sentRecords(transcript, start, transcript.length).reduce(
    (sum, { record }) => sum + recordTokens(record, false),
    0,
  );

/** The same context without thinking in what it holds so far; its reported size stays, being an upper bound. */
export const withoutThinking = (context: Context, transcript: Transcript): Context => ({
  ...context,
  thinkingFrom: transcript.length,
});

export interface SendingRules {
  /** The provider that will be asked; what another one's rules wrote is not passed off as a model's words. */
  readonly provider: string;
  /** Tool results longer than this are shortened, visibly, in what is sent. */
  readonly maxResultTokens: number;
  /** The message to answer. What already hangs on it is an attempt that is being made again, and is left out. */
  readonly follows?: RecordId | null;
}

/** The messages of the context up to and with the record at `end - 1`, valid as they stand. */
export function contextMessages(
  context: Context,
  transcript: Transcript,
  rules: SendingRules,
  end = transcript.length,
): Message[] {
  const messages: Message[] = context.head === null ? [] : [{ role: 'user', content: context.head }];
  const sent = sentRecords(transcript, context.tailStart, end);
  for (const { record, index } of upTo(sent, rules.follows ?? null)) {
    if (!isSentTo(rules.provider, record)) continue;
    const content = sendable(record.content, index >= context.thinkingFrom, rules);
    if (content.length === 0) continue;
    messages.push({ role: record.kind === 'assistant' ? 'assistant' : 'user', content });
  }
  return paired(mergeNeighbours(messages));
}

/** The very same content where nothing has to change, as in nearly every message of a long conversation. */
function sendable(
  content: readonly ContentBlock[],
  withThinking: boolean,
  rules: SendingRules,
): readonly ContentBlock[] {
  const isSent = (block: ContentBlock): boolean =>
    isThinking(block)
      ? withThinking && (block.type !== 'thinking' || typeof block.signature === 'string')
      : block.type !== 'text' || (typeof block.text === 'string' && block.text.trim() !== '');
  if (content.every((block) => isSent(block) && !isToolResult(block))) return content;
  return content
    .filter(isSent)
    .map((block) => (isToolResult(block) ? shortenedResult(block, rules.maxResultTokens) : block));
}

/** The API merges neighbours of one role; servers that imitate it often refuse them, so they are merged here. */
export function mergeNeighbours(messages: readonly Message[]): Message[] {
  const result: Message[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    if (last?.role === message.role) {
      result[result.length - 1] = { role: last.role, content: [...last.content, ...message.content] };
    } else {
      result.push(message);
    }
  }
  return result;
}

/**
 * Every `tool_use` is followed at once by its `tool_result` and every result has its use: a crash between the two, or a
 * result whose use was left out, would otherwise make each later request fail.
 */
function paired(messages: readonly Message[]): Message[] {
  const result: Message[] = [];
  let open = nothingOpen;
  for (const message of messages) {
    if (message.role === 'assistant') {
      result.push(message);
      open = message.content.some(isToolUse)
        ? message.content.filter(isToolUse).map((use) => use.id)
        : nothingOpen;
      continue;
    }
    if (open.length === 0 && !message.content.some(isToolResult)) {
      result.push(message);
      continue;
    }
    const content = answering(message.content, open);
    open = nothingOpen;
    if (content.length > 0) result.push({ role: 'user', content });
  }
  if (open.length > 0) result.push({ role: 'user', content: answering([], open) });
  return mergeNeighbours(result);
}

const nothingOpen: readonly string[] = [];

function answering(content: readonly ContentBlock[], open: readonly string[]): ContentBlock[] {
  const results = new Map(content.filter(isToolResult).map((block) => [block.tool_use_id, block] as const));
  const answers = open.map((id) => results.get(id) ?? interruptedResult(id));
  return [...answers, ...content.filter((block) => !isToolResult(block))];
}

export const interruptedResult = (toolUseId: string): ContentBlock => ({
  type: 'tool_result',
  tool_use_id: toolUseId,
  content: [text('Interrupted: this tool did not run to its end.')],
  is_error: true,
});

/** The plain user record at or after `index`, where a tail may begin; the transcript's length when there is none. */
export function nextCut(transcript: Transcript, index: number): number {
  let cut = Math.max(0, index);
  while (cut < transcript.length && at(transcript, cut)?.kind !== 'user') cut++;
  return cut;
}
