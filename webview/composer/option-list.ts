/**
 * Options that fit what is being typed. The focus stays in the text, which names the option; the keys choose among them,
 * and a mouse that happens to lie on one of them chooses nothing before it is pressed.
 */
import { make } from '../make.ts';

export interface OptionListParts<T> {
  readonly field: HTMLTextAreaElement;
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  /** The same for the same option; any text. */
  readonly keyOf: (option: T) => string;
  readonly draw: (option: T) => HTMLElement;
  readonly choose: (option: T) => void;
}

export abstract class OptionList<T> extends HTMLElement {
  readonly #parts: OptionListParts<T>;
  readonly #list: HTMLElement;
  #shown: readonly T[] = [];
  #active = 0;

  constructor(parts: OptionListParts<T>) {
    super();
    this.#parts = parts;
    this.#list = make('div', { class: 'command-options', role: 'listbox', label: parts.label });
    this.#list.id = parts.id;
    this.hidden = true;
    parts.field.setAttribute('aria-autocomplete', 'list');
  }

  connectedCallback(): void {
    this.replaceChildren(this.#list);
    // Pressing must not take the focus out of the text.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const element = target instanceof Element ? target.closest('[role=option]') : null;
      const option = this.#shown[[...this.#list.children].indexOf(element ?? this.#list)];
      if (option !== undefined) this.#parts.choose(option);
    });
  }

  /** The option that Enter takes; null while the list is closed. */
  get active(): T | null {
    return this.hidden ? null : (this.#shown[this.#active] ?? null);
  }

  /** Closed where there are none. An option that was reached by the keys stays the chosen one. */
  protected show(options: readonly T[]): void {
    const { keyOf, draw } = this.#parts;
    const keys = options.map(keyOf);
    const before = this.#shown.map(keyOf);
    this.hidden = options.length === 0;
    if (keys.length !== before.length || keys.some((key, index) => key !== before[index])) {
      const chosen = this.#active === 0 ? -1 : keys.indexOf(before[this.#active] ?? '');
      this.#active = Math.max(0, chosen);
      this.#list.replaceChildren(...options.map((option, index) => this.#element(draw(option), index)));
    }
    this.#shown = options;
    this.#mark();
  }

  /** Answers whether the list is open and the key was one that moves in it. */
  pressed(key: string): boolean {
    if (this.hidden || (key !== 'ArrowDown' && key !== 'ArrowUp')) return false;
    const step = key === 'ArrowDown' ? 1 : this.#shown.length - 1;
    this.#active = (this.#active + step) % this.#shown.length;
    this.#mark();
    return true;
  }

  #element(drawn: HTMLElement, index: number): HTMLElement {
    drawn.setAttribute('role', 'option');
    drawn.id = `${this.#parts.id}-${index}`;
    return drawn;
  }

  #mark(): void {
    const { field, id } = this.#parts;
    for (const [index, element] of [...this.#list.children].entries())
      element.setAttribute('aria-selected', String(index === this.#active));
    const active = this.hidden ? undefined : this.#list.children[this.#active];
    if (active !== undefined) {
      field.setAttribute('aria-controls', id);
      field.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else if (field.getAttribute('aria-controls') === id) {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    }
  }
}
