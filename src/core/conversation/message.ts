/** Messages and content blocks in the shape of the Messages API, kept exactly as received. */

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Any content block. Fields that we do not know are carried along untouched. */
export interface ContentBlock {
  readonly type: string;
  readonly [field: string]: Json | undefined;
}

export interface TextBlock extends ContentBlock {
  readonly type: 'text';
  readonly text: string;
}

export interface ToolUseBlock extends ContentBlock {
  readonly type: 'tool_use';
  readonly id: string;
  readonly name: string;
  readonly input: Json;
}

export interface ToolResultBlock extends ContentBlock {
  readonly type: 'tool_result';
  readonly tool_use_id: string;
  readonly content: string | readonly ContentBlock[];
  readonly is_error?: boolean;
}

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ContentBlock[];
}

export const isText = (block: ContentBlock): block is TextBlock =>
  block.type === 'text' && typeof block.text === 'string';

export const isThinking = (block: ContentBlock): boolean =>
  block.type === 'thinking' || block.type === 'redacted_thinking';

export const isToolUse = (block: ContentBlock): block is ToolUseBlock =>
  block.type === 'tool_use' && typeof block.id === 'string' && typeof block.name === 'string';

export const isToolResult = (block: ContentBlock): block is ToolResultBlock =>
  block.type === 'tool_result' && typeof block.tool_use_id === 'string';

export const isImage = (block: ContentBlock): boolean => block.type === 'image';

export const text = (value: string): TextBlock => ({ type: 'text', text: value });

/** Characters of everything but images, as JSON. */
export const wordsLength = (content: readonly ContentBlock[]): number =>
  JSON.stringify(content.filter((block) => !isImage(block))).length;

/** The text blocks of some content as one string, blocks parted by a blank line. */
export function plainText(content: readonly ContentBlock[]): string {
  return content
    .filter(isText)
    .map((block) => block.text)
    .join('\n\n');
}

/** What a tool answered in words. */
export const resultText = ({ content }: ToolResultBlock): string =>
  typeof content === 'string' ? content : plainText(content ?? []);
