/** The ledger as lines of the memory document: the sections that code keeps, and what summaries leave out of the others. */

import { instructionLine } from '../instructions/instruction-line.ts';
import { type MemoryDocument, sectionBody, withSection } from '../memory/memory.ts';
import { isDeletedSection } from '../memory/memory-headings.ts';
import type { Ownership } from '../ports/memory-history.ts';
import { type Redact, redact, redactWith } from '../redaction/redact.ts';
import { markStart } from '../redaction/redaction-marks.ts';
import type { Ledger } from './ledger.ts';
import { errorLineOf } from './ledger-errors.ts';
import { type FileTrail, fileLine } from './ledger-files.ts';
import { recurring } from './ledger-identifiers.ts';
import { isDeleted, lineKey } from './ledger-lines.ts';

export interface LedgerSections {
  readonly standingInstructions: readonly string[];
  readonly files: readonly string[];
}

/** The lines of the two sections that code keeps, oldest first, what a summary has noticed last; credentials are blotted out. */
export function ledgerSections(ledger: Ledger): LedgerSections {
  const { entries, omitted } = ledger.instructions;
  const clean = cleanFor(ledger);
  const own = entries.filter(({ byModel }) => byModel !== true);
  const noted = entries.filter(({ byModel }) => byModel === true);
  const left = omitted === 0 ? [] : [`- (${omitted} more are left out here; the transcript has them)`];
  return {
    standingInstructions: [...left, ...[...own, ...noted].map((entry) => instructionLine(entry, clean))],
    files: ledger.files.filter(isWorthALine(ledger.files)).map(fileLine).map(clean),
  };
}

const cleanFor = (ledger: Ledger): Redact => redactWith(ledger.credentials);

/** Every file that was worked on, and the newest of those only read. */
const mostRead = 40;
const isWorthALine = (files: FileTrail) => {
  const read = files.filter((entry) => entry.state === 'read').slice(-mostRead);
  return (entry: FileTrail[number]): boolean => entry.state !== 'read' || read.includes(entry);
};

/** Error messages as lines of the document, oldest first; for Errors & Corrections where a summary has left them out. */
export const ledgerErrors = (ledger: Ledger): readonly string[] =>
  ledger.errors.map(errorLineOf).map(cleanFor(ledger));

/** Identifiers that occurred again, weightiest first; for Key References where a summary has left them out. */
export const ledgerIdentifiers = (ledger: Ledger, most = 40): readonly string[] =>
  recurring(ledger.identifiers, most).filter(
    (identifier) => !identifier.includes(markStart) && redact(identifier, ledger.credentials).count === 0,
  );

/**
 * The document with the two sections that code keeps brought up to date. Lines and sections that the user deleted stay
 * out, lines that the user wrote or changed in them stay in.
 */
export function withLedger(document: MemoryDocument, ledger: Ledger, ownership: Ownership): MemoryDocument {
  const { standingInstructions, files } = ledgerSections(ledger);
  const first = withLines(document, 'Standing Instructions', standingInstructions, ownership);
  return withLines(first, 'Files', files, ownership);
}

function withLines(
  document: MemoryDocument,
  heading: string,
  lines: readonly string[],
  ownership: Ownership,
): MemoryDocument {
  if (isDeletedSection(ownership, heading)) return document;
  const { held, deletedLines } = ownership;
  const heldKeys = new Set(held.map(lineKey));
  const present = sectionBody(document, heading)
    .split('\n')
    .filter((line) => line.trim() !== '' && heldKeys.has(lineKey(line)));
  const taken = new Set(present.map(lineKey));
  const fresh = lines.filter((line) => !taken.has(lineKey(line)) && !isDeleted(line, deletedLines));
  const body = [...present, ...fresh].join('\n');
  return body === sectionBody(document, heading) ? document : withSection(document, heading, body);
}
