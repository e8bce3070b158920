/** `<chat-log>`: the conversation. It keeps one element an item, and stays at the end only while the reader is there. */
import { computed } from '@preact/signals-core';
import type { Item } from '../src/protocol/view.ts';
import { AnswerMessage } from './answer-message.ts';
import { CompactionMark } from './compaction-mark.ts';
import { iconButton, textButton } from './controls.ts';
import { EmptyState } from './empty-state.ts';
import { InlineNotice } from './inline-notice.ts';
import { intend } from './intent.ts';
import { say } from './language.ts';
import { LiveElement } from './live-element.ts';
import { make } from './make.ts';
import type { OpenEdits } from './open-edits.ts';
import type { Store } from './store.ts';
import { ToolCall } from './tool-call.ts';
import { TurnStatus } from './turn-status.ts';
import { UserMessage } from './user-message.ts';

/** Pixels from the end within which the reader counts as being at the end. */
const endSlackPx = 32;
/** Pixels from the top at which earlier items are fetched. */
const topSlackPx = 400;

interface Shown {
  readonly element: HTMLElement;
  /** Shows `item`, or answers false where it takes another element. */
  readonly accept: (item: Item) => boolean;
}

export class ChatLog extends LiveElement {
  readonly #store: Store;
  readonly #edits: OpenEdits;
  readonly #items = make('div', { class: 'items' });
  readonly #log = make('div', { class: 'log', role: 'log', label: say('log.name') });
  readonly #earlier = textButton(say('log.earlier'), 'secondary', () => this.#loadEarlier());
  readonly #latest = iconButton('down', say('log.latest'), () => this.#goToEnd());
  #shown = new Map<string, Shown>();
  #following = true;
  #lastTop = 0;
  #askedBefore: string | null = null;

  constructor(store: Store, edits: OpenEdits) {
    super();
    this.#store = store;
    this.#edits = edits;
    this.#log.tabIndex = 0;
    // Announced in whole answers elsewhere: a log is live by default, which would read every token aloud.
    this.#log.setAttribute('aria-live', 'off');
    this.#earlier.classList.add('earlier');
    this.#latest.classList.add('latest');
  }

  protected start(): void {
    const empty = new EmptyState();
    const end = new TurnStatus(this.#store);
    const content = make('div', { class: 'log-content' }, this.#earlier, empty, this.#items, end);
    this.#log.replaceChildren(content);
    this.replaceChildren(make('h2', { class: 'unseen' }, say('log.name')), this.#log, this.#latest);
    this.#log.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    const grown = new ResizeObserver(() => this.#keepPlace());
    grown.observe(content);
    grown.observe(this.#log);
    this.whenGone(() => grown.disconnect());

    const items = computed(() => this.#store.view.value?.items ?? []);
    const isEmpty = computed(() => this.#store.view.value !== null && items.value.length === 0);
    const hasEarlier = computed(() => this.#store.view.value?.hasEarlier ?? false);
    this.watch(() => {
      this.#holdingTop(() => this.#show(items.value));
    });
    this.watch(() => {
      empty.hidden = !isEmpty.value;
    });
    this.watch(() => {
      this.#earlier.hidden = !hasEarlier.value;
    });
    let session = '';
    this.watch(() => {
      if (this.#store.session.value === session) return;
      session = this.#store.session.value;
      this.#goToEnd();
    });
  }

  #show(items: readonly Item[]): void {
    const before = this.#shown;
    const after = new Map<string, Shown>();
    let position = this.#items.firstElementChild;
    let said = false;
    for (const item of items) {
      const old = before.get(item.id);
      const shown = old?.accept(item) === true ? old : this.#create(item);
      after.set(item.id, shown);
      if (shown.element === position) position = position.nextElementSibling;
      else this.#items.insertBefore(shown.element, position);
      said ||= old === undefined && item.kind === 'user' && item === items.at(-1);
    }
    this.#shown = after;
    const kept = new Set([...after.values()].map((shown) => shown.element));
    for (const child of [...this.#items.children]) {
      if (child instanceof HTMLElement && !kept.has(child)) child.remove();
    }
    // Who sends a message wants to see it, wherever the reading had gone.
    if (said) this.#goToEnd();
  }

  #create(item: Item): Shown {
    switch (item.kind) {
      case 'user':
        return shown('user', new UserMessage(this.#store, this.#edits), item);
      case 'answer':
        return shown('answer', new AnswerMessage(), item);
      case 'tool':
        return shown('tool', new ToolCall(), item);
      case 'compaction':
        return shown('compaction', new CompactionMark(), item);
      case 'notice':
        return shown('notice', new InlineNotice(), item);
    }
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
    const atEnd = scrollHeight - scrollTop - clientHeight <= endSlackPx;
    if (atEnd) this.#following = true;
    else if (scrollTop < this.#lastTop) this.#following = false;
    this.#lastTop = scrollTop;
    this.#latest.hidden = this.#following;
    if (scrollTop < topSlackPx && this.#store.view.peek()?.hasEarlier === true) this.#loadEarlier();
  }

  /** Content or frame has another size now: whoever was at the end stays there, whoever was not is left alone. */
  #keepPlace(): void {
    if (this.#following) this.#log.scrollTop = this.#log.scrollHeight;
    this.#latest.hidden = this.#following;
  }

  #goToEnd(): void {
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

type Of<K extends Item['kind']> = Extract<Item, { readonly kind: K }>;

function shown<K extends Item['kind']>(
  kind: K,
  element: HTMLElement & { update(item: Of<K>): void },
  first: Of<K>,
): Shown {
  const isOurs = (item: Item): item is Of<K> => item.kind === kind;
  let current: Item = first;
  element.update(first);
  const accept = (item: Item): boolean => {
    if (item === current) return true;
    if (!isOurs(item)) return false;
    current = item;
    element.update(item);
    return true;
  };
  return { element, accept };
}

customElements.define('chat-log', ChatLog);
