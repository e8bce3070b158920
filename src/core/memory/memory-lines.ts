/** Reads Markdown by lines, as far as the memory needs it: section headings, and blocks in which no heading counts. */

/** Lines without their endings. LF and CRLF end a line; byte order marks are not part of the text. */
export const linesOf = (text: string): string[] => text.replaceAll('\uFEFF', '').split(/\r?\n/);

/** The text of a `## ` heading without a closing run of `#`; null for any other line. */
export function headingText(line: string): string | null {
  const match = /^ {0,3}##(?!#)(?:[ \t]+(.*))?$/.exec(line.trimEnd());
  if (match === null) return null;
  return ` ${match[1] ?? ''}`.replace(/(?:[ \t]+#+)+[ \t]*$/, '').trim();
}

interface Fence {
  readonly mark: string;
  readonly length: number;
  readonly info: string;
}

/** A line that may open a fenced block. With `anyIndent`, one inside a list item too. */
export function openingFence(line: string, anyIndent = false): Fence | null {
  const match = (anyIndent ? /^\s*(`{3,}|~{3,})(.*)$/ : /^ {0,3}(`{3,}|~{3,})(.*)$/).exec(line);
  const run = match?.[1];
  if (run === undefined) return null;
  const info = (match?.[2] ?? '').trim();
  if (run.startsWith('`') && info.includes('`')) return null;
  return { mark: run.charAt(0), length: run.length, info };
}

const closes = (line: string, fence: Fence, anyIndent: boolean): boolean => {
  const other = openingFence(line, anyIndent);
  return other !== null && other.info === '' && other.mark === fence.mark && other.length >= fence.length;
};

/**
 * For every line, the index of the last line of the block that it opens: itself for a plain line, the closing line for
 * a fence or an HTML comment. A fence or comment that is never closed opens nothing: else one stray line of backticks
 * would swallow every section after it.
 */
export function blockEnds(lines: readonly string[], anyIndent = false): number[] {
  const ends = lines.map((_, index) => index);
  // Remembering what was sought in vain keeps a text full of opening lines from being searched once for each.
  const unclosed = new Map<string, number>();
  for (let index = 0; index < lines.length; index++) {
    const end = blockEnd(lines, index, anyIndent, unclosed);
    ends[index] = end;
    index = end;
  }
  return ends;
}

function blockEnd(
  lines: readonly string[],
  start: number,
  anyIndent: boolean,
  unclosed: Map<string, number>,
): number {
  const line = lines[start] ?? '';
  const fence = openingFence(line, anyIndent);
  if (fence !== null) {
    if (fence.length >= (unclosed.get(fence.mark) ?? Number.POSITIVE_INFINITY)) return start;
    const end = findFrom(lines, start + 1, (other) => closes(other, fence, anyIndent));
    if (end < 0) unclosed.set(fence.mark, fence.length);
    return Math.max(start, end);
  }
  if (!/^ {0,3}<!--/.test(line) || unclosed.has('<!--')) return start;
  if (line.includes('-->')) return start;
  const end = findFrom(lines, start + 1, (other) => other.includes('-->'));
  if (end < 0) unclosed.set('<!--', 0);
  return Math.max(start, end);
}

function findFrom(lines: readonly string[], from: number, test: (line: string) => boolean): number {
  for (let index = from; index < lines.length; index++) {
    if (test(lines[index] ?? '')) return index;
  }
  return -1;
}

/** The indexes of the `## ` headings, those inside fences and comments left out. */
export function headingIndexes(lines: readonly string[]): number[] {
  const ends = blockEnds(lines);
  const found: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const end = ends[index] ?? index;
    if (end === index && headingText(lines[index] ?? '') !== null) found.push(index);
    index = end;
  }
  return found;
}

/** The units that are kept, moved or dropped as one: a fenced block or comment whole, any other line by itself. */
export function unitsOf(lines: readonly string[]): string[] {
  const ends = blockEnds(lines, true);
  const units: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const end = ends[index] ?? index;
    units.push(lines.slice(index, end + 1).join('\n'));
    index = end;
  }
  return units;
}

/** The line that closes a fence or comment which the lines leave open; null when there is none. */
export function missingEnd(lines: readonly string[]): string | null {
  const ends = blockEnds(lines);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const end = ends[index] ?? index;
    const fence = end === index ? openingFence(line) : null;
    // What follows the first open block ends up inside it, so one closing line is enough.
    if (fence !== null) return fence.mark.repeat(fence.length);
    if (end === index && /^ {0,3}<!--/.test(line) && !line.includes('-->')) return '-->';
    index = end;
  }
  return null;
}
