/** Blocks of Markdown as DOM nodes, one element each. */
import { fileAnchor } from '../file-anchor.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';
import { CodeBlock } from './code-block.ts';
import { cellDirection, leadDirection } from './lead-direction.ts';
import type { Align, Block, Inline, ListItem } from './markdown.ts';

export function codeBlock(code: string, language: string, finished: boolean): CodeBlock {
  const element = new CodeBlock();
  element.show(code, language, finished);
  return element;
}

export const plain = (text: string): HTMLElement => make('p', { class: 'plain', dir: 'auto' }, text);

export function blockNode(block: Block): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, block.children);
    case 'paragraph':
      return make('p', { dir: 'auto' }, ...inlineNodes(block.children));
    case 'line':
      return make('span', { dir: 'auto' }, ...inlineNodes(block.children));
    case 'code':
      return codeBlock(block.code, block.language, true);
    case 'quote':
      return make('blockquote', { dir: leadDirection(block.children) }, ...block.children.map(blockNode));
    case 'list':
      return list(block.start, block.items);
    case 'table':
      return table(block.align, block.header, block.rows);
    case 'rule':
      return make('hr');
    case 'plain':
      return plain(block.text);
  }
}

/**
 * Turns have headings of level 3, so an answer's own stand right below them: all alike, since models begin with any level,
 * and whoever goes from heading to heading must find none left out.
 */
function heading(level: number, children: readonly Inline[]): HTMLElement {
  const tag = level <= 1 ? 'h4' : level === 2 ? 'h5' : 'h6';
  const element = make(tag, { dir: 'auto' }, ...inlineNodes(children));
  element.ariaLevel = '4';
  return element;
}

function list(start: number | null, items: readonly ListItem[]): HTMLElement {
  const dir = leadDirection(items[0]?.children ?? []);
  const element = start === null ? make('ul', { dir }) : make('ol', { dir });
  if (element instanceof HTMLOListElement && start !== null) element.start = start;
  for (const item of items) element.append(listItem(item));
  return element;
}

export function listItem(item: ListItem): HTMLElement {
  const element = make('li', { dir: leadDirection(item.children) });
  if (item.checked !== null) {
    element.className = 'task';
    element.append(
      make(
        'span',
        { class: 'task-mark', role: 'img', label: say(item.checked ? 'task.done' : 'task.open') },
        item.checked ? '☑' : '☐',
      ),
      ' ',
    );
  }
  element.append(...item.children.map(blockNode));
  return element;
}

type Cell = readonly Inline[];

function table(
  align: readonly Align[],
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): HTMLElement {
  const head = make('thead', {}, tableRow('th', header, align));
  const body = make('tbody', {}, ...rows.map((row) => tableRow('td', row, align)));
  const scroller = make(
    'div',
    { class: 'table-scroller', role: 'group', label: say('table.name') },
    make('table', { dir: cellDirection(header) }, head, body),
  );
  scroller.tabIndex = 0;
  return scroller;
}

export function tableRow(tag: 'th' | 'td', cells: readonly Cell[], align: readonly Align[]): HTMLElement {
  const row = cells.map((children, column) => {
    const side = align[column] ?? null;
    const look = side === null ? {} : { class: `align-${side}` };
    return make(tag, { dir: 'auto', ...look }, ...inlineNodes(children));
  });
  return make('tr', {}, ...row);
}

export const inlineNodes = (children: readonly Inline[]): readonly Node[] => children.map(inlineNode);

function inlineNode(inline: Inline): Node {
  switch (inline.kind) {
    case 'text':
      return document.createTextNode(inline.text);
    case 'code':
      return make('code', { dir: 'ltr' }, inline.text);
    case 'break':
      return make('br');
    case 'link':
      return link(inline.href, inline.children);
    case 'file':
      return fileAnchor(inline.file, ...inlineNodes(inline.children));
    default:
      return make(inline.kind, {}, ...inlineNodes(inline.children));
  }
}

/**
 * A link that never leads anywhere by itself: a click asks the host. VS Code's own listener for links sits on the
 * document, so the click must not get that far.
 */
function link(href: string, children: readonly Inline[]): HTMLElement {
  const anchor = make('a', {}, ...inlineNodes(children));
  anchor.href = href;
  anchor.title = href;
  anchor.rel = 'noreferrer noopener';
  const follow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    intend(anchor, { kind: 'openLink', href });
  };
  anchor.addEventListener('click', follow);
  anchor.addEventListener('auxclick', follow);
  return anchor;
}
