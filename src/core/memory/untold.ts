/**
 * Hand edits of the memory that the chat model has not been told of. What it was told stands in the records, and is
 * told again where a record no longer counts; what it was not is kept beside the memory's version.
 */
import { at, slice } from '../append-list.ts';
import { branchBefore, currentBranch } from '../conversation/branches.ts';
import {
  indexOf,
  lastUser,
  type RecordId,
  type Transcript,
  type TranscriptRecord,
} from '../conversation/transcript.ts';

export type Notes = readonly string[];

/** As they were when a version was made. */
export interface StoredUntold {
  readonly notes: Notes;
  /** The transcript's last record at that time; null before the first. */
  readonly after: RecordId | null;
}

/** Hand edits kept for the next turn; older ones are in the file, and so in the next compaction. */
const maxUntold = 20;

export const withNotes = (untold: Notes, more: Notes): Notes =>
  more.length === 0 ? untold : [...untold.filter((note) => !more.includes(note)), ...more].slice(-maxUntold);

/** After one more record of the session's, before which the transcript was `before`. */
export function untoldAfter(untold: Notes, before: Transcript, record: TranscriptRecord): Notes {
  if (record.kind === 'compaction' || (record.kind === 'user' && record.notes !== undefined)) return [];
  const again = takenBackBy(before, record);
  return again.length === 0 ? untold : withNotes(again, untold);
}

/** What the model knew by a record that this one makes as if it had not been. */
function takenBackBy(before: Transcript, record: TranscriptRecord): Notes {
  if (record.kind === 'undo') return notesOf(at(before, indexOf(before, record.undoes)));
  // The message that told of them is stepped over.
  return record.kind === 'assistant' && record.outcome === 'refused' ? notesOf(lastUser(before)) : [];
}

/** What was told on the branch that is left is news to the other one. */
export function untoldOn(
  left: Transcript,
  branch: Transcript,
  untold: Notes,
  shared = sharedLength(left, branch),
): Notes {
  const told = toldFrom(branch, shared);
  return withNotes(notesFrom(left, shared), untold).filter((note) => !told.has(note));
}

/** How many records two branches begin with alike. */
export function sharedLength(one: Transcript, other: Transcript): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && at(one, length) === at(other, length)) length++;
  return length;
}

/** By the records that still count. */
function toldFrom(branch: Transcript, from: number): ReadonlySet<string> {
  const told = new Set<string>();
  for (const [index, record] of slice(branch, from).entries()) {
    for (const note of notesOf(record)) told.add(note);
    for (const note of takenBackBy({ ...branch, length: from + index }, record)) told.delete(note);
  }
  return told;
}

const notesFrom = (branch: Transcript, from: number): Notes => slice(branch, from).flatMap(notesOf);

/** Hand edits that the model knows by this record: it tells of them, or swaps in a memory that holds them. */
const notesOf = (record: TranscriptRecord | undefined): Notes =>
  record?.kind === 'user' ? (record.notes ?? []) : record?.kind === 'compaction' ? (record.untold ?? []) : [];

/** As they are for a session that is resumed: as they were stored, and what the records since have made of it. */
export function resumedUntold(
  transcript: Transcript,
  { notes, after }: StoredUntold = { notes: [], after: null },
): Notes {
  const last = indexOf(transcript, after);
  // Where that record was lost on disk, telling twice is better than not at all.
  const next = last < 0 && after !== null ? transcript.length : last + 1;
  const from = notes.length > 0 ? next : Math.max(next, firstTelling(transcript));
  return slice(transcript, from).reduce<Notes>((untold, record, index) => {
    const before = { ...transcript, length: from + index };
    const branch = branchBegun(transcript, before, record);
    const here = branch === null ? untold : untoldOn(currentBranch(before), branch, untold);
    return untoldAfter(here, before, record);
  }, notes);
}

/** Before the first record that tells of one nothing can be untold again, so that no branch has to be played through. */
function firstTelling(transcript: Transcript): number {
  const index = slice(transcript, 0).findIndex((record) => notesOf(record).length > 0);
  return index < 0 ? transcript.length : index;
}

/** What the record came to where it was not made on the branch before it; null where it was. */
function branchBegun(
  transcript: Transcript,
  before: Transcript,
  record: TranscriptRecord,
): Transcript | null {
  if (record.kind === 'switch') return currentBranch({ ...transcript, length: before.length + 1 });
  return record.kind === 'user' && record.insteadOf !== undefined
    ? branchBefore(before, record.insteadOf)
    : null;
}
