/** `<context-meter>`: how full the context is. It shows and is never operated: a stray click must not change a limit. */
import { computed } from '@preact/signals-core';
import type { Meter } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { number, percent, shortNumber } from '../figures.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { meterText } from '../words.ts';
import { memoryTick } from './memory-tick.ts';

/** Share of the limit, in percent, from which the meter looks full. */
const nearlyFull = 80;

export class ContextMeter extends LiveElement {
  readonly #store: Store;
  readonly #figures = make('span', { class: 'meter-figures' });
  readonly #used = make('div', { class: 'meter-used' });
  readonly #covered = make('div', { class: 'meter-covered' });
  readonly #tail = make('div', { class: 'meter-tail' });
  readonly #tick = make('div', { class: 'meter-tick' });
  readonly #bar = make(
    'div',
    { class: 'meter', role: 'meter', label: say('meter.name') },
    make('div', { class: 'meter-track' }, this.#used, this.#covered, this.#tail),
    this.#tick,
  );
  readonly #compact = textButton(say('meter.compact'), 'secondary', () => intend(this, { kind: 'compact' }));

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.replaceChildren(this.#bar, this.#figures, this.#compact);
    const meter = computed(() => this.#store.view.value?.meter ?? null);
    this.watch(() => {
      if (meter.value !== null) this.#show(meter.value);
    });
    this.watch(() => {
      this.#compact.disabled = this.#store.view.value?.canCompact !== true;
    });
  }

  #show(meter: Meter): void {
    const used = percent(meter.contextTokens, meter.limitTokens);
    // Before a session is open there is nothing to measure, and "0 / 0" would read like a fault.
    const figures = say('meter.figures', shortNumber(meter.contextTokens), shortNumber(meter.limitTokens));
    setText(this.#figures, meter.limitTokens === 0 ? '' : figures);
    const words = meterText(meter);
    this.#bar.setAttribute('aria-valuemin', '0');
    this.#bar.setAttribute('aria-valuemax', String(meter.limitTokens));
    this.#bar.setAttribute('aria-valuenow', String(Math.min(meter.contextTokens, meter.limitTokens)));
    this.#bar.setAttribute('aria-valuetext', words);
    this.title = words;
    this.#bar.toggleAttribute('data-nearly-full', used >= nearlyFull);
    this.#used.style.width = `${used}%`;
    this.#covered.style.width = `${percent(Math.min(meter.coveredTokens, meter.contextTokens), meter.limitTokens)}%`;
    // What would be kept word for word is the newest part of what is used.
    const tail = Math.min(meter.tailTokens, meter.contextTokens);
    this.#tail.style.insetInlineStart = `${percent(meter.contextTokens - tail, meter.limitTokens)}%`;
    this.#tail.style.width = `${Math.max(0, used - percent(meter.contextTokens - tail, meter.limitTokens))}%`;
    const tick = memoryTick(meter);
    this.#tick.hidden = tick === null;
    if (tick === null) return;
    this.#tick.title = say(`meter.${tick.what}Tick`, number(tick.at));
    this.#tick.style.insetInlineStart = `${percent(tick.at, meter.limitTokens)}%`;
  }
}

customElements.define('context-meter', ContextMeter);
