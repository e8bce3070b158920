/** What the last change of the memory did, in figures: enough for one line. */
import { type MemoryDocument, parseMemory, sectionBody } from '../../core/memory/memory.ts';
import type { Translate } from '../translate.ts';

export interface MemoryChange {
  /** Headings of the sections in which lines came or went, in the order of the document. */
  readonly sections: readonly string[];
  readonly added: number;
  readonly removed: number;
}

/** Counts lines, hints and blank ones left out; null where none of them changed. */
export function memoryChange(before: string, after: string): MemoryChange | null {
  const old = parseMemory(before);
  const now = parseMemory(after);
  const headings = new Set([...now.sections, ...old.sections].map(({ heading }) => heading));
  let added = 0;
  let removed = 0;
  const sections: string[] = [];
  for (const heading of headings) {
    const were = linesOf(old, heading);
    const are = linesOf(now, heading);
    const came = countMissing(are, were);
    const went = countMissing(were, are);
    added += came;
    removed += went;
    if (came + went > 0) sections.push(heading);
  }
  return sections.length === 0 ? null : { sections, added, removed };
}

/** "Active Work, Files: 3 lines added, 1 removed" */
export function memoryChangeText({ sections, added, removed }: MemoryChange, t: Translate): string {
  const [first = '', second, ...more] = sections;
  const names = second === undefined ? first : `${first}, ${second}`;
  const where = more.length === 0 ? names : t('{0} and {1} more', names, more.length);
  const lines = (count: number) => (count === 1 ? t('1 line') : t('{0} lines', count));
  const what =
    removed === 0
      ? t('{0} added', lines(added))
      : added === 0
        ? t('{0} removed', lines(removed))
        : t('{0} added, {1} removed', lines(added), removed);
  return `${where}: ${what}`;
}

const linesOf = (document: MemoryDocument, heading: string): readonly string[] =>
  sectionBody(document, heading)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** How many of `lines` have no equal in `others`, each of which serves once. */
function countMissing(lines: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  let missing = 0;
  for (const line of lines) {
    const equal = left.get(line) ?? 0;
    if (equal === 0) missing++;
    else left.set(line, equal - 1);
  }
  return missing;
}
