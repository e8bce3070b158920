/** First tokens in simulated time: whatever makes the chat wait for the memory shows to the millisecond. */
import { say } from '../../test/support/messages-api/answers.ts';
import { realisticLatency } from '../../test/support/messages-api/latency.ts';
import { asksForMemory } from '../../test/support/messages-api/memory-answer.ts';
import { startMessagesApi } from '../../test/support/messages-api/server.ts';
import type { Conversation } from '../../test/support/replay/conversation.ts';
import { openEngine } from '../bench-engine.ts';
import { pauseMs } from '../simulation/pace.ts';
import { keepBook } from '../simulation/request-book.ts';
import { Simulation } from '../simulation/simulation.ts';
import { type FirstTokens, firstTokenMs } from './first-token.ts';

export async function simulatedFirstTokens(conversation: Conversation): Promise<FirstTokens> {
  const without = await run(conversation, false);
  const withMemory = await run(conversation, true);
  return { without: without.samples, with: withMemory.samples, updates: withMemory.updates };
}

/** Above every conversation, so that the context is the same with and without memory. */
const limitTokens = 900_000;

async function run(
  { exchanges, system }: Conversation,
  memoryEnabled: boolean,
): Promise<{ readonly samples: readonly number[]; readonly updates: number }> {
  const simulation = new Simulation();
  const { clock, fetch } = simulation;
  let answer = '';
  const api = await startMessagesApi({
    clock: simulation.serverClock,
    latency: realisticLatency,
    keepRequests: 1,
    deltaChars: 24,
    answer: { custom: (request) => (asksForMemory(request) ? undefined : say(answer)) },
  });
  const book = keepBook(api);
  const settings = {
    contextLimitTokens: limitTokens,
    memoryEnabled,
    updateEveryTurn: true,
    initTokens: 1_000,
  };
  const engine = openEngine({ url: api.url, clock, fetch, system, settings });
  const samples: number[] = [];
  try {
    for (const { user, assistant } of exchanges) {
      if (assistant === null) break;
      await simulation.pass(pauseMs('machine', answer, user));
      answer = assistant;
      samples.push(await simulation.until(firstTokenMs(engine, user, () => simulation.now())));
    }
    return { samples, updates: book.memory.usage.requests };
  } finally {
    engine.dispose();
    await api.stop();
  }
}
