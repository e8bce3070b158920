/** One memory version as a file: a line with what a list shows, then a line with the version itself. */

import type { Json } from '../../core/conversation/message.ts';
import type { RecordId } from '../../core/conversation/transcript.ts';
import { withoutCredentials } from '../../core/memory/memory-version.ts';
import type { StoredUntold } from '../../core/memory/untold.ts';
import type { MemoryCause, MemoryVersion, Ownership } from '../../core/ports/memory-history.ts';
import type { Credentials } from '../../core/redaction/known-credentials.ts';
import { hashOf } from '../files/atomic-file.ts';
import { type Fields, isFields, isString, isStringOrNull, isStrings } from './json-fields.ts';

/** What a list of versions shows, without the text. */
export interface VersionInfo {
  /** Stable name of the version within its session. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly cause: MemoryCause;
  /** Characters of the text. */
  readonly size: number;
  readonly covered: RecordId | null;
  /** SHA-256 of the memory file's bytes as it was when the version was made; null while there was none. */
  readonly hash: string | null;
  /** SHA-256 of the version's own text: what the file's hash is once the version has been written to it. */
  readonly textHash: string;
}

/** The first line: the list's entry, and what the second line must be. */
interface Head extends Omit<VersionInfo, 'id'> {
  readonly v: 1;
  readonly bodyBytes: number;
  readonly sum: string;
}

/** More than a first line ever takes. */
export const headLimitBytes = 2048;

const causes: Record<MemoryCause, true> = {
  created: true,
  updated: true,
  edited: true,
  merged: true,
  compacted: true,
  restored: true,
  branched: true,
};

const isCause = (value: Json | undefined): value is MemoryCause =>
  isString(value) && Object.hasOwn(causes, value);

function parse(json: string): Fields | null {
  try {
    const value = JSON.parse(json) as Json;
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

export function encodeVersion(
  version: MemoryVersion,
  told?: Credentials,
): {
  readonly bytes: Buffer;
  readonly info: Omit<VersionInfo, 'id'>;
} {
  const body = Buffer.from(JSON.stringify(withoutCredentials(version, told)), 'utf8');
  const { at, cause, covered, hash } = version;
  // Of the text as it goes into the file, credentials and all, since it is the file that is compared with it.
  const textHash = hashOf(Buffer.from(version.text, 'utf8'));
  const info = { at, cause, size: version.text.length, covered, hash, textHash };
  const head: Head = { v: 1, ...info, bodyBytes: body.length, sum: hashOf(body).slice(0, 16) };
  return { bytes: Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body, Buffer.from('\n')]), info };
}

function decodeHead(line: string): Head | null {
  const head = parse(line);
  if (head === null || head.v !== 1 || typeof head.sum !== 'string') return null;
  const { at, cause, size, covered, hash, textHash, bodyBytes, sum } = head;
  if (typeof at !== 'number' || typeof size !== 'number' || typeof bodyBytes !== 'number') return null;
  if (!isCause(cause) || !isStringOrNull(covered) || !isStringOrNull(hash)) return null;
  if (typeof textHash !== 'string') return null;
  return { v: 1, at, cause, size, covered, hash, textHash, bodyBytes, sum };
}

/** Reads the list's entry from the file's beginning; null when the file is damaged or was cut. */
export function decodeInfo(beginning: Buffer, fileBytes: number, id: string): VersionInfo | null {
  const end = beginning.indexOf(0x0a);
  const head = end < 0 ? null : decodeHead(beginning.subarray(0, end).toString('utf8'));
  if (head === null || fileBytes !== end + 1 + head.bodyBytes + 1) return null;
  const { at, cause, size, covered, hash, textHash } = head;
  return { id, at, cause, size, covered, hash, textHash };
}

function isOwnership(value: Json | undefined): boolean {
  return isFields(value) && [value.held, value.deletedLines, value.deletedSections].every(isStrings);
}

const isUntold = (value: Json | undefined): boolean =>
  isFields(value) && isStrings(value.notes) && isStringOrNull(value.after);

/** Null when the file is damaged. */
export function decodeVersion(bytes: Buffer): MemoryVersion | null {
  const end = bytes.indexOf(0x0a);
  const head = end < 0 ? null : decodeHead(bytes.subarray(0, end).toString('utf8'));
  if (head === null) return null;
  const body = bytes.subarray(end + 1, end + 1 + head.bodyBytes);
  if (hashOf(body).slice(0, 16) !== head.sum) return null;
  const version = parse(body.toString('utf8'));
  if (version === null || typeof version.text !== 'string' || typeof version.provisional !== 'boolean')
    return null;
  if (!isOwnership(version.ownership)) return null;
  const { text, provisional } = version;
  const ownership = version.ownership as unknown as Ownership;
  const { at, cause, covered, hash } = head;
  const { fileDeletion, untold, summarised } = version;
  const whole = {
    text,
    hash,
    covered,
    cause,
    at,
    provisional,
    ownership,
    ...(isStringOrNull(summarised) && { summarised }),
    ...(isUntold(untold) && { untold: untold as unknown as StoredUntold }),
  };
  return fileDeletion === 'deleted' || fileDeletion === 'declined' ? { ...whole, fileDeletion } : whole;
}
