/** What the host has to tell the user in the panel, beside the conversation. */
import type { Action, NoticeItem } from '../../protocol/view.ts';

export type NoticeTopic =
  | 'send'
  | 'compaction'
  | 'memory'
  | 'session'
  | 'window'
  | 'damage'
  | 'code'
  | 'git'
  | 'attach'
  | 'open';

/** One notice a topic: news replaces what was said before, and nothing piles up. */
export class Notices {
  readonly #onChange: () => void;
  #items: readonly NoticeItem[] = [];

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get items(): readonly NoticeItem[] {
    return this.#items;
  }

  say(topic: NoticeTopic, level: NoticeItem['level'], text: string, actions: readonly Action[] = []): void {
    const notice: NoticeItem = {
      kind: 'notice',
      id: idOf(topic),
      level,
      text,
      actions: [...actions, 'dismiss'],
    };
    this.#items = [...this.#without(notice.id), notice];
    this.#onChange();
  }

  withdraw(...topics: readonly NoticeTopic[]): void {
    for (const topic of topics) this.dismiss(idOf(topic));
  }

  dismiss(id: string): void {
    const kept = this.#without(id);
    if (kept.length === this.#items.length) return;
    this.#items = kept;
    this.#onChange();
  }

  #without(id: string): readonly NoticeItem[] {
    return this.#items.filter((item) => item.id !== id);
  }
}

const idOf = (topic: NoticeTopic): string => `host.${topic}`;
