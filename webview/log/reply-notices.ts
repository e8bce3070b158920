/** `<reply-notices>`: what came of a click, between conversation and composer, where it is seen from anywhere in the log. */
import { computed } from '@preact/signals-core';
import type { NoticeItem } from '../../src/protocol/view.ts';
import { LiveElement } from '../live-element.ts';
import type { Store } from '../store.ts';
import { InlineNotice } from './inline-notice.ts';

export class ReplyNotices extends LiveElement {
  readonly #store: Store;
  /** Takes the keyboard when the notice that had it has gone. */
  readonly #onLeft: () => void;
  /** By id, as they are shown. */
  #notices: ReadonlyMap<string, InlineNotice> = new Map();

  constructor(store: Store, onLeft: () => void) {
    super();
    this.#store = store;
    this.#onLeft = onLeft;
  }

  protected start(): void {
    const replies = computed(() => this.#store.view.value?.replies ?? []);
    this.watch(() => {
      this.#show(replies.value);
    });
  }

  #show(replies: readonly NoticeItem[]): void {
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    const before = this.#notices;
    this.#notices = new Map(replies.map(({ id }) => [id, before.get(id) ?? new InlineNotice()]));
    for (const [id, notice] of before) if (!this.#notices.has(id)) notice.remove();
    for (const [index, reply] of replies.entries()) {
      const notice = this.#notices.get(reply.id);
      const there = this.children[index] ?? null;
      if (notice === undefined) continue;
      notice.update(reply);
      // One that stays where it is keeps the keyboard.
      if (notice !== there) this.insertBefore(notice, there);
    }
    this.hidden = replies.length === 0;
    // The newest is what somebody waits for, and where it is cut off its beginning says the most.
    const newest = this.lastElementChild?.getBoundingClientRect().top ?? 0;
    this.scrollTop += newest - this.getBoundingClientRect().top;
    if (focused === null || focused === document.activeElement) return;
    if (focused instanceof HTMLElement && this.contains(focused)) focused.focus();
    else this.#onLeft();
  }
}

customElements.define('reply-notices', ReplyNotices);
