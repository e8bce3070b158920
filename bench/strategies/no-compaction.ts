/** Nothing is ever taken out: what a conversation costs when it may grow up to the model's window. */
import { PlainChat } from './plain-chat.ts';
import type { Chat, Strategy, Surroundings } from './strategy.ts';

export const noCompaction: Strategy = {
  name: 'none',
  about: 'no compaction: the context grows past the limit, up to the model’s window; prefix cached',
  start: (surroundings: Surroundings): Chat => {
    const chat = new PlainChat(surroundings, true);
    return {
      send: async (typed) => {
        if (chat.isTooLong(typed)) return false;
        await chat.turn(typed);
        return true;
      },
      get contextTokens() {
        return chat.contextTokens;
      },
      compactions: [],
      settle: async () => {},
      end: () => {},
    };
  },
};
