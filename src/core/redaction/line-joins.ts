/** Parts of a text with the line breaks taken out that stand within a key, and where in the text each character was. */
import { positionsOf, type Subject } from './subject.ts';

interface Break {
  /** Where the break was, in the joined part. */
  readonly at: number;
  /** How much further on a character after it stands in the text. */
  readonly shift: number;
}

export interface JoinedPart {
  readonly text: string;
  /** Ascending; the first stands at the part's beginning and is none. */
  readonly breaks: readonly Break[];
}

/** A gap in the text that a key may go on across. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

/** How much is read before the first and after the last of several gaps. */
const around = 400;

/** Gaps that are close together share a part. */
export function joinedParts(subject: Subject): readonly JoinedPart[] {
  const groups: Gap[][] = [];
  for (const gap of gapsIn(subject)) {
    const last = groups.at(-1);
    if (last !== undefined && gap.from - (last.at(-1)?.to ?? 0) < 2 * around) last.push(gap);
    else groups.push([gap]);
  }
  return groups.map((gaps) => joined(subject, gaps));
}

function joined(subject: Subject, gaps: readonly Gap[]): JoinedPart {
  const start = Math.max(0, (gaps[0]?.from ?? 0) - around);
  const breaks: Break[] = [{ at: -1, shift: start }];
  const parts: string[] = [];
  let from = start;
  let length = 0;
  for (const gap of gaps) {
    parts.push(subject.slice(from, gap.from));
    length += gap.from - from;
    breaks.push({ at: length, shift: gap.to - length });
    from = gap.to;
  }
  parts.push(subject.slice(from, from + around));
  return { text: parts.join(''), breaks };
}

/** Line breaks between what looks like the halves of a key, with the quotation marks, pluses and indentation around. */
function* gapsIn(subject: Subject): Generator<Gap> {
  let done = 0;
  for (const [at, length] of lineEnds(subject)) {
    if (at < done) continue;
    const end = at + length;
    const after = /^([ \t>|]{0,40}["']?)([A-Za-z0-9_+/=.:-]{4,100})/.exec(subject.slice(end, end + 141));
    if (after === null || !looksRandom(after[2] ?? '')) continue;
    if (commit.test(subject.slice(end, end + 16))) continue;
    const before = /[A-Za-z0-9_+/=.-](["']?[ \t]{0,8}[+\\]?[ \t]{0,4}\r?)$/.exec(
      subject.slice(Math.max(done, at - 16), at),
    );
    if (before === null) continue;
    done = end + (after[1] ?? '').length;
    yield { from: at - (before[1] ?? '').length, to: done };
  }
}

/** As lines of a history begin. */
const commit = /^[0-9a-f]{7,12} [^\s]/;

/** No word and no date: letters with digits, or letters in an order of cases that no word has. */
const looksRandom = (piece: string): boolean =>
  /[A-Za-z]/.test(piece) &&
  (/\d/.test(piece) || /[a-z][A-Z]|[A-Z]{2}/.test(piece)) &&
  !/^\d{4}-\d\d-\d\d|^[a-z_]+\d{1,2}$|^[A-Za-z_-]{1,30}\d{0,2}\.[a-z]{2,5}$/.test(piece);

/** Real line ends, and those that are written as `\n` in a string. */
function lineEnds(subject: Subject): readonly (readonly [at: number, length: number])[] {
  const real = positionsOf(subject, '\n').map((at) => [at, 1] as const);
  const written = positionsOf(subject, '\\n').map((at) => [at, 2] as const);
  return written.length === 0 ? real : [...real, ...written].sort(([one], [other]) => one - other);
}

/** The index of the first break after a position, by halving. */
export function firstAfter(breaks: readonly Break[], position: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle]?.at ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The position in the text from which the part was made. */
export const originalAt = (breaks: readonly Break[], position: number): number =>
  position + (breaks[firstAfter(breaks, position) - 1]?.shift ?? 0);
