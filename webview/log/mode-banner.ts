/** `<mode-banner>`: why the chat is not, or not quite, what it could be, and the way out. */
import { computed } from '@preact/signals-core';
import type { ToHost } from '../../src/protocol/messages.ts';
import type { Action, Mode } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { type IconName, icon } from '../icons.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { modeText } from '../words.ts';

const icons: { readonly [K in Mode]: IconName } = {
  ready: 'info',
  setup: 'key',
  offline: 'offline',
  offlineByChoice: 'offline',
  restricted: 'lock',
};

const waysOut: { readonly [K in Mode]: { readonly action: Action; readonly intent: ToHost } | null } = {
  ready: null,
  setup: { action: 'setApiKey', intent: { kind: 'setApiKey' } },
  offline: { action: 'setApiKey', intent: { kind: 'setApiKey' } },
  offlineByChoice: { action: 'openSettings', intent: { kind: 'openSettings' } },
  restricted: { action: 'manageTrust', intent: { kind: 'manageTrust' } },
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
      const text = outdated.value ? say('mode.outdated') : modeText(mode.value);
      this.hidden = text === null;
      this.dataset.mode = mode.value;
      setText(this.#text, text ?? '');
      const way = outdated.value ? null : waysOut[mode.value];
      const style = mode.value === 'setup' ? 'primary' : 'secondary';
      const button =
        way === null ? [] : [textButton(say(`action.${way.action}`), style, () => intend(this, way.intent))];
      this.replaceChildren(
        icon(icons[mode.value]),
        make('div', { class: 'banner-body' }, this.#text, ...button),
      );
    });
  }
}

customElements.define('mode-banner', ModeBanner);
