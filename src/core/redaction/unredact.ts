/** Brings lines back that lost their credentials on the way: to storage, or through a model that was not shown them. */
import { noCredentials } from './known-credentials.ts';
import { redact } from './redact.ts';

/** True when `text` is `original`, as it is or with its credentials taken out. */
export const isRedactionOf = (text: string, original: string): boolean =>
  text === original || (text.includes('[redacted:') && redact(original).text === text);

/**
 * The text with those of its lines as they stand in `original` that differ from a line there only by what was redacted.
 * `known`: what else was taken for a credential. One that spans lines comes back only where the whole text does.
 */
export function unredact(text: string, original: string, known = noCredentials): string {
  if (!text.includes('[redacted:')) return text;
  const whole = redact(original, known);
  if (whole.count === 0) return text;
  if (whole.text === text) return original;
  const lines = new Map<string, string>();
  for (const line of original.split(/\r?\n/)) {
    const { text: safe, count } = redact(line, known);
    if (count > 0) lines.set(folded(safe), line);
  }
  return text
    .split('\n')
    .map((line) => (line.includes('[redacted:') ? replaced(line, lines) : line))
    .join('\n');
}

/** The layout stays the line's own. */
function replaced(line: string, lines: ReadonlyMap<string, string>): string {
  const original = lines.get(folded(line));
  if (original === undefined) return line;
  const lead = /^\s*(?:[-*+] )?/.exec(line)?.[0] ?? '';
  return `${lead}${content(original)}${/\r$/.exec(line)?.[0] ?? ''}`;
}

const content = (line: string): string => line.trim().replace(/^[-*+] /, '');
const folded = (line: string): string => content(line).replace(/\s+/g, ' ');
