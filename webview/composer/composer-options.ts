/** `<composer-options>`: what goes on by itself, to be switched on and off. The settings are the truth, the boxes show it. */
import type { Switch } from '../../src/protocol/messages.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make } from '../make.ts';
import type { Store } from '../store.ts';

export class ComposerOptions extends LiveElement {
  readonly #store: Store;

  constructor(store: Store) {
    super();
    this.#store = store;
  }

  protected start(): void {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', say('composer.options'));
    const compact = this.#box('autoCompact');
    const memory = this.#box('memory');
    this.replaceChildren(
      labelled(compact, say('option.autoCompact')),
      labelled(memory, say('option.memory')),
    );
    this.watch(() => {
      const now = this.#store.view.value;
      compact.checked = now?.composer.autoCompact ?? false;
      memory.checked = now?.composer.memoryEnabled ?? false;
      compact.disabled = memory.disabled = now === null || now.mode === 'restricted';
    });
  }

  #box(name: Switch): HTMLInputElement {
    const box = make('input', {});
    box.type = 'checkbox';
    box.addEventListener('change', () => intend(this, { kind: 'setSwitch', name, isOn: box.checked }));
    return box;
  }
}

const labelled = (box: HTMLInputElement, words: string): HTMLElement => make('label', {}, box, words);

customElements.define('composer-options', ComposerOptions);
