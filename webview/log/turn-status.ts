/** `<turn-status>`: what the running turn is waiting for, with a countdown where its end is known. */
import { computed, signal } from '@preact/signals-core';
import type { Turn } from '../../src/protocol/view.ts';
import { progressRing } from '../controls.ts';
import { countdown, duration } from '../figures.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';

export class TurnStatus extends LiveElement {
  readonly #store: Store;
  readonly #text = make('span', { dir: 'auto' });
  readonly #now = signal(Date.now());

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.replaceChildren(progressRing(), this.#text);
    const turn = computed<Turn>(() => this.#store.view.value?.turn ?? { state: 'idle' });
    this.watch(() => {
      this.hidden = turn.value.state === 'idle';
      setText(this.#text, words(turn.value, this.#now.value));
    });
    this.watch(() => {
      if (turn.value.state !== 'waiting' || turn.value.until === undefined) return;
      this.#now.value = Date.now();
      const timer = setInterval(() => {
        this.#now.value = Date.now();
      }, 1_000);
      return () => clearInterval(timer);
    });
  }
}

function words(turn: Turn, now: number): string {
  switch (turn.state) {
    case 'idle':
      return '';
    case 'preparing':
      return say('turn.waiting');
    case 'streaming':
      return turn.silentMs === undefined
        ? say('turn.answering')
        : say('turn.silent', duration(turn.silentMs));
    case 'waiting': {
      if (turn.until === undefined) return turn.text;
      const seconds = countdown(turn.until, now);
      return seconds > 0 ? say('turn.again', turn.text, seconds) : say('turn.waiting');
    }
  }
}

customElements.define('turn-status', TurnStatus);
