/**
 * Summarizing as most assistants do it: at nine tenths of the limit the user waits while a fresh request, which shares
 * no prefix with the chat, summarizes the whole history; the summary and the last exchange are kept.
 */
import { ask, PlainChat } from './plain-chat.ts';
import type { Chat, Compaction, Strategy, Surroundings } from './strategy.ts';
import { summaryMessage, summaryOf, summarySystem, summaryTokens } from './summary-prompt.ts';

export const synchronous: Strategy = {
  name: 'synchronous',
  about: 'at 90 % of the limit a fresh request summarizes all while the user waits; chat prefix cached',
  start: (surroundings: Surroundings): Chat => {
    const chat = new PlainChat(surroundings, true);
    const compactions: Compaction[] = [];
    const compact = async (): Promise<void> => {
      const tokensBefore = chat.contextTokens;
      const { text } = await ask(surroundings, {
        system: summarySystem,
        messages: [{ role: 'user', content: summaryOf(chat.messages) }],
        maxTokens: summaryTokens,
        cached: false,
      });
      chat.replace([summaryMessage(text), ...chat.messages.slice(-2)]);
      compactions.push({ tokensBefore, tokensAfter: chat.contextTokens });
    };
    return {
      send: async (typed) => {
        if (chat.isTooLong(typed)) return false;
        const isFull = chat.tokensWith(typed) > 0.9 * surroundings.limitTokens;
        // Below an exchange and a summary there is nothing to gain.
        if (isFull && chat.messages.length > 3) await compact();
        await chat.turn(typed);
        return true;
      },
      get contextTokens() {
        return chat.contextTokens;
      },
      compactions,
      settle: async () => {},
      end: () => {},
    };
  },
};
