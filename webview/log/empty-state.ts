/** `<empty-state>`: says in two lines what this is. */
import { say } from '../language.ts';
import { make } from '../make.ts';

export class EmptyState extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(make('p', { class: 'empty-title' }, say('empty.title')), make('p', {}, say('empty.text')));
  }
}

customElements.define('empty-state', EmptyState);
