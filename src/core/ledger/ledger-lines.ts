/** How the ledger's entries read in the document, and by what a line is known again. */

import type { Instruction } from '../instructions/instruction.ts';
import { folded } from '../instructions/plain-quote.ts';
import type { Redact } from '../redaction/redact.ts';

/** `- "quote" (turn 12)`, or struck: `- ~~"quote"~~ (turn 3, taken back in turn 9)`. */
export function instructionLine({ quote, turn, revokedIn, byModel }: Instruction, redact: Redact): string {
  const safe = redact(quote);
  const from = byModel === true ? `turn ${turn}, noted in a summary` : `turn ${turn}`;
  return revokedIn === null
    ? `- "${safe}" (${from})`
    : `- ~~"${safe}"~~ (${from}, taken back in turn ${revokedIn})`;
}

/**
 * What a line is about, without its bullet and without the turn numbers that change: the quote of an instruction, the
 * path of a file, the message of an error, else the whole line. Lines with the same key are the same to the user who deletes or keeps one.
 */
export function lineKey(line: string): string {
  const bare = withoutBullet(line);
  const quote =
    /^(?:~~)?"(.+)"(?:~~)? \(turn \d+(?:, noted in a summary)?(?:, (?:revoked|taken back) in turn \d+)?\)$/.exec(
      bare,
    )?.[1];
  if (quote !== undefined) return `"${folded(quote)}"`;
  const name = /^`([^`]+)`: /.exec(bare)?.[1] ?? (errorStart.test(bare) ? codeIn(bare) : null) ?? undefined;
  return name === undefined ? folded(bare) : `\`${name}\``;
}

const withoutBullet = (line: string): string => line.trim().replace(/^(?:[-*+•]|\d{1,3}[.)])\s+/, '');

/** What follows an error may name turns of its own. */
const errorStart = /^(`[^`]+`|``.+?``) \(turn (\d{1,7})(?:, seen \d{1,7} times)?\)/;

/** Text in code marks, word for word also where it holds such a mark itself. */
export const asCode = (text: string): string =>
  !text.includes('`') ? `\`${text}\`` : `\`\` ${text.replaceAll('``', "''")} \`\``;

/** The first text in code marks; null where there is none. */
export function codeIn(line: string): string | null {
  const [, whole, plain] = /`` ?(.+?) ?``|`([^`]+)`/.exec(line) ?? [];
  return whole ?? plain ?? null;
}

/** What a line says before it names its turn; null where it names none. */
export function turnNamedIn(line: string): { readonly said: string; readonly turn: number } | null {
  const bare = withoutBullet(line);
  const error = errorStart.exec(bare);
  if (error !== null) return { said: error[1] ?? '', turn: Number(error[2]) };
  for (let at = bare.lastIndexOf('(turn '); at > 0; at = bare.lastIndexOf('(turn ', at - 1)) {
    const turn = /^\(turn (\d{1,7})(?:, [^()]{1,80})?\)/.exec(bare.slice(at, at + 120))?.[1];
    if (turn !== undefined) return { said: bare.slice(0, at).trimEnd(), turn: Number(turn) };
  }
  return null;
}

/** The user deleted this line, and has not said the same thing again since. */
export function isDeleted(line: string, deletedLines: readonly string[]): boolean {
  const key = lineKey(line);
  const isQuote = key.startsWith('"');
  return deletedLines.some(
    (deleted) => lineKey(deleted) === key && (!isQuote || turnOf(deleted) >= turnOf(line)),
  );
}

const turnOf = (line: string): number => turnNamedIn(line)?.turn ?? 0;
