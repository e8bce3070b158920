/**
 * Every version of a session's memory, each in a file of its own that is written once and never changed: a kill at any
 * moment leaves whole versions only. The oldest stays for ever, the newest too; what lies between is bounded.
 */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { phrase } from '../../core/phrase.ts';
import type { MemoryHistoryPort, MemoryVersion } from '../../core/ports/memory-history.ts';
import type { Credentials } from '../../core/redaction/known-credentials.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { hashOf, type Pause, realPause, removeStaleTemporaries, replaceFile } from '../files/atomic-file.ts';
import { readWhole } from '../files/bounded-read.ts';
import { createNodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { storageFailure } from '../files/storage-failure.ts';
import {
  decodeInfo,
  decodeVersion,
  encodeVersion,
  headLimitBytes,
  type VersionInfo,
} from './memory-version-file.ts';

export interface MemoryHistoryOptions {
  /** Absolute path; made by the first save. */
  readonly folder: string;
  readonly fs?: FileSystem;
  readonly pause?: Pause;
  readonly now?: () => number;
  /** How many versions are kept at most, the oldest and the newest included. */
  readonly maxVersions?: number;
  /** How many bytes all versions may take together; the oldest and the newest are kept beyond it. */
  readonly maxBytes?: number;
}

export interface MemoryHistory extends MemoryHistoryPort {
  /** Oldest first. */
  versions(): readonly VersionInfo[];
  /** The newest version that is whole; null when there is none. */
  latest(): Promise<MemoryVersion | null>;
  /** What the memory file held when the newest version was made that never reached it; undefined where it did. */
  shownBefore(): Promise<string | null | undefined>;
  /** Null when it is damaged or not kept any more. */
  load(id: string): Promise<MemoryVersion | null>;
  /** The file hashes of all versions kept: content with one of these is ours or was approved before. */
  knownHashes(): ReadonlySet<string>;
  /** Files that could not be read when the history was opened. */
  readonly skipped: number;
}

export type OpenedHistory =
  | { readonly kind: 'open'; readonly history: MemoryHistory }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Entry {
  readonly info: VersionInfo;
  readonly bytes: number;
}

/** The number orders versions; the random part keeps two windows from writing one name. */
const fileName = /^(\d{8}-[0-9a-f]{8})\.json$/;
const versionLimitBytes = 32_000_000;

/** Says which text was last written to the memory file, by its hash. */
const shownName = 'shown.json';
const shownLimitBytes = 1_000;

const nameOf = (id: string): string => `${id}.json`;

function nextId(last: VersionInfo | undefined): string {
  const number = last === undefined ? 1 : Number(last.id.slice(0, 8)) + 1;
  return `${String(number).padStart(8, '0')}-${randomBytes(4).toString('hex')}`;
}

async function readEntry(fs: FileSystem, path: string, id: string): Promise<Entry | null> {
  const file = await fs.open(path, 'read');
  try {
    const { kind, size } = await file.stat();
    const beginning = Buffer.alloc(headLimitBytes);
    const length = kind === 'file' ? await file.read(beginning, 0) : 0;
    const info = decodeInfo(beginning.subarray(0, length), size, id);
    return info === null ? null : { info, bytes: size };
  } finally {
    await file.close().catch(() => {});
  }
}

export async function openMemoryHistory(options: MemoryHistoryOptions): Promise<OpenedHistory> {
  const { folder, fs = createNodeFileSystem(), now = Date.now } = options;
  try {
    const entries: Entry[] = [];
    let skipped = 0;
    for (const name of [...(await fs.list(folder))].sort()) {
      const id = fileName.exec(name)?.[1];
      if (id === undefined) continue;
      const path = join(folder, name);
      const entry = await readEntry(fs, path, id).catch(() => null);
      if (entry === null) skipped += 1;
      else entries.push(entry);
    }
    await removeStaleTemporaries(fs, folder, null, now());
    return { kind: 'open', history: createHistory({ ...options, fs }, entries, skipped) };
  } catch (error) {
    return { kind: 'failed', failure: storageFailure(error, phrase`read the memory history`, folder) };
  }
}

function createHistory(
  options: MemoryHistoryOptions & { readonly fs: FileSystem },
  found: readonly Entry[],
  skipped: number,
): MemoryHistory {
  const { folder, fs, pause = realPause, maxVersions = 100, maxBytes = 4_000_000 } = options;
  let entries: readonly Entry[] = found;
  const inTurn = serialQueue();

  async function load(id: string): Promise<MemoryVersion | null> {
    if (!entries.some(({ info }) => info.id === id)) return null;
    try {
      const bytes = await readWhole(fs, join(folder, nameOf(id)), versionLimitBytes);
      return bytes === null ? null : decodeVersion(bytes);
    } catch {
      return null;
    }
  }

  async function latest(): Promise<MemoryVersion | null> {
    for (const { info } of [...entries].reverse()) {
      const version = await load(info.id);
      if (version !== null) return version;
    }
    return null;
  }

  const textWithHash = async (hash: string): Promise<string | null> => {
    const entry = entries.findLast(({ info }) => info.textHash === hash);
    return entry === undefined ? null : ((await load(entry.info.id))?.text ?? null);
  };

  async function readShown(): Promise<string | null> {
    const bytes = await readWhole(fs, join(folder, shownName), shownLimitBytes);
    const mark = bytes === null ? null : /^\{"textHash":"([0-9a-f]{64})"\}/.exec(bytes.toString('utf8'));
    return mark?.[1] ?? null;
  }

  /** Before anything was written there is no mark, and what others have put into the file tells by its hash. */
  async function shownBefore(): Promise<string | null | undefined> {
    const newest = entries.at(-1)?.info;
    const shown = await readShown().catch(() => null);
    if (newest === undefined || shown === null) return undefined;
    if (newest.textHash === shown || newest.textHash === newest.hash) return undefined;
    return (newest.hash === null ? null : await textWithHash(newest.hash)) ?? textWithHash(shown);
  }

  async function markShown(text: string): Promise<Failure | null> {
    try {
      const bytes = Buffer.from(`${JSON.stringify({ textHash: hashOf(Buffer.from(text, 'utf8')) })}\n`);
      await fs.makeTree(folder);
      await replaceFile({ fs, directory: folder, name: shownName, bytes, pause });
      return null;
    } catch (error) {
      return storageFailure(error, phrase`save the memory history`, folder);
    }
  }

  async function covering(records: readonly string[]): Promise<MemoryVersion | null> {
    const places = new Map(records.map((id, index) => [id, index]));
    const placeOf = ({ info }: Entry): number =>
      info.covered === null ? -1 : (places.get(info.covered) ?? -1);
    const candidates = [...entries]
      .reverse()
      .filter((entry) => placeOf(entry) >= 0)
      .toSorted((one, other) => placeOf(other) - placeOf(one));
    for (const { info } of candidates) {
      const version = await load(info.id);
      if (version !== null) return version;
    }
    return null;
  }

  /** Removes the second oldest until the rest is within bounds. */
  async function prune(): Promise<void> {
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    while (entries.length > 2 && (entries.length > maxVersions || total > maxBytes)) {
      const [oldest, doomed, ...rest] = entries;
      if (oldest === undefined || doomed === undefined) return;
      entries = [oldest, ...rest];
      total -= doomed.bytes;
      // A file that stays is found and pruned again when the history is opened next.
      await fs.removeFile(join(folder, nameOf(doomed.info.id))).catch(() => {});
    }
  }

  async function saveNow(version: MemoryVersion, told?: Credentials): Promise<Failure | null> {
    try {
      const { bytes, info } = encodeVersion(version, told);
      const id = nextId(entries.at(-1)?.info);
      await fs.makeTree(folder);
      await replaceFile({ fs, directory: folder, name: nameOf(id), bytes, pause });
      entries = [...entries, { info: { id, ...info }, bytes: bytes.length }];
      await prune();
      return null;
    } catch (error) {
      return storageFailure(error, phrase`save the memory history`, folder);
    }
  }

  return {
    skipped,
    versions: () => entries.map(({ info }) => info),
    latest,
    load,
    shownBefore,
    // After what is on its way to disk: it may be what is looked for.
    covering: (records) => inTurn(() => covering(records)),
    knownHashes: () =>
      new Set(entries.flatMap(({ info }) => [info.textHash, ...(info.hash === null ? [] : [info.hash])])),
    save: (version, told) => inTurn(() => saveNow(version, told)),
    shown: (text) => inTurn(() => markShown(text)),
  };
}
