/** The conversations to run, and one long session made of them. */

import { textTokens } from '../../src/core/conversation/tokens.ts';
import { type Conversation, readConversations } from '../../test/support/replay/conversation.ts';

/** Reads all folders. Throws with the folder's name what cannot be read. */
export async function conversationsIn(folders: readonly string[]): Promise<readonly Conversation[]> {
  const read: Conversation[] = [];
  for (const folder of folders) {
    try {
      read.push(...(await readConversations(folder)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The conversations in “${folder}” cannot be read: ${why}`);
    }
  }
  return read.map(answered);
}

/** Without a last message that nobody answered. */
function answered(conversation: Conversation): Conversation {
  const exchanges = conversation.exchanges.filter(
    ({ assistant }) => assistant !== null && assistant.trim() !== '',
  );
  return { ...conversation, exchanges };
}

export const sizeOf = ({ exchanges }: Conversation): number =>
  exchanges.reduce((total, { user, assistant }) => total + textTokens(user) + textTokens(assistant ?? ''), 0);

/** All conversations one after the other, over and over until there are at least `tokens`. */
export function joined(conversations: readonly Conversation[], tokens: number): Conversation {
  const first = conversations[0];
  const once = conversations.flatMap(({ exchanges }) => exchanges);
  if (first === undefined || once.length === 0) throw new Error('There is no conversation with an answer.');
  const exchanges: Conversation['exchanges'][number][] = [];
  for (let size = 0; size < tokens; ) {
    const next = once[exchanges.length % once.length];
    if (next === undefined) break;
    exchanges.push(next);
    size += textTokens(next.user) + textTokens(next.assistant ?? '');
  }
  return { id: 'long session', system: first.system, exchanges };
}
