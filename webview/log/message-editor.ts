/** `<message-editor>`: an earlier message, open for editing in its place. A plain text area, as in the composer. */
import { maxTextChars } from '../../src/protocol/decode-view.ts';
import { isComposing } from '../composing.ts';
import { textButton } from '../controls.ts';
import { direction } from '../direction.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';

export interface EditorHandlers {
  readonly submitted: (text: string) => void;
  readonly cancelled: () => void;
  readonly typed: (text: string) => void;
}

export class MessageEditor extends HTMLElement {
  readonly #handlers: EditorHandlers;
  /** What is attached can be sent without a word. */
  readonly #mayBeEmpty: boolean;
  readonly #field = document.createElement('textarea');
  readonly #submit = textButton(say('edit.submit'), 'primary', () => this.#submitted());
  readonly #cancel = textButton(say('edit.cancel'), 'secondary', () => this.#handlers.cancelled());

  constructor(text: string, mayBeEmpty: boolean, handlers: EditorHandlers) {
    super();
    this.#handlers = handlers;
    this.#mayBeEmpty = mayBeEmpty;
    this.#field.value = text;
  }

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.#field.setAttribute('aria-label', say('edit.name'));
    this.#field.rows = 1;
    this.#field.addEventListener('input', () => {
      this.#checked();
      this.#handlers.typed(this.#field.value);
    });
    this.#field.addEventListener('keydown', (event) => this.#pressed(event));
    const row = make('div', { class: 'editor-row' }, this.#cancel, this.#submit);
    this.append(this.#field, make('p', { class: 'note' }, say('edit.note')), row);
    this.#checked();
  }

  override focus(): void {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  #checked(): void {
    const { value } = this.#field;
    this.#field.dir = direction(value);
    const isEmpty = value.trim() === '' && !this.#mayBeEmpty;
    this.#submit.disabled = isEmpty || value.length > maxTextChars;
  }

  #pressed(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Escape elsewhere stops the answer.
    event.preventDefault();
    if (event.key === 'Enter') this.#submitted();
    else this.#handlers.cancelled();
  }

  #submitted(): void {
    if (!this.#submit.disabled) this.#handlers.submitted(this.#field.value);
  }
}

customElements.define('message-editor', MessageEditor);
