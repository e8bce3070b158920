/** Which messages of a branch are sent: those that were not made again. */
import { at } from '../append-list.ts';
import { isMessage, type MessageRecord, type RecordId, type Transcript } from './transcript.ts';

export interface SentRecord {
  readonly record: MessageRecord;
  /** Its position in the transcript. */
  readonly index: number;
}

/**
 * The messages of one branch: where two of them follow the same one, the earlier and all that hangs on it was retried or
 * refused and is not sent again.
 */
export function sentRecords(transcript: Transcript, from: number, end: number): SentRecord[] {
  const sent: SentRecord[] = [];
  for (let index = from; index < end; index++) {
    const record = at(transcript, index);
    if (record === undefined || !isMessage(record)) continue;
    if (sent.at(-1)?.record.id !== record.parent) sent.length = forkOf(sent, record);
    sent.push({ record, index });
  }
  return sent;
}

/** What the offline provider has quoted is not passed off as a model's own words. */
export const isSentTo = (provider: string, record: MessageRecord): boolean =>
  provider === 'offline' || record.kind !== 'assistant' || record.provider !== 'offline';

/** All of `sent` where the last of them is not among it: it is in the head then. */
export function upTo(sent: readonly SentRecord[], last: RecordId | null): readonly SentRecord[] {
  if (last === null || sent.at(-1)?.record.id === last) return sent;
  const index = sent.findLastIndex(({ record }) => record.id === last);
  return index < 0 ? sent : sent.slice(0, index + 1);
}

/** How many of `sent` stay when `record` comes next; all of them where its parent was lost on disk. */
function forkOf(sent: readonly SentRecord[], record: MessageRecord): number {
  const parent = sent.findLastIndex((earlier) => earlier.record.id === record.parent);
  if (parent >= 0) return parent + 1;
  const sibling = sent.findIndex((earlier) => earlier.record.parent === record.parent);
  return sibling < 0 ? sent.length : sibling;
}
