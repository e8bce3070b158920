/** Which element shows an item of the conversation, and how it follows what the item becomes. */
import type { Item } from '../../src/protocol/view.ts';
import type { Store } from '../store.ts';
import { AnswerMessage } from './answer-message.ts';
import { CompactionMark } from './compaction-mark.ts';
import { InlineNotice } from './inline-notice.ts';
import type { OpenEdits } from './open-edits.ts';
import { ToolCall } from './tool-call.ts';
import { UserMessage } from './user-message.ts';

export interface ItemElement {
  readonly element: HTMLElement;
  /** Shows `item`, or answers false where it takes another element. */
  readonly accept: (item: Item) => boolean;
}

export type MakeItemElement = (item: Item) => ItemElement;

/** Elements for a panel's items; some of them follow more than their item. */
export const itemElements =
  (store: Store, edits: OpenEdits): MakeItemElement =>
  (item) => {
    switch (item.kind) {
      case 'user':
        return shown('user', new UserMessage(store, edits), item);
      case 'answer':
        return shown('answer', new AnswerMessage(), item);
      case 'tool':
        return shown('tool', new ToolCall(), item);
      case 'compaction':
        return shown('compaction', new CompactionMark(), item);
      case 'notice':
        return shown('notice', new InlineNotice(), item);
    }
  };

type Of<K extends Item['kind']> = Extract<Item, { readonly kind: K }>;

function shown<K extends Item['kind']>(
  kind: K,
  element: HTMLElement & { update(item: Of<K>): void },
  first: Of<K>,
): ItemElement {
  const isOurs = (item: Item): item is Of<K> => item.kind === kind;
  element.update(first);
  return {
    element,
    accept: (item) => {
      if (!isOurs(item)) return false;
      element.update(item);
      return true;
    },
  };
}
