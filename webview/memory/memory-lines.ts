/** `<memory-lines>`: lines of the memory with the turn that each comes from; its button shows that turn in the log. */
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { MemoryLine } from '../../src/protocol/view.ts';
import { number } from '../figures.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make } from '../make.ts';
import { turnLink } from '../reveal.ts';
import type { Store } from '../store.ts';

export class MemoryLines extends LiveElement {
  readonly #store: Store;
  readonly #isOpen: ReadonlySignal<boolean>;

  constructor(store: Store, isOpen: ReadonlySignal<boolean>) {
    super();
    this.#store = store;
    this.#isOpen = isOpen;
  }

  protected start(): void {
    const list = make('ul', { label: say('memory.lines') });
    this.replaceChildren(make('p', { class: 'card-title' }, say('memory.lines')), list);
    const none: readonly MemoryLine[] = [];
    const lines = computed(() => (this.#isOpen.value ? (this.#store.view.value?.memoryLines ?? none) : none));
    this.watch(() => {
      list.replaceChildren(...lines.value.map((line) => this.#item(line)));
      this.hidden = lines.value.length === 0;
    });
  }

  #item({ text, turn, record, isStruck }: MemoryLine): HTMLElement {
    const button = turnLink(say('memory.turn', number(turn)), record);
    button.setAttribute('aria-label', say('memory.showTurn', number(turn)));
    return make('li', {}, make(isStruck ? 's' : 'span', { dir: 'auto' }, text), ' ', button);
  }
}

customElements.define('memory-lines', MemoryLines);
