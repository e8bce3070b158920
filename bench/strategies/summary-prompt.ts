/** What the other strategies ask a model for: the same sections as ours, so that what comes out can be compared. */
import { sectionsForModel } from '../../src/core/memory/memory-headings.ts';
import { noOwnership } from '../../src/core/ports/memory-history.ts';
import type { PlainMessage } from './plain-chat.ts';

export const summarySystem = 'You write summaries of conversations between a user and an assistant.';

export const summaryTokens = 8_000;

const form = `Answer with these sections, at most 500 words each, with lists of short items:\n\n${sectionsForModel(
  noOwnership,
)
  .map(({ heading }) => `## ${heading}`)
  .join('\n')}`;

const rendered = (messages: readonly PlainMessage[]): string =>
  messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n');

/** Asks for a summary of messages that are given as text. */
export const summaryOf = (messages: readonly PlainMessage[]): string =>
  `${rendered(messages)}\n\nSummarize this conversation, so that it can go on without its messages. ${form}`;

/** Asks for a summary that takes new messages in. */
export const updateOf = (summary: string, messages: readonly PlainMessage[]): string =>
  `<summary>\n${summary}\n</summary>\n\n${rendered(messages)}\n\nThese messages were added since the summary above was written. Write it anew with them taken in. ${form}`;

/** The message that stands for what was summarized. */
export const summaryMessage = (summary: string): PlainMessage => ({
  role: 'user',
  content: `Summary of the conversation so far:\n\n${summary}`,
});
