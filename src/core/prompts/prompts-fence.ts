/** Puts text that others wrote between tags, so that where it ends is not for the text to say. */
import { shortened } from '../shortened.ts';
import { stripHidden, stripInvisible } from './hidden-text.ts';

/** The text between tags of that name. The name must not occur in the text: take it from `unusedName`. */
export const fenced = (name: string, text: string): string => `<${name}>\n${text}\n</${name}>`;

/**
 * `name` with the first number that it stands with in none of the texts: chosen after them, they cannot foresee it.
 * Every text is read once, however many such names it holds.
 */
export function unusedName(name: string, texts: readonly string[]): string {
  const used = new Set<string>();
  const pattern = new RegExp(`${name}-(\\d{1,9})`, 'gi');
  for (const text of texts) {
    for (const [, digits = ''] of text.matchAll(pattern)) {
      for (let length = 1; length <= digits.length; length++) used.add(digits.slice(0, length));
    }
  }
  let number = 1;
  while (used.has(String(number))) number++;
  return `${name}-${number}`;
}

/** One text of invisible characters freed, between tags that it does not contain. */
export function fencedAlone(name: string, text: string): string {
  const visible = stripInvisible(text);
  return fenced(unusedName(name, [visible]), visible);
}

/** The first text that stands between such tags; undefined where none does. */
export const fencedIn = (name: string, text: string): string | undefined =>
  new RegExp(`<(${name}-\\d{1,9})>\\n([\\s\\S]*?)\\n</\\1>`).exec(text)?.[2];

/** The newest of some lines as a list, each on one line and not too long, bounded in number. */
export function listed(lines: readonly string[], maxLines: number): string {
  return lines
    .slice(-maxLines)
    .map((line) => stripHidden(line).trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .map((line) => `- ${shortened(line.replace(/^[-*+] /, ''), 300)}`)
    .join('\n');
}
