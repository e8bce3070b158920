/**
 * Tells what a user typed from what the user pasted. What is marked as pasted, or reads as a machine's, is; what only
 * stands where pastes stand is doubtful, and it is for those who ask to say which way the doubt counts.
 */
import type { Span } from '../span.ts';
import { isListItem, isMachineLine, readsAsProse } from './machine-lines.ts';
import { fewestOfBlock, type LineKind, lineKinds } from './paste-marks.ts';
import { tableRows } from './table-rows.ts';

/** Whole lines of a message, in order; the passages of a message joined give the message again. */
export interface Passage {
  readonly kind: PassageKind;
  readonly text: string;
  readonly lines: number;
}

/**
 * What is `doubtful` gives no orders, and is not left out where the user's words are kept. Pasted is what says so itself
 * (`marked`) and what is a `machine`'s by its look.
 */
export type PassageKind = 'typed' | 'doubtful' | 'marked' | 'machine';

export const isPasted = ({ kind }: Passage): boolean => kind === 'marked' || kind === 'machine';

/** Parts a message into typed, doubtful and pasted passages. */
export function passagesOf(text: string): readonly Passage[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const kinds = smoothed(lines, withTables(lines, lineKinds(lines)));
  return joined(lines, passageKinds(lines, kinds));
}

function withTables(lines: readonly string[], kinds: readonly LineKind[]): readonly LineKind[] {
  const rows = tableRows(lines);
  return kinds.map((kind, index) => (isFree(kind) && rows[index] === true ? 'machine' : kind));
}

/** What was typed, passages parted by a blank line so that no sentence runs across a paste. */
export const typedOf = (passages: readonly Passage[]): string =>
  passages
    .filter((passage) => passage.kind === 'typed')
    .map((passage) => passage.text)
    .join('\n\n');

export const typedPart = (text: string): string => typedOf(passagesOf(text));

/**
 * What stands among a machine's lines is the machine's too, as long as it does not outweigh them; so is indented code
 * right below a paste.
 */
function smoothed(lines: readonly string[], kinds: readonly LineKind[]): readonly LineKind[] {
  const result = [...kinds];
  let first = -1;
  let last = -1;
  let machine = 0;
  for (let index = 0; index <= lines.length; index++) {
    const kind = kinds[index];
    if (kind === 'machine') {
      if (first < 0) first = index;
      last = index;
      machine++;
    }
    if (kind === 'machine' || (isFree(kind) && lines[index]?.trim() !== '')) continue;
    if (machine >= fewestOfBlock && machine * 2 >= last - first + 1) result.fill('machine', first, last + 1);
    first = -1;
    machine = 0;
  }
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (
      isFree(result[index]) &&
      !isFree(result[index - 1]) &&
      /^(?: {4,}|\t)/.test(line) &&
      !isListItem(line)
    )
      result[index] = 'machine';
  }
  return result;
}

const isFree = (kind: LineKind | undefined): boolean => kind === 'typed' || kind === 'guessed';

function passageKinds(lines: readonly string[], kinds: readonly LineKind[]): readonly PassageKind[] {
  const result = kinds.map((kind): PassageKind => (kind === 'guessed' ? 'doubtful' : kind));
  const amongLog = kinds.filter((kind) => kind === 'machine').length >= fewestOfBlock;
  for (const [from, to] of runsOf(kinds, ['machine', 'guessed'])) {
    // A guess about so many lines holds only for those that are sentences.
    const guessed = kinds.slice(from, to).every((kind) => kind === 'guessed');
    if (guessed && to - from <= mostGuessed) continue;
    for (let index = from; index < to; index++) result[index] = 'machine';
    for (const index of sentencesAmong(lines, from, to, amongLog)) result[index] = 'doubtful';
  }
  return result;
}

const mostGuessed = 40;

/** Of a machine's block as many lines are doubtful; code and logs hold sentences too. */
const mostStray = 12;

/** Lines that read as prose: all of them where they are most of the run, else those nearest to its ends. */
function sentencesAmong(
  lines: readonly string[],
  from: number,
  to: number,
  amongLog: boolean,
): readonly number[] {
  const prose: number[] = [];
  let plain = 0;
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? '';
    if (!readsAsProse(line, amongLog)) continue;
    prose.push(index);
    if (!isMachineLine(line)) plain++;
  }
  if (prose.length <= mostStray || plain * 2 > to - from) return prose;
  return [...prose.slice(0, mostStray / 2), ...prose.slice(-mostStray / 2)];
}

/** Where lines of these kinds stand one after the other: the first, and the one after the last. */
function runsOf(kinds: readonly LineKind[], wanted: readonly LineKind[]): readonly Span[] {
  const runs: [number, number][] = [];
  for (const [index, kind] of kinds.entries()) {
    if (!wanted.includes(kind)) continue;
    const last = runs.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}

function joined(lines: readonly string[], kinds: readonly PassageKind[]): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (let index = 1; index <= lines.length; index++) {
    if (index < lines.length && kinds[index] === kinds[from]) continue;
    passages.push({
      kind: kinds[from] ?? 'typed',
      text: lines.slice(from, index).join('\n'),
      lines: index - from,
    });
    from = index;
  }
  return passages;
}
