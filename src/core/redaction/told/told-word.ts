/** A word as the search for told credentials sees it. */
import type { Cue } from './cue-lists.ts';
import type { Shape } from './word-shapes.ts';

export interface ToldWord {
  /** Without the punctuation around it. */
  readonly bare: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
  /** The punctuation right before and after it. */
  readonly lead: string;
  readonly tail: string;
  readonly shape: Shape;
  readonly cues: readonly Cue[];
  /** Counted from 0; a line end closes a sentence too. */
  readonly sentence: number;
  readonly beginsLine: boolean;
  readonly endsLine: boolean;
  /** How many words the quotation has that it stands in; 0 outside of any. */
  readonly quoted: number;
}
