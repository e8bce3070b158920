/** `<empty-state>`: says in two lines what this is. */
import { make } from './make.ts';

export class EmptyState extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(
      make('p', { class: 'empty-title' }, 'Talk to Claude for as long as you like.'),
      make(
        'p',
        {},
        'While you chat, a memory of the conversation grows beside it: a file that you can read and correct. ' +
          'When the context is full, it takes the place of old messages at once.',
      ),
    );
  }
}

customElements.define('empty-state', EmptyState);
