/** `<empty-state>`: says in two lines what this is. */
import { icon } from '../icons.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';

export class EmptyState extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(
      icon('memory'),
      make('p', { class: 'empty-title' }, say('empty.title')),
      make('p', {}, say('empty.text')),
      make('p', { class: 'empty-hint' }, say('empty.hint')),
    );
  }
}

customElements.define('empty-state', EmptyState);
