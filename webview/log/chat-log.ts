/** `<chat-log>`: the conversation. It stays at the end only while the reader is there. */
import { computed } from '@preact/signals-core';
import type { Item } from '../../src/protocol/view.ts';
import { iconButton, textButton } from '../controls.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make } from '../make.ts';
import type { Store } from '../store.ts';
import { EmptyState } from './empty-state.ts';
import { itemElements } from './item-element.ts';
import { ItemList } from './item-list.ts';
import type { OpenEdits } from './open-edits.ts';
import type { KeptPlace, ReadingPlace } from './reading-place.ts';
import { toldOnce } from './told-once.ts';
import { TurnStatus } from './turn-status.ts';

/** Pixels from the end within which a reader who moves down has come back to the end. */
const endSlackPx = 32;
/** Pixels from the top at which earlier items are fetched. */
const topSlackPx = 400;

export class ChatLog extends LiveElement {
  readonly #store: Store;
  readonly #items: ItemList;
  readonly #log = make('div', { class: 'log', role: 'log', label: say('log.name') });
  readonly #earlier = textButton(say('log.earlier'), 'secondary', () => this.#loadEarlier());
  readonly #latest = iconButton('down', say('log.latest'), () => this.#goToEnd());
  #following = true;
  #lastTop = 0;
  /** Of content and frame, in pixels, when they were last seen. */
  #lastSize = '';
  #askedBefore: string | null = null;
  /** What is to be shown once it has been fetched. Only what was asked for by a click gets the keyboard. */
  #sought: { readonly place: ReadingPlace; readonly isAskedFor: boolean } | null = null;
  /** Where an earlier page was left, until somebody scrolls: VS Code gives a page its size in its own time. */
  #held: ReadingPlace | null = null;
  readonly #kept: KeptPlace;
  /** The session that is shown. */
  #session = '';

  constructor(store: Store, edits: OpenEdits, kept: KeptPlace) {
    super();
    this.#store = store;
    this.#kept = kept;
    this.#items = new ItemList(itemElements(store, edits));
    this.#log.tabIndex = 0;
    // Announced in whole answers elsewhere: a log is live by default, which would read every token aloud.
    this.#log.setAttribute('aria-live', 'off');
    this.#earlier.classList.add('earlier');
    this.#latest.classList.add('latest');
  }

  /** Brings a message into sight and under the keyboard, however many pages of the past have to be fetched for it. */
  reveal(record: string): void {
    this.#sought = { place: { record, further: 0, offset: 0 }, isAskedFor: true };
    this.#seek();
  }

  /** A message is on its way from this panel: who sends one wants to see it, wherever the reading had gone. */
  sent(): void {
    this.#goToEnd();
  }

