/** The user's records of a conversation, found at the cost of what is new since they were last asked for. */
import type { Transcript, UserRecord } from './transcript.ts';

interface Found {
  /** How many entries have been looked at. */
  read: number;
  readonly places: number[];
  readonly records: UserRecord[];
}

/** Versions of a transcript share one array that only grows, and so do the records found in it. */
const foundIn = new WeakMap<Transcript['backing'], Found>();

/** Those before the record at `end`, oldest first. */
export function userRecords({ backing, length }: Transcript, end: number): readonly UserRecord[] {
  const found = foundIn.get(backing) ?? { read: 0, places: [], records: [] };
  foundIn.set(backing, found);
  const until = Math.min(end, length);
  for (; found.read < until; found.read++) {
    const record = backing[found.read];
    if (record?.kind !== 'user') continue;
    found.places.push(found.read);
    found.records.push(record);
  }
  return found.records.slice(0, found.places.findLastIndex((place) => place < until) + 1);
}
