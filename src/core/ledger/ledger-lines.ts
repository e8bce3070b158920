/** How the ledger's entries read in the document, and by what a line is known again. */

import type { Redact } from '../redaction/redact.ts';
import type { Instruction } from './ledger-instructions.ts';

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
 * path of a file, else the whole line. Lines with the same key are the same to the user who deletes or keeps one.
 */
export function lineKey(line: string): string {
  const bare = line.trim().replace(/^(?:[-*+•]|\d{1,3}[.)])\s+/, '');
  const quote =
    /^(?:~~)?"(.+)"(?:~~)? \(turn \d+(?:, noted in a summary)?(?:, (?:revoked|taken back) in turn \d+)?\)$/.exec(
      bare,
    )?.[1];
  if (quote !== undefined) return `"${folded(quote)}"`;
  const path = /^`([^`]+)`: /.exec(bare)?.[1];
  return path === undefined ? folded(bare) : `\`${path}\``;
}

/** The user deleted this line, and has not said the same thing again since. */
export function isDeleted(line: string, deletedLines: readonly string[]): boolean {
  const key = lineKey(line);
  const isQuote = key.startsWith('"');
  return deletedLines.some(
    (deleted) => lineKey(deleted) === key && (!isQuote || turnOf(deleted) >= turnOf(line)),
  );
}

const turnOf = (line: string): number => Number(/\(turn (\d+)/.exec(line)?.[1] ?? 0);

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * What a quote says, without what restatements differ in: how it ends, the marks around all of it, letters large or small.
 * Signs inside stay, and code is left as it is, since one sign can be the whole difference between two rules.
 */
export function plain(quote: string): string {
  let text = folded(quote).replaceAll('’', "'");
  for (let before = ''; before !== text; ) {
    before = text;
    text = withoutEnd(text);
    const closing = around.get(text.charAt(0));
    if (closing !== undefined && text.endsWith(closing)) text = text.slice(1, -1).trim();
    text = text.replace(lead, '');
  }
  return text.replace(/`[^`]*`|[^`]+/g, (part) => (part.startsWith('`') ? part : part.toLowerCase()));
}

const lead = /^(?:please|again|as i said|remember|once more|reminder)[,:]?\s/iu;

/** What may stand around a whole sentence, with how it ends. */
const around: ReadonlyMap<string, string> = new Map(
  ['**', '__', "''", '""', '“”', '„“', '«»', '‘’', '「」', '『』', '()', '[]'].map((pair) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);

/** Without punctuation at the end; a sign that stands by itself is what the sentence is about. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;:!?…。！？，；'.includes(text.charAt(end - 1)) && text.charAt(end - 2) !== ' ') end--;
  return text.slice(0, end);
}
