/** `<composer-about>`: under the text, which model answers and how hard it thinks, what it all cost, and the switches. */
import { computed } from '@preact/signals-core';
import type { View } from '../../src/protocol/view.ts';
import { iconButton, relabel } from '../controls.ts';
import { disclose } from '../disclose.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { ComposerOptions } from './composer-options.ts';
import { CostTable, costWords } from './cost-table.ts';

export class ComposerAbout extends LiveElement {
  readonly #store: Store;
  readonly #model = choice('composer-model');
  readonly #effort = choice('composer-effort');
  /** Shows and hides the table. */
  readonly #cost = choice('composer-cost');
  /** Shows and hides the switches; stands beside this element. */
  readonly options = iconButton('options', say('composer.options'));
  readonly #costTable = new CostTable();
  readonly #switches: ComposerOptions;

  constructor(store: Store) {
    super();
    this.#store = store;
    this.#switches = new ComposerOptions(store);
  }

  /** What opens below the row; for the element that holds the row. */
  get panes(): readonly HTMLElement[] {
    return [this.#switches, this.#costTable];
  }

  protected start(): void {
    this.replaceChildren(this.#model, this.#effort, this.#cost);
    this.#model.addEventListener('click', () => intend(this, { kind: 'chooseModel' }));
    this.#effort.addEventListener('click', () => intend(this, { kind: 'chooseEffort' }));
    disclose(this.options, this.#switches);
    const openCost = disclose(this.#cost, this.#costTable);
    const { view } = this.#store;
    this.watch(() => {
      const now = view.value;
      const model = now === null ? '' : modelWords(now);
      show(this.#model, model, say('composer.modelName', model));
      this.#effort.hidden = now === null || !now.composer.hasEffort || now.provider === 'offline';
      const effort = now?.composer.effort || say('composer.standardEffort');
      show(this.#effort, say('composer.effort', effort), say('composer.effortName', effort));
    });
    const cost = computed(() => view.value?.cost ?? null);
    this.watch(() => {
      const words = cost.value === null ? '' : costWords(cost.value);
      this.#cost.hidden = words === '';
      show(this.#cost, words, say('cost.nameWithCost', words));
      if (words === '') openCost(false);
      if (cost.value !== null) this.#costTable.show(cost.value);
    });
  }
}

/** Its words are an element of their own, which is cut off where they are too long; the sign behind them stays. */
function choice(name: string): HTMLButtonElement {
  const button = make('button', { class: `composer-choice ${name}` }, make('span'));
  button.type = 'button';
  return button;
}

function show(button: HTMLElement, words: string, name: string): void {
  for (const span of button.children) setText(span, words);
  relabel(button, name);
}

function modelWords(view: View): string {
  const name = view.provider === 'offline' ? say('composer.offline') : view.model;
  const place = view.server === '' ? name : say('composer.via', name, view.server);
  return view.queued === 0 ? place : `${place} · ${say('composer.queued', view.queued)}`;
}

customElements.define('composer-about', ComposerAbout);
