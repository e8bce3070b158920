/**
 * Estimates of tokens for text that the API has not counted yet. Anthropic publishes no tokenizer; its own figure for
 * current models is about 2.5 characters a token. An estimate never replaces a number that the API has reported.
 */
import { imageBlockTokens } from './image.ts';
import { type ContentBlock, isImage, isText, isThinking, isToolResult, isToolUse } from './message.ts';
import { isMessage, type TranscriptRecord } from './transcript.ts';

export const charactersPerToken = 2.5;

export const textTokens = (text: string): number => Math.ceil(text.length / charactersPerToken);

export function blockTokens(block: ContentBlock): number {
  if (isText(block)) return textTokens(block.text);
  if (block.type === 'thinking') return textTokens(String(block.thinking ?? ''));
  if (isImage(block)) return imageBlockTokens(block);
  if (isToolUse(block)) return textTokens(block.name) + textTokens(JSON.stringify(block.input) ?? '');
  if (isToolResult(block)) {
    return typeof block.content === 'string' ? textTokens(block.content) : contentTokens(block.content ?? []);
  }
  return textTokens(JSON.stringify(block));
}

export const contentTokens = (content: readonly ContentBlock[]): number =>
  content.reduce((sum, block) => sum + blockTokens(block), 0);

/** What a record adds to the context; thinking is counted only where it is sent again. */
export function recordTokens(record: TranscriptRecord, withThinking: boolean): number {
  if (!isMessage(record)) return 0;
  if (withThinking) return contentTokens(record.content);
  return contentTokens(record.content.filter((block) => !isThinking(block)));
}
