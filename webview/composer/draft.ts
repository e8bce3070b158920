/** Which text belongs into the composer when the host's copy of the draft and the panel's own meet. */
import type { Draft } from '../../src/protocol/view.ts';

/** The composer's text as this panel knows it; kept in the panel's saved state, so it outlives the page. */
export interface LocalDraft extends Draft {
  readonly session: string;
}

/** Reads what an earlier page saved; null for anything else that may lie there. */
export function savedDraft(state: unknown): LocalDraft | null {
  if (typeof state !== 'object' || state === null || !('draft' in state)) return null;
  const { draft } = state;
  if (typeof draft !== 'object' || draft === null) return null;
  if (!('session' in draft && 'text' in draft && 'placed' in draft)) return null;
  const { session, text, placed } = draft;
  return typeof session === 'string' && typeof text === 'string' && typeof placed === 'number'
    ? { session, text, placed }
    : null;
}

/** Typed while no session was open: it belongs to whichever opens next. */
const isHomeless = (local: LocalDraft): boolean => local.session === '' && local.text !== '';

/** What the host puts there comes first, and nothing is said twice. */
function joined(host: string, typed: string): string {
  return typed === '' || typed === host ? host : host === '' ? typed : `${host}\n\n${typed}`;
}

/**
 * What a page that has just loaded shows. The host's copy comes later than the text by a moment, so a saved text that
 * goes on from it is newer. Any other saved text may be an old one, since VS Code keeps a panel's state in its own time.
 */
export function resumeDraft(saved: LocalDraft | null, session: string, host: Draft): LocalDraft {
  const { placed } = host;
  const isNewer = saved?.session === session && saved.text !== '' && saved.text.startsWith(host.text);
  if (isNewer) return { session, text: saved.text, placed };
  return {
    session,
    text: saved !== null && isHomeless(saved) ? joined(host.text, saved.text) : host.text,
    placed,
  };
}

/** What a living page shows after the host's draft has changed. Text that is being typed is never lost. */
export function followDraft(local: LocalDraft, session: string, host: Draft): LocalDraft {
  const isSame = local.session === session;
  if (!isSame && !isHomeless(local)) return { session, ...host };
  if (isSame && local.placed === host.placed) return local;
  return { session, text: joined(host.text, local.text), placed: host.placed };
}
