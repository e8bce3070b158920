/** `<composer-help>`: the commands and keys of the composer, until it is closed. */
import { iconButton } from '../controls.ts';
import { say } from '../language.ts';
import { make } from '../make.ts';
import { slashCommands } from './slash-commands.ts';

const keys: readonly (readonly [string, string])[] = [
  ['Enter', say('help.send')],
  ['Shift+Enter', say('help.newLine')],
  ['Escape', say('help.stop')],
  ['@', say('help.mention')],
  [say('help.pasteOrDrop'), say('help.attach')],
  [say('help.arrowUp'), say('help.earlier')],
];

export class ComposerHelp extends HTMLElement {
  readonly #onClose: () => void;

  constructor(onClose: () => void) {
    super();
    this.#onClose = onClose;
    this.hidden = true;
    this.addEventListener('keydown', (event) => {
      if (this.pressed(event.key)) event.preventDefault();
    });
  }

  /** Answers whether the help was open and the key was the one that closes it. */
  pressed(key: string): boolean {
    if (this.hidden || key !== 'Escape') return false;
    this.close();
    return true;
  }

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', say('help.name'));
    const commands = slashCommands.map(
      ({ name, argument, description }) =>
        [argument === '' ? `/${name}` : `/${name} [${argument}]`, description] as const,
    );
    const list = make('dl', {});
    for (const [what, does] of [...commands, ...keys])
      list.append(make('dt', {}, what), make('dd', {}, does));
    const close = iconButton('close', say('help.close'), () => this.close());
    this.append(make('div', { class: 'help-box' }, list, close));
  }

  open(): void {
    this.hidden = false;
  }

  close(): void {
    this.hidden = true;
    this.#onClose();
  }
}

customElements.define('composer-help', ComposerHelp);
