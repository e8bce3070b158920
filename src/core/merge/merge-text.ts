/**
 * The memory file to the letter: sections and lines with their endings, blank lines and bullets as typed, so that a
 * merge can hand back untouched what it did not change. Lines are compared in folded form, which a formatter or a
 * renumbered list leaves as it is.
 */

import { keepingResults } from '../kept-results.ts';
import { isHint, type Keeper, knownSection } from '../memory/memory-headings.ts';
import { headingIndexes, headingText, missingEnd, unitsOf } from '../memory/memory-lines.ts';

/** A line that is not blank, or a whole fenced block. Blank lines are layout: they go with what stands below them. */
export interface Unit {
  /** Folded, for comparing. */
  readonly key: string;
  /** As typed, with LF between the lines of a block. */
  readonly text: string;
  /** The lines as they stand in the file; a CR at the end belongs to the line. */
  readonly raw: readonly string[];
  /** The blank lines above it as they stand. */
  readonly lead: readonly string[];
}

export interface TextSection {
  /** The proper heading of a known section; for any other, and for a repeated one, a name that no heading has. */
  readonly name: string;
  /** `own` for sections that the user added. */
  readonly keeper: Keeper | 'own';
  readonly head: string;
  /** All lines below the heading as they stand. */
  readonly body: readonly string[];
  /** What they say, without blank lines around it, and with a fence that is left open closed. */
  readonly units: readonly Unit[];
}

export interface MemoryText {
  /** The lines before the first section as they stand. */
  readonly opening: readonly string[];
  readonly preamble: readonly Unit[];
  readonly sections: readonly TextSection[];
}

/** Whitespace, the list bullet or number, and trailing spaces do not tell one line from another. */
export const fold = keepingResults((text) => {
  const lines = text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
  return lines.length > 1 ? lines.join('\n') : (lines[0] ?? '').replace(/^(?:[-*+]|\d{1,9}[.)]) /, '');
});

/** True for a line that says something: not `---`, `}` or a title, which may come again for another reason. */
export const isTelling = (unit: Unit): boolean =>
  saysSomething(unit.key) && !isHint(unit.text) && !/^(?:# .*|[(_*]*none[)_*.]*)$/i.test(unit.key);

export const saysSomething = (line: string): boolean => /[\p{L}\p{N}]/u.test(line);

/** The lines inside a fenced block or comment, as units of their own; none for a plain line. */
export const innerUnits = (unit: Unit): Unit[] =>
  unit.raw
    .slice(1, -1)
    .map((line) => ({ key: fold(cleanLine(line)), text: cleanLine(line).trimEnd(), raw: [line], lead: [] }));

/** A block without those of its inner lines that `isUnwanted` tells; null when it has none left. */
export function withoutInner(unit: Unit, isUnwanted: (inner: Unit) => boolean): Unit | null {
  const inner = innerUnits(unit);
  const left = inner.filter((line) => !isTelling(line) || !isUnwanted(line));
  if (left.length === inner.length) return unit;
  if (!left.some(isTelling)) return null;
  const raw = [...unit.raw.slice(0, 1), ...left.flatMap((line) => line.raw), ...unit.raw.slice(-1)];
  const text = raw.map(cleanLine).join('\n');
  return { ...unit, key: fold(text), text, raw };
}

/** Reads lines that still carry their CR, without the last line's ending. */
export function readText(lines: readonly string[]): MemoryText {
  const clean = lines.map(cleanLine);
  const starts = headingIndexes(clean);
  const seen = new Map<string, number>();
  const sections = starts.map((start, position): TextSection => {
    const heading = headingText(clean[start] ?? '') ?? '';
    const body = lines.slice(start + 1, starts[position + 1] ?? lines.length);
    return { ...identify(heading, seen), head: lines[start] ?? '', body, units: unitsFrom(body) };
  });
  const opening = lines.slice(0, starts[0] ?? lines.length);
  return { opening, preamble: unitsFrom(opening), sections };
}

function cleanLine(line: string): string {
  const whole = line.includes('\uFEFF') ? line.replaceAll('\uFEFF', '') : line;
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
}

export const isBlankLine = (line: string): boolean => cleanLine(line).trim() === '';

function identify(heading: string, seen: Map<string, number>): Pick<TextSection, 'name' | 'keeper'> {
  const known = knownSection(heading);
  const name = known?.heading ?? `## ${fold(heading)}`;
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  // A second Pinned is pinned as well; a second section of any other name is the user's own.
  const keeper = known === undefined ? 'own' : count === 1 || known.keeper === 'user' ? known.keeper : 'own';
  return { name: count === 1 ? name : `## ${count} ${name}`, keeper };
}

function unitsFrom(body: readonly string[]): Unit[] {
  const said = withoutMargins(body);
  const end = missingEnd(said.map(cleanLine));
  const cr = said.some((line) => line.endsWith('\r')) ? '\r' : '';
  const lines = end === null ? said : [...said, end + cr];
  const units: Unit[] = [];
  let at = 0;
  let lead: string[] = [];
  for (const text of unitsOf(lines.map(cleanLine))) {
    const raw = lines.slice(at, at + text.split('\n').length);
    at += raw.length;
    const key = fold(text);
    if (key === '') lead.push(...raw);
    else {
      units.push({ key, text: text.trimEnd(), raw, lead });
      lead = [];
    }
  }
  return units;
}

/** Without the blank lines at both ends. */
function withoutMargins(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !isBlankLine(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlankLine(line)) + 1);
}

/** The section with other content, its blank lines as they were; one that was empty gets the usual ones. */
export function rewritten(section: TextSection, units: readonly Unit[], cr: string): TextSection {
  const first = section.body.findIndex((line) => !isBlankLine(line));
  const last = section.body.findLastIndex((line) => !isBlankLine(line));
  const lead = first < 0 ? [cr] : section.body.slice(0, first);
  const trail = section.body.slice(last + 1);
  const after = first < 0 && trail.length === 0 ? [cr] : trail;
  return { ...section, units, body: [...(units.length === 0 ? [] : lead), ...rawOf(units), ...after] };
}

/** The lines of units that stand one below the other. */
export const rawOf = (units: readonly Unit[]): string[] =>
  units.flatMap(({ lead, raw }, index) => (index === 0 ? raw : [...lead, ...raw]));

/** Alike to the letter, but for spaces at the ends of lines. */
export const isLaidOutAs = (one: Unit, other: Unit): boolean =>
  one.text === other.text && one.lead.length === other.lead.length;

export const isKeptByUser = (section: TextSection): boolean =>
  section.keeper === 'user' || section.keeper === 'own';

/** True when there is nothing but blank lines. */
export const isEmpty = (text: MemoryText): boolean =>
  text.sections.length === 0 && text.preamble.length === 0;
