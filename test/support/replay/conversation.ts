/** Conversations to replay: `{id, messages: [{role, content}]}` in JSON files, one a file. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Conversation {
  readonly id: string;
  /** The first message when its role is `system`; empty otherwise. */
  readonly system: string;
  /** What the user said, each with the answer that followed; null after the last one where none did. */
  readonly exchanges: readonly { readonly user: string; readonly assistant: string | null }[];
}

/** Reads every `.json` file of a folder. Errors name the file and what is wrong with it. */
export async function readConversations(folder: string): Promise<readonly Conversation[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new Error(`${folder} holds no .json file.`);
  return Promise.all(
    names.map(async (name) => parseConversation(name, await readFile(join(folder, name), 'utf8'))),
  );
}

export function parseConversation(name: string, json: string): Conversation {
  const { id, messages } = JSON.parse(json) as { id?: unknown; messages?: unknown };
  if (typeof id !== 'string' || !Array.isArray(messages)) {
    throw new Error(`${name} is not a conversation: it needs "id" and "messages".`);
  }
  const exchanges: { user: string; assistant: string | null }[] = [];
  let system = '';
  for (const message of messages as { role?: unknown; content?: unknown }[]) {
    if (typeof message.content !== 'string') throw new Error(`${name}: "content" must be text.`);
    const last = exchanges.at(-1);
    if (message.role === 'system') system = message.content;
    else if (message.role === 'user') exchanges.push({ user: message.content, assistant: null });
    else if (message.role === 'assistant' && last !== undefined) last.assistant = message.content;
    else throw new Error(`${name}: an answer comes before any question, or a role is unknown.`);
  }
  return { id, system, exchanges };
}
