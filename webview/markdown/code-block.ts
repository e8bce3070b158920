/** `<code-block>`: code with its language, what one does with it, and colours once it is finished. */
import { iconButton } from '../controls.ts';
import { copyButton } from '../copy-button.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { growText, make, setText } from '../make.ts';
import { highlight, type Run } from './highlight.ts';

/** How long colours wait for a quiet moment at most: a page that shares its time with a busy workbench may have none. */
const quietWithin: IdleRequestOptions = { timeout: 500 };
/** What the host takes; no language has so long a name. */
const maxLanguageChars = 100;

export class CodeBlock extends HTMLElement {
  readonly #language = make('span', { class: 'code-language' });
  readonly #code = make('code');
  readonly #pre = make('pre', { dir: 'ltr' }, this.#code);
  /** As the answer calls it; empty where it does not say. */
  #name = '';
  /** Without the line break at its end. */
  #text = '';

  constructor() {
    super();
    // Code scrolls sideways, which the keyboard must reach as well.
    this.#pre.tabIndex = 0;
    this.#pre.setAttribute('role', 'group');
  }

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const copy = copyButton(say('code.copy'), () => this.#text);
    const insert = iconButton('insert', say('code.insert'), () =>
      intend(this, { kind: 'insertCode', text: this.#text }),
    );
    const newFile = iconButton('newFile', say('code.newFile'), () =>
      intend(this, {
        kind: 'newFile',
        text: this.#text,
        language: this.#name.slice(0, maxLanguageChars),
      }),
    );
    for (const button of [insert, newFile]) button.classList.add('quiet');
    const tools = make('div', { class: 'code-tools' }, copy, insert, newFile);
    this.append(make('div', { class: 'code-head' }, this.#language, tools), this.#pre);
  }

  show(code: string, language: string, finished: boolean): void {
    this.#name = language;
    setText(this.#language, language === '' ? say('code.name') : language);
    const name = language === '' ? say('code.name') : say('code.nameWithLanguage', language);
    this.#pre.setAttribute('aria-label', name);
    const before = this.#text;
    const text = code.endsWith('\n') ? code.slice(0, -1) : code;
    this.#text = text;
    growText(this.#code, before, text);
    if (finished && language !== '') requestIdleCallback(() => this.#colour(text, language), quietWithin);
  }

  /** What is found out and what is shown go into frames of their own: each may take its time. */
  #colour(text: string, language: string): void {
    if (this.#text !== text) return;
    const runs = highlight(text, language.toLowerCase());
    if (runs !== null) requestIdleCallback(() => this.#paint(text, runs), quietWithin);
  }

  #paint(text: string, runs: readonly Run[]): void {
    if (this.#text !== text) return;
    const nodes = runs.map(({ text: words, classes }) =>
      classes.length === 0
        ? document.createTextNode(words)
        : make('span', { class: classes.join(' ') }, words),
    );
    this.#code.replaceChildren(...nodes);
  }
}

customElements.define('code-block', CodeBlock);
