/** Columns of tables whose heading says that they hold credentials: Markdown, values with commas or tabs between, aligned text. */
import type { LabelClass } from './credential-labels.ts';
import type { LabelAt } from './credential-words.ts';
import { markStart } from './redaction-marks.ts';
import { isAssignedPassword, isPath } from './secret-look.ts';
import type { Found, Subject } from './subject.ts';

interface Cell {
  readonly text: string;
  /** Where it begins in its line. */
  readonly at: number;
}

const longestLine = 1_000;
const mostRows = 500;

/** What may part the cells of a line. Most telling first. */
const separators: readonly RegExp[] = [/\|/g, /\t/g, /;/g, /,/g, / {2,}/g];

const kinds: { readonly [of in LabelClass]?: string } = {
  password: 'password',
  vague: 'password',
  phrase: 'passphrase',
  code: 'code',
  key: 'key',
  token: 'token',
};

/** A row of names with the rows below it that have as many cells; read once for all the labels in its heading. */
interface Table {
  /** Where the heading begins and where the rows do, and where the last row ends. */
  readonly from: number;
  readonly rowsFrom: number;
  readonly to: number;
  readonly separator: RegExp;
  readonly columns: readonly Cell[];
  /** The cells' places are the text's. */
  readonly rows: readonly (readonly Cell[])[];
}

/** @param labels in order */
export function findInTables(subject: Subject, labels: readonly LabelAt[]): readonly Found[] {
  const found: Found[] = [];
  let line: Line | undefined;
  let table: Table | undefined;
  let done = 0;
  for (const { at, label } of labels) {
    const kind = kinds[label.of];
    // What stands in a table's rows is no heading of another one, or each row would be read again and again.
    const isInRow = table !== undefined && at >= table.rowsFrom && at < table.to;
    if (at < done || isInRow || kind === undefined) continue;
    const start = subject.slice(Math.max(0, at - longestLine), at).lastIndexOf('\n') + 1;
    const from = at < longestLine ? start : at - longestLine + start;
    if (line?.from !== from) line = lineAt(subject, from);
    const { text, ways } = line;
    const separator = ways.find(({ cells }) => isHeading(cells, at - from, label.word))?.separator;
    if (separator === undefined) continue;
    if (table?.from !== from || table.separator !== separator)
      table = tableAt(subject, from, text, separator);
    for (const { text: value, at: place } of valuesIn(table, at)) {
      done = table.rowsFrom - 1;
      if (isValue(value, label.of)) found.push({ from: place, to: place + value.length, kind });
    }
  }
  return found;
}

/** What may be a heading, read once for all the labels in it. */
interface Line {
  readonly from: number;
  readonly text: string;
  /** Its cells for each separator that parts it as a heading can be parted. */
  readonly ways: readonly { readonly separator: RegExp; readonly cells: readonly Cell[] }[];
}

function lineAt(subject: Subject, from: number): Line {
  const text = lineFrom(subject, from);
  const ways = separators
    .map((separator) => ({ separator, cells: cellsOf(text, separator) }))
    .filter(({ cells }) => cells.length >= 2 && cells.length <= 30);
  return { from, text, ways };
}

const lineFrom = (subject: Subject, from: number): string =>
  subject.slice(from, from + longestLine).split('\n', 1)[0] ?? '';

/** Trimmed, with their places; the ones before the first and after the last bar of a table are none. */
function cellsOf(line: string, separator: RegExp): readonly Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (const { index, 0: sign } of [...line.matchAll(separator), { index: line.length, 0: '' }]) {
    const whole = line.slice(from, index);
    const text = whole.trim();
    const isEdge = text === '' && (from === 0 || index === line.length);
    if (!isEdge) cells.push({ text, at: from + whole.search(/\S|$/) });
    from = index + sign.length;
  }
  return cells;
}

const holds = ({ text, at }: Cell, position: number): boolean =>
  at <= position && position < at + text.length;

/** A row of names, the label alone in one of them or with a word beside it. */
const isHeading = (cells: readonly Cell[], position: number, word: string): boolean =>
  cells.every(({ text }) => text.length <= 40 && !/[:={}()<>]/.test(text)) &&
  cells.some((cell) => holds(cell, position) && cell.text.replace(/[*_`"]/g, '').length <= word.length + 14);

function tableAt(subject: Subject, from: number, heading: string, separator: RegExp): Table {
  const columns = cellsOf(heading, separator);
  const rowsFrom = from + heading.length + 1;
  const rows: (readonly Cell[])[] = [];
  let to = rowsFrom;
  while (rows.length < mostRows && to < subject.length) {
    const line = lineFrom(subject, to);
    const cells = cellsOf(line, separator);
    if (cells.length !== columns.length) break;
    const begin = to;
    rows.push(cells.map(({ text, at }) => ({ text, at: begin + at })));
    to += line.length + 1;
  }
  return { from, rowsFrom, to, separator, columns, rows };
}

/** What is filled in below the label at a position of the heading. */
function* valuesIn({ from, columns, rows }: Table, label: number): Generator<Cell> {
  const column = columns.findIndex((cell) => holds(cell, label - from));
  for (const row of rows) {
    const cell = row[column];
    if (cell === undefined || /^[-: ]*$/.test(cell.text)) continue;
    const bare = cell.text.replace(/^["'`*]+|["'`*]+$/g, '');
    yield { text: bare, at: cell.at + cell.text.indexOf(bare) };
  }
}

const isValue = (value: string, of: LabelClass): boolean => {
  if (value.length < 3 || value.length > 200 || value.startsWith(markStart)) return false;
  if (of === 'code') return /\d/.test(value);
  if (of === 'key' || of === 'token')
    return value.length >= 6 && /\d/.test(value) && !/\s/.test(value) && !isPath(value);
  return value.split(/\s+/).length <= 6 && isAssignedPassword(value.padEnd(4, value), true);
};
