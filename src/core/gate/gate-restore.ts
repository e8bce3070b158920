/** Puts back what a summary has left out although code keeps it: errors, identifiers, and whole sections. */
import type { Ledger } from '../ledger/ledger.ts';
import { codeIn, identifierLine, isDeleted } from '../ledger/ledger-lines.ts';
import { ledgerErrors, ledgerIdentifiers } from '../ledger/ledger-sections.ts';
import { type MemoryDocument, maxSectionWords, sectionBody, withSection } from '../memory/memory.ts';
import { isAmong, isDeletedSection, sectionTable } from '../memory/memory-headings.ts';
import { limitWords, wordCount } from '../memory/memory-limit.ts';
import { linesOf, unitsOf } from '../memory/memory-lines.ts';
import type { Ownership } from '../ports/memory-history.ts';

export interface Restored {
  readonly document: MemoryDocument;
  /** Lines, and names of sections. */
  readonly lines: readonly string[];
}

/** What is put back takes no more than this of a section, so that the summary keeps its room. */
const mostErrors = 8;
const mostIdentifiers = 40;
const mostWords = 200;

/** A summary that would be left with fewer words than this keeps them all, and less is put back. */
const leastWords = 20;

export function restore(document: MemoryDocument, ledger: Ledger, ownership: Ownership): Restored {
  const whole = withSections(document, ownership);
  const said = folded(whole.document.sections.map(({ body }) => body).join('\n'));
  const errors = ledgerErrors(ledger).slice(-mostErrors).toReversed();
  const identifiers = ledgerIdentifiers(ledger, mostIdentifiers).map(identifierLine);
  const first = withLines(whole.document, 'Errors & Corrections', errors, said, ownership);
  const second = withLines(first.document, 'Key References', identifiers, said, ownership);
  return { document: second.document, lines: [...whole.lines, ...first.lines, ...second.lines] };
}

/** Every section that a document should have, less those that the user took out. */
function withSections(document: MemoryDocument, ownership: Ownership): Restored {
  const present = document.sections.map(({ heading }) => heading);
  const missing = sectionTable.filter(
    ({ heading }) => !isDeletedSection(ownership, heading) && !isAmong(present, heading),
  );
  return {
    document: missing.reduce((result, { heading, hint }) => withSection(result, heading, hint), document),
    lines: missing.map(({ heading }) => `## ${heading}`),
  };
}

/** `lines`: the weightiest first. They go to the section's end, and older lines of the summary make room for them. */
function withLines(
  document: MemoryDocument,
  heading: string,
  lines: readonly string[],
  said: string,
  ownership: Ownership,
): Restored {
  const kept = withinWords(lines.filter((line) => !isDeleted(line, ownership.deletedLines)));
  const missing = kept.filter((line) => !holds(said, matterOf(line)));
  if (isDeletedSection(ownership, heading) || missing.length === 0) return { document, lines: [] };
  const needed = missing.reduce((sum, line) => sum + wordCount(line), 0);
  const body = withRoom(sectionBody(document, heading), needed, kept.map(matterOf));
  let room = maxSectionWords - wordCount(body);
  const fitting = missing.filter((line) => {
    room -= wordCount(line);
    return room >= 0;
  });
  if (fitting.length === 0) return { document, lines: [] };
  const text = [body, ...fitting.toReversed()].filter((part) => part !== '').join('\n');
  return { document: withSection(document, heading, text), lines: fitting };
}

/** What a line is about: what stands in code marks. */
const matterOf = (line: string): string => folded(codeIn(line) ?? line.replace(/^- /, ''));

const folded = (text: string): string => text.replaceAll('`', "'").replace(/\s+/g, ' ').trim();

const isWordCharacter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/** True where it stands by itself: `#12` is not in `#123`. */
function holds(said: string, matter: string): boolean {
  for (let at = said.indexOf(matter); at >= 0; at = said.indexOf(matter, at + 1)) {
    const end = at + matter.length;
    const runsOn = (inside: number, outside: number): boolean =>
      isWordCharacter(said.charAt(inside)) && isWordCharacter(said.charAt(outside));
    if (!runsOn(at, at - 1) && !runsOn(end - 1, end)) return true;
  }
  return false;
}

function withinWords(lines: readonly string[]): readonly string[] {
  let words = 0;
  return lines.filter((line) => {
    words += wordCount(line);
    return words <= mostWords;
  });
}

/** The body with room for some words more: lines that speak of what code keeps stay, and move to the end. */
function withRoom(body: string, needed: number, matters: readonly string[]): string {
  if (wordCount(body) + needed <= maxSectionWords) return body;
  const units = unitsOf(linesOf(body));
  const kept = units.filter((unit) => matters.some((matter) => holds(folded(unit), matter)));
  const others = units.filter((unit) => !kept.includes(unit)).join('\n');
  const room = maxSectionWords - needed - wordCount(kept.join('\n'));
  return room < leastWords
    ? body
    : [limitWords(others, room), ...kept].filter((part) => part !== '').join('\n');
}
