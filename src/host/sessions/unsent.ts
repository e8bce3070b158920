/** Which messages came to nothing, and the way back of their words into the composer. */
import { at } from '../../core/append-list.ts';
import type { Transcript } from '../../core/conversation/transcript.ts';
import type { TurnOutcome } from '../../core/outcome.ts';
import type { OpenSession } from './open-session.ts';

/** Nothing went wrong, and yet it came to nothing. */
export const isWithdrawn = ({ status, failure }: TurnOutcome): boolean =>
  status === 'cancelled' && failure === undefined;

/** What was typed since then comes after it. */
export function putBack(session: OpenSession, text: string): void {
  const parts = [text, session.draft.text].filter((part) => part !== '');
  session.placeDraft(parts.join('\n\n'));
}

/** A failed turn whose message stands in the transcript is retried there; any other goes back into the composer. */
export function wasRecorded(transcript: Transcript, from: number, text: string): boolean {
  for (let index = from; index < transcript.length; index++) {
    const record = at(transcript, index);
    const isTyped = record?.kind === 'user' && record.continues !== true;
    if (isTyped && record.typed === text) return true;
  }
  return false;
}
