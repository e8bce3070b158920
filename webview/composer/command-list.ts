/** `<command-list>`: the commands that fit what is being typed. */
import { say } from '../language.ts';
import { make } from '../make.ts';
import { OptionList } from './option-list.ts';
import { completions, type SlashCommand } from './slash-commands.ts';

export class CommandList extends OptionList<SlashCommand> {
  readonly #field: HTMLTextAreaElement;
  /** The text for which the list was sent away. */
  #dismissedAt: string | null = null;

  constructor(field: HTMLTextAreaElement, choose: (command: SlashCommand) => void) {
    super({
      field,
      id: 'command-options',
      label: say('command.list'),
      keyOf: ({ name }) => name,
      draw,
      choose,
    });
    this.#field = field;
  }

  /** Shows what fits the text as it is now. */
  follow(): void {
    const text = this.#field.value;
    if (text !== this.#dismissedAt) this.#dismissedAt = null;
    this.show(this.#dismissedAt === null ? completions(text) : []);
  }

  /** Stays closed until the text is another. */
  close(): void {
    this.#dismissedAt = this.#field.value;
    this.follow();
  }
}

function draw({ name, argument, description }: SlashCommand): HTMLElement {
  const title = make('span', { class: 'command-name' }, `/${name}`);
  if (argument !== '') title.append(make('span', { class: 'command-argument' }, ` [${argument}]`));
  return make('div', {}, title, ' ', make('span', {}, description));
}

customElements.define('command-list', CommandList);
