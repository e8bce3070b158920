/**
 * What yields when the user's instructions outgrow their bounds. Whatever takes sentences for rules is sometimes wrong, and
 * what is wrong comes in rows: "Do step 7 now." follows "Do step 6 now.". So the doubtful yields before the sure, what has
 * often been said in the same form before what was said once, and only then the older before the newer.
 */
import type { Instruction, Instructions } from './instruction.ts';
import { plain } from './plain-quote.ts';

const mostEntries = 200;
const mostCharacters = 24_000;
const mostStruck = 30;

/** Doubtful ones of the same form. A rule is given once; a request comes again with other numbers. */
const mostAlike = 10;

/** The lower, the sooner it yields. What was struck has done its duty; a summary is asked again, the user is not. */
const rankOf = ({ revokedIn, isDoubtful, byModel, kind }: Instruction): number =>
  revokedIn !== null ? 0 : isDoubtful === true ? 1 : byModel === true ? 2 : kind === 'correction' ? 3 : 4;

interface Candidate {
  readonly entry: Instruction;
  readonly rank: number;
  /** How many newer entries of its rank have its form. */
  readonly fellows: number;
}

/** Drops what is too much, and counts what still stood. Cost in proportion to the number of entries. */
export function bounded(instructions: Instructions): Instructions {
  const { entries } = instructions;
  const candidates = candidatesIn(entries);
  let count = entries.length;
  let size = entries.reduce((sum, entry) => sum + entry.quote.length, 0);
  let struck = candidates.filter(({ rank }) => rank === 0).length;
  const leaving = new Set<Instruction>();
  for (const { entry, rank, fellows } of candidates.toSorted(bySoonest)) {
    const isTooMuch =
      count > mostEntries ||
      size > mostCharacters ||
      (rank === 0 && struck > mostStruck) ||
      (rank === 1 && fellows >= mostAlike);
    if (!isTooMuch) continue;
    leaving.add(entry);
    count--;
    size -= entry.quote.length;
    if (rank === 0) struck--;
  }
  if (leaving.size === 0) return instructions;
  const standing = [...leaving].filter((entry) => entry.revokedIn === null).length;
  return {
    ...instructions,
    entries: entries.filter((entry) => !leaving.has(entry)),
    omitted: instructions.omitted + standing,
  };
}

/** Oldest first, as the entries are. */
function candidatesIn(entries: readonly Instruction[]): readonly Candidate[] {
  const seen = new Map<string, number>();
  return entries
    .toReversed()
    .map((entry) => {
      const rank = rankOf(entry);
      const form = `${rank} ${formOf(entry)}`;
      const fellows = seen.get(form) ?? 0;
      seen.set(form, fellows + 1);
      return { entry, rank, fellows };
    })
    .reverse();
}

const bySoonest = (one: Candidate, other: Candidate): number =>
  one.rank - other.rank || other.fellows - one.fellows;

/** Each is worked out once, since the list is looked through again with every rule that comes. */
const forms = new WeakMap<Instruction, string>();

/** What an entry says but for the numbers, paths and names in it, in which one request differs from the next. */
function formOf(entry: Instruction): string {
  const known = forms.get(entry);
  if (known !== undefined) return known;
  const form = plain(
    entry.quote.replace(/[\w./-]+/g, (word) => (/[\d_/]|\w\.\w/.test(word) ? ' 0 ' : word)),
  ).replace(/[^\p{L}\p{N}]+/gu, ' ');
  forms.set(entry, form);
  return form;
}
