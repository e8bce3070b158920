/** `<tool-call>`: one use of a tool, one line, with its output folded away. */
import type { ToolItem } from '../../src/protocol/view.ts';
import { progressRing } from '../controls.ts';
import { icon } from '../icons.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';

export class ToolCall extends HTMLElement {
  readonly #name = make('span', { class: 'tool-name' });
  readonly #summary = make('span', { class: 'tool-summary', dir: 'auto' });
  readonly #state = make('span', { class: 'tool-state' });
  readonly #ring = progressRing();
  readonly #output = make('pre', { class: 'tool-output', dir: 'auto' });
  readonly #details = make(
    'details',
    { class: 'tool' },
    make('summary', {}, icon('tool'), this.#name, this.#summary, this.#state, this.#ring),
    this.#output,
  );

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.#output.tabIndex = 0;
    this.append(this.#details);
  }

  update(item: ToolItem): void {
    setText(this.#name, item.name);
    setText(this.#summary, item.summary);
    setText(this.#state, say(`tool.${item.state}`));
    this.#ring.hidden = item.state !== 'running';
    setText(this.#output, item.output ?? say('tool.noOutput'));
    this.#details.dataset.state = item.state;
  }
}

customElements.define('tool-call', ToolCall);
