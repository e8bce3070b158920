/** Takes out of a proposal what must not come: what the user deleted, keeps elsewhere, or has put in other words. */

import { isDeletedSection } from '../memory/memory-headings.ts';
import type { Ownership } from '../ports/memory-history.ts';
import type { Credentials } from '../redaction/known-credentials.ts';
import { redact } from '../redaction/redact.ts';
import { allUnits, unitsIn } from './merge-ownership.ts';
import { fold, isKeptByUser, isTelling, type MemoryText, type Unit, withoutInner } from './merge-text.ts';

/** What holds for every section of one merge. */
export interface Rules {
  readonly isHeld: (unit: Unit) => boolean;
  readonly isDeleted: (unit: Unit) => boolean;
  readonly isSectionDeleted: (name: string) => boolean;
  /** The user keeps this line in a place of the user's own, so that it need not stand anywhere else. */
  readonly isKeptElsewhere: (unit: Unit) => boolean;
  readonly isInFile: (unit: Unit) => boolean;
}

export function rulesFor(user: MemoryText, owned: Ownership, credentials?: Credentials): Rules {
  const held = new Set(owned.held.map(fold));
  // A proposal comes without credentials, and so do versions from storage.
  const deleted = new Set(
    owned.deletedLines.flatMap((line) => [fold(line), fold(redact(line, credentials).text)]),
  );
  const places = user.sections.map((section) =>
    isKeptByUser(section) ? section.units : section.units.filter((unit) => held.has(unit.key)),
  );
  const kept = new Set(unitsIn([user.preamble, ...places]).map((unit) => unit.key));
  const present = new Set(allUnits(user).map((unit) => unit.key));
  return {
    isHeld: (unit) => held.has(unit.key),
    isDeleted: (unit) => deleted.has(unit.key),
    isSectionDeleted: (name) => isDeletedSection(owned, name),
    isKeptElsewhere: (unit) => kept.has(unit.key),
    isInFile: (unit) => present.has(unit.key),
  };
}

export interface SiftedUnits {
  readonly units: readonly Unit[];
  readonly overridden: readonly Unit[];
  readonly banned: readonly Unit[];
}

/** Takes out of a proposal what the user has deleted or keeps elsewhere, and rewordings of what the user has changed. */
export function sift(
  base: readonly Unit[],
  user: readonly Unit[],
  proposed: readonly Unit[],
  rules: Rules,
): SiftedUnits {
  const here = new Set(user.map((unit) => unit.key));
  const offered = new Set(proposed.map((unit) => unit.key));
  const held = user.filter((unit) => isTelling(unit) && rules.isHeld(unit) && !offered.has(unit.key));
  const gone = base.filter((unit) => isTelling(unit) && !rules.isInFile(unit));
  const goneKeys = new Set(gone.map((unit) => unit.key));
  const rewordsHeld = rewordingOf(held, proposed.length);
  const rewordsGone = rewordingOf(gone, proposed.length);
  const rewordsDeleted = rewordingOf(gone.filter(rules.isDeleted), proposed.length);
  const overridden: Unit[] = [];
  const banned: Unit[] = [];
  const left = proposed.map((unit): Unit | null => {
    if (!isTelling(unit) || here.has(unit.key)) return unit;
    if (rules.isDeleted(unit) || rules.isKeptElsewhere(unit) || goneKeys.has(unit.key)) return null;
    if (!rewordsGone(unit) && !rewordsHeld(unit)) return withoutInner(unit, rules.isDeleted);
    overridden.push(unit);
    // What is gone and was not deleted, as with an earlier version brought back, may come again another time.
    if (rewordsDeleted(unit)) banned.push(unit);
    return null;
  });
  return { units: withGaps(proposed, left), overridden, banned };
}

/** What stood apart still does when what parted it is taken out: its blank lines go on to the next line. */
function withGaps(before: readonly Unit[], left: readonly (Unit | null)[]): Unit[] {
  let gap: readonly string[] = [];
  return left.flatMap((unit, index) => {
    const own = before[index]?.lead ?? [];
    const lead = own.length > 0 ? own : gap;
    gap = unit === null ? lead : [];
    return unit === null ? [] : [{ ...unit, lead }];
  });
}

/** Beyond this many comparisons of lines, rewordings go unnoticed; no document made for reading comes near it. */
const maxComparisons = 250_000;

/** Tells whether a line says nearly the same as one of `others`: extended, shortened, or with a word replaced. */
function rewordingOf(others: readonly Unit[], candidates: number): (unit: Unit) => boolean {
  if (others.length * candidates > maxComparisons) return () => false;
  const known = others.map(wordsOf);
  return (unit) => {
    const words = wordsOf(unit);
    return known.some((other) => isNear(words, other));
  };
}

function isNear(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shorter = Math.min(one.size, other.size);
  const shared = [...one].filter((word) => other.has(word)).length;
  return shorter >= 2 && shared >= 0.8 * shorter && shared >= 0.6 * (one.size + other.size - shared);
}

const wordsOf = (unit: Unit): Set<string> =>
  new Set(unit.key.toLowerCase().match(/[\p{L}\p{N}][^\s,;:!?"'()]*/gu) ?? []);
