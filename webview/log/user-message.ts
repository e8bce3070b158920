/** `<user-message>`: what the user wrote, exactly as typed, and the way to say it differently. */
import type { UserItem } from '../../src/protocol/view.ts';
import { AttachmentChips } from '../composer/attachment-chips.ts';
import { iconButton, textButton } from '../controls.ts';
import { copyButton } from '../copy-button.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';
import type { Store } from '../store.ts';
import { MessageEditor } from './message-editor.ts';
import type { OpenEdits } from './open-edits.ts';
import { VersionSwitch } from './version-switch.ts';

export class UserMessage extends HTMLElement {
  readonly #edits: OpenEdits;
  /** Of the message before. */
  readonly #unanswered = make('p', { class: 'note unanswered', hidden: true }, say('user.unanswered'));
  readonly #title = make('h3', { class: 'unseen' }, say('user.title'));
  readonly #continued = make('div', { class: 'note' }, say('user.continued'));
  readonly #text = make('div', { class: 'bubble', dir: 'auto' });
  readonly #place = make('div', { class: 'editor-place', hidden: true });
  readonly #attached = new AttachmentChips(null, (attachment) => {
    const { record } = this.#item ?? {};
    if (record !== undefined) intend(this, { kind: 'openImage', record, attachment });
  });
  readonly #pending = make('div', { class: 'actions', hidden: true });
  readonly #edit = iconButton('edit', say('user.edit'), () => {
    this.#open(this.#item?.text ?? '');
    this.#editor?.focus();
  });
  readonly #copy = copyButton(say('user.copy'), () => this.#item?.text ?? '');
  readonly #versions: VersionSwitch;
  /** For what was written. */
  readonly #tools: HTMLElement;
  readonly #row: HTMLElement;
  #item: UserItem | null = null;
  #editor: MessageEditor | null = null;

  constructor(store: Store, edits: OpenEdits) {
    super();
    this.#edits = edits;
    this.#versions = new VersionSwitch(store);
    this.#edit.classList.add('quiet');
    this.#tools = make('div', { class: 'message-tools' }, this.#copy, this.#edit);
    this.#row = make('div', { class: 'message-row' }, this.#tools, this.#versions);
  }

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.append(
      this.#unanswered,
      this.#title,
      this.#continued,
      this.#text,
      this.#place,
      this.#attached,
      this.#pending,
      this.#row,
    );
  }

  update(item: UserItem): void {
    const before = this.#item;
    this.#item = item;
    setText(this.#text, item.text);
    this.#text.hidden = item.text === '';
    this.#unanswered.hidden = item.afterUnanswered !== true;
    const isSent = item.record !== undefined;
    this.#attached.show(
      (item.attachments ?? []).map((attachment) => ({
        attachment,
        canOpen: isSent && attachment.kind === 'image',
      })),
    );
    if (before?.pending !== item.pending || before?.canWithdraw !== item.canWithdraw) this.#showPending(item);
    const continues = item.continues === true;
    this.#title.hidden = this.#tools.hidden = continues;
    this.#continued.hidden = !continues;
    this.#row.hidden = item.record === undefined || (continues && item.versions === undefined);
    this.#versions.show(item.versions);
    // Another version of the message stands in its place now.
    if (before !== null && before.record !== item.record) this.#close();
    const unsent = item.record === undefined ? null : this.#edits.unsent(item.record);
    if (unsent !== null && this.#editor === null) this.#open(unsent);
  }

  /** Built only where it is seen: hardly any message waits. */
  #showPending({ id, pending = false, canWithdraw = false }: UserItem): void {
    const withdraw = () => intend(this, { kind: 'withdraw', id });
    this.#pending.hidden = !pending;
    this.#pending.replaceChildren(
      ...(pending ? [make('span', { class: 'note' }, say('user.pending'))] : []),
      ...(canWithdraw ? [textButton(say('user.withdraw'), 'secondary', withdraw)] : []),
    );
  }

  #open(text: string): void {
    const { record, attachments = [] } = this.#item ?? {};
    if (record === undefined) return;
    this.#close();
    this.#editor = new MessageEditor(text, attachments.length > 0, {
      typed: (now) => this.#edits.keep(record, now),
      submitted: (now) => {
        this.#forget(record);
        intend(this, { kind: 'editMessage', record, text: now });
        // The message goes, and what has the focus with it.
        this.closest<HTMLElement>('.log')?.focus();
      },
      cancelled: () => {
        this.#forget(record);
        this.#edit.focus();
      },
    });
    this.#place.replaceChildren(this.#editor);
    this.#showEditor(true);
  }

  #forget(record: string): void {
    this.#edits.forget(record);
    this.#close();
  }

  #close(): void {
    this.#editor?.remove();
    this.#editor = null;
    this.#showEditor(false);
  }

  #showEditor(isOpen: boolean): void {
    this.#place.hidden = !isOpen;
    this.toggleAttribute('data-editing', isOpen);
  }
}

customElements.define('user-message', UserMessage);
