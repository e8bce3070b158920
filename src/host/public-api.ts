/** The public API of `src/api.ts`, which this matches by shape. */
import type { Event } from 'vscode';
import type { SessionSnapshot } from '../core/outcome.ts';
import type { Log } from './log.ts';
import type { Chat } from './sessions/chat.ts';

export function createPublicApi(chat: Chat, onDidChange: Event<SessionSnapshot>, log: Log) {
  return {
    version: 1 as const,
    send: (text: string) => chat.send(String(text)),
    compact: () => chat.compact(),
    updateMemory: () => chat.updateMemory(),
    newSession: async () => {
      const problem = await chat.newSession();
      if (problem !== null) log.warn(`No new session: ${problem.message}`);
    },
    stop: () => chat.stop(),
    snapshot: () => chat.snapshot(),
    onDidChange,
  };
}
