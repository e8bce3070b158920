/** Who writes the summaries: the offline model, and stand-ins with the faults that real models have. */
import { OfflineModel } from '../../src/adapters/offline/offline-model.ts';
import { plainText, text } from '../../src/core/conversation/message.ts';
import type { ModelPort, ModelRequest } from '../../src/core/ports/model.ts';
import { memoryAnswer, type Summarizer } from '../../test/support/messages-api/memory-answer.ts';

export const summarizers = ['offline', 'faithful', 'forgetful', 'inflating', 'forging'] as const;
export type ProbeSummarizer = (typeof summarizers)[number];

/** As many lines in a section as the stand-in of the Messages API writes. */
const linesPerSection = 12;

/** The raw answer to a memory request. */
export async function summaryText(summarizer: ProbeSummarizer, request: ModelRequest): Promise<string> {
  if (summarizer !== 'offline')
    return memoryAnswer(request, { summarizer: summarizer as Summarizer, linesPerSection }).text;
  const result = await new OfflineModel().call(request, () => undefined).result;
  return result.kind === 'answered' ? plainText(result.answer.content) : '';
}

/**
 * The offline model's memory under a chat that says what the script says: its own answers would be quotes of the
 * conversation, and what is planted in answers would never be said.
 */
export function offlineMemoryModel(said: { readonly now: string }): ModelPort {
  const offline = new OfflineModel();
  return {
    provider: 'scripted',
    call(request, onEvent) {
      if (request.purpose === 'memory') return offline.call(request, onEvent);
      const content = [text(said.now)];
      const answer = { content, stopReason: 'end_turn', usage: null, model: 'scripted' };
      return { result: Promise.resolve({ kind: 'answered', answer }), cancel: () => undefined };
    },
  };
}
