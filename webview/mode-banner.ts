/** `<mode-banner>`: why the chat is not, or not quite, what it could be, and the way out. */
import { computed } from '@preact/signals-core';
import type { ToHost } from '../src/protocol/messages.ts';
import type { Mode } from '../src/protocol/view.ts';
import { textButton } from './controls.ts';
import { type IconName, icon } from './icons.ts';
import { intend } from './intent.ts';
import { LiveElement } from './live-element.ts';
import { make, setText } from './make.ts';
import type { Store } from './store.ts';
import { actionLabels, modeTexts, outdatedText } from './words.ts';

const icons: { readonly [K in Mode]: IconName } = {
  ready: 'info',
  setup: 'key',
  offline: 'offline',
  restricted: 'lock',
};

const waysOut: { readonly [K in Mode]: { readonly label: string; readonly intent: ToHost } | null } = {
  ready: null,
  setup: { label: actionLabels.setApiKey, intent: { kind: 'setApiKey' } },
  offline: { label: actionLabels.setApiKey, intent: { kind: 'setApiKey' } },
  restricted: { label: actionLabels.manageTrust, intent: { kind: 'manageTrust' } },
};

export class ModeBanner extends LiveElement {
  readonly #store: Store;
  readonly #text = make('p');

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    const mode = computed(() => this.#store.view.value?.mode ?? 'ready');
    const outdated = this.#store.outdated;
    this.watch(() => {
      const text = outdated.value ? outdatedText : modeTexts[mode.value];
      this.hidden = text === null;
      this.dataset.mode = mode.value;
      setText(this.#text, text ?? '');
      const way = outdated.value ? null : waysOut[mode.value];
      const style = mode.value === 'setup' ? 'primary' : 'secondary';
      const button = way === null ? [] : [textButton(way.label, style, () => intend(this, way.intent))];
      this.replaceChildren(
        icon(icons[mode.value]),
        make('div', { class: 'banner-body' }, this.#text, ...button),
      );
    });
  }
}

customElements.define('mode-banner', ModeBanner);
