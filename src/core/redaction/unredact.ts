/** Brings lines back that lost their credentials on the way: to storage, or through a model that was not shown them. */
import { isUnlikeWords, noCredentials } from './known-credentials.ts';
import { redact } from './redact.ts';
import { markOpening, markSource, marksIn } from './redaction-marks.ts';

/** True when `text` is `original`, as it is or with its credentials taken out; `known` are among them. */
export const isRedactionOf = (text: string, original: string, known = noCredentials): boolean =>
  text === original || (text.includes(markOpening) && redact(original, known).text === text);

/** Beyond this many comparisons of lines, what is not known any more stays redacted. */
const maxComparisons = 2_000_000;

/**
 * The text with those of its lines as they stand in `original` that differ from a line there only by what was redacted.
 * `known`: what else was taken for a credential; what was known once and is not any more is told by the rest of its
 * line. One that spans lines comes back only where the whole text does.
 */
export function unredact(text: string, original: string, known = noCredentials): string {
  if (!text.includes(markOpening)) return text;
  const whole = redact(original, known);
  if (whole.count > 0 && whole.text === text) return original;
  const standing = new Set(text.split(/\r?\n/));
  const left = new Map<string, string>();
  const bySafe = new Map<string, string>();
  for (const line of original.split(/\r?\n/)) {
    if (standing.has(line)) continue;
    const { text: safe, count } = redact(line, known);
    left.set(line, folded(safe));
    if (count > 0) bySafe.set(folded(safe), line);
  }
  let comparisons = 0;
  return text
    .split('\n')
    .map((line) => {
      if (!line.includes(markOpening)) return line;
      const exact = bySafe.get(folded(line));
      if (exact === undefined) comparisons += left.size;
      const source = exact ?? (comparisons > maxComparisons ? undefined : likely(line, left));
      if (source === undefined) return line;
      left.delete(source);
      return replaced(line, source);
    })
    .join('\n');
}

/** The first line that says the same, with something like a credential at each mark. `lines`: without what is known. */
function likely(line: string, lines: ReadonlyMap<string, string>): string | undefined {
  const safe = folded(line);
  const marks = marksIn(safe);
  if (marks.length === 0) return undefined;
  const between = [...marks, null].map((mark, index) => safe.slice(marks[index - 1]?.to ?? 0, mark?.from));
  return [...lines].find(([, other]) => isFilled(between, other))?.[0];
}

function isFilled([first = '', ...rest]: readonly string[], line: string): boolean {
  if (!line.startsWith(first)) return false;
  let from = first.length;
  return rest.every((part, index) => {
    const to = index === rest.length - 1 ? line.length - part.length : line.indexOf(part, from + 1);
    const isThere = to > from && line.startsWith(part, to) && mayBeCredential(line.slice(from, to));
    from = to + part.length;
    return isThere;
  });
}

const wholeMark = new RegExp(`^${markSource}$`);

const mayBeCredential = (value: string): boolean => isUnlikeWords(value) || wholeMark.test(value);

/** The layout stays the line's own. */
function replaced(line: string, original: string): string {
  const lead = /^\s*(?:[-*+] )?/.exec(line)?.[0] ?? '';
  return `${lead}${content(original)}${/\r$/.exec(line)?.[0] ?? ''}`;
}

const content = (line: string): string => line.trim().replace(/^[-*+] /, '');
const folded = (line: string): string => content(line).replace(/\s+/g, ' ');
