/**
 * Turns what the host knows into the panel's view, and what has happened since into changes of that view. With its
 * `present-*` neighbours it is the only place that knows both vocabularies, the core's and the protocol's.
 *
 * One presentation serves one panel: it remembers what that panel has been shown, so that the cost of a change is in
 * proportion to what is new and never to the length of the session.
 */
import { at, slice } from '../core/append-list.ts';
import { indexOf, type RecordId, type Transcript } from '../core/conversation/transcript.ts';
import type { SessionState } from '../core/session.ts';
import type { Change } from '../protocol/messages.ts';
import type { AnswerItem, Fields, Item, ToolItem, View } from '../protocol/view.ts';
import { type ContextSizes, noSizes, withSizes } from './context-sizes.ts';
import type { PanelSource } from './panel-source.ts';
import { presentFields } from './present-fields.ts';
import {
  type ItemFacts,
  itemFacts,
  itemsOfRecord,
  messageBefore,
  pendingItems,
  streamingItem,
  toolItems,
  undoableRecord,
} from './present-items.ts';
import { sessionNotices } from './present-notices.ts';
import type { Translate } from './translate.ts';

/** How many records a snapshot shows at first, and how many more each `loadEarlier` brings. */
export const recordsPerPage = 200;

interface Shown {
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
  readonly fields: Fields;
}

export class Presentation {
  readonly #translate: Translate;
  #shown: Shown | null = null;

  constructor(translate: Translate) {
    this.#translate = translate;
  }

  /** The whole view, with the newest page of the conversation. Later changes count from here. */
  snapshot(source: PanelSource): View {
    return this.#show(source, pageStart(source.engine?.state ?? null, newestPage(source)));
  }

  /** As `snapshot`; where another branch of the same session is shown now, what was in sight of both stays loaded. */
  refreshed(source: PanelSource): View {
    const from = this.#shown?.session === source.session ? this.#shown.from : Number.POSITIVE_INFINITY;
    return this.#show(source, pageStart(source.engine?.state ?? null, Math.min(from, newestPage(source))));
  }

