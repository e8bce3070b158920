/** `<inline-notice>`: what happened, what is safe and what to do, at the place in the conversation where it matters. */
import type { NoticeItem } from '../../src/protocol/view.ts';
import { icon } from '../icons.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';
import { actionButtons } from './answer-message.ts';

export class InlineNotice extends HTMLElement {
  readonly #icon = make('span', { class: 'notice-icon' });
  readonly #text = make('p', { dir: 'auto' });
  readonly #actions = make('div', { class: 'actions' });

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const body = make('div', { class: 'notice-body' }, this.#text, this.#actions);
    this.setAttribute('role', 'group');
    this.append(make('div', { class: 'notice' }, this.#icon, body));
  }

  update(item: NoticeItem): void {
    this.dataset.level = item.level;
    this.setAttribute('aria-label', say(`notice.${item.level}`));
    this.#icon.replaceChildren(icon(item.level));
    setText(this.#text, item.text);
    this.#actions.replaceChildren(...actionButtons(this, item.id, item.actions));
    this.#actions.hidden = item.actions.length === 0;
  }
}

customElements.define('inline-notice', InlineNotice);
