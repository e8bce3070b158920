/** The session memory document as the summarizing model meets it: inside an instruction, or inside the conversation. */

/** The sections that a model writes. The others are the user's or are kept by code. */
export const writtenSections = [
  'User Intent',
  'Completed Work',
  'Errors & Corrections',
  'Active Work',
  'Pending Tasks',
  'Key References',
] as const;

export type WrittenSection = (typeof writtenSections)[number];
export type MemoryLines = ReadonlyMap<WrittenSection, readonly string[]>;

/** The written sections that a text names as headings, in the text's order. */
export function sectionsNamed(text: string): readonly WrittenSection[] {
  const at = (section: WrittenSection): number => text.indexOf(`## ${section}`);
  return writtenSections.filter((section) => at(section) >= 0).sort((left, right) => at(left) - at(right));
}

/** A text that names half of the sections or more is about the document, or is the document. */
export const namesSections = (text: string): boolean =>
  sectionsNamed(text).length >= writtenSections.length / 2;

/**
 * The last memory document in a text, and the text without it. It begins at its title, or without one at the first
 * heading inside a tag, and ends at a closing tag, a code fence or the text's end. A document whose sections are all empty counts as none.
 */
export function memoryIn(text: string): { readonly memory: MemoryLines; readonly rest: string } {
  const lines = text.split('\n');
  const titled = lines.findLastIndex((line) => /^#\s+Session memory\s*$/i.test(line));
  const start = titled >= 0 ? titled : sectionsInTag(lines);
  if (start < 0) return { memory: new Map(), rest: text };
  const length = lines.slice(start).findIndex((line) => /^(<\/|```)/.test(line));
  const end = length < 0 ? lines.length : start + length;
  const memory = linesBySection(lines.slice(start, end));
  return { memory, rest: [...lines.slice(0, start), ...lines.slice(end)].join('\n') };
}

/** Where sections begin right after a line that is an opening tag; -1 for nowhere. */
function sectionsInTag(lines: readonly string[]): number {
  return lines.findIndex(
    (line, index) => sectionsNamed(line).length > 0 && /^<[a-z][^>]*>$/i.test(lines[index - 1] ?? ''),
  );
}

function linesBySection(lines: readonly string[]): MemoryLines {
  const found = new Map<WrittenSection, string[]>();
  let section: WrittenSection | undefined;
  for (const line of lines) {
    const heading = /^##\s+(.*?)\s*$/.exec(line)?.[1];
    if (heading !== undefined) section = writtenSections.find((name) => name === heading);
    else if (section !== undefined && /^\s*[-*]\s+\S/.test(line)) {
      const present = found.get(section) ?? [];
      found.set(section, [...present, line.trim()]);
    }
  }
  return found;
}

export function renderSections(sections: MemoryLines): string {
  return [...sections].map(([name, lines]) => `## ${name}\n${lines.join('\n')}\n`).join('\n');
}
