/** `<command-list>`: the commands that fit what is being typed. The focus stays in the text, which names the option. */
import { say } from './language.ts';
import { make } from './make.ts';
import { completions, type SlashCommand } from './slash-commands.ts';

export class CommandList extends HTMLElement {
  readonly #field: HTMLTextAreaElement;
  readonly #choose: (command: SlashCommand) => void;
  readonly #list = make('div', { class: 'command-options', role: 'listbox', label: say('command.list') });
  #shown: readonly SlashCommand[] = [];
  #active = 0;
  /** The text for which the list was sent away. */
  #dismissedAt: string | null = null;

  constructor(field: HTMLTextAreaElement, choose: (command: SlashCommand) => void) {
    super();
    this.#field = field;
    this.#choose = choose;
    this.#list.id = 'command-options';
    field.setAttribute('aria-autocomplete', 'list');
  }

  connectedCallback(): void {
    this.replaceChildren(this.#list);
    this.follow();
    // Pressing must not take the focus out of the text.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('[role=option]') : null;
      const command = this.#shown[[...this.#list.children].indexOf(option ?? this.#list)];
      if (command !== undefined) this.#choose(command);
    });
  }

  /** The option that Enter takes; null while the list is closed. */
  get active(): SlashCommand | null {
    return this.hidden ? null : (this.#shown[this.#active] ?? null);
  }

  /** Shows what fits the text as it is now. */
  follow(): void {
    const text = this.#field.value;
    if (text !== this.#dismissedAt) this.#dismissedAt = null;
    const fitting = this.#dismissedAt === null ? completions(text) : [];
    const same = fitting.length === this.#shown.length && fitting.every((one, at) => one === this.#shown[at]);
    this.hidden = fitting.length === 0;
    if (!same) {
      this.#shown = fitting;
      this.#active = 0;
      this.#list.replaceChildren(...fitting.map(option));
    }
    this.#mark();
  }

  /** Stays closed until the text is another. */
  close(): void {
    this.#dismissedAt = this.#field.value;
    this.follow();
  }

  /** Answers whether the list is open and the key was its own. */
  pressed(key: string): boolean {
    if (this.hidden) return false;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = key === 'ArrowDown' ? 1 : this.#shown.length - 1;
        this.#active = (this.#active + step) % this.#shown.length;
        this.#mark();
        return true;
      }
      case 'Escape':
        this.close();
        return true;
      default:
        return false;
    }
  }

  #mark(): void {
    const field = this.#field;
    for (const [index, element] of [...this.#list.children].entries())
      element.setAttribute('aria-selected', String(index === this.#active));
    if (this.hidden) {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
      return;
    }
    field.setAttribute('aria-controls', this.#list.id);
    const active = this.#list.children[this.#active];
    if (active === undefined) return;
    field.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  }
}

function option({ name, argument, description }: SlashCommand): HTMLElement {
  const title = make('span', { class: 'command-name' }, `/${name}`);
  if (argument !== '') title.append(make('span', { class: 'command-argument' }, ` [${argument}]`));
  const element = make('div', { role: 'option' }, title, ' ', make('span', {}, description));
  element.id = `command-${name}`;
  return element;
}

customElements.define('command-list', CommandList);
