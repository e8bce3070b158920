/** Builds the chat's and the memory's requests so that they share the longest possible prefix in the server's cache. */

import { keepingLast } from '../keeping-last.ts';
import { chatOutputTokens, contextLimit } from '../limits.ts';
import type { ModelRequest } from '../ports/model.ts';
import type { SessionState } from '../session.ts';
import { type Context, contextMessages, mergeNeighbours, type SendingRules } from './context.ts';
import { type ContentBlock, isThinking, type Message, text } from './message.ts';

/** Room for the model's thinking and the document; the rest of the chat's configuration must stay as it is. */
const memoryOutputTokens = 8_000;

const mark = { type: 'ephemeral' } as const;

const sendingRules = (state: SessionState): SendingRules => ({
  provider: state.provider,
  maxResultTokens: Math.floor(contextLimit(state.settings) / 4),
});

const chatMessages = (state: SessionState): Message[] =>
  contextMessages(state.context, state.branch, { ...sendingRules(state), follows: state.follows });

/** How many messages the next chat request sends. */
export function countMessages(state: SessionState): number {
  const { context, branch, provider, follows } = state;
  return countedOnce(context, [branch, provider, follows], () => chatMessages(state).length);
}

const countedOnce = keepingLast<Context, number>();

/** The next chat request: the whole context, marked at its end so that the next turn and the memory read it. */
export function chatRequest(state: SessionState): ModelRequest {
  const messages = chatMessages(state);
  return {
    ...shared(state),
    purpose: 'chat',
    messages: marked(messages, [messages.length - 1, previousUser(messages, messages.length - 1)]),
    maxOutputTokens: chatOutputTokens(state.settings),
  };
}

/**
 * The fork of the chat up to the record at `end - 1`, plus one user message with the instruction. Everything that the
 * cache key depends on is the chat's own; the marks stand at the chat's last mark, to read it, and at the end of the
 * shared part, so that the next turn finds it. The instruction stays unmarked: nobody will ever read it again.
 */
export function memoryForkRequest(state: SessionState, instruction: string, end: number): ModelRequest {
  const prefix = contextMessages(state.context, state.branch, sendingRules(state), end);
  const last = prefix.length - 1;
  return {
    ...shared(state),
    purpose: 'memory',
    messages: mergeNeighbours([
      ...marked(prefix, [last, previousUser(prefix, last)]),
      { role: 'user', content: [text(instruction)] },
    ]),
    maxOutputTokens: memoryOutputTokens,
  };
}

/** A request that stands alone: the new messages as text inside the instruction, for when the fork does not serve. */
export function memoryAloneRequest(model: string, system: string, instruction: string): ModelRequest {
  return {
    purpose: 'memory',
    model,
    system: [text(system)],
    tools: [],
    messages: [{ role: 'user', content: [text(instruction)] }],
    maxOutputTokens: memoryOutputTokens,
    previousMessageId: null,
  };
}

export const memoryModel = (state: SessionState): string =>
  state.settings.memoryModel || state.settings.model;

function shared(state: SessionState) {
  const { effort, model } = state.settings;
  const system = state.system.filter((block) => block.text.trim() !== '');
  return {
    model,
    tools: state.tools,
    system: system.map((block, index) =>
      index === system.length - 1 ? { ...block, cache_control: mark } : block,
    ),
    ...(effort === '' ? {} : { effort }),
    previousMessageId: lastMessageId(state),
    told: state.ledger.credentials,
  };
}

function lastMessageId(state: SessionState): string | null {
  const { backing, length } = state.branch;
  for (let index = length - 1; index >= state.context.tailStart; index--) {
    const record = backing[index];
    if (record?.kind === 'assistant' && record.messageId !== undefined) return record.messageId;
  }
  return null;
}

function previousUser(messages: readonly Message[], before: number): number {
  for (let index = before - 1; index >= 0; index--) {
    if (messages[index]?.role === 'user') return index;
  }
  return -1;
}

function marked(messages: readonly Message[], indexes: readonly number[]): Message[] {
  return messages.map((message, index) =>
    indexes.includes(index) ? { ...message, content: withMark(message.content) } : message,
  );
}

/** Thinking cannot carry a mark, so it goes on the last block that can. */
function withMark(content: readonly ContentBlock[]): readonly ContentBlock[] {
  const position = content.findLastIndex((block) => !isThinking(block));
  return content.map((block, index) => (index === position ? { ...block, cache_control: mark } : block));
}
