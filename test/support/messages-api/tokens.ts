/** A deterministic token count: 2.5 characters to the token, the ratio of the current tokenizer. */
import { imageSourceTokens } from './image-source.ts';
import { type ContentBlock, textOf } from './wire.ts';

const charsPerToken = 2.5;
const imageChars = 4000;

export const tokensOfChars = (chars: number): number => Math.ceil(chars / charsPerToken);
export const charsOfTokens = (tokens: number): number => Math.floor(tokens * charsPerToken);

const lengthOf = (value: unknown): number => (value === undefined ? 0 : JSON.stringify(value).length);

/** What a block adds to the prompt or the answer. Signatures, marks and ids are not part of what the model reads. */
export function charsOfBlock(block: ContentBlock): number {
  switch (block.type) {
    case 'text':
      return typeof block.text === 'string' ? block.text.length : 0;
    case 'thinking':
      return typeof block.thinking === 'string' ? block.thinking.length : 0;
    case 'redacted_thinking':
      return lengthOf(block.data);
    case 'tool_use':
      return lengthOf(block.name) + lengthOf(block.input);
    case 'tool_result':
      return textOf(block).length + imageChars * imagesIn(block);
    case 'image':
      return charsOfTokens(imageSourceTokens(block.source));
    default:
      return lengthOf(block);
  }
}

/** Images in a block, those inside a tool result included. */
export function imagesIn(block: ContentBlock): number {
  if (block.type === 'image') return 1;
  if (block.type !== 'tool_result' || !Array.isArray(block.content)) return 0;
  let images = 0;
  for (const inner of block.content as readonly ContentBlock[]) {
    if (inner.type === 'image') images += 1;
  }
  return images;
}