  /**
   * What turns the view shown before into the present one, in order; null when only a new snapshot can, because
   * another session or branch is shown or none was.
   */
  changes(source: PanelSource): readonly Change[] | null {
    const shown = this.#shown;
    const state = source.engine?.state ?? null;
    if (shown === null || shown.session !== source.session || (shown.state === null) !== (state === null))
      return null;
    if (state !== null && shown.state !== null && !isContinued(shown.state, state)) return null;
    const undone = withUndone(shown.undone, state, shown.state?.branch.length ?? 0);
    const footer = this.#footer(source);
    const body = state === null || shown.state === null ? [] : bodyChanges(shown, shown.state, state, undone);
    const sizes = state === null ? noSizes : withSizes(shown.sizes, state.branch);
    const fields = this.#fields(source, shown.from > 0, sizes);
    const changed = changedFields(shown.fields, fields);
    const changes: Change[] = [
      ...withFooter(body, shown.footer, footer),
      ...(changed === null ? [] : [{ kind: 'fields', fields: changed } as const]),
    ];
    this.#shown = {
      ...shown,
      state,
      undone,
      footer,
      sizes,
      fields,
      streaming: state === null ? null : streamingItem(state),
      openTools: state === null ? null : openTools(state, undone),
    };
    return changes;
  }

  /** One more page of the past; null when there is none. */
  earlier(source: PanelSource): Change | null {
    const shown = this.#shown;
    const state = shown?.state ?? null;
    if (shown === null || state === null || shown.from === 0 || shown.session !== source.session) return null;
    const from = pageStart(state, Math.max(0, shown.from - recordsPerPage));
    const undone = undoneIn(state.branch, from);
    const items = recordItems(from, shown.from, itemFacts(state, undone));
    const hasEarlier = from > 0;
    this.#shown = { ...shown, from, undone, fields: { ...shown.fields, hasEarlier } };
    return { kind: 'itemsPrepended', items, hasEarlier };
  }

  #show(source: PanelSource, from: number): View {
    const state = source.engine?.state ?? null;
    const undone = state === null ? new Set<RecordId>() : undoneIn(state.branch, from);
    const body = state === null ? [] : recordItems(from, state.branch.length, itemFacts(state, undone));
    const streaming = state === null ? null : streamingItem(state);
    const footer = this.#footer(source);
    const sizes = state === null ? noSizes : withSizes(noSizes, state.branch);
    const fields = this.#fields(source, from > 0, sizes);
    this.#shown = {
      session: source.session,
      state,
      from,
      streaming,
      openTools: state === null ? null : openTools(state, undone),
      undone,
      footer,
      sizes,
      fields,
    };
    return { ...fields, items: [...body, ...(streaming === null ? [] : [streaming]), ...footer] };
  }

  #fields(source: PanelSource, hasEarlier: boolean, sizes: ContextSizes): Fields {
    return { ...presentFields(source, hasEarlier, this.#translate), sizes: sizes.points };
  }

  #footer(source: PanelSource): readonly Item[] {
    const state = source.engine?.state ?? null;
    if (state === null) return source.notices;
    return [...pendingItems(state), ...source.notices, ...sessionNotices(state, this.#translate)];
  }
}

/** The same branch as before, perhaps longer. */
function isContinued(before: SessionState, state: SessionState): boolean {
  const last = before.branch.length - 1;
  return last < 0 || at(before.branch, last) === at(state.branch, last);
}

const newestPage = ({ engine }: PanelSource): number =>
  Math.max(0, (engine?.state.branch.length ?? 0) - recordsPerPage);

/** A page never begins between a tool's call and its result, which one item shows. */
function pageStart(state: SessionState | null, from: number): number {
  if (state === null) return 0;
  return at(state.branch, from)?.kind === 'toolResults'
    ? Math.max(0, messageBefore(state.branch, from))
    : from;
}

function recordItems(from: number, to: number, facts: ItemFacts): Item[] {
  const items: Item[] = [];
  for (let index = from; index < to; index++) items.push(...itemsOfRecord(index, facts));
  return items;
}

/** An undo always comes after its compaction, so it is enough to look from the first record shown. */
const undoneIn = (transcript: Transcript, from: number): ReadonlySet<RecordId> =>
  new Set(slice(transcript, from).flatMap((record) => (record.kind === 'undo' ? [record.undoes] : [])));

function withUndone(
  undone: ReadonlySet<RecordId>,
  state: SessionState | null,
  from: number,
): ReadonlySet<RecordId> {
  if (state === null) return undone;
  const more = undoneIn(state.branch, from);
  return more.size === 0 ? undone : new Set([...undone, ...more]);
}

function openTools(state: SessionState, undone: ReadonlySet<RecordId>): Shown['openTools'] {
  const index = messageBefore(state.branch, state.branch.length);
  const items = toolItems(index, itemFacts(state, undone));
  return items.length === 0 ? null : { index, items };
}

function bodyChanges(
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
    ...newItemChanges(shown.streaming, present),
  ];
}

function toolChanges(open: Shown['openTools'], facts: ItemFacts): readonly Change[] {
  if (open === null) return [];
  return toolItems(open.index, facts).flatMap((item, position) =>
    isSame(item, open.items[position]) ? [] : [{ kind: 'itemReplaced', item } as const],
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
    return isSame(before, item) ? [] : [{ kind: 'itemReplaced', item }];
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
function withFooter(
  body: readonly Change[],
  before: readonly Item[],
  after: readonly Item[],
): readonly Change[] {
  const added = body.some((change) => change.kind === 'itemAdded');
  const sameIds =
    before.length === after.length && before.every((item, index) => item.id === after[index]?.id);
  if (sameIds && !(added && before.length > 0)) {
    const replaced = after.filter((item, index) => !isSame(item, before[index]));
    return [...body, ...replaced.map((item) => ({ kind: 'itemReplaced', item }) as const)];
  }
  return [
    ...before.map(({ id }) => ({ kind: 'itemRemoved', id }) as const),
    ...body,
    ...after.map((item) => ({ kind: 'itemAdded', item }) as const),
  ];
}

/** Only the parts that differ; null when none does. A draft is echoed only when the host has put it there. */
function changedFields(before: Fields, after: Fields): Partial<Fields> | null {
  const { draft: draftBefore, ...restBefore } = before;
  const { draft, ...rest } = after;
  const changed = Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => !isSame(value, restBefore[key as keyof typeof restBefore])),
  );
  const placed = draft.placed === draftBefore.placed ? {} : { draft };
  const all = { ...changed, ...placed };
  return Object.keys(all).length === 0 ? null : all;
}

/** Structural equality of plain JSON; long texts are compared as strings and never copied. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame(one[key as keyof typeof one], other[key as keyof typeof other]))
  );
}
