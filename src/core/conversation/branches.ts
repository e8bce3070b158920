/**
 * Branches: a message that is edited begins anew beside the old one. The transcript holds the records of all branches
 * in the order in which they were made; a branch is what one conversation consists of, its compactions included.
 */
import { at, listOf } from '../append-list.ts';
import {
  indexOf,
  isOnBranch,
  type MessageRecord,
  type RecordId,
  type Transcript,
  type TranscriptRecord,
} from './transcript.ts';

/** The messages that stand in one place on different branches, oldest first; under the id of each of them. */
export type Versions = ReadonlyMap<RecordId, readonly RecordId[]>;

const noVersions: Versions = new Map();

/** `transcript` holds `record` already. A message whose original was lost on disk stands alone. */
export function withVersion(versions: Versions, transcript: Transcript, record: TranscriptRecord): Versions {
  if (record.kind !== 'user' || record.insteadOf === undefined) return versions;
  const original = record.insteadOf;
  if (indexOf(transcript, original) < 0) return versions;
  const all = [...(versions.get(original) ?? [original]), record.id];
  return new Map([...versions, ...all.map((id) => [id, all] as const)]);
}

/** The versions of all messages of a transcript that was read back. */
export function readVersions(transcript: Transcript): Versions {
  let versions = noVersions;
  for (let index = 0; index < transcript.length; index++) {
    const record = at(transcript, index);
    if (record !== undefined) versions = withVersion(versions, transcript, record);
  }
  return versions;
}

/** The branch in front of the user. */
export function currentBranch(transcript: Transcript): Transcript {
  const tree = readTree(transcript);
  return upTo(transcript, tree, tree.tip);
}

/** What stands before a message, on its branch; null when the message is not here. */
export function branchBefore(transcript: Transcript, message: RecordId): Transcript | null {
  const tree = readTree(transcript);
  const place = tree.places.get(message);
  return place === undefined ? null : upTo(transcript, tree, tree.before[place] ?? -1);
}

/** The branch with `message` that was last in front of the user; null when the message is not here. */
export function branchWith(transcript: Transcript, message: RecordId): Transcript | null {
  const tree = readTree(transcript, message);
  return tree.tipWith < 0 ? null : upTo(transcript, tree, tree.tipWith);
}

/**
 * What is not on the current branch, in the parts in which it left it: each begins with a version of a message, in the
 * order in which those were first sent.
 */
export function otherParts(transcript: Transcript, versions: Versions): readonly Transcript[] {
  const tree = readTree(transcript);
  const shown = new Set<number>();
  for (let index = tree.tip; index >= 0; index = tree.before[index] ?? -1) shown.add(index);
  const parts = new Map<number, TranscriptRecord[]>();
  const partOf = new Map<number, number>();
  for (let index = 0; index < transcript.length; index++) {
    const record = at(transcript, index);
    if (record === undefined || !isOnBranch(record) || shown.has(index)) continue;
    const before = partOf.get(tree.before[index] ?? -1);
    const part = before === undefined || versions.has(record.id) ? index : before;
    partOf.set(index, part);
    const records = parts.get(part);
    if (records === undefined) parts.set(part, [record]);
    else records.push(record);
  }
  return [...parts.values()].map(listOf);
}

interface Tree {
  /** The index of each record. */
  readonly places: ReadonlyMap<RecordId, number>;
  /** For each index that of the record before it on its branch; -1 for the first. */
  readonly before: readonly number[];
  /** The index of the last record of the current branch; -1 when there is none. */
  readonly tip: number;
  /** The same of the branch with the message that was looked for. */
  readonly tipWith: number;
}

/** Plays the transcript through: each record follows the one that was last on the branch at that time. */
function readTree(transcript: Transcript, wanted: RecordId | null = null): Tree {
  const places = new Map<RecordId, number>();
  const before: number[] = [];
  const holdsWanted = new Set<number>();
  let tip = -1;
  let tipWith = -1;
  for (let index = 0; index < transcript.length; index++) {
    const record = at(transcript, index);
    if (record === undefined) break;
    // Where the branch's end was lost on disk, the present one stays.
    if (record.kind === 'switch') tip = places.get(record.to) ?? tip;
    if (record.kind === 'user' && record.insteadOf !== undefined)
      tip = placeBefore(record, record.insteadOf, places, before);
    before.push(tip);
    if (isOnBranch(record)) {
      if (record.id === wanted || holdsWanted.has(tip)) holdsWanted.add(index);
      places.set(record.id, index);
      tip = index;
    }
    if (holdsWanted.has(tip)) tipWith = tip;
  }
  return { places, before, tip, tipWith };
}

/** Where the edited message was lost on disk, the new one follows what both followed. */
function placeBefore(
  { parent }: MessageRecord,
  original: RecordId,
  places: ReadonlyMap<RecordId, number>,
  before: readonly number[],
): number {
  const place = places.get(original);
  if (place !== undefined) return before[place] ?? -1;
  return parent === null ? -1 : (places.get(parent) ?? -1);
}

function upTo(transcript: Transcript, { before }: Tree, tip: number): Transcript {
  const records: TranscriptRecord[] = [];
  for (let index = tip; index >= 0; index = before[index] ?? -1) {
    const record = at(transcript, index);
    if (record !== undefined) records.push(record);
  }
  return listOf(records.reverse());
}
