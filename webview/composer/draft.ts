/** Which text belongs into the composer when the host's copy of the draft and the panel's own meet. */
import type { Draft, Item } from '../../src/protocol/view.ts';

/** The composer's text as this panel knows it; kept in the panel's saved state, so it outlives the page. */
export interface LocalDraft extends Draft {
  readonly session: string;
  /** The newest message that had been sent when this was written; empty before the first. */
  readonly after: string;
}

/** The newest message of a conversation, one that waits included; empty where none was sent yet. */
export const newestMessage = (items: readonly Item[]): string =>
  items.findLast(({ kind }) => kind === 'user')?.id ?? '';

/** Reads what an earlier page saved; null for anything else that may lie there. */
export function savedDraft(state: unknown): LocalDraft | null {
  if (typeof state !== 'object' || state === null || !('draft' in state)) return null;
  const { draft } = state;
  if (typeof draft !== 'object' || draft === null) return null;
  if (!('session' in draft && 'text' in draft && 'placed' in draft && 'after' in draft)) return null;
  const { session, text, placed, after } = draft;
  const isDraft =
    typeof session === 'string' &&
    typeof text === 'string' &&
    typeof placed === 'number' &&
    typeof after === 'string';
  return isDraft ? { session, text, placed, after } : null;
}

/** Typed while no session was open: it belongs to whichever opens next. */
const isHomeless = (local: LocalDraft): boolean => local.session === '' && local.text !== '';

/** What the host puts there comes first, and nothing is said twice: it may have put what was typed after it already. */
function joined(host: string, typed: string): string {
  const isThere = typed === '' || typed === host || host.endsWith(`\n\n${typed}`);
  return isThere ? host : host === '' ? typed : `${host}\n\n${typed}`;
}

/**
 * What a page that has just loaded shows. The host's copy comes later than the text by a moment, so a saved text that
 * goes on from it is newer. Any other saved text may be an old one, since VS Code keeps a panel's state in its own time:
 * so may one that was written before the newest message, which was sent with it.
 */
export function resumeDraft(
  saved: LocalDraft | null,
  session: string,
  host: Draft,
  after: string,
): LocalDraft {
  const { placed } = host;
  const isNewer =
    saved?.session === session &&
    saved.after === after &&
    saved.text !== '' &&
    saved.text.startsWith(host.text);
  if (isNewer) return { session, text: saved.text, placed, after };
  const text = saved !== null && isHomeless(saved) ? joined(host.text, saved.text) : host.text;
  return { session, text, placed, after };
}

/** What a living page shows after the host's draft or the conversation has changed. What is being typed is never lost. */
export function followDraft(local: LocalDraft, session: string, host: Draft, after: string): LocalDraft {
  const isSame = local.session === session;
  if (!isSame && !isHomeless(local)) return { session, ...host, after };
  if (!isSame || local.placed !== host.placed)
    return { session, text: joined(host.text, local.text), placed: host.placed, after };
  return local.after === after ? local : { ...local, after };
}
