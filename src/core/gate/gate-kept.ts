/** The last look at a merged memory: is everything still there that the user wrote and that code keeps? */
import type { Ledger } from '../ledger/ledger.ts';
import { isDeleted, lineKey } from '../ledger/ledger-lines.ts';
import { ledgerSections } from '../ledger/ledger-sections.ts';
import { type MemoryDocument, parseMemory, sectionBody } from '../memory/memory.ts';
import { isDeletedSection, isHint, knownSection } from '../memory/memory-headings.ts';
import { linesOf } from '../memory/memory-lines.ts';
import { fold, saysSomething } from '../merge/merge-text.ts';
import type { Ownership } from '../ports/memory-history.ts';

export interface KeptLine {
  /** The section that it belongs to. */
  readonly heading: string;
  readonly line: string;
}

export interface Lost {
  /** Lines of the user's: pinned, in sections of the user's own, or held. */
  readonly users: readonly string[];
  /** Lines of Standing Instructions and Files that the user has not deleted or put in other words. */
  readonly codes: readonly KeptLine[];
}

export interface Merged {
  readonly text: string;
  /** The file as it was before the merge. */
  readonly user: string;
  readonly ledger: Ledger;
  /** As the merge left it. */
  readonly ownership: Ownership;
  /** Proposed lines that gave way to the user's. */
  readonly overridden: readonly string[];
}

export function lostInMerge({ text, user, ledger, ownership, overridden }: Merged): Lost {
  const merged = parseMemory(text);
  const present = new Set(linesOf(text).map(fold));
  const isLost = (line: string): boolean => saysSomething(line) && !isHint(line) && !present.has(fold(line));
  const before = parseMemory(user);
  const held = new Set(ownership.held.flatMap((line) => line.split('\n')).map(fold));
  const users = before.sections.flatMap(({ heading, body }) => {
    const isOwn = (knownSection(heading)?.keeper ?? 'user') === 'user';
    return body.split('\n').filter((line) => (isOwn || held.has(fold(line))) && isLost(line));
  });
  const { standingInstructions, files } = ledgerSections(ledger);
  const kept = [
    ...missingFrom(merged, 'Standing Instructions', standingInstructions, ownership),
    ...missingFrom(merged, 'Files', files, ownership),
  ];
  const gaveWay = new Set(overridden.map(lineKey));
  return { users, codes: kept.filter(({ line }) => isLost(line) && !gaveWay.has(lineKey(line))) };
}

function missingFrom(
  document: MemoryDocument,
  heading: string,
  lines: readonly string[],
  ownership: Ownership,
): readonly KeptLine[] {
  if (isDeletedSection(ownership, heading)) return [];
  const present = new Set(sectionBody(document, heading).split('\n').map(lineKey));
  return lines
    .filter((line) => !present.has(lineKey(line)) && !isDeleted(line, ownership.deletedLines))
    .map((line) => ({ heading, line }));
}
