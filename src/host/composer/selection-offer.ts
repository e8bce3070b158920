/**
 * Whether the editor's selection goes along with the next message. It is offered in sight, never twice without being
 * asked for, and once the user has taken it out, no selection goes along until the user wants it again.
 */

export interface SelectedText {
  /** Another one when the selection or its text is another. */
  readonly key: string;
  /** Path in the workspace. */
  readonly name: string;
  /** Counted from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** UTF-16 units. */
  readonly length: number;
  readonly text: () => string;
}

export interface Offer {
  readonly selected: SelectedText;
  readonly isAttached: boolean;
}

/** Whoever selects more than this, by select-all for example, has hardly meant it for the message. */
const mostUnasked = 50_000;

export class SelectionOffer {
  readonly #onChange: () => void;
  #selected: SelectedText | null = null;
  #isFollowed: boolean;
  /** What was sent or pinned already. */
  #doneWith = '';
  /** What the user asked for although it would not have gone along. */
  #wanted = '';

  /** `isFollowed`: what the user wanted last. */
  constructor(isFollowed: boolean, onChange: () => void) {
    this.#isFollowed = isFollowed;
    this.#onChange = onChange;
  }

  get isFollowed(): boolean {
    return this.#isFollowed;
  }

  /** Null while nothing is selected. */
  get offer(): Offer | null {
    const selected = this.#selected;
    if (selected === null) return null;
    const isNew = selected.key !== this.#doneWith && selected.length <= mostUnasked;
    return { selected, isAttached: this.#isFollowed && (isNew || selected.key === this.#wanted) };
  }

  /** What is selected now. */
  select(selected: SelectedText | null): void {
    if (selected?.key === this.#selected?.key) return;
    this.#selected = selected;
    this.#onChange();
  }

  /** The user takes the selection out, or wants it again. */
  follow(isOn: boolean): void {
    this.#isFollowed = isOn;
    this.#wanted = isOn ? (this.#selected?.key ?? '') : '';
    this.#onChange();
  }

  /** It is attached for good, or on its way: it does not go along by itself any more. */
  settle(): void {
    this.#doneWith = this.#selected?.key ?? '';
    this.#wanted = '';
    this.#onChange();
  }
}
