/** `<memory-status>`: how the memory is doing, what changed in it last, and what one does with it. */
import { computed, signal } from '@preact/signals-core';
import type { Memory } from '../../src/protocol/view.ts';
import { iconButton, textButton } from '../controls.ts';
import { disclose } from '../disclose.ts';
import { age, number } from '../figures.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Saved } from '../saving-parts.ts';
import type { Store } from '../store.ts';
import type { MemoryCard } from './memory-card.ts';

/** How often "4 min ago" is brought up to date, in milliseconds. */
const refreshMs = 30_000;

export class MemoryStatus extends LiveElement {
  readonly #store: Store;
  readonly #now = signal(Date.now());
  readonly #dot = make('span', { class: 'dot' });
  readonly #text = make('span', { class: 'memory-text', dir: 'auto' });
  readonly #covered = make('span', { class: 'memory-detail' });
  readonly #age = make('span', { class: 'memory-detail memory-age' });
  readonly #failure = make('p', { class: 'memory-failure', dir: 'auto' });
  readonly #update = iconButton('update', say('memory.update'), () => intend(this, { kind: 'updateMemory' }));
  readonly #changes = iconButton('changes', say('memory.showChangeName'), () =>
    intend(this, { kind: 'showMemoryChange' }),
  );
  readonly #open = iconButton('memory', say('memory.openName'), () => intend(this, { kind: 'openMemory' }));
  readonly #more = iconButton('more', say('memory.details'));
  readonly #log = textButton(say('action.showLog'), 'secondary', () => intend(this, { kind: 'showLog' }));
  readonly #card: MemoryCard;
  readonly #saved: Saved;

  constructor(store: Store, card: MemoryCard, saved: Saved) {
    super();
    this.#store = store;
    this.#card = card;
    this.#saved = saved;
  }

  protected start(): void {
    const status = make(
      'div',
      { class: 'memory', role: 'status', label: say('memory.name') },
      this.#text,
      this.#covered,
      this.#age,
    );
    // Background work is nobody's business to be interrupted for; the state is there to be read.
    status.setAttribute('aria-live', 'off');
    this.#dot.setAttribute('aria-hidden', 'true');
    const buttons = make(
      'div',
      { class: 'memory-tools' },
      this.#update,
      this.#changes,
      this.#open,
      this.#more,
    );
    const failure = make('div', { class: 'row failure' }, this.#failure, this.#log);
    this.replaceChildren(make('div', { class: 'row' }, this.#dot, status, buttons), failure);
    const wasOpen = areOpen(this.#saved.restore());
    const open = disclose(this.#more, this.#card, (isOpen) => {
      this.#card.opened(isOpen);
      this.#saved.save({ details: isOpen });
      if (isOpen) bringIntoSight(this.#card);
    });
    if (wasOpen) open(true);
    const memory = computed(() => this.#store.view.value?.memory ?? null);
    this.watch(() => {
      if (memory.value === null) return;
      this.#show(memory.value, this.#now.value);
      failure.hidden = memory.value.failure === undefined;
    });
    const timer = setInterval(() => {
      this.#now.value = Date.now();
    }, refreshMs);
    this.whenGone(() => clearInterval(timer));
  }

  #show(memory: Memory, now: number): void {
    this.dataset.status = memory.status;
    setText(this.#text, memory.text);
    const { coveredMessages, updatedAt, status, tokens } = memory;
    setText(this.#covered, coveredMessages > 0 ? say('memory.coversMessages', number(coveredMessages)) : '');
    this.#covered.title = tokens > 0 ? say('memory.has', number(tokens)) : '';
    // A new session takes the user's own sections along: they are older than it, and no update of it.
    const hasAge = updatedAt !== undefined && status !== 'none';
    setText(this.#age, hasAge ? age(updatedAt, Math.max(now, Date.now())) : '');
    this.#changes.hidden = memory.lastChange === undefined;
    this.#changes.title = say('memory.changedBy', memory.lastChange ?? '');
    setText(this.#failure, memory.failure ?? '');
    this.#changes.disabled = !memory.canOpen;
    this.#update.disabled = !memory.canUpdate;
    this.#open.disabled = !memory.canOpen;
  }
}

/** Whether an earlier page was left with the details open; anything else may lie there. */
const areOpen = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'details' in state && state.details === true;

/** Where there is no room for all of the head it scrolls; not `scrollIntoView`, which moves what is around the panel too. */
function bringIntoSight(card: HTMLElement): void {
  card.scrollTop = 0;
  const head = card.parentElement;
  if (head !== null) head.scrollTop += card.getBoundingClientRect().top - head.getBoundingClientRect().top;
}

customElements.define('memory-status', MemoryStatus);
