/**
 * The three-way merge of the memory file: what was last written or merged, the file as it is now, and a new version
 * made from the former by the updater. The user wins. No line that the user wrote is lost, none that the user deleted
 * returns, and what the merge does not have to touch stays as typed, to the letter.
 */

import { isHint } from '../memory/memory-headings.ts';
import type { Ownership } from '../ports/memory-history.ts';
import type { Credentials } from '../redaction/known-credentials.ts';
import { mergeLines } from './merge-lines.ts';
import { absorbed, ownedText, withDeleted } from './merge-ownership.ts';
import { type Rules, rulesFor, sift } from './merge-sift.ts';
import {
  isBlankLine,
  isEmpty,
  isKeptByUser,
  isLaidOutAs,
  isTelling,
  type MemoryText,
  rawOf,
  readText,
  rewritten,
  type TextSection,
  type Unit,
} from './merge-text.ts';

export interface MergeInput {
  /** What was last written or merged; empty when there was nothing. */
  readonly base: string;
  /** The file as it is now. */
  readonly user: string;
  /** Made from `base` by the updater. Only sections that models and code keep are taken from it. */
  readonly proposed: string;
  /** As it was at `base`; for `mergeOwned`, as it is at `user`. */
  readonly ownership: Ownership;
  /** What the conversation has told: a proposal comes without it, the user's lines have it. */
  readonly credentials?: Credentials;
}

export interface MergeResult {
  readonly text: string;
  readonly ownership: Ownership;
  /** Proposed lines that gave way to the user's, for the next instruction to the model. */
  readonly overridden: readonly string[];
}

/** Never throws; without a change on the updater's side the result is the user's text to the letter. */
export function mergeMemory(input: MergeInput): MergeResult {
  const { base, user, ownership } = input;
  return merged(input, (sides) => (base === user ? ownership : absorbed(sides.base, sides.user, ownership)));
}

/** The same where the ownership knows already how `base` became `user`: what it does not say, the user did not do. */
export function mergeOwned(input: MergeInput): MergeResult {
  return merged(input, () => input.ownership);
}

function merged(
  { base, user, proposed, credentials }: MergeInput,
  ownershipAfter: (sides: Sides) => Ownership,
): MergeResult {
  const file = openFile(user);
  const sides = {
    base: readText(ourLines(base, file.cr)),
    user: readText(file.lines),
    proposed: readText(ourLines(proposed, file.cr)),
  };
  const owned = ownershipAfter(sides);
  if (proposed === base || proposed === user) return { text: user, ownership: owned, overridden: [] };
  const rules = rulesFor(sides.user, owned, credentials);
  const parts = mergeSections(sides, rules, file.cr);
  const text = assemble(sides, parts, file);
  if (text === null) return { text: user, ownership: owned, overridden: [] };
  return {
    text,
    ownership: withDeleted(
      owned,
      parts.flatMap((part) => part.banned.map(ownedText)),
    ),
    overridden: [...new Set(parts.flatMap((part) => part.overridden.map(ownedText)))],
  };
}

interface Sides {
  readonly base: MemoryText;
  readonly user: MemoryText;
  readonly proposed: MemoryText;
}

/** A section of the result. */
interface Part {
  readonly section: TextSection;
  /** The file did not have it; it gets blank lines around it. */
  readonly isNew: boolean;
  readonly overridden: readonly Unit[];
  /** Those of the overridden lines that must not come again. */
  readonly banned: readonly Unit[];
}

const unchanged = (section: TextSection): Part => ({ section, isNew: false, overridden: [], banned: [] });

function mergeSections(sides: Sides, rules: Rules, cr: string): Part[] {
  const base = byName(sides.base);
  const proposed = byName(sides.proposed);
  const parts = sides.user.sections.map((section) => {
    const offered = proposed.get(section.name);
    // Updaters empty a section but never remove one: what a proposal lacks altogether stays.
    if (isKeptByUser(section) || offered === undefined) return unchanged(section);
    return mergeSection(base.get(section.name), section, offered, rules, cr);
  });
  return withNewSections(sides, rules, cr, parts);
}

const byName = (text: MemoryText): Map<string, TextSection> =>
  new Map(text.sections.map((section) => [section.name, section]));

function mergeSection(
  base: TextSection | undefined,
  user: TextSection,
  proposed: TextSection,
  rules: Rules,
  cr: string,
): Part {
  const before = withoutHints(base?.units ?? []);
  const now = withoutHints(user.units);
  const sifted = sift(before, now, withoutHints(proposed.units), rules);
  const offered = new Set(proposed.units.map((unit) => unit.key));
  // What has given way as a rewording needs no second rival.
  const isDropped = (unit: Unit) => sifted.overridden.length === 0 && !offered.has(unit.key);
  const merged = mergeLines(before, now, sifted.units, rules.isHeld, isDropped);
  const overridden = [...sifted.overridden, ...merged.overridden];
  return {
    section: areLaidOutAs(merged.units, now) ? user : rewritten(user, merged.units, cr),
    isNew: false,
    overridden,
    banned: [...sifted.banned, ...merged.overridden],
  };
}

