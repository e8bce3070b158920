/** Finds the memory's sections in what a model answered, whatever else it wrote around them. */
import { isKnownHeading, knownSection } from './memory-headings.ts';
import { blockEnds, linesOf, missingEnd, openingFence } from './memory-lines.ts';

const scratchTag =
  'analysis|analyze|think|thinking|thoughts?|scratchpad|scratch|reasoning|reflection|planning';

/** Bodies by proper heading, unknown sections left out. Of a section that comes twice the last counts. */
export function readSections(reply: string): ReadonlyMap<string, string> {
  const lines = unwrapped(linesOf(withoutScratch(reply.replaceAll('\r\n', '\n'))));
  const ends = blockEnds(lines);
  const headings = headingsOf(lines, ends);
  // The known headings set the level: a deeper one is part of a body, even when it bears a section's name.
  const known = headings.filter(({ heading }) => isKnownHeading(heading));
  const level = Math.min(...known.map((heading) => heading.level));
  const parts = headings.filter((heading) => heading.level <= level);
  const sections = new Map<string, string>();
  parts.forEach(({ heading, index }, position) => {
    const section = knownSection(heading);
    if (section === undefined) return;
    const isLast = position === parts.length - 1;
    const body = lines
      .slice(index + 1, parts[position + 1]?.index ?? lines.length)
      .join('\n')
      .trim();
    sections.set(section.heading, emptied(isLast ? withoutFarewell(body) : body));
  });
  return sections;
}

interface Heading {
  readonly heading: string;
  readonly level: number;
  readonly index: number;
}

function headingsOf(lines: readonly string[], ends: readonly number[]): Heading[] {
  const found: Heading[] = [];
  const bold: Heading[] = [];
  for (let index = 0; index < lines.length; index++) {
    const end = ends[index] ?? index;
    const line = lines[index] ?? '';
    const match = end === index ? /^ {0,3}(#{1,6})[ \t]+(.*)$/.exec(line) : null;
    if (match !== null) found.push({ heading: match[2] ?? '', level: match[1]?.length ?? 6, index });
    else if (end === index && /^\*\*[^*]+\*\*:?\s*$/.test(line))
      bold.push({ heading: line, level: 7, index });
    index = end;
  }
  return found.some(({ heading }) => isKnownHeading(heading)) ? found : bold;
}

/**
 * Removes analysis in tags. A block that is never closed reaches to the next known heading, or to the end; what stands
 * before a closing tag without an opening one is analysis too, provided that sections follow.
 */
function withoutScratch(reply: string): string {
  const opening = new RegExp(`(^|\\n)([^\\n\`]*?)<(${scratchTag})(?:\\s[^>\\n]*)?>`, 'i');
  let text = reply;
  let done = '';
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const before = text.slice(0, match.index) + (match[1] ?? '') + (match[2] ?? '');
    const end = scratchEnd(text, start, match[3] ?? '');
    if (isQuoted(done + before, text.slice(start)) || (end.isOpen && isInSentence(done + before))) {
      done += text.slice(0, start);
      text = text.slice(start);
      continue;
    }
    done += `${before}\n`;
    text = text.slice(end.index);
  }
  return withoutStrayEnd(done + text);
}

/** Inside a fenced block that is part of a section, a tag is quoted text. */
function isQuoted(before: string, after: string): boolean {
  const lines = linesOf(before);
  const section = lines.findLastIndex(isHeadingLine);
  if (section < 0) return false;
  const open = missingEnd(lines.slice(section + 1));
  return open !== null && open !== '-->' && linesOf(after).some((line) => line.trim() === open);
}

/** Within a line of a section, a tag that is never closed is only mentioned. */
function isInSentence(before: string): boolean {
  const lines = before.split('\n');
  return (lines.at(-1) ?? '').trim() !== '' && lines.some(isHeadingLine);
}

interface ScratchEnd {
  readonly index: number;
  readonly isOpen: boolean;
}

function scratchEnd(text: string, start: number, tag: string): ScratchEnd {
  const tags = new RegExp(`<(/?)${tag}(?:\\s[^>\\n]*)?>`, 'gi');
  tags.lastIndex = start;
  let depth = 1;
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return { index: match.index + match[0].length, isOpen: false };
  }
  let index = start;
  for (const line of text.slice(start).split('\n')) {
    if (isHeadingLine(line)) return { index, isOpen: true };
    index += line.length + 1;
  }
  return { index: text.length, isOpen: true };
}

function withoutStrayEnd(text: string): string {
  const lines = text.split('\n');
  const closing = new RegExp(`^(.*)</(?:${scratchTag})>\\s*(.*)$`, 'i');
  const last = lines.findLastIndex((line) => !line.includes('`') && closing.test(line));
  if (last < 0) return text;
  const rest = [closing.exec(lines[last] ?? '')?.[2] ?? '', ...lines.slice(last + 1)];
  const kept = rest.some(isHeadingLine) ? rest : lines.filter((_, index) => index !== last);
  return withoutStrayEnd(kept.join('\n'));
}

const isHeadingLine = (line: string): boolean => /^ {0,3}#{1,6}[ \t]/.test(line) && isKnownHeading(line);

/** Takes a fence around the whole reply off: it opens before the first section, and its end is the last bare fence. */
function unwrapped(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(isHeadingLine);
  const opener = lines.findLastIndex((_, index) => index < first && isWrapper(lines, index));
  const fence = openingFence(lines[opener] ?? '');
  if (opener < 0 || fence === null) return lines;
  const inside = lines.slice(opener + 1);
  const ends = blockEnds(inside);
  for (let index = 0; index < inside.length; index++) {
    const end = ends[index] ?? index;
    const other = end === index ? openingFence(inside[index] ?? '') : null;
    if (other?.info === '' && other.mark === fence.mark && other.length >= fence.length)
      return inside.slice(0, index);
    index = end;
  }
  return inside;
}

/** A fence named Markdown, or unnamed with nothing but a title between it and the first section. */
function isWrapper(lines: readonly string[], index: number): boolean {
  const info = openingFence(lines[index] ?? '')?.info.toLowerCase();
  if (info === 'markdown' || info === 'md') return true;
  if (info !== '' && info !== 'text') return false;
  const next = lines.slice(index + 1).find((line) => line.trim() !== '' && !/^# /.test(line));
  return next !== undefined && isHeadingLine(next);
}

/** "(none)" and its like stand for an empty section. */
const emptied = (body: string): string =>
  /^[-*_([\s]*(?:none|nothing|n\/a|empty|no (?:pending tasks|errors|changes))(?: yet| so far)?[.\s)\]_*]*$/i.test(
    body,
  )
    ? ''
    : body;

const farewell =
  /^(?:let me know|i(?:'ve| have|'ll| will| hope)|this (?:summary|memory|update|document)|the (?:memory|summary) (?:is|has)|hope this|feel free|is there anything|please (?:let|tell) me|would you like|end of)\b/i;

/** What a model says to the reader after the last section. */
function withoutFarewell(body: string): string {
  const parts = body.split(/\n{2,}/);
  while (parts.length > 1) {
    const last = parts.at(-1)?.trim() ?? '';
    if (!farewell.test(last) && !/^([-*_])(?:\s*\1){2,}$/.test(last)) break;
    parts.pop();
  }
  const text = parts.join('\n\n');
  return farewell.test(text) && !text.includes('\n') ? '' : text;
}
