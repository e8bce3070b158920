/**
 * The ledger as it was after some record. Reading a long conversation over again would cost in proportion to all of it;
 * from a mark on, a resumed session or another branch costs what came after.
 */
import { at, slice } from '../append-list.ts';
import { askedAfter } from '../conversation/asked.ts';
import {
  isMessage,
  type RecordId,
  type Transcript,
  type TranscriptRecord,
  type UserRecord,
} from '../conversation/transcript.ts';
import { inOnePiece } from '../in-one-piece.ts';
import { emptyLedger, type Ledger, readRecord, withToldAgain } from './ledger.ts';

export interface LedgerMark {
  /** How many records of the branch the ledger has read. */
  readonly read: number;
  /** The last one of them. Ids are unique and a record's past never changes, so it tells which conversation it was. */
  readonly after: RecordId;
  readonly ledger: Ledger;
}

/** Oldest first. */
export type LedgerMarks = readonly LedgerMark[];

const every = 256;
/** The one before the newest serves where a branch begins behind the newest. */
const mostMarks = 2;

/** `ledger` has read `branch`, which has just got one more record. */
export function marked(marks: LedgerMarks, branch: Transcript, ledger: Ledger): LedgerMarks {
  const last = at(branch, branch.length - 1);
  if (last === undefined || branch.length - (marks.at(-1)?.read ?? 0) < every) return marks;
  return [...marks, { read: branch.length, after: last.id, ledger }].slice(-mostMarks);
}

/** With what was asked before each, and only there worked out. Rests on its way, since a branch may be long. */
function* usersNamed(
  branch: Transcript,
  ids: readonly RecordId[],
): Generator<readonly [record: UserRecord, asked: string] | undefined> {
  const named = new Set(ids);
  let before: TranscriptRecord | undefined;
  for (const record of slice(branch, 0)) {
    const isNamed = record.kind === 'user' && named.has(record.id);
    yield isNamed ? [record, before === undefined ? '' : askedAfter('', before)] : undefined;
    if (isMessage(record)) before = record;
  }
}

export interface ReadBranch {
  readonly ledger: Ledger;
  /** Those that are on the branch. */
  readonly marks: LedgerMarks;
}

/** Reads a branch on from its newest mark. After each record it yields, so that whoever reads may rest there. */
export function* readingOf(known: LedgerMarks, branch: Transcript): Generator<void, ReadBranch> {
  let marks: LedgerMarks = known.filter(({ read, after }) => at(branch, read - 1)?.id === after);
  const from = marks.at(-1);
  let ledger = from?.ledger ?? emptyLedger;
  // Of a mark that was stored; the credentials of those before it are learnt when they are needed.
  if (from !== undefined && ledger.credentials.size === 0 && ledger.toldBy.length > 0) {
    for (const named of usersNamed(branch, ledger.toldBy)) {
      if (named !== undefined) ledger = withToldAgain(ledger, ...named);
      yield;
    }
    marks = [...marks.slice(0, -1), { ...from, ledger }];
  }
  let read = from?.read ?? 0;
  for (const record of slice(branch, read)) {
    ledger = readRecord(ledger, record);
    read++;
    marks = marked(marks, { length: read, backing: branch.backing }, ledger);
    yield;
  }
  return { ledger, marks };
}

/** The same in one piece. */
export const readBranch = (known: LedgerMarks, branch: Transcript): ReadBranch =>
  inOnePiece(readingOf(known, branch));

/**
 * Marks that lead to the branch's very end, so that whoever has them reads nothing of it again. The one at the end comes on
 * top, and makes way for the next one there: those before it keep their distance, for branches that begin further back.
 */
export function markedToEnd({ ledger, marks }: ReadBranch, branch: Transcript): LedgerMarks {
  const last = at(branch, branch.length - 1);
  if (last === undefined || marks.at(-1)?.after === last.id) return marks;
  const apart: LedgerMark[] = [];
  for (const mark of marks) if (mark.read - (apart.at(-1)?.read ?? 0) >= every) apart.push(mark);
  return [...apart.slice(-mostMarks), { read: branch.length, after: last.id, ledger }];
}
