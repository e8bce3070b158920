/** `<markdown-text>`: Markdown as DOM nodes. While it grows, only what changes at its end is built anew. */
import { make } from '../make.ts';
import { blockNode, codeBlock, plain } from './block-nodes.ts';
import { CodeBlock } from './code-block.ts';
import { growBlocks } from './growing-blocks.ts';
import { type Block, parseMarkdown } from './markdown.ts';
import { extendSegments, type Segment } from './markdown-segments.ts';

/** In UTF-16 units: of a longer text the browser lays out only the parts that are near what is seen. */
const longChars = 20_000;

/** A segment and the element that shows it, the child at the same index. */
interface Part {
  readonly segment: Segment;
  readonly element: HTMLElement;
  /** What is in the element; none where the segment is not Markdown. */
  readonly blocks: readonly Block[];
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

  /** Kept where it shows the same or has grown. */
  #place(segment: Segment, old: Part | undefined, index: number): Part {
    if (old !== undefined && isSame(old.segment, segment)) return old;
    const part = (old !== undefined && grown(old, segment)) || newPart(segment);
    if (old === undefined) this.append(part.element);
    else if (old.element !== part.element) old.element.replaceWith(part.element);
    part.element.toggleAttribute('data-goes-on', isSameList(this.children[index - 1], part.element));
    return part;
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

/** Null where the segment takes another element. */
function grown({ element, blocks, segment: before }: Part, segment: Segment): Part | null {
  if (segment.kind === 'code' && element instanceof CodeBlock) {
    element.show(segment.code, segment.language, segment.closed);
    return { segment, element, blocks };
  }
  if (segment.kind !== 'markdown' || before.kind !== 'markdown') return null;
  const after = parseMarkdown(segment.lead + segment.source);
  growBlocks(element, blocks, after);
  return { segment, element, blocks: after };
}

function newPart(segment: Segment): Part {
  switch (segment.kind) {
    case 'code':
      return { segment, element: codeBlock(segment.code, segment.language, segment.closed), blocks: [] };
    case 'plain':
      return { segment, element: make('div', { class: 'part' }, plain(segment.source)), blocks: [] };
    case 'markdown': {
      const blocks = parseMarkdown(segment.lead + segment.source);
      return { segment, element: make('div', { class: 'part' }, ...blocks.map(blockNode)), blocks };
    }
  }
}

customElements.define('markdown-text', MarkdownText);
