/** `<memory-status>`: how the memory is doing, what changed in it last, and what one does with it. */
import { computed, signal } from '@preact/signals-core';
import type { Memory } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { age, number } from '../figures.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../log/live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';

/** How often "4 min ago" is brought up to date, in milliseconds. */
const refreshMs = 30_000;

export class MemoryStatus extends LiveElement {
  readonly #store: Store;
  readonly #now = signal(Date.now());
  readonly #dot = make('span', { class: 'dot' });
  readonly #text = make('span', { class: 'memory-text', dir: 'auto' });
  readonly #detail = make('span', { class: 'memory-detail' });
  readonly #failure = make('p', { class: 'memory-failure', dir: 'auto' });
  readonly #update = textButton(say('memory.update'), 'secondary', () =>
    intend(this, { kind: 'updateMemory' }),
  );
  readonly #open = textButton(say('memory.open'), 'secondary', () => intend(this, { kind: 'openMemory' }));
  readonly #change = make('p', { class: 'memory-change', dir: 'auto' });
  readonly #showChange = textButton(say('memory.showChange'), 'secondary', () =>
    intend(this, { kind: 'showMemoryChange' }),
  );
  readonly #log = textButton(say('action.showLog'), 'secondary', () => intend(this, { kind: 'showLog' }));

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.#open.setAttribute('aria-label', say('memory.openName'));
    const status = make(
      'div',
      { class: 'memory', role: 'status', label: say('memory.name') },
      this.#text,
      this.#detail,
    );
    // Background work is nobody's business to be interrupted for; the state is there to be read.
    status.setAttribute('aria-live', 'off');
    this.#dot.setAttribute('aria-hidden', 'true');
    this.#showChange.setAttribute('aria-label', say('memory.showChangeName'));
    const change = make('div', { class: 'row change' }, this.#change, this.#showChange);
    const failure = make('div', { class: 'row failure' }, this.#failure, this.#log);
    this.replaceChildren(
      make(
        'div',
        { class: 'row' },
        this.#dot,
        status,
        make('div', { class: 'links' }, this.#update, this.#open),
      ),
      change,
      failure,
    );
    const memory = computed(() => this.#store.view.value?.memory ?? null);
    this.watch(() => {
      if (memory.value === null) return;
      this.#show(memory.value, this.#now.value);
      change.hidden = memory.value.lastChange === undefined;
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
    setText(this.#detail, detail(memory, Math.max(now, Date.now())));
    this.#detail.title = memory.tokens > 0 ? say('memory.has', number(memory.tokens)) : '';
    setText(this.#change, say('memory.changedBy', memory.lastChange ?? ''));
    setText(this.#failure, memory.failure ?? '');
    this.#showChange.disabled = !memory.canOpen;
    this.#update.disabled = !memory.canUpdate;
    this.#open.disabled = !memory.canOpen;
  }
}

function detail(memory: Memory, now: number): string {
  const parts: string[] = [];
  if (memory.coveredMessages > 0) parts.push(say('memory.coversMessages', number(memory.coveredMessages)));
  // A new session takes the user's own sections along: they are older than it, and no update of it.
  if (memory.updatedAt !== undefined && memory.status !== 'none') parts.push(age(memory.updatedAt, now));
  return parts.join(' · ');
}

customElements.define('memory-status', MemoryStatus);
