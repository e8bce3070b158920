/** `<attachment-chips>`: what goes along with a message, each by its name, its lines and what it costs. */
import type { Attachment } from '../../src/protocol/view.ts';
import { iconButton } from '../controls.ts';
import { number } from '../figures.ts';
import { fileAnchor } from '../file-anchor.ts';
import { type IconName, icon } from '../icons.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';
import { fileLabel, plainName } from '../plain-name.ts';
import { tokensNote } from './attached-words.ts';

export interface Chip {
  readonly attachment: Attachment;
  /** Shown, but not sent unless the user says so. */
  readonly isOffered?: boolean;
  /** An image that stands in the conversation, from where it opens as it was sent. */
  readonly canOpen?: boolean;
}

const icons: { readonly [K in Attachment['kind']]: IconName } = {
  file: 'file',
  selection: 'selection',
  image: 'image',
};

export class AttachmentChips extends HTMLElement {
  readonly #onPress: ((chip: Chip) => void) | null;
  readonly #onOpen: (index: number) => void;
  readonly #list = make('ul', { label: say('attach.name') });
  #shown = '';

  /**
   * @param onPress takes out what is attached and puts in what is offered; null where nothing can be changed any more
   * @param onOpen is told the place of an image that was sent
   */
  constructor(onPress: ((chip: Chip) => void) | null, onOpen: (index: number) => void = () => {}) {
    super();
    this.#onPress = onPress;
    this.#onOpen = onOpen;
  }

  connectedCallback(): void {
    if (this.childElementCount === 0) this.append(this.#list);
  }

  show(chips: readonly Chip[]): void {
    this.hidden = chips.length === 0;
    const now = JSON.stringify(chips);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#list.replaceChildren(...chips.map((chip, index) => this.#element(chip, index)));
  }

  #element(chip: Chip, index: number): HTMLElement {
    const { attachment, isOffered = false } = chip;
    const label = fileLabel(attachment);
    const item = make(
      'li',
      { class: 'chip' },
      picture(attachment),
      this.#name(chip, label, index),
      make('span', { class: 'chip-note' }, isOffered ? say('attach.notAttached') : chipNote(attachment)),
    );
    item.title = chipTitle(attachment);
    item.toggleAttribute('data-offered', isOffered);
    item.toggleAttribute('data-problem', attachment.problem !== undefined);
    if (this.#onPress !== null) {
      const [name, words] = isOffered
        ? (['add', say('attach.add', label)] as const)
        : (['close', say('attach.remove', label)] as const);
      item.append(iconButton(name, words, () => this.#onPress?.(chip)));
    }
    return item;
  }

  /** What was sent opens the file that it came from, and an image opens as it was sent. */
  #name({ attachment, canOpen = false }: Chip, label: string, index: number): HTMLElement {
    const { kind, name, firstLine } = attachment;
    const shown = make('bdi', { class: 'chip-name' }, label);
    if (canOpen) {
      const open = make('button', { class: 'turn-link', label: say('attach.open', label) }, shown);
      open.type = 'button';
      open.addEventListener('click', () => this.#onOpen(index));
      return open;
    }
    // What was never saved has a name without an ending and without a folder.
    if (this.#onPress !== null || kind === 'image' || !/[./]/.test(name)) return shown;
    return fileAnchor({ path: name, ...(firstLine === undefined ? {} : { line: firstLine }) }, shown);
  }
}

/** Its name stands beside it, which is read once. */
function picture({ kind, thumbnail }: Attachment): Element {
  if (thumbnail === undefined) return icon(icons[kind]);
  const small = make('img', { class: 'chip-picture' });
  small.alt = '';
  small.src = thumbnail;
  return small;
}

function chipNote({ tokens, isReading, problem }: Attachment): string {
  if (problem !== undefined) return say('attach.unsent');
  return isReading === true ? say('attach.reading') : tokensNote(tokens);
}

function chipTitle(attachment: Attachment): string {
  const { problem, hidden = 0 } = attachment;
  if (problem !== undefined) return plainName(problem);
  const label = fileLabel(attachment);
  return hidden === 0 ? label : say('attach.hidden', label, number(hidden));
}

customElements.define('attachment-chips', AttachmentChips);
