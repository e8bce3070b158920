/** Moves lines of the memory file to Pinned and back, as edits of single lines, so that an editor can undo them. */

import { textTokens } from '../conversation/tokens.ts';
import { isHint, knownSection } from './memory-headings.ts';
import { headingIndexes, headingText, linesOf, unitsOf } from './memory-lines.ts';

/** Lines `from` up to, not including, `to` (counted from 0) give way to `lines`. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Where an unpinned line goes when its own section is not known: what later work needs. */
const homeHeading = 'Key References';

interface LineRange {
  readonly from: number;
  readonly to: number;
}

interface Section extends LineRange {
  readonly heading: string;
  readonly isPinned: boolean;
}

/** The edits, in the order of the lines and without overlap; empty when there is nothing to move in those lines. */
export function pinLines(text: string, selected: LineRange): readonly LineEdit[] {
  const lines = linesOf(text);
  const sections = sectionsOf(lines);
  const entries = entriesIn(lines, sections, selected).filter(({ section }) => !section.isPinned);
  if (entries.length === 0) return [];
  const moved = entries.flatMap(({ from, to }) => lines.slice(from, to));
  const pinned = sections.find(({ isPinned }) => isPinned);
  return ordered([...entries.map(removal), insertion(lines, pinned ?? null, 'Pinned', moved, 0)]);
}

export function unpinLines(text: string, selected: LineRange): readonly LineEdit[] {
  const lines = linesOf(text);
  const sections = sectionsOf(lines);
  const entries = entriesIn(lines, sections, selected).filter(({ section }) => section.isPinned);
  if (entries.length === 0) return [];
  const moved = entries.flatMap(({ from, to }) => lines.slice(from, to));
  const home = sections.find(({ heading }) => knownSection(heading)?.heading === homeHeading);
  return ordered([...entries.map(removal), insertion(lines, home ?? null, homeHeading, moved, lines.length)]);
}

/** Whether something that can be pinned, or is pinned, stands in those lines. */
export function whereLinesAre(text: string, selected: LineRange): 'pinned' | 'elsewhere' | 'nowhere' {
  const lines = linesOf(text);
  const entries = entriesIn(lines, sectionsOf(lines), selected);
  if (entries.length === 0) return 'nowhere';
  return entries.some(({ section }) => !section.isPinned) ? 'elsewhere' : 'pinned';
}

/** The lines of the `## ` headings, counted from 0. */
export const headingsIn = (
  text: string,
): readonly { readonly line: number; readonly isPinned: boolean; readonly isKnown: boolean }[] =>
  sectionsOf(linesOf(text)).map(({ from, heading, isPinned }) => ({
    line: from,
    isPinned,
    isKnown: knownSection(heading) !== undefined,
  }));

/** Estimated tokens of everything pinned, and the line of the first such heading; null without one. */
export function pinnedSize(text: string): { readonly line: number; readonly tokens: number } | null {
  const lines = linesOf(text);
  const pinned = sectionsOf(lines).filter(({ isPinned }) => isPinned);
  const [first] = pinned;
  if (first === undefined) return null;
  const said = pinned.flatMap(({ from, to }) => lines.slice(from + 1, to)).filter((line) => !isHint(line));
  const body = said.join('\n').trim();
  return { line: first.from, tokens: body === '' ? 0 : textTokens(body) };
}

function sectionsOf(lines: readonly string[]): Section[] {
  const starts = headingIndexes(lines);
  return starts.map((from, position) => {
    const heading = headingText(lines[from] ?? '') ?? '';
    const isPinned = knownSection(heading)?.keeper === 'user';
    return { from, to: starts[position + 1] ?? lines.length, heading, isPinned };
  });
}

/** List items with what belongs to them, paragraphs' lines and fenced blocks, whole, that the selection touches. */
function entriesIn(
  lines: readonly string[],
  sections: readonly Section[],
  selected: LineRange,
): (LineRange & { readonly section: Section })[] {
  return sections.flatMap((section) => {
    const entries: { from: number; to: number }[] = [];
    let at = section.from + 1;
    for (const unit of unitsOf(lines.slice(at, section.to))) {
      const to = at + unit.split('\n').length;
      const last = entries.at(-1);
      if (/^\s+\S/.test(unit) && last !== undefined && last.to === at) last.to = to;
      else if (unit.trim() !== '' && !isHint(unit)) entries.push({ from: at, to });
      at = to;
    }
    return entries
      .filter(({ from, to }) => from < Math.max(selected.to, selected.from + 1) && to > selected.from)
      .map((entry) => ({ ...entry, section }));
  });
}

const removal = ({ from, to }: LineRange): LineEdit => ({ from, to, lines: [] });

/** At the end of the section, before the blank lines there; the section's hint gives way. */
function insertion(
  lines: readonly string[],
  section: Section | null,
  heading: string,
  moved: readonly string[],
  otherwise: number,
): LineEdit {
  if (section === null) return newSection(lines, heading, moved, otherwise);
  const body = lines.slice(section.from + 1, section.to);
  const last = body.findLastIndex((line) => line.trim() !== '');
  const hint = body.findIndex((line) => isHint(line));
  if (hint >= 0 && hint === last) {
    const at = section.from + 1 + hint;
    return { from: at, to: at + 1, lines: moved };
  }
  const end = section.from + 2 + last;
  if (last >= 0) return { from: end, to: end, lines: moved };
  const after = body.length === 0 ? [] : [''];
  return { from: section.from + 1, to: section.to, lines: ['', ...moved, ...after] };
}

/** Pinned comes before every other section; any other at the end. */
function newSection(
  lines: readonly string[],
  heading: string,
  moved: readonly string[],
  place: number,
): LineEdit {
  const added = [`## ${heading}`, '', ...moved, ''];
  if (place === 0) {
    const first = headingIndexes(lines)[0] ?? lines.length;
    return { from: first, to: first, lines: added };
  }
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const gap = (lines[end - 1] ?? '').trim() === '' ? [] : [''];
  return { from: end, to: end, lines: [...gap, ...added.slice(0, -1)] };
}

const ordered = (edits: readonly LineEdit[]): readonly LineEdit[] =>
  [...edits].sort((one, other) => one.from - other.from || one.to - other.to);
