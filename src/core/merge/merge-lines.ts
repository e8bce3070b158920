/** The three-way merge of one section's lines. The user's lines stand. */
import { LCS } from 'node-diff3';
import { isLaidOutAs, isTelling, type Unit } from './merge-text.ts';

export interface LineMerge {
  readonly units: readonly Unit[];
  /** Proposed lines that gave way because the user has changed the same lines meanwhile. */
  readonly overridden: readonly Unit[];
}

/**
 * `proposed` must be free of what the user has deleted. `isHeld` tells the lines that the user owns, those just added
 * included; they are all in the result, each after what precedes it now. `isDropped` tells the lines of `base` that the
 * updater has left out by itself: only what stands in the place of these can rival what the user has put there.
 */
export function mergeLines(
  base: readonly Unit[],
  user: readonly Unit[],
  proposed: readonly Unit[],
  isHeld: (unit: Unit) => boolean,
  isDropped: (unit: Unit) => boolean,
): LineMerge {
  const inUser = matches(base, user, isHeld);
  const inProposed = matches(base, proposed, isHeld);
  const units: Unit[] = [];
  const overridden: Unit[] = [];
  let from = { base: 0, user: 0, proposed: 0 };
  for (let index = 0; index <= base.length; index++) {
    const isEnd = index === base.length;
    const to = isEnd
      ? { user: user.length, proposed: proposed.length }
      : { user: inUser[index], proposed: inProposed[index] };
    if (to.user === undefined || to.proposed === undefined) continue;
    const gap = mergeGap(
      base.slice(from.base, index),
      user.slice(from.user, to.user),
      proposed.slice(from.proposed, to.proposed),
      isHeld,
      isDropped,
    );
    units.push(
      ...gap.units,
      ...(isEnd ? [] : [anchor(base[index], user[to.user], proposed[to.proposed], isHeld)]).flat(),
    );
    overridden.push(...gap.overridden);
    from = { base: index + 1, user: to.user + 1, proposed: to.proposed + 1 };
  }
  return { units: onceEach(units, user, proposed), overridden };
}

/** A line that the user has moved stands where the user put it, and not a second time where the proposal has it. */
function onceEach(units: readonly Unit[], user: readonly Unit[], proposed: readonly Unit[]): readonly Unit[] {
  const allowed = new Map<string, number>();
  for (const [key, count] of [...countsOf(user), ...countsOf(proposed)]) {
    allowed.set(key, Math.max(count, allowed.get(key) ?? 0));
  }
  const surplus = new Map<string, number>();
  for (const [key, count] of countsOf(units)) surplus.set(key, count - (allowed.get(key) ?? 0));
  if (![...surplus.values()].some((count) => count > 0)) return units;
  const mine = new Set(user);
  return units.filter((unit) => {
    const count = surplus.get(unit.key) ?? 0;
    if (count <= 0 || mine.has(unit)) return true;
    surplus.set(unit.key, count - 1);
    return false;
  });
}

function countsOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const unit of units) counts.set(unit.key, (counts.get(unit.key) ?? 0) + 1);
  return counts;
}

/** A line that all three have: the layout is the user's where the user changed it, else the proposal's. */
function anchor(
  base: Unit | undefined,
  user: Unit | undefined,
  proposed: Unit | undefined,
  isHeld: (unit: Unit) => boolean,
): Unit[] {
  if (base === undefined || user === undefined || proposed === undefined) return [];
  return [!isLaidOutAs(user, base) || isLaidOutAs(user, proposed) || isHeld(user) ? user : proposed];
}

function mergeGap(
  base: readonly Unit[],
  user: readonly Unit[],
  proposed: readonly Unit[],
  isHeld: (unit: Unit) => boolean,
  isDropped: (unit: Unit) => boolean,
): LineMerge {
  if (sameKeys(base, user)) return { units: weave(user, proposed, isHeld), overridden: [] };
  if (sameKeys(base, proposed)) return { units: user, overridden: [] };
  const rivals = contested(base, user, proposed, isDropped);
  const left = proposed.filter((unit) => !rivals.has(unit));
  const before = new Set(base.map((unit) => unit.key));
  const keeps = (unit: Unit) => isHeld(unit) || !before.has(unit.key);
  return { units: weave(user, left, keeps), overridden: [...rivals] };
}

/**
 * Both sides rewrote the same lines, none of them left: as many proposed lines as the user put there give way. The
 * rest is new text that the user has not seen, and is no rival.
 */
