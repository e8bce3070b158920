/** Reads a request's messages back into a conversation: who said what in which turn, and the memory that opens it. */

import { type AttachedMaterial, attachedIn, isAttached } from '../../core/conversation/attachment.ts';
import type { ContentBlock, Message } from '../../core/conversation/message.ts';
import { isText, isToolResult, plainText } from '../../core/conversation/message.ts';
import type { AssistantRecord, MessageRecord } from '../../core/conversation/transcript.ts';
import { type MemoryDocument, parseMemory } from '../../core/memory/memory.ts';
import { editNoteOpening } from '../../core/merge/edit-note.ts';
import { headOpening, headPart, memoryTag, messageOpening, messageTag } from '../../core/prompts/prompts.ts';
import { fencedIn } from '../../core/prompts/prompts-fence.ts';

/** Begins every answer of the offline model, and tells its answers from a model's. */
export const offlineOpening = 'Offline: no model is at work, so this is a search and not an answer.';

export interface Conversation {
  readonly records: readonly MessageRecord[];
  /** User turns that the memory at the beginning stands for; 0 before the first compaction. */
  readonly turnsBefore: number;
  /** The memory that stands for older messages; null before the first compaction. */
  readonly memory: MemoryDocument | null;
  /** The user's earlier words that go with it, as they are shown there. */
  readonly earlierWords: string;
  /** What the user has attached, oldest first. */
  readonly attached: readonly AttachedMaterial[];
}

/** The conversation in the messages of a request. */
export function conversationOf(messages: readonly Message[]): Conversation {
  const head = headIn(messages[0]);
  const words = head.get('user-words') ?? '';
  const document = [head.get('user-rules'), head.get('session-record')]
    .filter((part) => part !== undefined)
    .join('\n\n');
  const records = messages.flatMap((message, index) => recordsOf(message, String(index)));
  return {
    records,
    turnsBefore: Math.max(
      0,
      ...[...words.matchAll(/^\[turn (\d{1,7})\]$/gm)].map((match) => Number(match[1])),
    ),
    memory: document === '' ? null : parseMemory(document),
    earlierWords: words,
    attached: messages.flatMap(({ role, content }) =>
      role === 'user' ? content.flatMap((block) => attachedIn(block) ?? []) : [],
    ),
  };
}

function headIn(message: Message | undefined): ReadonlyMap<string, string> {
  const parts = (message?.content ?? []).filter(isText).flatMap((block) => headPart.exec(block.text) ?? []);
  const found = new Map<string, string>();
  for (let index = 0; index + 3 < parts.length; index += 4)
    found.set(parts[index + 1] ?? '', parts[index + 3] ?? '');
  return found;
}

const isAdded = (block: ContentBlock): boolean =>
  isAttached(block) ||
  (isText(block) &&
    (block.text.startsWith(headOpening) ||
      block.text.startsWith(editNoteOpening) ||
      headPart.test(block.text)));

const base = { parent: null, at: 0 } as const;

function recordsOf(message: Message, id: string): MessageRecord[] {
  if (message.role === 'assistant') return [answer(message, id)];
  const results = message.content.filter(isToolResult);
  const said = message.content.filter((block) => !isToolResult(block) && !isAdded(block));
  const typed = plainText(said);
  return [
    ...(results.length === 0
      ? []
      : [{ ...base, id: `${id}r`, kind: 'toolResults', content: results } as const]),
    ...(typed.trim() === '' && !message.content.some(isAttached)
      ? []
      : [{ ...base, id, kind: 'user', content: said, typed } as const]),
  ];
}

function answer(message: Message, id: string): AssistantRecord {
  const isOurs = plainText(message.content).startsWith(offlineOpening);
  return {
    ...base,
    id,
    kind: 'assistant',
    content: message.content,
    provider: isOurs ? 'offline' : 'unknown',
    model: '',
    outcome: 'complete',
    stopReason: null,
    usage: null,
  };
}

export interface MemoryOrderRead {
  /** The document to bring up to date; null where there is none yet. */
  readonly document: MemoryDocument | null;
  /** The messages that are to be remembered. */
  readonly messages: readonly Message[];
  /** The instruction itself, as far as there is one. */
  readonly instruction: string;
}

/** What a memory request asks for: its last text is the instruction, which may hold the messages themselves. */
export function readMemoryOrder(messages: readonly Message[]): MemoryOrderRead {
  const last = messages.at(-1);
  const position = last?.content.findLastIndex(isText) ?? -1;
  const block = last?.content[position];
  const instruction = block !== undefined && isText(block) ? block.text : '';
  if (last?.role !== 'user' || !/^## /m.test(instruction))
    return { document: null, messages, instruction: '' };
  const present = fencedIn(memoryTag, instruction);
  const before = { ...last, content: last.content.slice(0, position) };
  const enclosed = messagesIn(instruction);
  return {
    document: present === undefined ? null : parseMemory(present),
    messages:
      enclosed.length > 0
        ? enclosed
        : [...messages.slice(0, -1), ...(before.content.length > 0 ? [before] : [])],
    instruction,
  };
}

/** Messages given as text, between tags that say who wrote them. */
function messagesIn(instruction: string): Message[] {
  const opening = messageOpening(`(${messageTag}-\\d{1,9})`, '(?:user|assistant)');
  const name = new RegExp(`^${opening}$`, 'm').exec(instruction)?.[1];
  if (name === undefined) return [];
  const pattern = new RegExp(
    `^${messageOpening(name, '(user|assistant)')}\\n([\\s\\S]*?)\\n</${name}>$`,
    'gm',
  );
  return [...instruction.matchAll(pattern)].map((match) => ({
    role: match[1] === 'assistant' ? 'assistant' : 'user',
    content: [{ type: 'text', text: match[2] ?? '' }],
  }));
}
