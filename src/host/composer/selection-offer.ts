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
export const mostUnasked = 50_000;

/** What outlives the window; plain JSON. */
export interface OfferMemory {
  readonly isFollowed: boolean;
  /** What was sent or pinned already. */
  readonly doneWith: string;
}

export function readOfferMemory(stored: unknown): OfferMemory {
  const { isFollowed, doneWith } =
    typeof stored === 'object' && stored !== null ? (stored as Readonly<Record<string, unknown>>) : {};
  return {
    isFollowed: isFollowed !== false,
    doneWith: typeof doneWith === 'string' ? doneWith : '',
  };
}

export class SelectionOffer {
  readonly #onChange: () => void;
  #selected: SelectedText | null = null;
  #isFollowed: boolean;
  #doneWith: string;
  /** What the user asked for although it would not have gone along. */
  #wanted = '';

  constructor({ isFollowed, doneWith }: OfferMemory, onChange: () => void) {
    this.#isFollowed = isFollowed;
    this.#doneWith = doneWith;
    this.#onChange = onChange;
  }

  get memory(): OfferMemory {
    return { isFollowed: this.#isFollowed, doneWith: this.#doneWith };
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
