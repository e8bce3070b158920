/** The sessions of a workspace: one folder each below `sessions/`, and which of them was in use last. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { SessionShelf, SessionSummary } from '../../core/ports/session-shelf.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { type Pause, realPause, removeStaleTemporaries, replaceFile } from '../files/atomic-file.ts';
import { readWhole } from '../files/bounded-read.ts';
import { createNodeFileSystem, type FileSystem } from '../files/file-system.ts';
import { storageFailure } from '../files/storage-failure.ts';
import { readEnds } from './session-summary.ts';
import { encodeLine } from './transcript-line.ts';
import { appendLine } from './transcript-log.ts';

export interface SessionCatalogOptions {
  /** Absolute path of the workspace's storage folder; made when first needed. */
  readonly folder: string;
  readonly fs?: FileSystem;
  readonly pause?: Pause;
  /** Milliseconds since the epoch; only for the age of left-over temporary files. */
  readonly now?: () => number;
}

export interface SessionPaths {
  readonly folder: string;
  readonly transcript: string;
  /** Folder of the memory versions. */
  readonly memory: string;
}

/** The shelf without what is in its sessions. */
export interface SessionCatalog extends Omit<SessionShelf, 'open' | 'hasOwnMemory'> {
  /** Null for an id that must not be used as a name. */
  paths(id: string): SessionPaths | null;
  /** Where the list finds a title however much the transcript has grown since. */
  keepTitle(id: string, title: string): Promise<Failure | null>;
}

/** Letters, digits, `-` and `_`: no separators, no dots, nothing that a file system reads in its own way. */
const plainId = /^[A-Za-z0-9_-]{1,64}$/;
/** Names that are plain and still devices on Windows. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const removedPrefix = '.removed-';
/** Far beyond any draft that can be sent: a limit on what a damaged storage can make the host read. */
const smallFileLimitBytes = 64_000_000;

const isSessionId = (id: string): boolean => plainId.test(id) && !deviceName.test(id);

function textIn(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : null;
  return typeof text === 'string' ? text : null;
}

const noSession = (): Failure => failure('storage', phrase`There is no such session any more.`);

export function createSessionCatalog(options: SessionCatalogOptions): SessionCatalog {
  const { folder, fs = createNodeFileSystem(), pause = realPause, now = Date.now } = options;
  const sessions = join(folder, 'sessions');
  const inTurn = serialQueue();

  function paths(id: string): SessionPaths | null {
    if (!isSessionId(id)) return null;
    const own = join(sessions, id);
    return { folder: own, transcript: join(own, 'transcript.jsonl'), memory: join(own, 'memory') };
  }

  /** Null when there is no session folder of this id; a link in its place is none. */
  async function existing(id: string): Promise<SessionPaths | null> {
    const found = paths(id);
    return found !== null && (await fs.lstat(found.folder))?.kind === 'directory' ? found : null;
  }

  /** Changes happen one after the other, and their errors become failures. */
  const change = (doing: Phrase, work: () => Promise<Failure | null>): Promise<Failure | null> =>
    inTurn(work).catch((error: unknown) => storageFailure(error, doing, sessions));

  async function readJson(path: string): Promise<unknown> {
    try {
      const bytes = await readWhole(fs, path, smallFileLimitBytes);
      return bytes === null ? null : JSON.parse(bytes.toString('utf8'));
    } catch {
      return null;
    }
  }
  const writeJson = (directory: string, name: string, value: unknown) =>
    replaceFile({ fs, directory, name, bytes: Buffer.from(`${JSON.stringify(value)}\n`), pause });
  const saveFor = (id: string, doing: Phrase, name: string, value: unknown): Promise<Failure | null> =>
    change(doing, async () => {
      const own = await existing(id);
      return own === null ? noSession() : writeJson(own.folder, name, value);
    });
  const keepTitle = (id: string, title: string) =>
    saveFor(id, phrase`rename the session`, 'title.json', { text: title });

  /** A removal that was cut short is finished here. */
  async function finishRemovals(names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (name.startsWith(removedPrefix)) await fs.removeTree(join(sessions, name)).catch(() => {});
    }
  }

  /** A title given long ago is neither at the beginning nor near the end of the transcript: it is kept aside too. */
  async function summarize(id: string): Promise<SessionSummary | null> {
    const own = await existing(id);
    const ends = own === null ? null : await readEnds(fs, own.transcript);
    if (own === null || ends === null) return null;
    const kept = ends.lateTitle ?? textIn(await readJson(join(own.folder, 'title.json')));
    const title = kept ?? ends.header?.title ?? '';
    return { id, title, updatedAt: ends.updatedAt, records: ends.records };
  }

  async function list(): Promise<readonly SessionSummary[]> {
    const names = await fs.list(sessions).catch(() => []);
    await finishRemovals(names);
    const found: SessionSummary[] = [];
    for (const id of names) {
      const summary = await summarize(id).catch(() => null);
      if (summary !== null) found.push(summary);
    }
    return found.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  }

  return {
    list,
    paths,
    create: (header) =>
      change(phrase`create the session`, async () => {
        const own = paths(header.id);
        if (own === null) return failure('storage', phrase`The session id is not a plain name.`);
        await fs.makeTree(sessions);
        await fs.makeDirectory(own.folder);
        await appendLine(fs, own.transcript, encodeLine(0, { header }));
        return null;
      }),
    rename: async (id, title) => {
      const problem = await change(phrase`rename the session`, async () => {
        const own = await existing(id);
        if (own === null) return noSession();
        const ends = await readEnds(fs, own.transcript);
        await appendLine(fs, own.transcript, encodeLine(ends?.records ?? 0, { header: { title } }));
        return null;
      });
      return problem ?? keepTitle(id, title);
    },
    keepTitle,
    remove: (id) =>
      change(phrase`delete the session`, async () => {
        const own = await existing(id);
        if (own === null) return noSession();
        // Renamed first: half a session must never show up in the list.
        const doomed = join(sessions, `${removedPrefix}${id}-${randomBytes(4).toString('hex')}`);
        await fs.rename(own.folder, doomed);
        await fs.removeTree(doomed);
        return null;
      }),
    lastActive: async () => {
      await removeStaleTemporaries(fs, folder, 'last-active.json', now());
      const value = await readJson(join(folder, 'last-active.json'));
      const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
      return typeof id === 'string' && (await existing(id).catch(() => null)) !== null ? id : null;
    },
    setLastActive: (id) =>
      change(phrase`remember the session`, async () => {
        if ((await existing(id)) === null) return noSession();
        return writeJson(folder, 'last-active.json', { id });
      }),
    loadDraft: async (id) => {
      const own = paths(id);
      // Asked when a session opens, and seldom besides: the moment to clear away what a killed host has left.
      if (own !== null) await removeStaleTemporaries(fs, own.folder, null, now());
      return (own === null ? null : textIn(await readJson(join(own.folder, 'draft.json')))) ?? '';
    },
    loadAttachments: async (id) => {
      const own = paths(id);
      return own === null ? null : readJson(join(own.folder, 'draft-attachments.json'));
    },
    saveAttachments: (id, attachments) =>
      saveFor(id, phrase`save what is attached to the draft`, 'draft-attachments.json', attachments),
    saveDraft: (id, text) => saveFor(id, phrase`save the draft`, 'draft.json', { text }),
  };
}
