/** `<live-announcer>`: the two places from which a screen reader hears what has happened. */
import type { View } from '../src/protocol/view.ts';
import { announcements } from './announcements.ts';
import { LiveElement } from './live-element.ts';
import { make } from './make.ts';
import type { Store } from './store.ts';

export class LiveAnnouncer extends LiveElement {
  readonly #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.className = 'unseen';
    const polite = make('div');
    polite.setAttribute('aria-live', 'polite');
    const assertive = make('div');
    assertive.setAttribute('aria-live', 'assertive');
    this.replaceChildren(polite, assertive);
    let before: View | null = null;
    let session = '';
    this.watch(() => {
      const after = this.#store.view.value;
      // What another session holds is not news, and neither is what is there when the panel opens.
      if (before !== null && after !== null && session === this.#store.session.value) {
        const words = announcements(before, after);
        say(polite, words.polite);
        say(assertive, words.assertive);
      }
      before = after;
      session = this.#store.session.value;
    });
  }
}

function say(region: HTMLElement, words: readonly string[]): void {
  if (words.length > 0) region.replaceChildren(...words.map((sentence) => make('p', {}, sentence)));
}

customElements.define('live-announcer', LiveAnnouncer);
