/** The rules between messages: roles, content that says something, tool uses and their results. */
import { reject } from './api-error.ts';
import { blocksOf, type ContentBlock, isThinkingBlock, type WireMessage } from './wire.ts';

const maxMessages = 100_000;

export interface ConversationRules {
  readonly systemRole: boolean;
  /** Messages of one role may follow each other. */
  readonly neighbours: boolean;
}

export function checkConversation(messages: readonly WireMessage[], rules: ConversationRules): void {
  if (messages.length === 0) reject('messages', 'at least one message is required');
  if (messages.length > maxMessages) reject('messages', `at most ${maxMessages} messages are allowed`);
  checkRoles(messages, rules);
  for (const [index, message] of messages.entries()) checkContent(message, index);
  checkToolPairs(mergeTurns(messages));
}

function checkRoles(messages: readonly WireMessage[], rules: ConversationRules): void {
  if (messages[0]?.role === 'assistant') {
    reject('messages', 'first message must use the "user" role');
  }
  let previous = '';
  for (const [index, { role }] of messages.entries()) {
    const path = `messages.${index}.role`;
    if (role === 'system') {
      if (!rules.systemRole) {
        reject(path, "'system' is not supported on this model. Use the top-level `system` parameter.");
      }
      if (previous !== 'user') reject(path, 'a system message must follow a user message');
    }
    if (role === previous && !rules.neighbours) {
      const rule = 'roles must alternate between "user" and "assistant"';
      reject('messages', `${rule}, but found multiple "${role}" roles in a row`);
    }
    previous = role;
  }
  if (previous === 'assistant') {
    const ending = 'The conversation must end with a user message.';
    reject('', `This model does not support assistant message prefill. ${ending}`);
  }
}

function checkContent(message: WireMessage, index: number): void {
  const blocks = blocksOf(message.content);
  if (blocks.length === 0 || message.content === '') {
    reject(`messages.${index}`, `${message.role} messages must have non-empty content`);
  }
  for (const block of blocks) {
    if (block.type !== 'text') continue;
    if (block.text === '') reject('messages', 'text content blocks must be non-empty');
    if (String(block.text).trim() === '') {
      reject('messages', 'text content blocks must contain non-whitespace text');
    }
  }
  if (message.role === 'assistant' && isThinkingBlock(blocks.at(-1) ?? { type: 'none' })) {
    const rule = 'The final block in an assistant message cannot be `thinking`.';
    reject(`messages.${index}`, rule);
  }
}

/** Neighbours of one role count as one turn; blocks remember where they were sent. */
export interface MergedTurn {
  readonly role: WireMessage['role'];
  readonly blocks: { readonly path: string; readonly message: number; readonly block: ContentBlock }[];
}

export function mergeTurns(messages: readonly WireMessage[]): readonly MergedTurn[] {
  const turns: MergedTurn[] = [];
  for (const [index, message] of messages.entries()) {
    let turn = turns.at(-1);
    if (turn?.role !== message.role) {
      turn = { role: message.role, blocks: [] };
      turns.push(turn);
    }
    for (const [at, block] of blocksOf(message.content).entries()) {
      turn.blocks.push({ path: `messages.${index}.content.${at}`, message: index, block });
    }
  }
  return turns;
}

function checkToolPairs(turns: readonly MergedTurn[]): void {
  const used = new Set<string>();
  let open = new Map<string, number>();
  for (const turn of turns) {
    if (turn.role === 'assistant') {
      open = usesOf(turn, used);
      continue;
    }
    if (turn.role === 'user') checkResults(turn, open);
    open = new Map();
  }
}

/** The tool uses that the next turn must answer, each with the index of its message. */
function usesOf(turn: MergedTurn, used: Set<string>): Map<string, number> {
  const open = new Map<string, number>();
  for (const { block, path, message } of turn.blocks) {
    if (block.type !== 'tool_use') continue;
    const id = String(block.id);
    if (used.has(id)) reject(path, '`tool_use` ids must be unique');
    used.add(id);
    open.set(id, message);
  }
  return open;
}

function checkResults(turn: MergedTurn, open: ReadonlyMap<string, number>): void {
  const answered = new Set<string>();
  let leading = true;
  for (const { block, path } of turn.blocks) {
    if (block.type !== 'tool_result') {
      leading = false;
      continue;
    }
    const id = String(block.tool_use_id);
    if (!open.has(id)) {
      const rule =
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.';
      reject(path, `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. ${rule}`);
    }
    if (answered.has(id)) {
      reject(
        path,
        `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`,
      );
    }
    // A result behind other content does not stand immediately after its use.
    if (leading) answered.add(id);
  }
  const missing = [...open.keys()].filter((id) => !answered.has(id));
  const first = missing[0];
  if (first === undefined) return;
  const rule = 'Each `tool_use` block must have a corresponding `tool_result` block in the next message.';
  const found = '`tool_use` ids were found without `tool_result` blocks immediately after';
  reject(`messages.${open.get(first)}`, `${found}: ${missing.join(', ')}. ${rule}`);
}
