/**
 * Brings elements that show a beginning of Markdown up to what it has become. What shows the same stays untouched, so
 * that a long list or table that streams costs the browser one item or one row at a time.
 */
import { isSameValue } from '../../src/protocol/same-value.ts';
import { blockNode, inlineNodes, listItem, tableRow } from './block-nodes.ts';
import { CodeBlock } from './code-block.ts';
import { leadDirection } from './lead-direction.ts';
import type { Block, ListItem } from './markdown.ts';

/** The last children of `parent` show `before`, and then `after`. */
export function growBlocks(parent: Element, before: readonly Block[], after: readonly Block[]): void {
  growChildren(parent, before, after, blockNode, growBlock);
}

/** Answers false where the element cannot become what shows `after`. */
type Grow<T> = (element: HTMLElement, before: T, after: T) => boolean;

function growChildren<T>(
  parent: Element,
  before: readonly T[],
  after: readonly T[],
  make: (part: T) => HTMLElement,
  grow: Grow<T>,
): void {
  const first = parent.children.length - before.length;
  for (const [index, part] of after.entries()) {
    const old = before[index];
    const element = parent.children[first + index];
    if (old === undefined || !(element instanceof HTMLElement)) parent.append(make(part));
    else if (!isSameValue(old, part) && !grow(element, old, part)) element.replaceWith(make(part));
  }
  while (parent.children.length > first + after.length) parent.lastElementChild?.remove();
}

function growBlock(element: HTMLElement, before: Block, after: Block): boolean {
  switch (after.kind) {
    case 'paragraph':
    case 'line':
      if (before.kind !== after.kind) return false;
      element.replaceChildren(...inlineNodes(after.children));
      return true;
    case 'list':
      if (before.kind !== 'list' || before.start !== after.start) return false;
      turn(element, after.items[0]?.children ?? []);
      growChildren(element, before.items, after.items, listItem, growItem);
      return true;
    case 'quote':
      if (before.kind !== 'quote') return false;
      turn(element, after.children);
      growBlocks(element, before.children, after.children);
      return true;
    case 'table':
      return before.kind === 'table' && growTable(element, before, after);
    case 'code':
      if (!(element instanceof CodeBlock)) return false;
      element.show(after.code, after.language, true);
      return true;
    default:
      return false;
  }
}

function growItem(element: HTMLElement, before: ListItem, after: ListItem): boolean {
  if (before.checked !== after.checked) return false;
  turn(element, after.children);
  growBlocks(element, before.children, after.children);
  return true;
}

type Table = Extract<Block, { readonly kind: 'table' }>;

function growTable(element: HTMLElement, before: Table, after: Table): boolean {
  const body = element.querySelector('tbody');
  if (body === null || !isSameValue([before.header, before.align], [after.header, after.align])) return false;
  growChildren(
    body,
    before.rows,
    after.rows,
    (row) => tableRow('td', row, after.align),
    () => false,
  );
  return true;
}

function turn(element: HTMLElement, blocks: readonly Block[]): void {
  const direction = leadDirection(blocks);
  if (element.dir !== direction) element.dir = direction;
}
