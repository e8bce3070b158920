/** An instruction as a line of the memory document, and read back from one. */
import { withoutItemMark } from '../item-mark.ts';
import type { Redact } from '../redaction/redact.ts';
import type { Instruction } from './instruction.ts';

/** `- "quote" (turn 12)`, or struck: `- ~~"quote"~~ (turn 3, taken back in turn 9)`. */
export function instructionLine({ quote, turn, revokedIn, byModel }: Instruction, redact: Redact): string {
  const safe = redact(quote);
  const from = byModel === true ? `turn ${turn}, noted in a summary` : `turn ${turn}`;
  return revokedIn === null
    ? `- "${safe}" (${from})`
    : `- ~~"${safe}"~~ (${from}, taken back in turn ${revokedIn})`;
}

export interface InstructionLine {
  readonly quote: string;
  readonly turn: number;
  readonly revokedIn: number | null;
  /** A summary has noted it. */
  readonly isNoted: boolean;
}

const form =
  /^(?:~~)?"(.+)"(?:~~)? \(turn (\d{1,7})(, noted in a summary)?(?:, (?:revoked|taken back) in turn (\d{1,7}))?\)$/;

/** What `instructionLine` has written, whatever mark the item has; null for other lines. */
export function instructionIn(line: string): InstructionLine | null {
  const [, quote, turn, noted, revokedIn] = form.exec(withoutItemMark(line.trim())) ?? [];
  if (quote === undefined) return null;
  return {
    quote,
    turn: Number(turn),
    revokedIn: revokedIn === undefined ? null : Number(revokedIn),
    isNoted: noted !== undefined,
  };
}
