/** How the ledger's entries read in the document, and by what a line is known again. */

import { instructionIn } from '../instructions/instruction-line.ts';
import { folded } from '../instructions/plain-quote.ts';
import { withoutItemMark } from '../item-mark.ts';

/**
 * What a line is about, without its bullet and without the turn numbers that change: the quote of an instruction, the
 * path of a file, the message of an error, else the whole line. Lines with the same key are the same to the user who deletes or keeps one.
 */
export function lineKey(line: string): string {
  const instruction = instructionIn(line);
  if (instruction !== null) return `"${folded(instruction.quote)}"`;
  const bare = withoutItemMark(line.trim());
  const name = /^`([^`]+)`: /.exec(bare)?.[1] ?? (errorStart.test(bare) ? codeIn(bare) : null) ?? undefined;
  return name === undefined ? folded(bare) : `\`${name}\``;
}

/** What follows an error may name turns of its own. */
const errorStart = /^(`[^`]+`|``.+?``) \(turn (\d{1,7})(?:, seen \d{1,7} times)?\)/;

/** Text in code marks, word for word also where it holds such a mark itself. */
export const asCode = (text: string): string =>
  !text.includes('`') ? `\`${text}\`` : `\`\` ${text.replaceAll('``', "''")} \`\``;

/** One entry of Key References. */
export const identifierLine = (identifier: string): string =>
  `- ${identifier.includes('`') ? identifier : `\`${identifier}\``}`;

/** The first text in code marks; null where there is none. */
export function codeIn(line: string): string | null {
  const [, whole, plain] = /`` ?(.+?) ?``|`([^`]+)`/.exec(line) ?? [];
  return whole ?? plain ?? null;
}

/** What a line says before it names its turn; null where it names none. */
export function turnNamedIn(line: string): { readonly said: string; readonly turn: number } | null {
  const bare = withoutItemMark(line.trim());
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
