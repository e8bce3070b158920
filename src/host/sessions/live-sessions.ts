/**
 * The sessions at work in this window: the current one, which is in front of the user, and those that were left in the middle
 * of their work, which they finish in the background, into their own files. Each holds its lock while it is here.
 */
import { setImmediate } from 'node:timers/promises';
import { type Failure, failureInWords, isFailure } from '../../core/failure.ts';
import type { LedgerMarks } from '../../core/ledger/ledger-marks.ts';
import type { MemoryVersion } from '../../core/ports/memory-history.ts';
import type { ShelvedSession } from '../../core/ports/session-shelf.ts';
import { phraseWords } from '../failure-words.ts';
import type { Notices } from '../panel/notices.ts';
import type { Translate } from '../translate.ts';
import type { EarlierPrompts } from './earlier-prompts.ts';
import { type LoadOptions, loadSession } from './load-session.ts';
import { withMemory } from './new-session.ts';
import type { OpenSession } from './open-session.ts';
import { ledgerRead, ledgerReady } from './reading-ledger.ts';
import type { SessionLocks } from './session-locks.ts';
import type { Spending } from './spending.ts';
import type { Unread } from './unread.ts';

export interface LiveSessionsOptions extends LoadOptions {
  readonly locks: SessionLocks;
  /** Saves what an editor holds of the memory file, before another session is shown there. */
  readonly saveUnsaved: () => Promise<unknown>;
  readonly notices: Notices;
  readonly spending: Spending;
  readonly unread: Unread;
  readonly prompts: EarlierPrompts;
  /** Whether a panel can be seen, which shows the current session. */
  readonly isPanelVisible: () => boolean;
  /** The session in front of the user is another one, which began in this folder; null where that is none on a disk. */
  readonly onEntered: (folder: string | null) => void;
  readonly onChange: () => void;
  readonly translate: Translate;
}

export class LiveSessions {
  readonly #options: LiveSessionsOptions;
  /** Left in the middle of their work. */
  readonly #leaving = new Map<string, OpenSession>();
  #current: OpenSession | null = null;

  constructor(options: LiveSessionsOptions) {
    this.#options = options;
  }

  get current(): OpenSession | null {
    return this.#current;
  }

  get all(): readonly OpenSession[] {
    return [...this.#leaving.values(), ...(this.#current === null ? [] : [this.#current])];
  }

  find(id: string): OpenSession | undefined {
    return this.#current?.id === id ? this.#current : this.#leaving.get(id);
  }

  /** Ends a session's work where it is. Nothing more is written: it may be another window's by now, or about to be deleted. */
  end(id: string): void {
    this.find(id)?.engine.dispose();
    this.#leaving.delete(id);
    if (this.#current?.id === id) this.#current = null;
  }

  /** Ends all work. Resolves when what had arrived of an answer, and as a draft what waited behind it, is on disk or cannot be. */
  async dispose(): Promise<void> {
    const { all } = this;
    const closed = all.map(({ engine }) => engine.close());
    // Whoever waited for an outcome has then put the words back.
    await setImmediate();
    await Promise.all([...closed, ...all.map(({ draftSaved }) => draftSaved)]);
  }

  /** The current session is in front of the user's eyes. */
  seen(): void {
    if (this.#current !== null) this.#options.unread.remove(this.#current.id);
  }

  /** Does something to a session that no other window has open. */
  async withLock(id: string, work: () => Promise<Failure | null>): Promise<Failure | null> {
    const { locks } = this.#options;
    if (!(await locks.take(id))) return this.#elsewhere();
    try {
      return await work();
    } finally {
      if (this.find(id) === undefined) await locks.give(id);
    }
  }

  /**
   * Makes a session the current one and leaves the one that was.
   *
   * @param firstMemory what a new session takes over from the one that was; null for one that has a memory of its own
   */
  async enter(
    id: string,
    firstMemory: ((present: OpenSession | null) => MemoryVersion | null) | null,
  ): Promise<OpenSession | Failure> {
    const { shelf, handOver, locks, clock, log } = this.#options;
    if (!(await locks.take(id))) return this.#elsewhere();
    const present = this.#current;
    const live = this.#leaving.get(id);
    const shelved = live?.shelved ?? (await shelf.open(id));
    if (isFailure(shelved)) {
      await locks.give(id);
      return shelved;
    }
    const ready = ledgerReady(clock);
    // A new session has nothing to read, and need not wait.
    if (shelved.stored.records.length > 0) await ready;
    const ledgerMarks = live === undefined ? await ledgerRead(shelved.stored, clock) : [];
    if (present !== null) {
      await this.#options.saveUnsaved();
      await handOver.settle(present);
    }
    const memory = firstMemory?.(present) ?? null;
    const told = present?.engine.state.ledger.credentials;
    const shown = handOver.shownHash(present);
    if (present !== null) await this.#leave(present);
    const next = live ?? (await this.#load(id, await withMemory(shelved, memory, told), ledgerMarks, shown));
    if (live !== undefined) {
      this.#leaving.delete(id);
      await handOver.giveTo(live, shown);
    }
    this.#current = next;
    this.#options.prompts.entered(next, present);
    if (this.#options.isPanelVisible()) this.seen();
    if (handOver.isOwner) {
      const problem = await shelf.setLastActive(id);
      if (problem !== null) log.warn(problem.message);
      this.#options.onEntered(shelved.header?.folder ?? null);
    }
    log.info(`Session ${id}: ${next.engine.state.transcript.length} records`);
    this.#options.onChange();
    return next;
  }

  async #load(
    id: string,
    shelved: ShelvedSession,
    ledgerMarks: LedgerMarks,
    shown: string | null,
  ): Promise<OpenSession> {
    const { log, notices, spending, translate } = this.#options;
    const session = await loadSession(this.#options, { id, shelved, ledgerMarks, shown });
    const { engine } = session;
    const logProblem = (problem: Failure | null) => {
      if (problem !== null) log.warn(problem.message);
    };
    spending.keep(id, engine.state.accounts);
    engine.onChange(() => {
      spending.keep(id, engine.state.accounts);
      session.noteMemory();
      if (session.noteTurn()) this.#turnEnded(session);
      void session.noteLedger().then(logProblem);
      void session.noteTitle();
      if (session === this.#current) this.#options.onChange();
    });
    if (shelved.damage.length > 0) {
      const words = shelved.damage.map((phrase) => phraseWords(phrase, translate));
      notices.say('damage', 'warning', words.join(' '), ['showLog']);
    }
    return session;
  }

  #turnEnded(session: OpenSession): void {
    const { unread, isPanelVisible, onChange } = this.#options;
    if (session === this.#current && isPanelVisible()) return;
    unread.add(session.id);
    onChange();
  }

  /** The session finishes its work in the background, then its engine goes. */
  async #leave(session: OpenSession): Promise<void> {
    await this.#options.handOver.takeFrom(session);
    this.#leaving.set(session.id, session);
    void session.engine.whenIdle().then(() => {
      if (this.#leaving.get(session.id) !== session) return;
      this.#leaving.delete(session.id);
      session.engine.dispose();
      void this.#options.locks.give(session.id);
    });
  }

  #elsewhere(): Failure {
    return failureInWords('notAllowed', this.#options.translate('This session is open in another window.'));
  }
}
