/**
 * The direction of what holds paragraphs: a list, its items, a quotation, a table. `dir="auto"` is no help there, for it
 * passes over parts with a direction of their own, which is all that they hold.
 */
import { direction } from '../direction.ts';
import type { Block, Inline } from './markdown.ts';

export const leadDirection = (blocks: readonly Block[]): 'ltr' | 'rtl' => direction(firstOf(blocks, inBlock));

export const cellDirection = (cells: readonly (readonly Inline[])[]): 'ltr' | 'rtl' =>
  direction(firstOf(cells, (cell) => firstOf(cell, inInline)));

/** The first text with a letter in it; empty where there is none. Code has a direction of its own. */
function firstOf<T>(parts: readonly T[], textOf: (part: T) => string): string {
  for (const part of parts) {
    const text = textOf(part);
    if (text !== '') return text;
  }
  return '';
}

function inBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'line':
      return firstOf(block.children, inInline);
    case 'quote':
      return firstOf(block.children, inBlock);
    case 'list':
      return firstOf(block.items, (item) => firstOf(item.children, inBlock));
    case 'table':
      return firstOf([block.header, ...block.rows], (row) => firstOf(row, (cell) => firstOf(cell, inInline)));
    case 'plain':
      return lettered(block.text);
    case 'code':
    case 'rule':
      return '';
  }
}

function inInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return lettered(inline.text);
    case 'code':
    case 'break':
      return '';
    default:
      return firstOf(inline.children, inInline);
  }
}

const lettered = (text: string): string => (/\p{L}/u.test(text) ? text : '');
