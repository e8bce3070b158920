/** The one way in which a view changes, used by the host on the original and by the panel on its replica. */
import type { Change } from './messages.ts';
import type { AnswerItem, Item, View } from './view.ts';

/**
 * The view after `change`. A change that speaks of an item that is not loaded alters nothing: a panel that holds only
 * the end of a session stays in step.
 */
export function applyChange(view: View, change: Change): View {
  switch (change.kind) {
    case 'itemAdded':
      return indexOf(view.items, change.item.id) < 0
        ? { ...view, items: [...view.items, change.item] }
        : replaceItem(view, change.item.id, () => change.item);
    case 'itemReplaced':
      return replaceItem(view, change.item.id, () => change.item);
    case 'itemRemoved':
      return indexOf(view.items, change.id) < 0
        ? view
        : { ...view, items: view.items.filter((item) => item.id !== change.id) };
    case 'textAppended':
      return replaceItem(view, change.id, (item) =>
        item.kind === 'answer' ? appendText(item, change.part, change.text) : item,
      );
    case 'itemsPrepended':
      return { ...view, items: prepend(change.items, view.items), hasEarlier: change.hasEarlier };
    case 'fields':
      return { ...view, ...change.fields };
  }
}

/** Most changes speak of the newest items, so the search begins at the end. */
function indexOf(items: readonly Item[], id: string): number {
  return items.findLastIndex((item) => item.id === id);
}

function replaceItem(view: View, id: string, replace: (item: Item) => Item): View {
  const index = indexOf(view.items, id);
  const before = view.items[index];
  if (before === undefined) return view;
  const after = replace(before);
  return after === before ? view : { ...view, items: view.items.with(index, after) };
}

function appendText(item: AnswerItem, part: 'text' | 'thinking', text: string): AnswerItem {
  return part === 'text'
    ? { ...item, text: item.text + text }
    : { ...item, thinking: (item.thinking ?? '') + text };
}

function prepend(earlier: readonly Item[], items: readonly Item[]): readonly Item[] {
  const known = new Set(items.map((item) => item.id));
  const fresh: Item[] = [];
  for (const item of earlier) {
    if (known.has(item.id)) continue;
    known.add(item.id);
    fresh.push(item);
  }
  return [...fresh, ...items];
}
