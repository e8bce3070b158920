/** What the user owns in the memory file: lines written by hand are held, what was deleted by hand stays deleted. */

import { isHint } from '../memory/memory-headings.ts';
import type { Ownership } from '../ports/memory-history.ts';
import { matches } from './merge-lines.ts';
import {
  fold,
  innerUnits,
  isEmpty,
  isKeptByUser,
  isTelling,
  type MemoryText,
  readText,
  saysSomething,
  type Unit,
} from './merge-text.ts';

/** Entries kept of each kind; the newest stay. */
const maxEntries = 2_000;

/** Every line, and besides its single lines every block as a whole. */
export const unitsIn = (parts: readonly (readonly Unit[])[]): Unit[] =>
  parts.flat().flatMap((unit) => [unit, ...innerUnits(unit)]);

export const allUnits = (text: MemoryText): Unit[] =>
  unitsIn([text.preamble, ...text.sections.map((section) => section.units)]);

/**
 * The ownership after the user has turned `base` into `user`. A deleted line that is back is the user's again; a held
 * line that is gone is deleted. Lines of Pinned and of the user's own sections need no holding: no update writes there.
 */
export function absorbEdit(base: string, user: string, ownership: Ownership): Ownership {
  return base === user
    ? ownership
    : absorbed(readText(base.split('\n')), readText(user.split('\n')), ownership);
}

export function absorbed(base: MemoryText, user: MemoryText, ownership: Ownership): Ownership {
  const present = new Set(allUnits(user).map((unit) => unit.key));
  const removed = allUnits(base).filter((unit) => isTelling(unit) && !present.has(unit.key));
  const isPresent = (line: string) => present.has(fold(line));
  const goneHeld = ownership.held.filter((line) => saysSomething(line) && !isPresent(line));
  return {
    held: newest([...ownership.held, ...addedUnits(base, user).map(ownedText)].filter(isPresent)),
    deletedLines: newest(
      [...ownership.deletedLines, ...goneHeld, ...removed.map(ownedText)].filter((line) => !isPresent(line)),
    ),
    deletedSections: deletedSections(base, user, ownership),
  };
}

export const ownedText = (unit: Unit): string => unit.text.trim();

/** Adds lines that no later update may bring. */
export const withDeleted = (ownership: Ownership, lines: readonly string[]): Ownership =>
  lines.length === 0
    ? ownership
    : { ...ownership, deletedLines: newest([...ownership.deletedLines, ...lines]) };

function addedUnits(base: MemoryText, user: MemoryText): Unit[] {
  const before = new Map(base.sections.map((section) => [section.name, section.units]));
  return user.sections
    .filter((section) => !isKeptByUser(section))
    .flatMap(({ name, units }) => {
      const old = new Set(matches(before.get(name) ?? [], units));
      return units.filter((unit, index) => !old.has(index) && !isHint(unit.text));
    });
}

/** An emptied file asks for a fresh start, not for a memory without any section. */
function deletedSections(base: MemoryText, user: MemoryText, ownership: Ownership): string[] {
  const present = new Set(user.sections.map((section) => section.name));
  const known = base.sections.filter((section) => section.keeper !== 'own').map((section) => section.name);
  const isEmptied = isEmpty(user);
  return newest(
    [...ownership.deletedSections, ...(isEmptied ? [] : known)].filter((name) => !present.has(name)),
  );
}

/** Without repetitions; an entry that comes again counts as new. */
function newest(lines: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const line of lines) {
    const key = fold(line);
    byKey.delete(key);
    byKey.set(key, line);
  }
  return [...byKey.values()].slice(-maxEntries);
}
