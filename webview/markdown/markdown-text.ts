/** `<markdown-text>`: Markdown as DOM nodes. While it grows, only the segments at its end are built anew. */

import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { CodeBlock } from '../log/code-block.ts';
import { make } from '../make.ts';
import { cellDirection, leadDirection } from './lead-direction.ts';
import { type Align, type Block, type Inline, type ListItem, parseMarkdown } from './markdown.ts';
import { extendSegments, type Segment } from './markdown-segments.ts';

/** In UTF-16 units: of a longer text the browser lays out only the parts that are near what is seen. */
const longChars = 20_000;

/** A segment and the element that shows it, the child at the same index. */
interface Part {
  readonly segment: Segment;
  readonly element: HTMLElement;
}

export class MarkdownText extends HTMLElement {
  #text = '';
  #parts: readonly Part[] = [];

  show(text: string): void {
    if (text === this.#text) return;
    const before = text.startsWith(this.#text) ? this.#parts.map(({ segment }) => segment) : [];
    this.#text = text;
    this.toggleAttribute('data-long', text.length > longChars);
    const old = this.#parts;
    this.#parts = extendSegments(before, text).map((segment, index) =>
      this.#place(segment, old[index], index),
    );
    for (const { element } of old.slice(this.#parts.length)) element.remove();
  }

  /** Kept where it shows the same, or is code that has grown. */
  #place(segment: Segment, old: Part | undefined, index: number): Part {
    if (old !== undefined && isSame(old.segment, segment)) return old;
    if (segment.kind === 'code' && old?.element instanceof CodeBlock) {
      old.element.show(segment.code, segment.language, segment.closed);
      return { segment, element: old.element };
    }
    const element = partElement(segment);
    if (old === undefined) this.append(element);
    else old.element.replaceWith(element);
    element.toggleAttribute('data-goes-on', isSameList(this.children[index - 1], element));
    return { segment, element };
  }
}

const isSame = (a: Segment, b: Segment): boolean =>
  a.kind === b.kind && a.source === b.source && leadOf(a) === leadOf(b);

const leadOf = (segment: Segment): string => (segment.kind === 'markdown' ? segment.lead : '');

/** Of a long list that comes in parts. */
function isSameList(before: Element | undefined, part: Element): boolean {
  const first = part.firstElementChild?.localName;
  return (first === 'ul' || first === 'ol') && before?.lastElementChild?.localName === first;
}

function partElement(segment: Segment): HTMLElement {
  switch (segment.kind) {
    case 'code':
      return codeBlock(segment.code, segment.language, segment.closed);
    case 'plain':
      return make('div', { class: 'part' }, plain(segment.source));
    case 'markdown':
      return make('div', { class: 'part' }, ...parseMarkdown(segment.lead + segment.source).map(blockNode));
  }
}

function codeBlock(code: string, language: string, finished: boolean): CodeBlock {
  const element = new CodeBlock();
  element.show(code, language, finished);
  return element;
}

const plain = (text: string): HTMLElement => make('p', { class: 'plain', dir: 'auto' }, text);

function blockNode(block: Block): HTMLElement {
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

/** Turns have headings of level 3, so an answer's own begin below them. */
function heading(level: number, children: readonly Inline[]): HTMLElement {
  const tag = level <= 1 ? 'h4' : level === 2 ? 'h5' : 'h6';
  return make(tag, { dir: 'auto' }, ...inlineNodes(children));
}

function list(start: number | null, items: readonly ListItem[]): HTMLElement {
  const dir = leadDirection(items[0]?.children ?? []);
  const element = start === null ? make('ul', { dir }) : make('ol', { dir });
  if (element instanceof HTMLOListElement && start !== null) element.start = start;
  for (const item of items) element.append(listItem(item));
  return element;
}

function listItem(item: ListItem): HTMLElement {
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
  const cell = (tag: 'th' | 'td', children: Cell, column: number): HTMLElement => {
    const side = align[column] ?? null;
    return make(
      tag,
      { dir: 'auto', ...(side === null ? {} : { class: `align-${side}` }) },
      ...inlineNodes(children),
    );
  };
  const head = make(
    'thead',
    {},
    make('tr', {}, ...header.map((children, column) => cell('th', children, column))),
  );
  const body = make(
    'tbody',
    {},
    ...rows.map((row) => make('tr', {}, ...row.map((children, column) => cell('td', children, column)))),
  );
  const scroller = make(
    'div',
    { class: 'table-scroller', role: 'group', label: say('table.name') },
    make('table', { dir: cellDirection(header) }, head, body),
  );
  scroller.tabIndex = 0;
  return scroller;
}

const inlineNodes = (children: readonly Inline[]): readonly Node[] => children.map(inlineNode);

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

customElements.define('markdown-text', MarkdownText);
