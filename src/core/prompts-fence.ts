/** Puts text that others wrote between tags, so that where it ends is not for the text to say. */
import { stripHidden } from './hidden-text.ts';

/** The text between tags of that name. The name must not occur in the text: take it from `unusedName`. */
export const fenced = (name: string, text: string): string => `<${name}>\n${text}\n</${name}>`;

/** `name` with the first number that none of the texts contains it with: chosen after them, they cannot foresee it. */
export function unusedName(name: string, texts: readonly string[]): string {
  for (let number = 1; ; number++) {
    const candidate = `${name}-${number}`;
    if (!texts.some((text) => text.includes(candidate))) return candidate;
  }
}

/** One text of hidden characters freed, between tags that it does not contain. */
export function fencedAlone(name: string, text: string): string {
  const visible = stripHidden(text);
  return fenced(unusedName(name, [visible]), visible);
}

/** The newest of some lines as a list, each on one line and not too long, bounded in number. */
export function listed(lines: readonly string[], maxLines: number): string {
  return lines
    .slice(-maxLines)
    .map((line) => stripHidden(line).trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .map((line) => `- ${shortened(line.replace(/^[-*+] /, ''), 300)}`)
    .join('\n');
}

/** Cut at the end, visibly, and never within a character. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
