/**
 * What has arrived of an answer that still comes, kept piece by piece in between the records. Where nobody was left to
 * record that the answer was cut, as in a crash, the pieces stand in for that record; after any other message they mean
 * nothing any more.
 */
import { lastMessage, type RecordId, type Transcript } from './transcript.ts';

/** Only what is new since the piece before, so that all of them together are about as long as the answer. */
export interface AnswerPiece {
  readonly kind: 'piece';
  /** Of the call that is answered. */
  readonly id: string;
  /** The message that is answered. */
  readonly parent: RecordId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly provider: string;
  readonly model: string;
  /** How much of the answer's text came before it, in UTF-16 units. */
  readonly from: number;
  readonly text: string;
}

/** How long what has arrived may be in memory only. */
export const pieceDelayMs = 2_000;

/** What stands for a piece that was lost on disk. */
const lost = '\n\n[…]\n\n';

/**
 * The newest of the pieces, with the whole text of its call, where it belongs to an answer that is still missing. An answer
 * that was cut may have been asked for once more; it gives way to another from its first word on, and to no late rest of
 * its own.
 */
export function arrivedAnswer(branch: Transcript, pieces: readonly AnswerPiece[]): AnswerPiece | null {
  const last = lastMessage(branch);
  const cut = last?.kind === 'assistant' && last.outcome === 'interrupted' ? last : null;
  const asked = cut?.parent ?? (last?.kind === 'assistant' ? undefined : last?.id);
  const fitting = pieces.filter(({ parent }) => parent === asked);
  const newest = fitting.at(-1);
  const ofCall = fitting.filter(({ id }) => id === newest?.id);
  if (newest === undefined || (cut !== null && ofCall[0]?.from !== 0)) return null;
  const text = joined(ofCall);
  return text.trim() === '' ? null : { ...newest, from: 0, text };
}

function joined(pieces: readonly AnswerPiece[]): string {
  let text = '';
  let end = 0;
  let before: number | null = null;
  for (const piece of pieces) {
    // Written twice, where the disk had said no although it was written.
    if (piece.from === before) continue;
    text += piece.from === end ? piece.text : lost + piece.text;
    before = piece.from;
    end = piece.from + piece.text.length;
  }
  // Half of a surrogate pair, whose other half is lost, is no text that can be sent.
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
