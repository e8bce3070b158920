/** `<compaction-mark>`: where old messages gave way to the memory, with the figures before and after. */
import type { CompactionItem } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { number } from '../figures.ts';
import { icon } from '../icons.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';
import { turnLink } from '../reveal.ts';
import { compactionFigures, compactionName, keptWords, savedShare } from '../words.ts';

export class CompactionMark extends HTMLElement {
  readonly #title = make('span');
  // A separator's children are hidden from assistive technology, so it holds no buttons; its name says it all.
  readonly #separator = make('div', { class: 'mark-line', role: 'separator' }, icon('compact'), this.#title);
  readonly #figures = make('p', { class: 'mark-figures' });
  readonly #provisional = make('p', { class: 'note' }, say('compaction.provisional'));
  readonly #omitted = make('p', { class: 'note' });
  #record = '';
  readonly #undo = textButton(say('compaction.undo'), 'secondary', () =>
    intend(this, { kind: 'undoCompaction' }),
  );

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const view = textButton(say('compaction.viewMemory'), 'secondary', () =>
      intend(this, { kind: 'showCompactedMemory', record: this.#record }),
    );
    const actions = make('div', { class: 'actions' }, view, this.#undo);
    this.append(this.#separator, this.#figures, this.#omitted, this.#provisional, actions);
  }

  update(item: CompactionItem): void {
    this.#record = item.record;
    this.#separator.setAttribute('aria-label', compactionName(item));
    const title = item.undone ? say('compaction.undone') : say('compaction.doneWithShare', savedShare(item));
    setText(this.#title, title);
    const kept = keptWords(item);
    this.#figures.replaceChildren(
      ...compactionFigures(item).flatMap((figure) => [
        figure === kept && item.keptFrom !== undefined
          ? turnLink(kept, item.keptFrom.record)
          : make('span', {}, figure),
        ' ',
      ]),
    );
    this.#provisional.hidden = !item.provisional || item.undone;
    const omissions = item.undone ? '' : omissionsOf(item).join(' ');
    setText(this.#omitted, omissions);
    this.#omitted.hidden = omissions === '';
    this.#undo.hidden = !item.canUndo;
    this.toggleAttribute('data-undone', item.undone);
  }
}

/** What of the user's earlier words does not go along. */
function omissionsOf({ wordsOmitted = 0, wordsCut = 0, pastedLines = 0 }: CompactionItem): readonly string[] {
  const told = [
    [wordsOmitted, say('compaction.wordOmitted'), say('compaction.wordsOmitted', number(wordsOmitted))],
    [wordsCut, say('compaction.wordCut'), say('compaction.wordsCut', number(wordsCut))],
    [pastedLines, say('compaction.pastedLine'), say('compaction.pastedLines', number(pastedLines))],
  ] as const;
  return told.flatMap(([count, one, many]) => (count === 0 ? [] : [count === 1 ? one : many]));
}

customElements.define('compaction-mark', CompactionMark);
