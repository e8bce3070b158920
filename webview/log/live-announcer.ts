/** `<live-announcer>`: the two places from which a screen reader hears what has happened. */
import type { View } from '../../src/protocol/view.ts';
import { LiveElement } from '../live-element.ts';
import { make } from '../make.ts';
import type { Store } from '../store.ts';
import { announcements } from './announcements.ts';

/** Changes that come together are told together: what only steps aside for something new is no news, in milliseconds. */
const gatherMs = 100;

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
    let before: Told = { session: '', view: null };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      const after: Told = { session: this.#store.session.peek(), view: this.#store.view.peek() };
      // What another session holds is not news, and neither is what is there when the panel opens.
      if (before.view !== null && after.view !== null && before.session === after.session) {
        const words = announcements(before.view, after.view, Date.now());
        say(polite, words.polite);
        say(assertive, words.assertive);
      }
      before = after;
    };
    this.watch(() => {
      if (this.#store.view.value !== null && before.view === null) tell();
      else timer ??= setTimeout(tell, gatherMs);
    });
    this.whenGone(() => clearTimeout(timer));
  }
}

interface Told {
  readonly session: string;
  readonly view: View | null;
}

function say(region: HTMLElement, words: readonly string[]): void {
  if (words.length > 0) region.replaceChildren(...words.map((sentence) => make('p', {}, sentence)));
}

customElements.define('live-announcer', LiveAnnouncer);
