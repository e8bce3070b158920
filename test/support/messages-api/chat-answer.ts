/** Answers a chat request from what it contains: quotes of the conversation, as long as wanted, and tool calls. */
import { linesOf, memoryOf, speeches } from './extract.ts';
import {
  blocksOf,
  type ContentBlock,
  type Json,
  type MessagesRequest,
  textOf,
  type WireTool,
} from './wire.ts';

/** What a person said last: the first line of the last text block from a user. */
export function lastLine(request: MessagesRequest): string {
  for (const message of request.messages.toReversed()) {
    if (message.role !== 'user') continue;
    const block = blocksOf(message.content).findLast(({ type }) => type === 'text');
    const line = block === undefined ? undefined : linesOf(textOf(block))[0];
    if (line !== undefined) return line;
  }
  return 'nothing in words';
}

/** Rounds of tool use since a person spoke last. */
export function roundsDone(request: MessagesRequest): number {
  let rounds = 0;
  for (const message of request.messages.toReversed()) {
    const blocks = blocksOf(message.content);
    if (message.role === 'assistant') rounds += blocks.some((block) => block.type === 'tool_use') ? 1 : 0;
    else if (!blocks.every((block) => block.type === 'tool_result')) return rounds;
  }
  return rounds;
}

/** `chars` is the length to reach; the opening sentences are always whole. */
export function chatAnswer(request: MessagesRequest, chars: number): string {
  const turns = request.messages.filter(
    ({ role, content }) => role === 'user' && blocksOf(content).some((block) => block.type !== 'tool_result'),
  ).length;
  const text = [`You wrote: "${lastLine(request)}". This is turn ${turns} of what I was sent.`];
  const result = resultLine(request);
  if (result !== undefined) text.push(`The tool answered: "${result}".`);
  const remembered = memoryOf(request.messages).get('User Intent')?.at(-1);
  if (remembered !== undefined) text.push(`The session memory says: ${remembered.replace(/^- /, '')}`);
  let length = text.join('\n\n').length;
  if (length >= chars) return text.join('\n\n');
  // The newest lines come first, so that a short answer costs no walk through a long conversation.
  const lines = speeches(request.messages.slice(-12)).flatMap((speech) => speech.lines);
  for (let round = 0; length < chars; round += 1) {
    const line = lines[lines.length - 1 - (round % lines.length)] ?? 'nothing';
    const point = `${round + 1}. On "${line}" there is more to say.`;
    text.push(point.slice(0, Math.max(12, chars - length - 2)));
    length += (text.at(-1)?.length ?? 0) + 2;
  }
  return text.join('\n\n');
}

function resultLine(request: MessagesRequest): string | undefined {
  const last = request.messages.at(-1);
  const result = last && blocksOf(last.content).findLast(({ type }) => type === 'tool_result');
  return result && linesOf(textOf(result))[0];
}

/** Thinking that could only have been thought about this request. */
export const chatThinking = (request: MessagesRequest): string =>
  `The last words were "${lastLine(request)}", after ${request.messages.length - 1} messages. I weigh what to answer.`;

/** The tool calls of one round; names from the request's tools, or as given where it has none. */
export function toolCalls(
  request: MessagesRequest,
  count: number,
  names: readonly string[],
): readonly ContentBlock[] {
  const tools = request.tools ?? [];
  const done = roundsDone(request);
  return Array.from({ length: count }, (_, index) => {
    const tool = tools[(done + index) % Math.max(1, tools.length)];
    const name = tool?.name ?? names[(done + index) % Math.max(1, names.length)] ?? 'read_file';
    const input = tool === undefined ? { path: pathIn(request) } : inputFor(tool, request);
    return { type: 'tool_use', name, input };
  });
}

function pathIn(request: MessagesRequest): string {
  return /[\w./-]+\.\w{1,5}\b/.exec(lastLine(request))?.[0] ?? 'notes.md';
}

/** An input that the tool's schema accepts, as far as its required properties go. */
function inputFor(tool: WireTool, request: MessagesRequest): { readonly [key: string]: Json } {
  const { properties = {}, required = [] } = tool.input_schema as {
    properties?: { readonly [name: string]: { readonly type?: string; readonly enum?: readonly Json[] } };
    required?: readonly string[];
  };
  return Object.fromEntries(
    required.map((name): [string, Json] => [name, valueFor(name, properties[name] ?? {}, request)]),
  );
}

function valueFor(
  name: string,
  schema: { readonly type?: string; readonly enum?: readonly Json[] },
  request: MessagesRequest,
): Json {
  const choice = schema.enum?.[0];
  if (choice !== undefined) return choice;
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return /path|file/i.test(name) ? pathIn(request) : lastLine(request);
  }
}
