/** `<user-message>`: what the user wrote, exactly as typed. */
import type { UserItem } from '../src/protocol/view.ts';
import { say } from './language.ts';
import { make, setText } from './make.ts';

export class UserMessage extends HTMLElement {
  readonly #text = make('div', { class: 'bubble', dir: 'auto' });
  readonly #pending = make('div', { class: 'note' }, say('user.pending'));

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(make('h3', { class: 'unseen' }, say('user.title')), this.#text, this.#pending);
  }

  update(item: UserItem): void {
    setText(this.#text, item.text);
    this.#pending.hidden = item.pending !== true;
  }
}

customElements.define('user-message', UserMessage);
