/** `<answer-message>`: one answer, its thinking folded away, and how it ended. */
import type { AnswerItem } from '../../src/protocol/view.ts';
import { iconButton } from '../controls.ts';
import { copyButton } from '../copy-button.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { growText, make, setText } from '../make.ts';
import { MarkdownText } from '../markdown/markdown-text.ts';
import { answerNote } from '../words.ts';

export class AnswerMessage extends HTMLElement {
  #item: AnswerItem | null = null;
  readonly #thinkingTitle = make('summary');
  readonly #thinkingText = make('div', { class: 'thinking-text', dir: 'auto' });
  readonly #thinking = make(
    'details',
    { class: 'thinking', hidden: true },
    this.#thinkingTitle,
    this.#thinkingText,
  );
  readonly #text = new MarkdownText();
  readonly #note = make('p', { class: 'note' });
  readonly #retry = iconButton('retry', say('answer.retry'), () => intend(this, { kind: 'retryAnswer' }));
  readonly #tools = make('div', { class: 'answer-tools' });

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    this.#retry.classList.add('quiet');
    this.#tools.append(
      copyButton(say('answer.copy'), () => this.#item?.text ?? ''),
      this.#retry,
    );
    const title = make('h3', { class: 'unseen' }, say('answer.title'));
    this.append(title, this.#thinking, this.#text, this.#note, this.#tools);
  }

  update(item: AnswerItem): void {
    const before = this.#item;
    this.#item = item;
    this.#text.show(item.text);
    this.#showThinking(item, before?.thinking ?? '');
    this.#retry.hidden = item.canRetry !== true;
    if (before?.state === item.state) return;
    const note = answerNote(item.state);
    setText(this.#note, note ?? '');
    this.#note.hidden = note === null;
    this.#tools.hidden = item.state === 'streaming' || item.text === '';
    this.toggleAttribute('data-streaming', item.state === 'streaming');
  }

  #showThinking(item: AnswerItem, before: string): void {
    const thinking = item.thinking ?? '';
    this.#thinking.hidden = thinking === '';
    const isThinking = item.state === 'streaming' && item.text === '';
    setText(this.#thinkingTitle, say(isThinking ? 'answer.thinkingNow' : 'answer.thinking'));
    growText(this.#thinkingText, before, thinking);
  }
}

customElements.define('answer-message', AnswerMessage);
