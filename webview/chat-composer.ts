/** `<chat-composer>`: where the user writes. A plain text area, so that undo, spelling and input methods just work. */
import { computed } from '@preact/signals-core';
import { maxTextChars } from '../src/protocol/decode-view.ts';
import type { View } from '../src/protocol/view.ts';
import type { Channel } from './channel.ts';
import { textButton } from './controls.ts';
import { direction } from './direction.ts';
import { followDraft, type LocalDraft, resumeDraft, savedDraft } from './draft.ts';
import { dollars, number } from './figures.ts';
import { intend } from './intent.ts';
import { LiveElement } from './live-element.ts';
import { make, setText } from './make.ts';
import type { Store } from './store.ts';

/** How long after the last key the host is told of the draft, in milliseconds. */
const draftDelayMs = 300;

export class ChatComposer extends LiveElement {
  readonly #store: Store;
  readonly #channel: Pick<Channel, 'restore' | 'save'>;
  readonly #field = document.createElement('textarea');
  readonly #problem = make('p', { class: 'composer-problem', role: 'alert', hidden: true });
  readonly #send = textButton('Send', 'primary', () => this.#submit());
  readonly #stop = textButton('Stop', 'secondary', () => intend(this, { kind: 'stop' }));
  readonly #model = make('span', { class: 'composer-model' });
  readonly #cost = make('span', { class: 'composer-cost' });
  #draft: LocalDraft | null = null;
  /** Enter was pressed with nothing to send, and nothing has been typed since. */
  #triedEmpty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, channel: Pick<Channel, 'restore' | 'save'>) {
    super();
    this.#store = store;
    this.#channel = channel;
  }

  override focus(): void {
    this.#field.focus();
  }

  protected start(): void {
    this.#field.setAttribute('aria-label', 'Message Claude');
    this.#field.rows = 1;
    const about = make('div', { class: 'composer-about' }, this.#model, this.#cost);
    const row = make('div', { class: 'composer-row' }, about, this.#stop, this.#send);
    this.replaceChildren(this.#problem, make('div', { class: 'composer-box' }, this.#field, row));
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('blur', () => this.#mirror());
    this.#field.addEventListener('keydown', (event) => this.#pressed(event));
    this.#followView();
    this.whenGone(() => clearTimeout(this.#timer));
  }

  #followView(): void {
    const { view, session } = this.#store;
    const draft = computed(() => view.value?.draft ?? null);
    this.watch(() => {
      if (draft.value === null) return;
      const host = draft.value;
      const next =
        this.#draft === null
          ? resumeDraft(savedDraft(this.#channel.restore()), session.value, host)
          : followDraft(this.#draft, session.value, host);
      this.#place(next);
    });
    this.watch(() => {
      const now = view.value;
      this.#stop.hidden = now === null || now.turn.state === 'idle';
      this.#field.placeholder =
        now?.mode === 'restricted' ? 'Trust this workspace to chat' : 'Message Claude';
      setText(this.#model, now === null ? '' : modelWords(now));
      setText(this.#cost, now === null ? '' : costWords(now));
      this.#enable();
    });
  }

  #place(next: LocalDraft): void {
    this.#draft = next;
    if (this.#field.value !== next.text) this.#field.value = next.text;
    this.#field.dir = direction(next.text);
    this.#channel.save({ draft: next });
    this.#enable();
  }

  #typed(): void {
    // Not `auto`, for which the browser's work grows with the square of a pasted megabyte.
    this.#field.dir = direction(this.#field.value);
    if (this.#draft !== null) this.#draft = { ...this.#draft, text: this.#field.value };
    this.#channel.save({ draft: this.#draft });
    this.#enable();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#mirror(), draftDelayMs);
  }

  /** Tells the host of the draft, if it has not heard of it yet. */
  #mirror(): void {
    clearTimeout(this.#timer);
    const text = this.#field.value;
    if (text.length > maxTextChars || text === this.#store.view.peek()?.draft.text) return;
    intend(this, { kind: 'draftChanged', text });
  }

  #enable(): void {
    const tooLong = this.#field.value.length > maxTextChars;
    const isEmpty = this.#field.value.trim() === '';
    this.#triedEmpty &&= isEmpty;
    const problem = tooLong
      ? `This is too long to send: the limit is ${number(maxTextChars)} characters.`
      : this.#triedEmpty
        ? 'There is nothing to send yet: write a message first.'
        : '';
    this.#problem.hidden = problem === '';
    setText(this.#problem, problem);
    this.#send.disabled = tooLong || isEmpty || this.#store.view.peek()?.canSubmit !== true;
  }

  #pressed(event: KeyboardEvent): void {
    // While an input method is composing, Enter and Escape are its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#triedEmpty = true;
    this.#enable();
    this.#submit();
  }

  #submit(): void {
    if (this.#send.disabled || this.#draft === null) return;
    intend(this, { kind: 'submit', text: this.#field.value });
    clearTimeout(this.#timer);
    this.#place({ ...this.#draft, text: '' });
    this.#field.focus();
  }
}

function modelWords(view: View): string {
  const name = view.provider === 'offline' ? 'Offline' : view.model;
  const queued = view.queued > 0 ? ` · ${view.queued} waiting` : '';
  return `${name}${view.server === '' ? '' : ` via ${view.server}`}${queued}`;
}

/** What the session has cost so far, where the price is known. */
function costWords(view: View): string {
  const { chatUsd, memoryUsd } = view.cost;
  if (chatUsd === null || (chatUsd === 0 && (memoryUsd ?? 0) === 0)) return '';
  return memoryUsd === null || memoryUsd === 0
    ? dollars(chatUsd)
    : `${dollars(chatUsd)} + ${dollars(memoryUsd)} memory`;
}

customElements.define('chat-composer', ChatComposer);
