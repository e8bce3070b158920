/** What stands where a credential was. */
import { type Found, positionsOf, type Subject } from './subject.ts';

export const markOpening = '[redacted: ';
/** How it begins still where it was parted: words are read up to a blank, and some up to a colon. */
export const markStart = '[redacted';
/** A whole mark, to make patterns of. */
export const markSource = `\\${markOpening}[^\\][\\n]{1,40}\\]`;
const atMark = new RegExp(`^${markSource}`);

export const markOf = (kind: string): string => `${markOpening}${kind}]`;

/** The marks that a text has already, in order. */
export const marksIn = (subject: Subject): readonly Found[] =>
  positionsOf(subject, markOpening).flatMap((from) => {
    const mark = atMark.exec(subject.slice(from, from + 60))?.[0];
    return mark === undefined ? [] : [{ from, to: from + mark.length, kind: '' }];
  });

/** The text with its marks made unreadable, position for position, so that their words are not taken for labels. */
export function withoutMarks(text: string, marks: readonly Found[]): string {
  if (marks.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    parts.push(text.slice(at, from), '·'.repeat(to - from));
    at = to;
  }
  return parts.join('') + text.slice(at);
}

/** Those of `found` that no mark overlaps. Both are in order. */
export function outside(found: readonly Found[], marks: readonly Found[]): readonly Found[] {
  let next = 0;
  return found.filter(({ from, to }) => {
    while ((marks[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next++;
    const mark = marks[next];
    return mark === undefined || mark.from >= to;
  });
}
