/** Leads one conversation through one strategy and writes down what its user would have seen and paid. */
import { say } from '../../test/support/messages-api/answers.ts';
import { realisticLatency } from '../../test/support/messages-api/latency.ts';
import { asksForMemory } from '../../test/support/messages-api/memory-answer.ts';
import { type MessagesApi, startMessagesApi } from '../../test/support/messages-api/server.ts';
import type { Conversation } from '../../test/support/replay/conversation.ts';
import type { Chat, Strategy } from '../strategies/strategy.ts';
import { type Pace, pauseMs } from './pace.ts';
import { type Account, keepBook, type RequestBook } from './request-book.ts';
import { Simulation } from './simulation.ts';

export interface SessionPlan {
  readonly conversation: Conversation;
  readonly strategy: Strategy;
  readonly limitTokens: number;
  readonly pace: Pace;
  readonly model: string;
}

export interface CompactionRun {
  /** Counted from 1. */
  readonly turn: number;
  /** What the turn took longer than the model's own answer: seen from outside, so that no strategy judges itself. */
  readonly waitedMs: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

export interface SessionRun {
  readonly conversation: string;
  readonly strategy: string;
  readonly limitTokens: number;
  readonly turns: number;
  /** Messages that alone exceed the limit and were refused. */
  readonly refused: number;
  readonly compactions: readonly CompactionRun[];
  /** Waits in turns without a compaction, in milliseconds; there should be none. */
  readonly otherWaitMs: number;
  readonly chat: Account;
  readonly memory: Account;
  readonly rejected: readonly string[];
  /** After each turn. */
  readonly contextTokens: readonly number[];
  readonly simulatedMs: number;
}

/** Half a millisecond is the rounding of sums, not a wait. */
const roundingMs = 0.5;

export async function runSession(plan: SessionPlan): Promise<SessionRun> {
  const simulation = new Simulation();
  const said = { now: '' };
  const api = await startStandIn(simulation, said);
  const book = keepBook(api);
  const chat = plan.strategy.start({
    simulation,
    url: api.url,
    model: plan.model,
    system: plan.conversation.system,
    limitTokens: plan.limitTokens,
  });
  try {
    return await follow({ plan, simulation, chat, book, said });
  } finally {
    chat.end();
    await api.stop();
  }
}

/** Answers chat requests with what the record says, and summaries with its own extract. */
const startStandIn = (simulation: Simulation, said: { readonly now: string }): Promise<MessagesApi> =>
  startMessagesApi({
    clock: simulation.serverClock,
    latency: realisticLatency,
    deltaChars: 2_000,
    keepRequests: 1,
    answer: { custom: (request) => (asksForMemory(request) ? undefined : say(said.now)) },
  });

interface Running {
  readonly plan: SessionPlan;
  readonly simulation: Simulation;
  readonly chat: Chat;
  readonly book: RequestBook;
  readonly said: { now: string };
}

async function follow({ plan, simulation, chat, book, said }: Running): Promise<SessionRun> {
  const { conversation, strategy, limitTokens, pace } = plan;
  const startedAt = simulation.now();
  const compactions: CompactionRun[] = [];
  const contextTokens: number[] = [];
  let refused = 0;
  let otherWaitMs = 0;
  for (const [index, { user, assistant }] of conversation.exchanges.entries()) {
    if (assistant === null) break;
    await simulation.pass(pauseMs(pace, said.now, user));
    said.now = assistant;
    const sentAt = simulation.now();
    const isAccepted = await simulation.until(chat.send(user));
    const waited = isAccepted ? simulation.now() - sentAt - book.lastChatMs : 0;
    const waitedMs = waited > roundingMs ? waited : 0;
    const fresh = chat.compactions.slice(compactions.length);
    for (const { tokensBefore, tokensAfter } of fresh) {
      compactions.push({ turn: index + 1, waitedMs: waitedMs / fresh.length, tokensBefore, tokensAfter });
    }
    if (fresh.length === 0) otherWaitMs += waitedMs;
    if (!isAccepted) refused += 1;
    contextTokens.push(chat.contextTokens);
  }
  await simulation.until(chat.settle());
  return {
    conversation: conversation.id,
    strategy: strategy.name,
    limitTokens,
    turns: contextTokens.length,
    refused,
    compactions,
    otherWaitMs,
    chat: book.chat,
    memory: book.memory,
    rejected: book.rejected,
    contextTokens,
    simulatedMs: simulation.now() - startedAt,
  };
}
