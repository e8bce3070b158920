/** A report as text for a terminal. */
import { type Figure, isMet, type Report, type Table } from './report.ts';

export function textOf(report: Report): string {
  const { title, notes, figures, tables } = report;
  const parts = [
    `${title}\n${'='.repeat(title.length)}`,
    notes.join('\n'),
    ...tables.map(tableText),
    figures.map(figureText).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The first column is text and stands to the left, all others to the right. */
function tableText({ title, columns, rows }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map(cellText));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = lines;
  return [title, head, '-'.repeat(head.length), ...body].join('\n');
}

const cellText = (cell: string | number): string => (typeof cell === 'number' ? numberText(cell) : cell);

function figureText(figure: Figure): string {
  const { name, value, unit, atMost } = figure;
  const met = isMet(figure);
  const target =
    met === null ? '' : `   target: at most ${numberText(atMost ?? 0)} ${unit}: ${met ? 'met' : 'NOT MET'}`;
  return `${name}: ${numberText(value)} ${unit}${target}`.trimEnd();
}

/** Three digits that count, thousands parted by spaces: enough to compare, and no false precision. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  if (size >= 1_000)
    return Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ' ');
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return String(Number(value.toPrecision(size < 0.001 ? 1 : 3)));
}

const bars = '▁▂▃▄▅▆▇█';

/** A curve in one line, at most `width` characters: each shows the largest value of its stretch. */
export function sparkline(values: readonly number[], width: number, top = Math.max(...values)): string {
  const count = Math.min(width, values.length);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.floor(((index + 1) * values.length) / count);
    const share = top > 0 ? Math.max(...values.slice(from, to)) / top : 0;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] ?? '';
  }).join('');
}
