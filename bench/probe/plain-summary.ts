/**
 * What the same summarizers leave of a conversation without our engine: a summary that is brought up to date at every
 * compaction and stands alone, as is common, with and without the latest messages behind it.
 */

import { type Message, plainText, text } from '../../src/core/conversation/message.ts';
import type { MessageRecord } from '../../src/core/conversation/transcript.ts';
import {
  formatMemory,
  type MemoryDocument,
  readReply,
  skeleton,
  withSection,
} from '../../src/core/memory/memory.ts';
import { noOwnership } from '../../src/core/ports/memory-history.ts';
import { memoryInstruction } from '../../src/core/prompts/prompts.ts';
import type { EngineRun } from './engine-run.ts';
import { type ProbeSummarizer, summaryText } from './summarizers.ts';

export interface PlainSample {
  readonly compactions: number;
  readonly summary: string;
  readonly summaryAndTail: string;
}

/** Follows the rounds of an engine's run: the same messages leave at the same time, and the same tail stays. */
export async function plainSummaries(
  rounds: EngineRun['rounds'],
  summarizer: ProbeSummarizer,
  samplesAt: readonly number[],
): Promise<readonly PlainSample[]> {
  const samples: PlainSample[] = [];
  let document: MemoryDocument | null = null;
  for (const [index, { left, tail }] of rounds.entries()) {
    document = await updated(document, left, summarizer);
    if (!samplesAt.includes(index + 1)) continue;
    const summary = formatMemory(document ?? skeleton());
    const verbatim = tail.map(({ content }) => plainText(content)).join('\n');
    samples.push({ compactions: index + 1, summary, summaryAndTail: `${summary}\n${verbatim}` });
  }
  return samples;
}

/** Takes the reply as it comes: nothing is checked, limited or put back. */
async function updated(
  document: MemoryDocument | null,
  records: readonly MessageRecord[],
  summarizer: ProbeSummarizer,
): Promise<MemoryDocument | null> {
  const order = { document, ownership: noOwnership, overridden: [], thinks: true };
  const messages: Message[] = records.map(({ kind, content }) => ({
    role: kind === 'assistant' ? 'assistant' : 'user',
    content,
  }));
  const reply = await summaryText(summarizer, {
    purpose: 'memory',
    model: 'plain',
    system: [],
    tools: [],
    messages: [...messages, { role: 'user', content: [text(memoryInstruction(order))] }],
    maxOutputTokens: 8_000,
  });
  const read = readReply(reply, { isUpdate: document !== null });
  if (read.kind === 'bad') return document;
  return read.sections.reduce<MemoryDocument>(
    (result, { heading, body }) => withSection(result, heading, body),
    document ?? skeleton(),
  );
}
