/** `<session-memory-chat>`: the whole panel. Every intent passes here on its way to the host. */
import type { Fonts } from '../src/protocol/view.ts';
import type { Channel } from './channel.ts';
import { ChatComposer } from './composer/chat-composer.ts';
import { isComposing } from './composing.ts';
import { intend, onIntent } from './intent.ts';
import { say } from './language.ts';
import { LiveElement } from './live-element.ts';
import { ChatLog } from './log/chat-log.ts';
import { LiveAnnouncer } from './log/live-announcer.ts';
import { ModeBanner } from './log/mode-banner.ts';
import { openEdits } from './log/open-edits.ts';
import { keptPlace } from './log/reading-place.ts';
import { ReplyNotices } from './log/reply-notices.ts';
import { make, setText } from './make.ts';
import { ContextMeter } from './memory/context-meter.ts';
import { MemoryCard } from './memory/memory-card.ts';
import { MemoryStatus } from './memory/memory-status.ts';
import { onReveal } from './reveal.ts';
import { type Saved, savingParts } from './saving-parts.ts';
import type { Store } from './store.ts';

export class SessionMemoryChat extends LiveElement {
  readonly #store: Store;
  readonly #composer: ChatComposer;
  readonly #parts: Saved;

  constructor(store: Store, channel: Pick<Channel, 'post' | 'restore' | 'save'>) {
    super();
    this.#store = store;
    this.#parts = savingParts(channel);
    this.#composer = new ChatComposer(store, this.#parts);
    onIntent(this, channel.post);
    this.addEventListener('keydown', (event) => this.#pressed(event));
  }

  focusComposer(): void {
    this.#composer.focus();
  }

  sentElsewhere(text: string): void {
    this.#composer.sentElsewhere(text);
  }

  protected start(): void {
    const store = this.#store;
    this.setAttribute('role', 'main');
    const card = new MemoryCard(store);
    const head = make(
      'section',
      { class: 'head', label: say('panel.head') },
      new ContextMeter(store),
      new MemoryStatus(store, card, this.#parts),
      card,
    );
    const log = new ChatLog(store, openEdits(this.#parts), keptPlace(this.#parts));
    onReveal(this, (record) => log.reveal(record));
    onIntent(this, ({ kind }) => {
      if (kind === 'submit' || kind === 'editMessage') log.sent();
      if (kind === 'withdraw') this.#composer.focus();
    });
    const title = make('h1', { class: 'unseen' });
    const replies = new ReplyNotices(store, () => this.focusComposer());
    this.replaceChildren(
      title,
      head,
      new ModeBanner(store),
      log,
      replies,
      this.#composer,
      new LiveAnnouncer(store),
    );
    this.watch(() => {
      setText(title, store.view.value?.title || say('panel.title'));
    });
    this.watch(() => {
      wear(store.view.value?.fonts ?? {});
    });
    this.watch(() => {
      this.toggleAttribute('data-loading', store.view.value === null && !store.outdated.value);
    });
  }

  /** Escape stops the answer from anywhere in the panel, but never while an input method uses the key. */
  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented) return;
    const turn = this.#store.view.peek()?.turn.state ?? 'idle';
    if (turn === 'idle') return;
    event.preventDefault();
    intend(this, { kind: 'stop' });
  }
}

/** On the root, where the style sheet makes its own of them. */
function wear({ family = '', size }: Fonts): void {
  const { style } = document.documentElement;
  style.setProperty('--chat-font-family', family);
  style.setProperty('--chat-font-size', size === undefined ? '' : `${size}px`);
}

customElements.define('session-memory-chat', SessionMemoryChat);
