/**
 * Standing instructions that a summary has noticed where code's own rules have not. Each is a quotation that a turn of
 * the user's holds word for word, and no part that says something else than its sentence; of code's own only the doubtful
 * yield before them.
 */

import { type MemoryDocument, sectionBody } from '../memory/memory.ts';
import { topicOf } from '../prose/topics.ts';
import { typedPart } from '../prose/user-prose.ts';
import { quotable, type Wording, wordingOf } from '../prose/whole-statements.ts';
import type { Redact } from '../redaction/redact.ts';
import { markOpening } from '../redaction/redaction-marks.ts';
import type { Instruction, Instructions } from './instruction.ts';
import { bounded } from './instruction-bounds.ts';
import { instructionIn } from './instruction-line.ts';
import { plain } from './plain-quote.ts';
import { aboutOf, strike } from './strikes.ts';

export interface NotedQuote {
  readonly quote: string;
  /** The user turn that holds it, counted from 1. */
  readonly turn: number;
  /** The turn that took it back; null while it stands. */
  readonly revokedIn: number | null;
}

/** The oldest of more yield. */
const mostNoted = 40;

/** Shorter ones say nothing by themselves, longer ones are no rule but a message. */
const shortest = 8;
const longest = 400;

/** The list with these quotes, less those that say what stands in it already. */
export function withNoted(instructions: Instructions, quotes: readonly NotedQuote[]): Instructions {
  const said = instructions.entries.map((entry) => plain(entry.quote));
  const fresh: Instruction[] = [];
  for (const { quote, turn, revokedIn } of quotes) {
    const key = plain(quote);
    if (key === '' || said.some((other) => other.includes(key) || key.includes(other))) continue;
    said.push(key);
    fresh.push({ kind: 'instruction', quote, turn, revokedIn, topic: topicOf(quote), byModel: true });
  }
  if (fresh.length === 0) return instructions;
  const noted = [...instructions.entries.filter((entry) => entry.byModel === true), ...fresh];
  const leaving = new Set(noted.slice(0, -mostNoted));
  // What was taken back before a summary noticed it does not come to life again.
  const checked = instructions.withdrawals.reduce<readonly Instruction[]>(
    (entries, withdrawal) => strike(entries, aboutOf(withdrawal), withdrawal.turn),
    fresh.filter((entry) => !leaving.has(entry)),
  );
  const known = instructions.entries.filter((entry) => !leaving.has(entry));
  return bounded({ ...instructions, entries: [...known, ...checked] });
}

/** The quotes that stand in a document as noted, each with the turn that took it back; nobody has checked them yet. */
export const notedIn = (document: MemoryDocument): ReadonlyMap<string, number | null> =>
  new Map(
    sectionBody(document, 'Standing Instructions')
      .split('\n')
      .flatMap((line) => {
        const found = instructionIn(line);
        return found?.isNoted === true ? [[found.quote, found.revokedIn]] : [];
      }),
  );

/** What the user typed in one turn. */
export interface TypedTurn {
  readonly turn: number;
  readonly typed: string;
}

/** Characters of the user's that are looked through. */
const mostRead = 400_000;

/**
 * Each of the texts with the newest turn in which the user states it: word for word, white space aside, in whole sentences
 * or clauses that leave nothing out which turns them round, neither asking nor quoting. Those that no turn states are
 * missing. What was pasted does not count.
 *
 * @param turns newest first; read only as far as a text is still without its turn
 */
export function foundIn(
  texts: readonly string[],
  turns: Iterable<TypedTurn>,
  redact: Redact,
): readonly NotedQuote[] {
  const open = new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(isQuotable));
  const found: NotedQuote[] = [];
  let read = 0;
  for (const { turn, typed } of turns) {
    if (open.size === 0 || read > mostRead) break;
    read += typed.length;
    const folded = typed.replace(/\s+/g, ' ');
    const likely = [...open].filter((quote) => quote.includes(markOpening) || folded.includes(quote));
    if (likely.length === 0) continue;
    const wording = wordingOf(redact(typedPart(typed)));
    for (const quote of likely) {
      if (!isStated(quote, wording)) continue;
      open.delete(quote);
      found.push({ quote, turn, revokedIn: null });
    }
  }
  return found.toSorted((one, other) => one.turn - other.turn);
}

/** A phrase that comes more often is no rule. */
const mostOccurrences = 20;

function isStated(quote: string, wording: Wording): boolean {
  const { plain } = wording;
  let left = mostOccurrences;
  for (
    let from = plain.indexOf(quote);
    from >= 0 && left > 0;
    from = plain.indexOf(quote, from + 1), left--
  ) {
    const to = from + quote.length;
    const found = quotable(wording, [[from, to]]);
    if (found === null || found.asks || found.isOthers) continue;
    const [whole, ...more] = found.spans;
    if (whole === undefined || more.length > 0) continue;
    const missing = plain.slice(whole[0], from) + plain.slice(to, whole[1]);
    if (!/[\p{L}\p{N}]/u.test(missing)) return true;
  }
  return false;
}

const isQuotable = (quote: string): boolean =>
  quote.length >= shortest && quote.length <= longest && /\p{L}{2}/u.test(quote);
