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
    const hadFocus = this.matches(':focus-within');
    this.replaceChildren(
      ...replies.map((reply) => {
        const notice = new InlineNotice();
        notice.update(reply);
        return notice;
      }),
    );
    this.hidden = replies.length === 0;
    // The newest is what somebody waits for, and where it is cut off its beginning says the most.
    const newest = this.lastElementChild?.getBoundingClientRect().top ?? 0;
    this.scrollTop += newest - this.getBoundingClientRect().top;
    if (hadFocus) this.#onLeft();
  }
}

customElements.define('reply-notices', ReplyNotices);
