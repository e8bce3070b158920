/** Holds what a summary noticed as a standing instruction against what the user typed on the branch. */
import { at } from '../append-list.ts';
import { indexOf, type RecordId, type Transcript } from '../conversation/transcript.ts';
import {
  foundIn,
  type NotedQuote,
  notedIn,
  type TypedTurn,
  withNoted,
} from '../instructions/noted-quotes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { redactWith } from '../redaction/redact.ts';
import type { SessionState } from '../session.ts';
import { parseMemory } from './memory.ts';

/** Those of the quotes that the user typed in the turns up to a record. */
export const noticed = (
  { branch, ledger }: SessionState,
  upTo: RecordId,
  quotes: readonly string[],
): readonly NotedQuote[] =>
  foundIn(quotes, turnsBack(branch, ledger.turn, indexOf(branch, upTo)), redactWith(ledger.credentials));

/**
 * The ledger of a branch that has been read again, with what the branch's memory has as noticed. The records do not tell
 * it, and the memory may have been edited, so that it is looked up as a summary's proposal is.
 */
export function withNotedAgain(ledger: Ledger, branch: Transcript, memory: string | null): Ledger {
  const quotes: ReadonlyMap<string, number | null> =
    memory === null ? new Map() : notedIn(parseMemory(memory));
  if (quotes.size === 0) return ledger;
  const turns = turnsBack(branch, ledger.turn, branch.length - 1);
  const found = foundIn([...quotes.keys()], turns, redactWith(ledger.credentials));
  const noted = found.map((entry) => ({ ...entry, revokedIn: quotes.get(entry.quote) ?? null }));
  return { ...ledger, instructions: withNoted(ledger.instructions, noted) };
}

/** What the user typed, the newest turn first. `turn`: that of the branch's last message of the user's. */
function* turnsBack(branch: Transcript, turn: number, end: number): Generator<TypedTurn> {
  let count = turn;
  for (let index = branch.length - 1; index >= 0; index--) {
    const record = at(branch, index);
    if (record?.kind !== 'user') continue;
    if (index <= end) yield { turn: count, typed: record.typed };
    count--;
  }
}
