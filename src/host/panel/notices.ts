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

/** What has happened by itself; all else answers what the user has just asked for. */
const unasked: readonly NoticeTopic[] = ['window', 'damage', 'git'];

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

  /** Those that belong to the end of the conversation. */
  get news(): readonly NoticeItem[] {
    return this.#items.filter(isNews);
  }

  /** Those that somebody waits for who may be reading anywhere. */
  get replies(): readonly NoticeItem[] {
    return this.#items.filter((item) => !isNews(item));
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

  /** What the user does next takes the place of whatever answered what they did before. */
  withdrawReplies(): void {
    for (const { id } of this.replies) this.dismiss(id);
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

const isNews = ({ id }: NoticeItem): boolean => unasked.some((topic) => idOf(topic) === id);
