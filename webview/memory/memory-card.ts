/** `<memory-card>`: what the memory covers, when and how it changed last, what it cost; shown when asked for. */
import { computed, signal } from '@preact/signals-core';
import type { View } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { age, dollars, number, percent } from '../figures.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { ContextChart } from './context-chart.ts';
import { MemoryLines } from './memory-lines.ts';
import { memoryTick } from './memory-tick.ts';

const rows = ['covers', 'tail', 'begins', 'next', 'updated', 'changed', 'cost', 'size'] as const;
type Row = (typeof rows)[number];

export class MemoryCard extends LiveElement {
  readonly #store: Store;
  /** When it was opened last, in epoch milliseconds; 0 while it is closed. Ages are worked out anew when someone looks. */
  readonly #opened = signal(0);
  readonly #isOpen = computed(() => this.#opened.value > 0);
  readonly #values = new Map(
    rows.map((name) => [
      name,
      { term: make('dt', { class: name }, say(`memory.${name}`)), value: make('dd', { dir: 'auto' }) },
    ]),
  );
  readonly #history = textButton(say('memory.history'), 'secondary', () =>
    intend(this, { kind: 'showMemoryHistory' }),
  );
  readonly #preview = textButton(say('memory.preview'), 'secondary', () =>
    intend(this, { kind: 'previewCompaction' }),
  );

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  /** What is in it is worked out while it is open only. */
  opened(isOpen: boolean): void {
    this.#opened.value = isOpen ? Date.now() : 0;
  }

  protected start(): void {
    const list = make('dl', {});
    for (const { term, value } of this.#values.values()) list.append(term, value);
    const buttons = make('div', { class: 'actions' }, this.#history, this.#preview);
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', say('memory.details'));
    const lines = new MemoryLines(this.#store, this.#isOpen);
    this.replaceChildren(list, buttons, new ContextChart(this.#store, this.#isOpen), lines);
    const about = computed(() => {
      const view = this.#store.view.value;
      return view === null || this.#opened.value === 0 ? null : memoryFacts(view, this.#opened.value);
    });
    this.watch(() => {
      for (const [name, { term, value }] of this.#values) {
        const words = about.value?.[name] ?? '';
        setText(value, words);
        term.hidden = value.hidden = words === '';
      }
    });
    this.watch(() => {
      const view = this.#store.view.value;
      this.#preview.disabled = view?.canCompact !== true;
      this.#history.disabled = view?.memory.canOpen !== true;
    });
  }
}

/** In words, by row; empty where there is nothing to tell. */
function memoryFacts({ memory, meter, cost }: View, now: number): { readonly [K in Row]: string } {
  const { coveredTokens, contextTokens, tailTokens } = meter;
  const share = Math.round(percent(coveredTokens, contextTokens));
  const covered = say('memory.coversShare', number(memory.coveredMessages), share);
  const { costUsd, requests } = cost.memory;
  const tick = memoryTick(meter);
  const at = tick === null ? '' : say('memory.atTokens', number(tick.at));
  const price = costUsd === null ? say('cost.unknown') : dollars(costUsd);
  return {
    covers: memory.coveredMessages === 0 ? say('memory.coversNothing') : covered,
    tail: tailTokens === 0 ? '' : say('memory.tailTokens', number(tailTokens)),
    begins: tick?.what === 'begins' ? at : '',
    next: tick?.what === 'next' ? at : '',
    updated: memory.updatedAt === undefined ? '' : age(memory.updatedAt, Math.max(now, Date.now())),
    changed: memory.lastChange ?? '',
    cost: requests === 0 ? '' : say('memory.costs', price, number(requests)),
    size: memory.tokens === 0 ? '' : say('memory.sizeTokens', number(memory.tokens)),
  };
}

customElements.define('memory-card', MemoryCard);
