/** The beginning and the end of a long text, where reading all of it would cost in proportion to what was pasted. */

import { endOf, startOf } from '../shortened.ts';

/** How far a cut gives way, so that it parts no line, or at least no word. */
const furthest = 4_000;

/** @param most characters of it that are read, half at either end; whole lines where they are not very long */
export function endsOf(text: string, most: number, between: string): string {
  if (text.length <= most) return text;
  const start = startOf(text, most / 2);
  const end = endOf(text, most / 2);
  const to = breaks.map((mark) => start.lastIndexOf(mark)).find((at) => at >= start.length - furthest);
  const from = breaks.map((mark) => end.indexOf(mark)).find((at) => at >= 0 && at < furthest);
  return `${start.slice(0, to)}${between}${end.slice(from === undefined ? 0 : from + 1)}`;
}

const breaks = ['\n', ' '];
