/** The shape of messages and their content blocks: which fields each type has, and who may send it. */
import { reject } from './api-error.ts';
import {
  anyObject,
  anything,
  arrayOf,
  boolean,
  type Check,
  fields,
  isObject,
  nullable,
  oneOf,
  string,
  stringOr,
  tagged,
} from './check.ts';
import { imageSource } from './image-source.ts';

interface BlockRules {
  /** The field `cache_control`, where the server knows it. */
  readonly marks: Readonly<Record<string, Check>>;
  readonly extra: ReadonlySet<string>;
  readonly signatures: boolean;
}

const type = anything;

const noCitations: Check = (value, path) => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return;
  reject(path, '`citations` are not permitted on text blocks in user messages');
};

export function systemBlock(marks: Readonly<Record<string, Check>>): Check {
  return fields({ type: oneOf('text'), text: string }, { citations: nullable(anything), ...marks });
}

const toolUseId: Check = (value, path) => {
  string(value, path);
  if (!/^[a-zA-Z0-9_-]+$/.test(String(value))) reject(path, "String should match pattern '^[a-zA-Z0-9_-]+$'");
};

/** Marks inside a tool result are not imitated; the block itself may carry one. */
const innerBlock = tagged(
  (name) => {
    if (name === 'text') return fields({ type, text: string }, { citations: noCitations });
    if (name === 'image') return fields({ type, source: imageSource });
    return undefined;
  },
  ['text', 'image'],
);

function userBlocks({ marks }: BlockRules): Map<string, Check> {
  const content = stringOr(arrayOf(innerBlock));
  const document = { citations: nullable(anyObject), context: nullable(string), title: nullable(string) };
  return new Map([
    ['text', fields({ type, text: string }, { citations: noCitations, ...marks })],
    ['image', fields({ type, source: imageSource }, marks)],
    ['document', fields({ type, source: anyObject }, { ...document, ...marks })],
    ['tool_result', fields({ type, tool_use_id: toolUseId }, { content, is_error: boolean, ...marks })],
  ]);
}

function assistantBlocks({ marks, extra, signatures }: BlockRules): Map<string, Check> {
  const signed: Record<string, Check> = { signature: string };
  const thinking = signatures
    ? fields({ type, thinking: string, ...signed })
    : fields({ type, thinking: string }, signed);
  const use = { type, id: toolUseId, name: string, input: anyObject };
  return new Map<string, Check>([
    ['text', fields({ type, text: string }, { citations: nullable(anything), ...marks })],
    ['thinking', thinking],
    ['redacted_thinking', fields({ type, data: string })],
    ['tool_use', fields(use, { caller: anyObject, ...marks })],
    ...[...extra].map((name): [string, Check] => [name, anyObject]),
  ]);
}

export function messageCheck(rules: BlockRules): Check {
  const byRole = new Map<unknown, Check>();
  const variants: readonly (readonly [string, Map<string, Check>])[] = [
    ['user', userBlocks(rules)],
    ['assistant', assistantBlocks(rules)],
    ['system', new Map([['text', systemBlock(rules.marks)]])],
  ];
  for (const [role, blocks] of variants) {
    const block = tagged((name) => blocks.get(name), [...blocks.keys()]);
    byRole.set(role, fields({ role: anything, content: stringOr(arrayOf(block)) }));
  }
  return (value, path) => {
    if (!isObject(value)) reject(path, 'Input should be a valid dictionary or object to extract fields from');
    if (value.role === undefined) reject(`${path}.role`, 'Field required');
    const check = byRole.get(value.role);
    if (check === undefined) reject(`${path}.role`, "Input should be 'user' or 'assistant'");
    check(value, path);
  };
}