function contested(
  base: readonly Unit[],
  user: readonly Unit[],
  proposed: readonly Unit[],
  isDropped: (unit: Unit) => boolean,
): Set<Unit> {
  const here = new Set(user.map((unit) => unit.key));
  const there = new Set(proposed.map((unit) => unit.key));
  const old = base.filter(isTelling);
  if (old.some((unit) => here.has(unit.key))) return new Set();
  const dropped = old.filter(isDropped);
  const mine = user.filter((unit) => isTelling(unit) && !there.has(unit.key));
  const theirs = proposed.filter((unit) => isTelling(unit) && !here.has(unit.key));
  return new Set(theirs.slice(0, Math.min(dropped.length, mine.length)));
}

/**
 * The proposal with those of the user's lines put in that must stay: after what precedes them, be it the same line or
 * what the proposal has put in its place.
 */
function weave(user: readonly Unit[], proposed: readonly Unit[], keeps: (unit: Unit) => boolean): Unit[] {
  const positions = matches(user, proposed, keeps);
  const result: Unit[] = [];
  let next = 0;
  let isReplaced = false;
  user.forEach((unit, index) => {
    const position = positions[index];
    if (position !== undefined) {
      result.push(...proposed.slice(next, position), unit);
      next = position + 1;
      isReplaced = false;
    } else if (!keeps(unit)) {
      isReplaced = true;
    } else {
      if (isReplaced) {
        const upTo = positions.slice(index).find((other) => other !== undefined) ?? proposed.length;
        result.push(...proposed.slice(next, upTo));
        next = upTo;
        isReplaced = false;
      }
      result.push(unit);
    }
  });
  return [...result, ...proposed.slice(next)];
}

const sameKeys = (one: readonly Unit[], other: readonly Unit[]): boolean =>
  one.length === other.length && one.every((unit, index) => unit.key === other[index]?.key);

type Pairs = readonly (readonly [one: number, other: number])[];

/**
 * For every unit of `one`, the index of its partner in `other`, ascending; undefined where it has none. Units that are
 * held find theirs last, between those that are not: they stay wherever they are, and so must never decide which of
 * several like lines is which. Else a line that the user has moved could draw the others along, another way each time.
 */
export function matches(
  one: readonly Unit[],
  other: readonly Unit[],
  isHeld: (unit: Unit) => boolean = () => false,
): (number | undefined)[] {
  const result: (number | undefined)[] = one.map(() => undefined);
  const of = (units: readonly Unit[], held: boolean) =>
    units.flatMap((unit, index) => (isHeld(unit) === held ? [index] : []));
  const free = alike(one, other, of(one, false), of(other, false));
  const held = { one: of(one, true), other: of(other, true) };
  let from = { one: -1, other: -1 };
  for (const [index, partner] of [...free, [one.length, other.length] as const]) {
    const between = {
      one: held.one.filter((place) => place > from.one && place < index),
      other: held.other.filter((place) => place > from.other && place < partner),
    };
    for (const [mine, theirs] of alike(one, other, between.one, between.other)) result[mine] = theirs;
    if (index < one.length) result[index] = partner;
    from = { one: index, other: partner };
  }
  return result;
}

/** Comparing costs the product of both lengths at worst; beyond this much the middle counts as changed altogether. */
const maxComparisons = 25_000_000;

/** The longest common sequence among the units at these indexes. */
function alike(
  one: readonly Unit[],
  other: readonly Unit[],
  ofOne: readonly number[],
  ofOther: readonly number[],
): Pairs {
  const pairs: [number, number][] = [];
  const pair = (left: number | undefined, right: number | undefined) => {
    if (left === undefined || right === undefined || one[left]?.key !== other[right]?.key) return false;
    pairs.push([left, right]);
    return true;
  };
  const shorter = Math.min(ofOne.length, ofOther.length);
  let start = 0;
  while (start < shorter && pair(ofOne[start], ofOther[start])) start++;
  let end = 0;
  while (end < shorter - start && pair(ofOne.at(-1 - end), ofOther.at(-1 - end))) end++;
  const middle = (indexes: readonly number[]) => indexes.slice(start, indexes.length - end);
  const left = middle(ofOne);
  const right = middle(ofOther);
  if (left.length * right.length > 0 && left.length * right.length <= maxComparisons) {
    const keys = (units: readonly Unit[], indexes: readonly number[]) =>
      indexes.map((index) => `l:${units[index]?.key}`);
    type Chain = ReturnType<typeof LCS> | null;
    for (let at: Chain = LCS(keys(one, left), keys(other, right)); at !== null; at = at.chain) {
      if (at.buffer1index >= 0) pair(left[at.buffer1index], right[at.buffer2index]);
    }
  }
  return pairs.sort(([a], [b]) => a - b);
}
