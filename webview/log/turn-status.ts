/** `<turn-status>`: what the running turn is waiting for, with how long yet or already, and a way out where it goes wrong. */
import { computed, signal } from '@preact/signals-core';
import type { Turn } from '../../src/protocol/view.ts';
import { progressRing, textButton } from '../controls.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { isTroubled, turnText } from '../words.ts';

export class TurnStatus extends LiveElement {
  readonly #store: Store;
  readonly #text = make('span', { class: 'turn-text', dir: 'auto' });
  readonly #stop = textButton(say('turn.stop'), 'secondary', () => intend(this, { kind: 'stop' }));
  readonly #now = signal(Date.now());

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.replaceChildren(progressRing(), this.#text, this.#stop);
    const turn = computed<Turn>(() => this.#store.view.value?.turn ?? { state: 'idle' });
    this.watch(() => {
      this.hidden = turn.value.state === 'idle';
      setText(this.#text, turnText(turn.value, this.#now.value));
    });
    this.watch(() => {
      const troubled = isTroubled(turn.value);
      this.toggleAttribute('data-troubled', troubled);
      this.#stop.hidden = !troubled;
    });
    this.watch(() => {
      if (!isTimed(turn.value)) return;
      this.#now.value = Date.now();
      const timer = setInterval(() => {
        this.#now.value = Date.now();
      }, 1_000);
      return () => clearInterval(timer);
    });
  }
}

const isTimed = (turn: Turn): boolean =>
  turn.state === 'waiting'
    ? turn.until !== undefined
    : turn.state === 'streaming' && turn.silentSince !== undefined;

customElements.define('turn-status', TurnStatus);
