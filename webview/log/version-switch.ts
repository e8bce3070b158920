/** `<version-switch>`: which version of an edited message is shown, and the way to the others: ‹ 2/3 ›. */
import { computed } from '@preact/signals-core';
import type { MessageVersions } from '../../src/protocol/view.ts';
import { iconButton } from '../controls.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';

export class VersionSwitch extends LiveElement {
  readonly #store: Store;
  readonly #previous = iconButton('previous', say('version.previous'), () => this.#go('previous'));
  readonly #next = iconButton('next', say('version.next'), () => this.#go('next'));
  readonly #place = make('span', { class: 'version-place' });
  #versions: MessageVersions | null = null;
  #isBusy = false;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.setAttribute('role', 'group');
    this.replaceChildren(this.#previous, this.#place, this.#next);
    // Another branch comes to the front between turns only.
    const isBusy = computed(() => this.#store.view.value?.turn.state !== 'idle');
    this.watch(() => {
      this.#isBusy = isBusy.value;
      this.#enable();
    });
  }

  show(versions: MessageVersions | undefined): void {
    this.#versions = versions ?? null;
    this.hidden = versions === undefined;
    if (versions === undefined) return;
    setText(this.#place, `${versions.shown}/${versions.count}`);
    this.setAttribute('aria-label', say('version.name', versions.shown, versions.count));
    this.#enable();
  }

  #enable(): void {
    this.#previous.disabled = this.#isBusy || this.#versions?.previous === undefined;
    this.#next.disabled = this.#isBusy || this.#versions?.next === undefined;
  }

  #go(where: 'previous' | 'next'): void {
    const record = this.#versions?.[where];
    if (record !== undefined) intend(this, { kind: 'showVersion', record });
  }
}

customElements.define('version-switch', VersionSwitch);
