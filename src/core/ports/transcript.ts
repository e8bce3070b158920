/** Where records are kept. */
import type { AnswerPiece } from '../conversation/answer-piece.ts';
import type { TranscriptRecord } from '../conversation/transcript.ts';
import type { Failure } from '../failure.ts';

/** Append-only; one writer. */
export interface TranscriptPort {
  /** Resolves when the record is on disk, or with the reason why it is not. */
  append(record: TranscriptRecord): Promise<Failure | null>;
  /** The same for a piece of an answer, which is no record. */
  keepPiece(piece: AnswerPiece): Promise<Failure | null>;
}
