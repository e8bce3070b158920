/**
 * Puts two memories of different origin together: the file is the user's, ours is what it may never have seen. No line
 * of the file is touched, and nothing of ours counts as deleted because the file does not have it.
 */

import type { Ownership } from '../ports/memory-history.ts';
import { type MergeResult, mergeMemory } from './merge.ts';
import { absorbEdit, allUnits } from './merge-ownership.ts';
import {
  fold,
  isBlankLine,
  isKeptByUser,
  isTelling,
  type MemoryText,
  rawOf,
  readText,
  rewritten,
  type TextSection,
  type Unit,
} from './merge-text.ts';

export interface JoinInput {
  readonly user: string;
  readonly ours: string;
  readonly ownership: Ownership;
}

export function joinMemory({ user, ours, ownership }: JoinInput): MergeResult {
  const inFile = keysIn(user);
  const here = { ...ownership, held: ownership.held.filter((line) => inFile.has(fold(line))) };
  const merged = mergeMemory({ base: '', user, proposed: ours, ownership: here });
  const text = withOwnLines(merged.text, ours, ownership);
  const present = keysIn(text);
  const isPresent = (line: string) => present.has(fold(line));
  const owned = absorbEdit('', user, here);
  return {
    text,
    ownership: {
      held: [...new Set([...ownership.held, ...owned.held])].filter(isPresent),
      deletedLines: merged.ownership.deletedLines.filter((line) => !isPresent(line)),
      deletedSections: owned.deletedSections,
    },
    overridden: merged.overridden,
  };
}

/** At least half of what `before` says is in `now`: it was made from it. */
export function isDerived(before: string, now: string): boolean {
  const lines = allUnits(readText(before.split('\n'))).filter(isTelling);
  const present = keysIn(now);
  return lines.length > 0 && lines.filter((unit) => present.has(unit.key)).length * 2 >= lines.length;
}

const keysIn = (text: string): Set<string> =>
  new Set(allUnits(readText(text.split('\n'))).map((unit) => unit.key));

/** Adds what the user wrote in ours and the merge, which knows one user's file only, has left out. */
function withOwnLines(text: string, ours: string, ownership: Ownership): string {
  const present = keysIn(text);
  const held = new Set(ownership.held.map(fold));
  const missing = readText(ours.split('\n')).sections.flatMap((section) => {
    const units = section.units.filter(
      (unit) => isTelling(unit) && !present.has(unit.key) && (isKeptByUser(section) || held.has(unit.key)),
    );
    return units.length === 0 ? [] : [{ section, units }];
  });
  return missing.reduce((result, { section, units }) => withLines(result, section, units), text);
}

function withLines(text: string, { name, head }: TextSection, added: readonly Unit[]): string {
  const finalBreak = /\r?\n$/.exec(text)?.[0] ?? '';
  const cr = text.includes('\r\n') ? '\r' : '';
  const lines = text.slice(0, text.length - finalBreak.length).split('\n');
  const file = readText(lines);
  const ended = (raw: readonly string[]) => raw.map((line) => line.replace(/\r$/, '') + cr);
  const units = added.map((unit) => ({ ...unit, raw: ended(unit.raw), lead: ended(unit.lead) }));
  const isThere = file.sections.some((section) => section.name === name);
  const sections = file.sections.map((section) =>
    section.name === name ? rewritten(section, [...section.units, ...units], cr) : section,
  );
  const all = isThere
    ? linesIn({ ...file, sections })
    : [...linesIn(file), ...newSection(lines, head, units, cr)];
  return all.join('\n').replace(/\r$/, '') + finalBreak;
}

const linesIn = ({ opening, sections }: MemoryText): string[] => [
  ...opening,
  ...sections.flatMap(({ head, body }) => [head, ...body]),
];

function newSection(lines: readonly string[], head: string, units: readonly Unit[], cr: string): string[] {
  const gap = isBlankLine(lines.at(-1) ?? '') ? [] : [cr];
  return [...gap, head.replace(/\r$/, '') + cr, cr, ...rawOf(units)];
}
