/** What has happened since a panel was last shown a session, as changes of its view. */
import { slice } from '../../core/append-list.ts';
import { indexOf, type RecordId } from '../../core/conversation/transcript.ts';
import type { SessionState } from '../../core/session.ts';
import type { Change } from '../../protocol/messages.ts';
import { isSameValue } from '../../protocol/same-value.ts';
import type { AnswerItem, Fields, Item, ToolItem } from '../../protocol/view.ts';
import type { ContextSizes } from './context-sizes.ts';
import type { MemoryLines } from './memory-lines.ts';
import {
  type ItemFacts,
  itemFacts,
  itemsOfRecord,
  retryableAnswer,
  streamingItem,
  toolItems,
  undoableRecord,
} from './present-items.ts';

/** What one panel has been shown. */
export interface Shown {
  readonly session: string;
  /** Null when the panel was shown no session. */
  readonly state: SessionState | null;
  /** Index of the first record shown. */
  readonly from: number;
  readonly streaming: AnswerItem | null;
  /** Tools whose results had not come; null when there are none. */
  readonly openTools: { readonly index: number; readonly items: readonly ToolItem[] } | null;
  readonly undone: ReadonlySet<RecordId>;
  /** Items after the conversation: what waits, and notices. */
  readonly footer: readonly Item[];
  readonly sizes: ContextSizes;
  readonly lines: MemoryLines;
  readonly fields: Fields;
}

export function recordItems(from: number, to: number, facts: ItemFacts): Item[] {
  const items: Item[] = [];
  for (let index = from; index < to; index++) items.push(...itemsOfRecord(index, facts));
  return items;
}

export function bodyChanges(
  shown: Shown,
  before: SessionState,
  state: SessionState,
  undone: ReadonlySet<RecordId>,
): readonly Change[] {
  const facts = itemFacts(state, undone);
  const added = recordItems(before.branch.length, state.branch.length, facts);
  const streaming = streamingItem(state);
  const present = streaming === null ? added : [...added, streaming];
  return [
    ...toolChanges(shown.openTools, facts),
    ...compactionChanges(shown, before, state, facts),
    ...retryChanges(shown, before, facts),
    ...newItemChanges(shown.streaming, present),
  ];
}

function toolChanges(open: Shown['openTools'], facts: ItemFacts): readonly Change[] {
  if (open === null) return [];
  return toolItems(open.index, facts).flatMap((item, position) =>
    isSameValue(item, open.items[position]) ? [] : [{ kind: 'itemReplaced', item } as const],
  );
}

/** Whether a compaction can be undone, and whether it was, changes after it was first shown. */
function compactionChanges(
  shown: Shown,
  before: SessionState,
  state: SessionState,
  facts: ItemFacts,
): readonly Change[] {
  const touched = new Set(
    slice(state.branch, before.branch.length).flatMap((record) =>
      record.kind === 'undo' ? [record.undoes] : [],
    ),
  );
  if (undoableRecord(before) !== facts.undoable) {
    for (const id of [undoableRecord(before), facts.undoable]) if (id !== null) touched.add(id);
  }
  const changes: Change[] = [];
  for (const id of touched) {
    const index = indexOf(state.branch, id);
    if (index < shown.from || index >= before.branch.length) continue;
    for (const item of itemsOfRecord(index, facts)) changes.push({ kind: 'itemReplaced', item });
  }
  return changes;
}

/** Which answer can be asked for once more changes after it was first shown. */
function retryChanges(shown: Shown, before: SessionState, facts: ItemFacts): readonly Change[] {
  const was = retryableAnswer(before);
  if (was === facts.retryable) return [];
  return [was, facts.retryable]
    .filter((index) => index >= shown.from && index < before.branch.length)
    .flatMap((index) => itemsOfRecord(index, facts))
    .filter((item) => item.kind === 'answer')
    .map((item) => ({ kind: 'itemReplaced', item }));
}

/** The streamed answer and the record it becomes have one id, so it is replaced in its place and never flickers. */
function newItemChanges(streamed: AnswerItem | null, present: readonly Item[]): readonly Change[] {
  const changes: Change[] = [];
  if (streamed !== null && !present.some((item) => item.id === streamed.id)) {
    changes.push({ kind: 'itemRemoved', id: streamed.id });
  }
  for (const item of present) {
    if (item.id !== streamed?.id) changes.push({ kind: 'itemAdded', item });
    else changes.push(...answerChanges(streamed, item));
  }
  return changes;
}

function answerChanges(before: AnswerItem, item: Item): readonly Change[] {
  if (item.kind !== 'answer' || item.state !== 'streaming' || !isGrown(before, item)) {
    return isSameValue(before, item) ? [] : [{ kind: 'itemReplaced', item }];
  }
  const { id } = item;
  const thinking = (item.thinking ?? '').slice(before.thinking?.length ?? 0);
  const text = item.text.slice(before.text.length);
  return [
    ...(thinking === '' ? [] : [{ kind: 'textAppended', id, part: 'thinking', text: thinking } as const]),
    ...(text === '' ? [] : [{ kind: 'textAppended', id, part: 'text', text } as const]),
  ];
}

/** A request that is tried again may begin its answer anew. */
const isGrown = (before: AnswerItem, item: AnswerItem): boolean =>
  item.text.startsWith(before.text) && (item.thinking ?? '').startsWith(before.thinking ?? '');

/** Items are only ever added at the end, so what stands after the conversation steps aside for them. */
export function withFooter(
  body: readonly Change[],
  before: readonly Item[],
  after: readonly Item[],
): readonly Change[] {
  const added = body.some((change) => change.kind === 'itemAdded');
  const sameIds =
    before.length === after.length && before.every((item, index) => item.id === after[index]?.id);
  if (sameIds && !(added && before.length > 0)) {
    const replaced = after.filter((item, index) => !isSameValue(item, before[index]));
    return [...body, ...replaced.map((item) => ({ kind: 'itemReplaced', item }) as const)];
  }
  return [
    ...before.map(({ id }) => ({ kind: 'itemRemoved', id }) as const),
    ...body,
    ...after.map((item) => ({ kind: 'itemAdded', item }) as const),
  ];
}

/** Only the parts that differ; null when none does. A draft is echoed only when the host has put it there. */
export function changedFields(before: Fields, after: Fields): Partial<Fields> | null {
  const { draft: draftBefore, ...restBefore } = before;
  const { draft, ...rest } = after;
  const changed = Object.fromEntries(
    Object.entries(rest).filter(
      ([key, value]) => !isSameValue(value, restBefore[key as keyof typeof restBefore]),
    ),
  );
  const placed = draft.placed === draftBefore.placed ? {} : { draft };
  const all = { ...changed, ...placed };
  return Object.keys(all).length === 0 ? null : all;
}
