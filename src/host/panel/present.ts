/**
 * Turns what the host knows into the panel's view, and what has happened since into changes of that view. The session's parts
 * are converted by its `present-*` neighbours, `memory-lines.ts` and `context-sizes.ts`, the composer's by `present-composer.ts`.
 *
 * One presentation serves one panel: it remembers what that panel has been shown, so that the cost of a change is in
 * proportion to what is new and never to the length of the session.
 */
import { at, slice } from '../../core/append-list.ts';
import type { RecordId, Transcript } from '../../core/conversation/transcript.ts';
import type { SessionState } from '../../core/session.ts';
import type { Change } from '../../protocol/messages.ts';
import type { Fields, Item, View } from '../../protocol/view.ts';
import type { Translate } from '../translate.ts';
import { type ContextSizes, noSizes, withSizes } from './context-sizes.ts';
import { type MemoryLines, noMemoryLines, withMemoryLines } from './memory-lines.ts';
import type { PanelSource } from './panel-source.ts';
import { bodyChanges, changedFields, recordItems, type Shown, withFooter } from './present-changes.ts';
import { presentFields } from './present-fields.ts';
import { itemFacts, messageBefore, pendingItems, streamingItem, toolItems } from './present-items.ts';
import { sessionNotices } from './present-notices.ts';

/** How many records a snapshot shows at first, and how many more each `loadEarlier` brings. */
export const recordsPerPage = 200;

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
    const lines = state === null ? noMemoryLines : withMemoryLines(shown.lines, state);
    const fields = this.#fields(source, shown.from > 0, sizes, lines);
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
      lines,
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
    const lines = state === null ? noMemoryLines : withMemoryLines(noMemoryLines, state);
    const fields = this.#fields(source, from > 0, sizes, lines);
    this.#shown = {
      session: source.session,
      state,
      from,
      streaming,
      openTools: state === null ? null : openTools(state, undone),
      undone,
      footer,
      sizes,
      lines,
      fields,
    };
    return { ...fields, items: [...body, ...(streaming === null ? [] : [streaming]), ...footer] };
  }

  #fields(source: PanelSource, hasEarlier: boolean, sizes: ContextSizes, { lines }: MemoryLines): Fields {
    const others = presentFields(source, hasEarlier, this.#translate);
    return { ...others, sizes: sizes.points, memoryLines: lines };
  }

  #footer(source: PanelSource): readonly Item[] {
    const state = source.engine?.state ?? null;
    if (state === null) return source.notices;
    return [...pendingItems(state), ...source.notices, ...sessionNotices(state, this.#translate)];
  }
}

/** The same branch as before, perhaps longer, and none of its messages has another version now. */
function isContinued(before: SessionState, state: SessionState): boolean {
  if (before.versions !== state.versions) return false;
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
