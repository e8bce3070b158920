/**
 * Which session the workspace's memory file shows. It goes from one session to the next with its content: what a session
 * last saw there is copied out before it leaves, so that no hand edit is lost and no engine notices the move.
 */
import type { Engine } from '../../core/engine.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { MemoryFilePort } from '../../core/ports/memory-file.ts';
import type { ShelvedSession } from '../../core/ports/session-shelf.ts';
import type { LockResult, WindowLock } from '../../core/ports/window-lock.ts';
import type { SessionState } from '../../core/session.ts';
import type { Log } from '../log.ts';
import { acquirePatiently } from '../patient-lock.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { FileTarget } from './session-file.ts';

export interface HandOverOptions {
  /** Null where there is no folder, or none on a local disk. */
  readonly workspaceFile: MemoryFilePort | null;
  /** Says which window may use the file and the session that was in use last. */
  readonly lock: WindowLock;
  /** Another window has the lock and may be about to let go of it. */
  readonly onWaiting: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long a hand edit may take to be read back before another session is shown. */
const patienceMs = 3_000;

export class FileHandOver {
  readonly #options: HandOverOptions;
  #claim: Promise<LockResult> | null = null;
  #isOwner = false;

  constructor(options: HandOverOptions) {
    this.#options = options;
  }

  /**
   * Resolves with whether this window is the one that goes on with the last session and its file; another one works
   * from storage, in a session of its own.
   */
  async claim(): Promise<boolean> {
    const { lock, onWaiting, clock } = this.#options;
    this.#claim ??= acquirePatiently(lock, { clock, onWaiting });
    const result = await this.#claim;
    // The lock is advisory: the comparison of hashes at every write is what protects the file.
    if (result.kind === 'failed')
      this.#options.log.warn(`Working without the window lock: ${result.failure.message}`);
    this.#isOwner = result.kind !== 'held';
    return this.#isOwner;
  }

  get isOwner(): boolean {
    return this.#isOwner;
  }

  get #workspaceFile(): MemoryFilePort | null {
    return this.#isOwner ? this.#options.workspaceFile : null;
  }

  /** The memory is shown in the workspace's file, not in storage. */
  get ownsFile(): boolean {
    return this.#workspaceFile !== null;
  }

  /** Another window has taken the file over. */
  async lose(session: OpenSession | null): Promise<void> {
    if (session !== null) await this.takeFrom(session);
    this.#isOwner = false;
  }

  async release(): Promise<void> {
    const result = this.#claim === null ? null : await this.#claim;
    if (result?.kind === 'owner') await result.release();
  }

  /** What the session that is shown last read or wrote there; null when it has no file. */
  shownHash(session: OpenSession | null): string | null {
    return this.ownsFile ? (session?.engine.state.memory.fileHash ?? null) : null;
  }

  /** Lets the session that is shown take in what the user has saved but it has not read yet. */
  async settle({ engine, file }: OpenSession): Promise<void> {
    // As the session sees it: what is another's there it never takes in, and would be waited for in vain.
    const found = this.ownsFile ? await file.read() : null;
    if (found?.kind === 'file' && found.hash !== engine.state.memory.fileHash) engine.memoryFileTouched();
    const seen = found?.kind === 'file' ? found.hash : null;
    const isSettled = ({ memory }: SessionState) =>
      memory.writing === null &&
      (seen === null || memory.foreign !== null || memory.knownHashes.includes(seen));
    await reached(engine, isSettled, this.#options.clock);
  }

  /** The session goes on with its own copy. */
  async takeFrom(session: OpenSession): Promise<void> {
    if (!this.ownsFile) return;
    await session.file.move(async () => {
      const { ownFile } = session.shelved;
      const before = await ownFile.read();
      const hash = before.kind === 'file' ? before.hash : null;
      const { fileText } = session.engine.state.memory;
      if (fileText === null) return { port: ownFile, foreignHash: hash };
      const result = await ownFile.write(fileText, hash);
      if (result.kind !== 'written') this.#options.log.warn(`Memory not copied to storage: ${result.kind}`);
      return { port: ownFile, foreignHash: null };
    });
  }

  /** Gives the file to a session that went on in the background; `shown` is what is there now. */
  async giveTo(session: OpenSession, shown: string | null): Promise<void> {
    const port = this.#workspaceFile;
    if (port === null) return;
    await session.file.move(async () => {
      const copy = await session.shelved.ownFile.read();
      if (copy.kind !== 'file') return { port, foreignHash: shown };
      const result = await port.write(copy.text, shown);
      if (result.kind === 'written') return { port, foreignHash: null };
      this.#options.log.warn(`The memory file was not handed over: ${result.kind}`);
      return null;
    });
  }

  /** Where a session that is about to be opened finds its file, and which hashes there are nobody else's. */
  async targetFor(
    { stored, ownFile }: ShelvedSession,
    shown: string | null,
  ): Promise<{ readonly target: FileTarget; readonly knownHashes: readonly string[] }> {
    const port = this.#workspaceFile;
    if (port === null) {
      const copy = await ownFile.read();
      const known = copy.kind === 'file' ? [...stored.knownHashes, copy.hash] : stored.knownHashes;
      return { target: { port: ownFile, foreignHash: null }, knownHashes: known };
    }
    // With a memory of its own the session writes it over what is shown; without one, what is shown is none of its.
    return stored.memory === null
      ? { target: { port, foreignHash: shown }, knownHashes: stored.knownHashes }
      : {
          target: { port, foreignHash: null, acceptedHash: shown },
          knownHashes: shown === null ? stored.knownHashes : [...stored.knownHashes, shown],
        };
  }
}

/** Resolves when `condition` holds, or when it has not for too long. */
function reached(engine: Engine, condition: (state: SessionState) => boolean, clock: Clock): Promise<void> {
  if (condition(engine.state)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      stopListening();
      stopTimer();
      resolve();
    };
    const stopListening = engine.onChange((state) => {
      if (condition(state)) done();
    });
    const stopTimer = clock.after(patienceMs, done);
  });
}
