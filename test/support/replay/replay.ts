/** Runs the engine over a recorded conversation against the stand-in, which answers as the record does. */

import type { CompactionRecord } from '../../../src/core/conversation/transcript.ts';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { say } from '../messages-api/answers.ts';
import { asksForMemory } from '../messages-api/memory-answer.ts';
import type { MessagesApiOptions } from '../messages-api/server.ts';
import { startEngineWorld } from '../session/engine-world.ts';
import type { Conversation } from './conversation.ts';

export interface Replay {
  readonly id: string;
  readonly turns: number;
  readonly completed: number;
  /** Why turns failed. */
  readonly failed: readonly string[];
  /** Requests that the stand-in did not answer with 200, with what it said. */
  readonly rejected: readonly string[];
  readonly requests: { readonly chat: number; readonly memory: number };
  readonly compactions: readonly CompactionRecord[];
  /** Context tokens after each turn. */
  readonly contextTokens: readonly number[];
  /** The memory file at the end; null when there was none. */
  readonly memory: string | null;
  /** User messages that were accepted and yet are not in the session's transcript, word for word. */
  readonly lost: readonly string[];
}

export async function replay(
  conversation: Conversation,
  settings: Partial<SessionSettings>,
  api: MessagesApiOptions = {},
): Promise<Replay> {
  let answer = '';
  const world = await startEngineWorld({
    settings,
    system: conversation.system,
    api: {
      ...api,
      answer: { custom: (request) => (asksForMemory(request) || answer === '' ? undefined : say(answer)) },
    },
  });
  const contextTokens: number[] = [];
  const failed: string[] = [];
  const accepted: string[] = [];
  for (const { user, assistant } of conversation.exchanges) {
    answer = assistant ?? '';
    const outcome = await world.engine.send(user);
    if (outcome.status !== 'completed') failed.push(`${outcome.status}: ${outcome.failure?.message ?? ''}`);
    else accepted.push(user);
    contextTokens.push(world.engine.snapshot().contextTokens);
  }
  await world.engine.whenIdle();
  const records = world.transcript.records;
  const said = new Set(records.map((record) => (record.kind === 'user' ? record.typed : '')));
  const bad = world.api.requests.filter((request) => request.status !== 200);
  const memoryRequests = world.api.requests.filter((request) => request.purpose === 'memory').length;
  await world.end();
  return {
    id: conversation.id,
    turns: conversation.exchanges.length,
    completed: conversation.exchanges.length - failed.length,
    failed,
    rejected: bad.map((request) => `${request.status} ${request.error ?? ''}`),
    requests: { chat: world.api.requests.length - memoryRequests, memory: memoryRequests },
    compactions: records.filter((record): record is CompactionRecord => record.kind === 'compaction'),
    contextTokens,
    memory: world.file.text,
    lost: accepted.filter((user) => !said.has(user)),
  };
}
