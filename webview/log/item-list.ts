/** `<item-list>`: the items of the conversation, in chunks. What a change costs is in proportion to what has changed. */
import type { Item } from '../../src/protocol/view.ts';
import { type Entry, ItemChunk } from './item-chunk.ts';
import type { MakeItemElement } from './item-element.ts';
import type { ReadingPlace } from './reading-place.ts';

/** Small enough that building one goes unnoticed, large enough that a long session has few of them. */
const chunkSize = 20;
/** How far from what is seen a chunk is built. */
const nearPx = 2_000;
/** How many chunks keep their elements: each costs memory and, by its pictures and scrollers, a little of every frame. */
const mostBuilt = 100;

export class ItemList extends HTMLElement {
  readonly #make: MakeItemElement;
  #entries: Entry[] = [];
  #near: IntersectionObserver | null = null;
  #idle = 0;

  constructor(make: MakeItemElement) {
    super();
    this.#make = make;
  }

  /** Builds chunks that come near what is seen in `scroller`, and the others when there is nothing else to do. */
  follow(scroller: HTMLElement): void {
    this.#near = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen)
          if (isIntersecting && target instanceof ItemChunk) this.#build(target);
      },
      { root: scroller, rootMargin: `${nearPx}px 0px` },
    );
    for (const chunk of this.#chunks()) if (!chunk.isBuilt) this.#near.observe(chunk);
  }

  unfollow(): void {
    this.#near?.disconnect();
    this.#near = null;
    cancelIdleCallback(this.#idle);
  }

  /** Answers whether items have come or gone. */
  show(items: readonly Item[]): boolean {
    const before = this.#entries;
    const most = Math.min(before.length, items.length);
    let head = 0;
    while (head < most && isKept(before[head], items[head])) head++;
    let tail = 0;
    while (tail < most - head && isKept(before.at(-1 - tail), items.at(-1 - tail))) tail++;
    for (const gone of before.slice(head, before.length - tail)) this.#drop(gone);
    const come = items.slice(head, items.length - tail);
    if (come.length === 0 && before.length === items.length) return false;
    const isPast = tail > 0 && head === 0;
    const entered = isPast ? this.#prepend(come) : this.#append(come, before[head - 1]);
    this.#entries = [...before.slice(0, head), ...entered, ...before.slice(before.length - tail)];
    const end = this.#chunks().at(-1);
    if (end !== undefined) this.#build(end);
    return true;
  }

  /** Scrolls an item to its place, with the keyboard where that is asked for. False where it is not here. */
  reveal({ record, further, offset }: ReadingPlace, takesKeyboard: boolean): boolean {
    const message = this.#entries.findIndex(({ item }) => recordOf(item) === record);
    const entry = message < 0 ? undefined : this.#entries[message + further];
    if (entry === undefined) return false;
    this.#build(entry.chunk);
    // What the browser has not laid out yet stands where its neighbours will be.
    for (const chunk of this.#chunks()) chunk.toggleAttribute('data-sought', chunk === entry.chunk);
    const element = entry.shown?.element;
    const log = this.closest('.log');
    if (element === undefined || log === null) return false;
    if (takesKeyboard) {
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
    // Not `scrollIntoView`, which scrolls the frames around the panel as well, up to VS Code's own.
    log.scrollTop += topOf(element) - topOf(log) - offset;
    return true;
  }

  /** What stands at the top of `scroller`; null where nothing does that could be named. */
  placeIn(scroller: HTMLElement): ReadingPlace | null {
    const top = topOf(scroller);
    const isBelow = (part: Element | undefined) =>
      part !== undefined && part.getBoundingClientRect().bottom > top;
    // By chunks first: to measure an item in one that the browser skips would lay it out.
    const chunk = this.#chunks().find(isBelow);
    if (chunk === undefined) return null;
    this.#build(chunk);
    const first = this.#entries.findIndex((entry) => entry.chunk === chunk);
    const at = this.#entries.findIndex(({ shown }, index) => index >= first && isBelow(shown?.element));
    const element = this.#entries[at]?.shown?.element;
    if (first < 0 || element === undefined) return null;
    const isNamed = ({ item }: Entry) => recordOf(item) !== undefined;
    const before = this.#entries.findLastIndex((entry, index) => index <= at && isNamed(entry));
    const message = before < 0 ? this.#entries.findIndex(isNamed) : before;
    const record = recordOf(this.#entries[message]?.item);
    return record === undefined ? null : { record, further: at - message, offset: topOf(element) - top };
  }

  /** Whole chunks are counted from the end, where the reading is. */
  #prepend(items: readonly Item[]): readonly Entry[] {
    const next = this.firstElementChild;
    return this.#inChunks(items, (chunk) => this.insertBefore(chunk, next));
  }

  #append(items: readonly Item[], before: Entry | undefined): readonly Entry[] {
    const chunk = before?.chunk;
    // In the middle of a chunk they stay together, however many they are.
    const room = chunk === undefined ? 0 : chunk.last === before ? chunkSize - chunk.size : items.length;
    const entered: Entry[] = [];
    for (const item of items.slice(0, Math.max(0, room)))
      if (chunk !== undefined) entered.push(chunk.insert(item, entered.at(-1) ?? before));
    const next = chunk?.nextElementSibling ?? null;
    const rest = items.slice(entered.length);
    return [...entered, ...this.#inChunks(rest, (made) => this.insertBefore(made, next))];
  }

  #inChunks(items: readonly Item[], place: (chunk: ItemChunk) => void): readonly Entry[] {
    const entered: Entry[] = [];
    const first = items.length % chunkSize;
    for (let from = 0; from < items.length; ) {
      const to = from === 0 && first > 0 ? first : from + chunkSize;
      const chunk = new ItemChunk(this.#make);
      for (const item of items.slice(from, to)) entered.push(chunk.insert(item, chunk.last));
      place(chunk);
      this.#near?.observe(chunk);
      from = to;
    }
    if (items.length > 0) this.#buildInTime();
    return entered;
  }

  #build(chunk: ItemChunk): void {
    if (chunk.isBuilt) return;
    chunk.build();
    this.#near?.unobserve(chunk);
    const built = this.#chunks().filter(({ isBuilt }) => isBuilt);
    if (built.length <= mostBuilt) return;
    // The last one grows, and is what comes into sight when something is said.
    const far = farthest(
      built.filter((one) => one !== this.lastElementChild),
      chunk,
    );
    far?.release();
    if (far !== undefined) this.#near?.observe(far);
  }

  #drop(entry: Entry): void {
    entry.chunk.drop(entry);
    if (entry.chunk.size === 0) this.#near?.unobserve(entry.chunk);
  }

  #chunks(): readonly ItemChunk[] {
    return [...this.children].filter((child) => child instanceof ItemChunk);
  }

  /** The newest first, as many as may be: for whoever reads without seeing, and for looking up a word. */
  #buildInTime(): void {
    cancelIdleCallback(this.#idle);
    this.#idle = requestIdleCallback(() => {
      const chunks = this.#chunks();
      const chunk = chunks.findLast(({ isBuilt }) => !isBuilt);
      if (chunk === undefined || chunks.filter(({ isBuilt }) => isBuilt).length >= mostBuilt) return;
      this.#build(chunk);
      this.#buildInTime();
    });
  }
}

const topOf = (part: Element): number => part.getBoundingClientRect().top;

const recordOf = (item: Item | undefined): string | undefined =>
  item?.kind === 'user' ? item.record : undefined;

/** One end or the other of the chunks in a row, whichever is farther from `from` and is not in use. */
function farthest(chunks: readonly ItemChunk[], from: ItemChunk): ItemChunk | undefined {
  const middle = chunks.indexOf(from);
  const farFirst = chunks.length - 1 - middle > middle ? chunks.toReversed() : chunks;
  return farFirst.find((chunk) => chunk !== from && !chunk.isInUse);
}

/** The same item, as it is now, which its element is told. */
function isKept(entry: Entry | undefined, item: Item | undefined): boolean {
  if (entry === undefined || item === undefined) return false;
  if (entry.item === item) return true;
  if (entry.item.id !== item.id) return false;
  entry.chunk.update(entry, item);
  return true;
}

customElements.define('item-list', ItemList);
