/** `<context-chart>`: the size of the context over the session with its compactions, drawn while it is looked at. */
import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { SizePoint } from '../../src/protocol/view.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { compactionSizes } from '../words.ts';
import { chartGeometry, chartWords, viewHeight, viewWidth } from './chart-geometry.ts';

const namespace = 'http://www.w3.org/2000/svg';

export class ContextChart extends LiveElement {
  readonly #store: Store;
  readonly #isOpen: ReadonlySignal<boolean>;
  readonly #svg = svg('svg', { viewBox: `0 0 ${viewWidth} ${viewHeight}`, role: 'img', class: 'chart' });
  readonly #caption = make('p', { class: 'note' });

  constructor(store: Store, isOpen: ReadonlySignal<boolean>) {
    super();
    this.#store = store;
    this.#isOpen = isOpen;
  }

  protected start(): void {
    this.replaceChildren(make('p', { class: 'card-title' }, say('chart.title')), this.#svg, this.#caption);
    const points = computed(() => this.#store.view.value?.sizes ?? []);
    const limit = computed(() => this.#store.view.value?.meter.limitTokens ?? 0);
    this.watch(() => {
      this.hidden = points.value.length < 2;
    });
    this.watch(() => {
      if (this.#isOpen.value) this.#draw(points.value, limit.value);
    });
  }

  #draw(points: readonly SizePoint[], limit: number): void {
    const words = chartWords(points, limit);
    setText(this.#caption, words);
    this.#svg.setAttribute('aria-label', words);
    const { line, limitAt, compactions } = chartGeometry(points, limit);
    const across = { x1: '0', x2: String(viewWidth), y1: String(limitAt), y2: String(limitAt) };
    const marks = compactions.map(({ x, from, to, tokens, compactedTo }) => {
      const mark = svg('line', {
        class: 'chart-mark',
        x1: String(x),
        x2: String(x),
        y1: String(from),
        y2: String(to),
      });
      const title = svg('title', {});
      title.textContent = compactionSizes(tokens, compactedTo);
      mark.append(title);
      return mark;
    });
    this.#svg.replaceChildren(
      ...(limitAt === null ? [] : [svg('line', { class: 'chart-limit', ...across })]),
      svg('path', { class: 'chart-line', d: line }),
      ...marks,
    );
  }
}

function svg(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

customElements.define('context-chart', ContextChart);
