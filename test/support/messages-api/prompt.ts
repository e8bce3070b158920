/** A request laid out in the order the model reads it, tools → system → messages, with a digest of every prefix. */
import { hash } from 'node:crypto';
import type { ModelFacts } from './models.ts';
import { charsOfBlock, imagesIn, tokensOfChars } from './tokens.ts';
import {
  blocksOf,
  type CacheControl,
  type ContentBlock,
  isThinkingBlock,
  type MessagesRequest,
  type Ttl,
} from './wire.ts';

export type Section = 'tools' | 'system' | 'messages';

export interface Part {
  readonly section: Section;
  readonly type: string;
  /** Digest of everything up to and including this part. */
  readonly digest: string;
  /** Tokens of everything up to and including this part. */
  readonly tokens: number;
  readonly mark: Ttl | null;
}

export interface Prompt {
  readonly model: string;
  readonly speed: string;
  readonly parts: readonly Part[];
  readonly tokens: number;
  /** Digest of the settings that a cached prefix ending in each section depends on, besides its text. */
  readonly settings: Readonly<Record<Section, string>>;
}

export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** A block without what the model never sees. Key order does not matter, but for the inside of a tool's input. */
export function canonical(block: { readonly [key: string]: unknown }): string {
  const entries = Object.entries(block).filter(
    ([key, value]) => key !== 'cache_control' && value !== undefined && value !== null,
  );
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(entries);
}

class PartList {
  readonly parts: Part[] = [];
  #digest = '';
  #chars = 0;

  add(
    section: Section,
    type: string,
    text: string,
    chars: number,
    mark: CacheControl | null | undefined,
  ): void {
    this.#digest = digestOf(`${this.#digest} ${section} ${text}`);
    this.#chars += chars;
    const ttl = mark === undefined || mark === null ? null : (mark.ttl ?? '5m');
    const tokens = tokensOfChars(this.#chars);
    this.parts.push({ section, type, digest: this.#digest, tokens, mark: ttl });
  }
}

/** Lays out a valid request. `left` are thinking blocks that the model will not be shown. */
export function layOut(
  request: MessagesRequest,
  facts: ModelFacts,
  left: ReadonlySet<ContentBlock> = new Set(),
): Prompt {
  const list = new PartList();
  for (const tool of request.tools ?? []) {
    const text = canonical({ ...tool });
    list.add('tools', 'tool', text, text.length, tool.cache_control);
  }
  for (const block of blocksOf(request.system ?? [])) addBlock(list, 'system', '', block);
  const fresh = facts.dropsOldThinking ? lastUserTurn(request) : 0;
  let images = 0;
  for (const [index, message] of request.messages.entries()) {
    for (const block of blocksOf(message.content)) {
      if (isThinkingBlock(block) && (index < fresh || left.has(block))) continue;
      images += imagesIn(block);
      addBlock(list, 'messages', message.role, block);
    }
  }
  const parts = markLast(list.parts, request.cache_control);
  const tokens = parts.at(-1)?.tokens ?? 0;
  const speed = request.speed ?? 'standard';
  return { model: request.model, speed, parts, tokens, settings: settingsOf(request, facts, speed, images) };
}

function addBlock(list: PartList, section: Section, role: string, block: ContentBlock): void {
  const content = typeof block.content === 'string' ? blocksOf(block.content) : block.content;
  const text = canonical(content === undefined ? block : { ...block, content });
  const mark = block.cache_control as CacheControl | null | undefined;
  list.add(section, block.type, `${role} ${text}`, charsOfBlock(block), mark);
}

/** Older models see only the thinking that follows the last thing a person said. */
function lastUserTurn(request: MessagesRequest): number {
  return request.messages.findLastIndex(
    ({ role, content }) => role === 'user' && blocksOf(content).some((block) => block.type !== 'tool_result'),
  );
}

/** Automatic caching marks the last part that can carry a mark, unless it has one already. */
function markLast(parts: readonly Part[], mark: CacheControl | null | undefined): readonly Part[] {
  if (mark === undefined || mark === null) return parts;
  const at = parts.findLastIndex(({ type }) => type !== 'thinking' && type !== 'redacted_thinking');
  const part = parts[at];
  if (part === undefined || part.mark !== null) return parts;
  return parts.with(at, { ...part, mark: mark.ttl ?? '5m' });
}

function settingsOf(
  request: MessagesRequest,
  facts: ModelFacts,
  speed: string,
  images: number,
): Readonly<Record<Section, string>> {
  const effort = request.output_config?.effort ?? facts.defaultEffort;
  const rest = [request.tool_choice ?? null, request.thinking ?? null, effort, images];
  return {
    tools: '',
    system: speed,
    messages: digestOf(JSON.stringify([speed, ...rest])),
  };
}
