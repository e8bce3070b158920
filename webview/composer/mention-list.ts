/** `<mention-list>`: the files, and the selection, that fit what is written after an `@`. */
import type { View } from '../../src/protocol/view.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';
import { fileLabel, plainName } from '../plain-name.ts';
import {
  type Mention,
  type MentionOption,
  mentionAt,
  mentionedFile,
  mentionOptions,
  mentionText,
} from './mentions.ts';
import { OptionList } from './option-list.ts';
import { replaceText } from './replace-text.ts';

export class MentionList extends OptionList<MentionOption> {
  readonly #field: HTMLTextAreaElement;
  readonly #view: () => View | null;
  #mention: Mention | null = null;
  #asked: string | null = null;
  /** What was written to its end and not attached yet, since the host may not have looked for it. */
  #written: string | null = null;
  /** Where the mention stood for which the list was sent away. */
  #dismissedAt: number | null = null;

  constructor(field: HTMLTextAreaElement, view: () => View | null) {
    super({
      field,
      id: 'mention-options',
      label: say('attach.files'),
      keyOf: (option) =>
        option.kind === 'file' ? `file ${fileLabel({ ...option, name: option.path })}` : option.kind,
      draw,
      choose: (option) => this.take(option),
    });
    this.#field = field;
    this.#view = view;
  }

  /** Shows what fits the text before the caret, and asks the host for more where that is another than before. */
  follow(): void {
    const { value, selectionStart, selectionEnd } = this.#field;
    const view = this.#view();
    const canAttach = view?.canSubmit === true;
    const mention = canAttach && selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
    if (mention === null) this.#takeWritten();
    this.#attachWritten();
    if (mention === null || mention.start !== this.#dismissedAt) this.#dismissedAt = null;
    this.#mention = this.#dismissedAt === null ? mention : null;
    if (this.#mention === null || view === null) {
      this.#asked = null;
      this.show([]);
      return;
    }
    const { query } = this.#mention;
    const { path } = mentionedFile(query);
    if (path !== this.#asked) {
      this.#asked = path;
      intend(this, { kind: 'searchFiles', query: path });
    }
    this.show(mentionOptions(query, view.composer));
  }

  /** Stays closed until another mention is begun. */
  close(): void {
    this.#dismissedAt = this.#mention?.start ?? null;
    this.follow();
  }

  /** Whoever writes the whole name and goes on after it means the same as who chooses it from the list. */
  #takeWritten(): void {
    const { value, selectionStart } = this.#field;
    const { start, query } = this.#mention ?? { start: 0, query: '' };
    const written = value.slice(start, selectionStart);
    if (query === '' || !/^\s$/.test(written.slice(query.length + 1)) || !written.startsWith(`@${query}`))
      return;
    if (query === 'selection' && this.#view()?.composer.selection) intend(this, { kind: 'attachSelection' });
    else this.#written = query;
  }

  /** Attaches what was written, if the host has found it; waits where the host still looks and the name still stands. */
  #attachWritten(): void {
    const query = this.#written;
    if (query === null) return;
    const file = mentionedFile(query);
    const found = this.#view()?.composer.found;
    const isThere = isKnown(file.path, found?.paths ?? []);
    const isAwaited = found?.query !== file.path && this.#field.value.includes(`@${query}`);
    if (isThere || !isAwaited) this.#written = null;
    if (isThere) intend(this, { ...file, kind: 'attachFile' });
  }

  /** Attaches it and writes its name out, as an edit that can be undone. */
  take(option: MentionOption): void {
    if (this.#mention === null) return;
    const { start } = this.#mention;
    this.#mention = null;
    if (option.kind === 'selection') intend(this, { kind: 'attachSelection' });
    else intend(this, { ...option, kind: 'attachFile' });
    replaceText(this.#field, start, this.#field.selectionStart, mentionText(option));
  }

  /** A mention is being written for which the host has not answered yet. */
  get isWaiting(): boolean {
    return (
      this.#mention !== null && this.active === null && this.#view()?.composer.found?.query !== this.#asked
    );
  }
}

/** A file that was found, or a folder that one of them is in, of which the host says that folders cannot be attached. */
const isKnown = (path: string, found: readonly string[]): boolean =>
  found.includes(path) || found.some((one) => one.startsWith(path.endsWith('/') ? path : `${path}/`));

function draw(option: MentionOption): HTMLElement {
  if (option.kind === 'selection') {
    const name = make('span', { class: 'command-name' }, '@selection');
    return make('div', {}, name, ' ', make('bdi', {}, plainName(option.name)));
  }
  const path = fileLabel({ ...option, name: option.path });
  const cut = path.lastIndexOf('/') + 1;
  const name = make('bdi', { class: 'command-name' }, path.slice(cut));
  return make('div', {}, name, ' ', make('bdi', { class: 'mention-folder' }, path.slice(0, cut)));
}

customElements.define('mention-list', MentionList);
