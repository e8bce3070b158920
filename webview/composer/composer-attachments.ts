/** `<composer-attachments>`: what the next message takes along, the editor's selection among it, and what is taken in. */
import { computed } from '@preact/signals-core';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { attachedIn, attachedWords } from './attached-words.ts';
import { AttachmentChips, type Chip } from './attachment-chips.ts';
import { addressesIn, hasImage, takeIn } from './taken-in.ts';

export class ComposerAttachments extends LiveElement {
  readonly #store: Store;
  readonly #field: HTMLTextAreaElement;
  readonly #chips = new AttachmentChips((chip) => this.#pressed(chip));
  readonly #sum = make('p', { class: 'chips-sum' });
  readonly #hint = make('p', { class: 'drop-hint', hidden: true }, say('attach.drop'));
  #problem = '';

  constructor(store: Store, field: HTMLTextAreaElement) {
    super();
    this.#store = store;
    this.#field = field;
  }

  /** Something goes along with the next message. */
  get hasAny(): boolean {
    return attachedIn(this.#store.view.peek()?.composer).length > 0;
  }

  /** Why the last thing pasted or dropped could not be taken; empty for nothing. */
  get problem(): string {
    return this.#problem;
  }

  forgetProblem(): void {
    this.#problem = '';
  }

  protected start(): void {
    this.replaceChildren(this.#hint, this.#chips, this.#sum);
    const composer = computed(() => this.#store.view.value?.composer);
    this.watch(() => {
      const now = composer.value;
      const offered = now?.selection?.isAttached === false ? now.selection.attachment : null;
      this.#chips.show([
        ...attachedIn(now).map((attachment) => ({ attachment })),
        ...(offered === null ? [] : [{ attachment: offered, isOffered: true }]),
      ]);
      setText(this.#sum, attachedWords(now));
    });
  }

  #pressed({ attachment, isOffered = false }: Chip): void {
    const isSelection = attachment.id === this.#store.view.peek()?.composer.selection?.attachment.id;
    if (isSelection) intend(this, { kind: 'followSelection', isOn: isOffered });
    else intend(this, { kind: 'detach', id: attachment.id });
    this.#field.focus();
  }

  /** Takes in what is pasted into the field or dropped on the panel; `changed` is told of problems. */
  takeFrom(panel: HTMLElement, changed: () => void): () => void {
    const take = (data: DataTransfer): void => {
      void takeIn(data).then(({ intents, problem }) => {
        for (const intent of intents) intend(this, intent);
        this.#problem = problem;
        changed();
      });
    };
    const isTaking = (): boolean => this.#store.view.peek()?.canSubmit === true;
    const paste = (event: ClipboardEvent): void => {
      const data = event.clipboardData;
      // Tables and the like come as text and as a picture of it: then the text is meant.
      if (data === null || !isTaking() || !hasImage(data) || data.getData('text/plain') !== '') return;
      event.preventDefault();
      take(data);
    };
    const over = (event: DragEvent): void => {
      if (!isTaking() || !isForUs(event.dataTransfer)) return;
      event.preventDefault();
      this.#hint.hidden = false;
    };
    const leave = (): void => {
      this.#hint.hidden = true;
    };
    const drop = (event: DragEvent): void => {
      leave();
      const data = event.dataTransfer;
      if (data === null || !isTaking() || !isForUs(data)) return;
      event.preventDefault();
      if (addressesIn(data).length > 0 || data.files.length > 0) take(data);
    };
    const { body } = panel.ownerDocument;
    this.#field.addEventListener('paste', paste);
    body.addEventListener('dragover', over);
    body.addEventListener('dragleave', leave);
    body.addEventListener('drop', drop);
    return () => {
      this.#field.removeEventListener('paste', paste);
      body.removeEventListener('dragover', over);
      body.removeEventListener('dragleave', leave);
      body.removeEventListener('drop', drop);
    };
  }
}

/** Text that is dragged goes into the field, as anywhere. */
const isForUs = (data: DataTransfer | null): boolean =>
  data?.types.some((type) => type === 'Files' || /uri-list$/i.test(type)) === true;

customElements.define('composer-attachments', ComposerAttachments);
