/** `<inline-notice>`: what happened, what is safe and what to do, at the place in the conversation where it matters. */
import type { NoticeItem } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { remaining } from '../figures.ts';
import { icon } from '../icons.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';

export class InlineNotice extends HTMLElement {
  readonly #icon = make('span', { class: 'notice-icon' });
  readonly #text = make('p', { dir: 'auto' });
  readonly #wait = make('p', { class: 'notice-wait' });
  readonly #actions = make('div', { class: 'actions', hidden: true });
  #offered = '';
  #until: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#countDown();
    if (this.childElementCount > 0) return;
    const body = make('div', { class: 'notice-body' }, this.#text, this.#wait, this.#actions);
    this.setAttribute('role', 'group');
    this.append(make('div', { class: 'notice' }, this.#icon, body));
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  update(item: NoticeItem): void {
    this.#until = item.until ?? null;
    this.#countDown();
    this.dataset.level = item.level;
    this.setAttribute('aria-label', say(`notice.${item.level}`));
    this.#icon.replaceChildren(icon(item.level));
    setText(this.#text, item.text);
    this.#offer(item);
  }

  /** Buttons that stay the same keep the keyboard. */
  #offer({ id, actions }: NoticeItem): void {
    const now = actions.join();
    if (now === this.#offered) return;
    this.#offered = now;
    const buttons = actions.map((action, index) =>
      textButton(say(`action.${action}`), index === 0 && action !== 'dismiss' ? 'primary' : 'secondary', () =>
        intend(this, { kind: 'act', id, action }),
      ),
    );
    this.#actions.replaceChildren(...buttons);
    this.#actions.hidden = actions.length === 0;
  }

  /** Every second while there is something to wait for and somebody to see it. */
  #countDown(): void {
    clearInterval(this.#timer);
    const until = this.#until;
    this.#wait.hidden = until === null;
    if (until === null) return;
    const tell = (): void => {
      const left = remaining(until, Date.now());
      setText(this.#wait, left === '' ? say('notice.over') : say('notice.until', left));
      if (left === '') clearInterval(this.#timer);
    };
    if (this.isConnected && until > Date.now()) this.#timer = setInterval(tell, 1_000);
    tell();
  }
}

customElements.define('inline-notice', InlineNotice);
