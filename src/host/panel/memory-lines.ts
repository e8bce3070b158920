/** Lines of the memory that name a turn, each with the message that began it. Worked out again only for another text. */

import { at } from '../../core/append-list.ts';
import type { RecordId } from '../../core/conversation/transcript.ts';
import { userRecords } from '../../core/conversation/user-records.ts';
import { turnNamedIn } from '../../core/ledger/ledger-lines.ts';
import { parseMemory } from '../../core/memory/memory.ts';
import { redact } from '../../core/redaction/redact.ts';
import type { SessionState } from '../../core/session.ts';
import { shortened } from '../../core/shortened.ts';
import type { MemoryLine } from '../../protocol/view.ts';

export interface MemoryLines {
  readonly text: string | null;
  /** What was taken out of the text; more may come to be known. */
  readonly credentials: SessionState['ledger']['credentials'] | null;
  /** How many records the branch had, and the last of them: while it is in its place, so are those before it. */
  readonly length: number;
  readonly last: RecordId | undefined;
  readonly lines: readonly MemoryLine[];
  /** A line names a turn that is not on the branch, and may come to be there. */
  readonly isAhead: boolean;
}

export const noMemoryLines: MemoryLines = {
  text: null,
  credentials: null,
  length: 0,
  last: undefined,
  lines: [],
  isAhead: false,
};

/** More than code keeps; a memory with more lines that name a turn has them from elsewhere. */
const mostLines = 600;
const longestLine = 240;

/** What the user said weighs most. */
const first = new Set(['Standing Instructions', 'Errors & Corrections']);

export function withMemoryLines(before: MemoryLines, { memory, branch, ledger }: SessionState): MemoryLines {
  const { text } = memory;
  const { credentials } = ledger;
  const { length } = branch;
  const isSame =
    text === before.text &&
    credentials === before.credentials &&
    at(branch, before.length - 1)?.id === before.last;
  if (isSame && (!before.isAhead || length === before.length)) return before;
  const seen = { text, credentials, length, last: at(branch, length - 1)?.id };
  if (text === null) return { ...seen, lines: [], isAhead: false };
  const sections = parseMemory(redact(text, credentials).text).sections;
  const ordered = [
    ...sections.filter(({ heading }) => first.has(heading)),
    ...sections.filter(({ heading }) => !first.has(heading)),
  ];
  const told = ordered
    .flatMap(({ body }) => body.split('\n'))
    .flatMap((line) => {
      const named = /^[-*+] /.test(line) ? turnNamedIn(line) : null;
      return named === null ? [] : [named];
    });
  const users = told.length === 0 ? [] : userRecords(branch, branch.length);
  const lines = told.flatMap(({ said, turn }): readonly MemoryLine[] => {
    const record = users[turn - 1]?.id;
    const isStruck = said.startsWith('~~');
    return record === undefined
      ? []
      : [{ text: shortened(said.replaceAll('~~', ''), longestLine), turn, record, isStruck }];
  });
  return { ...seen, lines: lines.slice(0, mostLines), isAhead: told.some(({ turn }) => turn > users.length) };
}
