/** What the user has told for good, in the user's words, and what of it was taken back. */
import type { Topic } from '../prose/topics.ts';

export interface Instruction {
  readonly kind: 'instruction' | 'correction';
  /** Verbatim, but for white space, which is folded. */
  readonly quote: string;
  /** The user turn it comes from, counted from 1; of restatements, the newest. */
  readonly turn: number;
  /** The turn that took it back; null while it stands. */
  readonly revokedIn: number | null;
  readonly topic: Topic;
  /** A summary has noticed it, and code's own rules have not. */
  readonly byModel?: true;
  /** It may as well be none. */
  readonly isDoubtful?: true;
}

/** What was taken back, kept for rules that a summary notices later. */
export interface Withdrawal {
  readonly quote: string;
  readonly turn: number;
}

export interface Instructions {
  /** Oldest first. */
  readonly entries: readonly Instruction[];
  /** Entries that yielded to newer ones. */
  readonly omitted: number;
  /** What was taken back, oldest first, the newest of them. */
  readonly withdrawals: readonly Withdrawal[];
}

export const noInstructions: Instructions = { entries: [], omitted: 0, withdrawals: [] };
