/**
 * `<item-chunk>`: a few items of the conversation in a row. The browser lays out only the chunks that are near what is
 * seen, and a chunk has elements for its items only while it is not too far: so a long past costs next to nothing.
 */
import type { Item } from '../../src/protocol/view.ts';
import type { ItemElement, MakeItemElement } from './item-element.ts';

/** An item in its place. */
export interface Entry {
  readonly chunk: ItemChunk;
  item: Item;
  /** Null while the chunk is not built. */
  shown: ItemElement | null;
}

export class ItemChunk extends HTMLElement {
  readonly #make: MakeItemElement;
  #entries: Entry[] = [];
  #isBuilt = false;

  constructor(make: MakeItemElement) {
    super();
    this.#make = make;
  }

  get size(): number {
    return this.#entries.length;
  }

  get isBuilt(): boolean {
    return this.#isBuilt;
  }

  get last(): Entry | undefined {
    return this.#entries.at(-1);
  }

  build(): void {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    this.append(...this.#entries.map((entry) => this.#show(entry)));
  }

  /** The keyboard is in it, or the user has selected something of it. */
  get isInUse(): boolean {
    const selection = document.getSelection();
    const isSelected = selection !== null && !selection.isCollapsed && selection.containsNode(this, true);
    return isSelected || this.contains(document.activeElement);
  }

  /** Lets go of the elements; the room that they took stays, since the browser remembers the size of what it skips. */
  release(): void {
    this.#isBuilt = false;
    for (const entry of this.#entries) entry.shown = null;
    this.replaceChildren();
  }

  /** Puts an item after `before`, or first where that is undefined. */
  insert(item: Item, before: Entry | undefined): Entry {
    const entry: Entry = { chunk: this, item, shown: null };
    const at = before === undefined ? 0 : this.#entries.lastIndexOf(before) + 1;
    const next = this.#entries[at];
    this.#entries.splice(at, 0, entry);
    if (this.#isBuilt) this.insertBefore(this.#show(entry), next?.shown?.element ?? null);
    return entry;
  }

  update(entry: Entry, item: Item): void {
    if (entry.item === item) return;
    entry.item = item;
    const { shown } = entry;
    if (shown !== null && !shown.accept(item)) shown.element.replaceWith(this.#show(entry));
  }

  /** An empty chunk is nothing that stays. */
  drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    entry.shown?.element.remove();
    if (this.#entries.length === 0) this.remove();
  }

  #show(entry: Entry): HTMLElement {
    entry.shown = this.#make(entry.item);
    return entry.shown.element;
  }
}

customElements.define('item-chunk', ItemChunk);