  protected start(): void {
    const empty = new EmptyState();
    const end = new TurnStatus(this.#store);
    const content = make('div', { class: 'log-content' }, this.#earlier, empty, this.#items, end);
    this.#log.replaceChildren(content);
    this.replaceChildren(make('h2', { class: 'unseen' }, say('log.name')), this.#log, this.#latest);
    this.#log.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#log.addEventListener('scrollend', () => this.#keep(), { passive: true });
    for (const event of ['wheel', 'pointerdown', 'keydown'])
      this.#log.addEventListener(event, () => this.#letGo(), { passive: true });
    // Who edits a message reads there, and what grows below must not take it out of sight.
    this.#log.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLTextAreaElement)) return;
      this.#following = false;
      this.#keep();
    });
    const grown = new ResizeObserver(() => this.#keepPlace());
    grown.observe(content);
    grown.observe(this.#log);
    this.#items.follow(this.#log);
    this.whenGone(() => {
      grown.disconnect();
      this.#items.unfollow();
    });

    const items = computed(() => toldOnce(this.#store.view.value?.items ?? []));
    const isEmpty = computed(() => this.#store.view.value !== null && items.value.length === 0);
    const hasEarlier = computed(() => this.#store.view.value?.hasEarlier ?? false);
    this.watch(() => {
      this.#holdingTop(() => this.#show(items.value));
      this.#enter(this.#store.session.value);
      this.#seek();
    });
    this.watch(() => {
      empty.hidden = !isEmpty.value;
    });
    this.watch(() => {
      this.#earlier.hidden = !hasEarlier.value;
    });
  }

  /** A session begins at its end, but the first of a page where the page before it was left in it. */
  #enter(session: string): void {
    if (session === this.#session) return;
    const place = this.#session === '' ? this.#kept.left(session) : null;
    this.#session = session;
    this.#goToEnd();
    if (place !== null) this.#sought = { place, isAskedFor: false };
  }

  #seek(): void {
    const view = this.#store.view.peek();
    if (this.#sought === null || view === null) return;
    const { place, isAskedFor } = this.#sought;
    const isLoaded = view.items.some((item) => item.kind === 'user' && item.record === place.record);
    if (!isLoaded && view.hasEarlier) {
      this.#loadEarlier();
      return;
    }
    this.#sought = null;
    if (!this.#items.reveal(place, isAskedFor)) return;
    this.#held = isAskedFor ? null : place;
    this.#following = false;
    this.#seen();
  }

  #show(items: readonly Item[]): void {
    const hadFocus = this.#items.contains(document.activeElement);
    const haveChanged = this.#items.show(items);
    // What had the keyboard may be gone, such as the button of a message that no longer waits.
    if (hadFocus && !this.#items.contains(document.activeElement)) this.#log.focus({ preventScroll: true });
    // Between two such changes the browser may move the content up, which would be taken for the reader's doing.
    if (haveChanged && this.#following) this.#keepPlace();
  }

  /**
   * Holds the place of what is read when something is put before it. The browser does so by itself, but not for a
   * reader at the very top.
   */
  #holdingTop(change: () => void): void {
    const first = this.#items.firstElementChild;
    const isAtTop = !this.#following && this.#log.scrollTop === 0;
    const before = isAtTop ? first?.getBoundingClientRect().top : undefined;
    change();
    if (before === undefined || first === null || first === this.#items.firstElementChild) return;
    this.#log.scrollTop += first.getBoundingClientRect().top - before;
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    const isAtEnd = scrollHeight - scrollTop - clientHeight <= endSlackPx;
    // Near the end it may be the browser that moves up, but only where something has got another size.
    const isSameSize = this.#size() === this.#lastSize;
    const isReaders = !isAtEnd || isSameSize;
    if (scrollTop !== this.#lastTop && isSameSize) this.#letGo();
    if (scrollTop < this.#lastTop && isReaders) this.#left();
    else if (scrollTop > this.#lastTop && isAtEnd) this.#following = true;
    this.#seen();
    if (scrollTop < topSlackPx && this.#store.view.peek()?.hasEarlier === true) this.#loadEarlier();
  }

  /** The reader goes elsewhere, and no earlier place is of interest any more. */
  #left(): void {
    this.#following = false;
    if (this.#sought?.isAskedFor === false) this.#sought = null;
  }

  #letGo(): void {
    this.#held = null;
  }

  /** Content or frame has another size now: whoever was at the end stays there, whoever was not is left alone. */
  #keepPlace(): void {
    if (this.#following) this.#log.scrollTop = this.#log.scrollHeight;
    else if (this.#held !== null) this.#items.reveal(this.#held, false);
    // Where the content got shorter or the frame taller, the browser has moved it up, and nobody has scrolled.
    this.#seen();
  }

  #seen(): void {
    this.#lastTop = this.#log.scrollTop;
    this.#lastSize = this.#size();
    this.#latest.hidden = this.#following;
    if (this.#following) this.#keep();
  }

  /** Keeps the place for the next page, since this one is gone as soon as the panel is hidden. */
  #keep(): void {
    if (this.#session === '' || this.#sought !== null || this.#held !== null) return;
    this.#kept.keep(this.#session, this.#following ? null : this.#items.placeIn(this.#log));
  }

  #size(): string {
    const { scrollHeight, clientHeight } = this.#log;
    return `${scrollHeight} ${clientHeight}`;
  }

  #goToEnd(): void {
    this.#sought = null;
    this.#held = null;
    this.#following = true;
    this.#keepPlace();
  }

  /** Once for each first item: until the answer comes, scrolling asks for nothing more. */
  #loadEarlier(): void {
    const first = this.#store.view.peek()?.items[0]?.id ?? '';
    if (this.#askedBefore === first) return;
    this.#askedBefore = first;
    intend(this, { kind: 'loadEarlier' });
  }
}

customElements.define('chat-log', ChatLog);
