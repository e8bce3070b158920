/** The rules for cache marks: four at most, never on an empty text, one-hour marks before five-minute ones. */
import { reject } from './api-error.ts';
import { type CacheControl, type ContentBlock, isThinkingBlock, type MessagesRequest } from './wire.ts';

interface Mark {
  readonly path: string;
  readonly ttl: string;
}

const limit = 4;

function marksIn(blocks: readonly ContentBlock[], path: string): Mark[] {
  const marks: Mark[] = [];
  for (const [index, block] of blocks.entries()) {
    const mark = block.cache_control as CacheControl | null | undefined;
    if (mark === undefined || mark === null) continue;
    const at = `${path}.${index}`;
    if (block.type === 'text' && block.text === '') {
      reject(`${at}.text`, 'cache_control cannot be set for empty text blocks');
    }
    marks.push({ path: at, ttl: mark.ttl ?? '5m' });
  }
  return marks;
}

function explicitMarks(request: MessagesRequest): Mark[] {
  const marks: Mark[] = [];
  for (const [index, tool] of (request.tools ?? []).entries()) {
    if (tool.cache_control) marks.push({ path: `tools.${index}`, ttl: tool.cache_control.ttl ?? '5m' });
  }
  if (typeof request.system === 'object') marks.push(...marksIn(request.system, 'system'));
  for (const [index, message] of request.messages.entries()) {
    if (typeof message.content === 'string') continue;
    marks.push(...marksIn(message.content, `messages.${index}.content`));
  }
  return marks;
}

/** The automatic mark of a request falls on its last block that can carry one; null when that has one already. */
function automaticMark(request: MessagesRequest): Mark | null {
  const mark = request.cache_control;
  if (mark === undefined || mark === null) return null;
  const ttl = mark.ttl ?? '5m';
  const content = request.messages.at(-1)?.content;
  const last = typeof content === 'object' ? content.findLast((block) => !isThinkingBlock(block)) : undefined;
  const own = last?.cache_control as CacheControl | null | undefined;
  if (own === undefined || own === null) return { path: 'cache_control', ttl };
  if ((own.ttl ?? '5m') !== ttl) {
    reject('cache_control', 'the last cacheable block already has a cache_control with a different ttl');
  }
  return null;
}

export function checkCacheMarks(request: MessagesRequest): void {
  const marks = explicitMarks(request);
  const automatic = automaticMark(request);
  if (automatic !== null) marks.push(automatic);
  if (marks.length > limit) {
    reject('', `A maximum of ${limit} blocks with cache_control may be provided. Found ${marks.length}.`);
  }
  let short = false;
  for (const mark of marks) {
    if (mark.ttl === '5m') short = true;
    else if (short) {
      const order = 'Blocks are processed in the order `tools`, `system`, `messages`.';
      const rule = "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.";
      reject(`${mark.path}.cache_control.ttl`, `${rule} ${order}`);
    }
  }
}
