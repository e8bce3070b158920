/** How well the ledger tells the user's orders and corrections from everything else that a user types. */

import { plain } from '../../src/core/instructions/plain-quote.ts';
import { emptyLedger, readRecord } from '../../src/core/ledger/ledger.ts';
import { userRecord } from '../../test/support/user-record.ts';
import { onOneLine, type ProbeConversation } from './conversations.ts';
import { isQuoted } from './quoted.ts';
import { type Count, noCount, sum } from './survival.ts';

export interface Recognition {
  readonly instructions: Count;
  readonly corrections: Count;
  /** `kept`: taken for an order. */
  readonly falseAlarms: Count;
  readonly missed: readonly string[];
  readonly mistaken: readonly string[];
}

/** What the ledger quotes from each turn of what one user typed. */
function quotesByTurn(typed: readonly string[]): readonly (readonly string[])[] {
  let ledger = emptyLedger;
  return typed.map((said, index) => {
    ledger = readRecord(ledger, userRecord(`u${index}`, said));
    const turn = ledger.turn;
    return ledger.instructions.entries
      .filter((entry) => entry.turn === turn)
      .map((entry) => onOneLine(entry.quote));
  });
}

export function recognitionOf(conversations: readonly ProbeConversation[]): Recognition {
  let instructions = noCount;
  let corrections = noCount;
  let falseAlarms = noCount;
  const missed: string[] = [];
  const mistaken: string[] = [];
  for (const { turns, plants, negatives } of conversations) {
    const quotes = quotesByTurn(turns.map(({ user }) => user));
    for (const { kind, turn, text: said } of plants) {
      if (kind !== 'instruction' && kind !== 'correction') continue;
      const isKept = isQuoted(quotes[turn - 1] ?? [], said);
      if (!isKept) missed.push(`${kind}: ${said}`);
      const count = { kept: isKept ? 1 : 0, of: 1 };
      if (kind === 'instruction') instructions = sum(instructions, count);
      else corrections = sum(corrections, count);
    }
    for (const { turn, text: said } of negatives) {
      const own = plants.filter((plant) => plant.turn === turn).map((plant) => onOneLine(plant.text));
      // A sentence that also holds a plant is rightly quoted.
      const others = (quotes[turn - 1] ?? []).filter(
        (quote) => !own.some((plant) => plant.includes(quote) || quote.includes(plant)),
      );
      const isMistaken = isQuoted(others, said) || others.some((quote) => onOneLine(said).includes(quote));
      if (isMistaken) mistaken.push(said);
      falseAlarms = sum(falseAlarms, { kept: isMistaken ? 1 : 0, of: 1 });
    }
  }
  return { instructions, corrections, falseAlarms, missed, mistaken };
}

export interface Alarms {
  /** Turns in which something was taken for an order, of all turns. */
  readonly turns: Count;
  readonly quotes: readonly string[];
}

/**
 * For conversations without marks: what is taken for an order in them. The first turn states the task and its rules. What
 * the ledger already holds is no new alarm when it is said again.
 *
 * @param orders how sentences begin that somebody has looked at and found to be orders; they are no false alarms
 */
export function alarmsIn(typed: readonly string[], orders: readonly string[] = []): Alarms {
  const held = new Set<string>();
  const quotes = quotesByTurn(typed)
    .map((turn) => turn.filter((quote) => !held.has(plain(quote)) && held.add(plain(quote))))
    .slice(1)
    .map((turn) => turn.filter((quote) => !orders.some((order) => quote.startsWith(order))));
  return {
    turns: { kept: quotes.filter((turn) => turn.length > 0).length, of: quotes.length },
    quotes: quotes.flat(),
  };
}