const withoutHints = (units: readonly Unit[]): Unit[] => units.filter((unit) => !isHint(unit.text));

/** The blank lines above the first are the section's. */
function areLaidOutAs(one: readonly Unit[], others: readonly Unit[]): boolean {
  if (one.length !== others.length) return false;
  return one.every((unit, index) => {
    const other = others[index];
    return other !== undefined && (index === 0 ? unit.text === other.text : isLaidOutAs(unit, other));
  });
}

/** Adds the sections that only the proposal has, where they stand there; below the user's own when it has no other. */
function withNewSections(sides: Sides, rules: Rules, cr: string, parts: readonly Part[]): Part[] {
  const result = [...parts];
  const inUser = byName(sides.user);
  const inBase = byName(sides.base);
  const isEmptied = isEmpty(sides.user);
  const isFirst = isEmptied && isEmpty(sides.base);
  const offered = new Set(sides.proposed.sections.map(({ name }) => name));
  sides.proposed.sections.forEach((section, position) => {
    if (inUser.has(section.name) || rules.isSectionDeleted(section.name)) return;
    const isOurs = !isKeptByUser(section) || (section.keeper === 'user' && !section.units.some(isTelling));
    const isTaken = isFirst || (isOurs && (isEmptied || !inBase.has(section.name)));
    const { units } = sift([], [], section.units, rules);
    if (!isTaken || (units.length === 0 && section.units.length > 0)) return;
    const earlier = new Set(sides.proposed.sections.slice(0, position).map(({ name }) => name));
    const above = result.findLastIndex((part) => earlier.has(part.section.name));
    const below = result.findIndex((part) => offered.has(part.section.name));
    const place = above >= 0 ? above + 1 : below >= 0 ? below : result.length;
    result.splice(place, 0, { ...unchanged(rewritten({ ...section, body: [] }, units, cr)), isNew: true });
  });
  return result;
}

interface OpenFile {
  readonly lines: readonly string[];
  /** A CR where the file's lines end in CRLF; it stays part of each line. */
  readonly cr: '' | '\r';
  readonly finalBreak: string;
}

function openFile(user: string): OpenFile {
  if (user === '') return { lines: [], cr: '', finalBreak: '\n' };
  const breaks = user.split('\n').length - 1;
  const cr = breaks > 0 && user.split('\r\n').length - 1 > breaks / 2 ? '\r' : '';
  const finalBreak = /\r?\n$/.exec(user)?.[0] ?? '';
  const lines = user.slice(0, user.length - finalBreak.length).split('\n');
  const last = lines.pop() ?? '';
  return { lines: [...lines, finalBreak === '\n' ? last : last + cr], cr, finalBreak };
}

/** The lines of a text of ours, with the line ending that the user's file has. */
function ourLines(text: string, cr: string): string[] {
  if (text === '') return [];
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line + cr);
}

/**
 * Puts the parts together. A fence that the user has left open could pair with one of ours and swallow a section; then
 * it is closed at its section's end. Null when even that does not give back the sections that were put in.
 */
function assemble(sides: Sides, parts: readonly Part[], file: OpenFile): string | null {
  const wanted = parts.map((part) => part.section.name).join('\n');
  for (const closing of [false, true]) {
    const lines = [...openingOf(sides)];
    for (const { section, isNew } of parts) {
      if (isNew && !isBlankLine(lines.at(-1) ?? '')) lines.push(file.cr);
      lines.push(section.head, ...(closing ? rewritten(section, section.units, file.cr) : section).body);
    }
    const finished = withEnd(lines, sides.user, file);
    const names = readText(finished).sections.map((section) => section.name);
    if (names.join('\n') === wanted) return finished.join('\n').replace(/\r$/, '') + file.finalBreak;
  }
  return null;
}

/** Of an emptied file nothing comes back but its title. */
function openingOf({ base, user, proposed }: Sides): readonly string[] {
  if (!isEmpty(user)) return user.opening;
  return isEmpty(base) ? proposed.opening : rawOf(proposed.preamble.filter((unit) => /^# /.test(unit.text)));
}

/** As many blank lines at the end as the user had there. */
function withEnd(lines: readonly string[], user: MemoryText, file: OpenFile): string[] {
  const end = lines.findLastIndex((line) => !isBlankLine(line)) + 1;
  const trail = file.lines.slice(file.lines.findLastIndex((line) => !isBlankLine(line)) + 1);
  return [...lines.slice(0, end), ...(isEmpty(user) ? [] : trail)];
}
