/**
 * The desk: which session is in front of the user. Sessions are opened, left and deleted one at a time; one that is left
 * in the middle of its work finishes it in the background, into its own files.
 */

import { type Failure, failureInWords } from '../../core/failure.ts';
import type { LedgerMarks } from '../../core/ledger/ledger-marks.ts';
import type { MemoryVersion } from '../../core/ports.ts';
import { describeError } from '../log.ts';
import type { Notices } from '../panel/notices.ts';
import type { Translate } from '../translate.ts';
import { type LoadOptions, loadSession } from './load-session.ts';
import { firstMemory, systemText, withMemory } from './new-session.ts';
import { type OpenSession, titleFrom } from './open-session.ts';
import { ledgerRead, ledgerReady } from './reading-ledger.ts';
import type { SessionLocks } from './session-locks.ts';
import { isFailure, type SessionSummary, type ShelvedSession } from './session-shelf.ts';
import type { Spending } from './spending.ts';
import type { Unread } from './unread.ts';

export interface SessionsOptions extends LoadOptions {
  readonly locks: SessionLocks;
  readonly isTrusted: () => boolean;
  /** Absolute path of the folder that sessions begin in; null when none is open. */
  readonly folder: string | null;
  /** The workspace's own instructions for the system text of a new session; empty when there are none. */
  readonly instructions: () => Promise<string>;
  /** Saves what an editor holds of the memory file, before another session is shown there. */
  readonly saveUnsaved: () => Promise<unknown>;
  readonly notices: Notices;
  readonly spending: Spending;
  readonly unread: Unread;
  /** Whether a panel can be seen, which shows the current session. */
  readonly isPanelVisible: () => boolean;
  readonly onChange: () => void;
  readonly translate: Translate;
}

export class Sessions {
  readonly #options: SessionsOptions;
  /** Left in the middle of their work. */
  readonly #leaving = new Map<string, OpenSession>();
  #current: OpenSession | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SessionsOptions) {
    this.#options = options;
    options.locks.onLost = (id) => void this.#sessionLost(id);
  }

  get current(): OpenSession | null {
    return this.#current;
  }

  /** The current session; the first call opens the last one that was in use, or a new one. */
  open(): Promise<OpenSession | Failure> {
    return this.#inTurn(() => this.#open());
  }

  /** `isEmpty` leaves pinned and own sections of the present memory behind. */
  startNew(options: { readonly isEmpty: boolean }): Promise<OpenSession | Failure> {
    return this.#inTurn(async () => {
      const present = await this.#open();
      return isFailure(present) ? present : this.#startNew(options.isEmpty);
    });
  }

  switchTo(id: string): Promise<OpenSession | Failure> {
    return this.#inTurn(async () => {
      const present = await this.#open();
      if (isFailure(present) || present.id === id) return present;
      return this.#enter(id, null);
    });
  }

  /** Deletes a session for good. Deleting the current one begins a new one. */
  remove(id: string): Promise<Failure | null> {
    return this.#inTurn(async () => {
      if (this.#current?.id === id) {
        const next = await this.#startNew(false);
        if (isFailure(next)) return next;
      }
      return this.#having(id, () => {
        this.#leaving.get(id)?.engine.dispose();
        this.#leaving.delete(id);
        this.#options.unread.remove(id);
        return this.#options.shelf.remove(id);
      });
    });
  }

  /** Gives a session another title; of an empty one nothing is taken. */
  rename(id: string, wanted: string): Promise<Failure | null> {
    return this.#inTurn(async () => {
      const title = titleFrom(wanted);
      const { shelf, onChange, translate: t } = this.#options;
      if (title === '') return failureInWords('badRequest', t('A title cannot be empty.'));
      const problem = await this.#having(id, () => this.#live(id)?.rename(title) ?? shelf.rename(id, title));
      onChange();
      return problem;
    });
  }

  /** Work of this session goes on, in front of the user or in the background. */
  isBusy(id: string): boolean {
    return this.#live(id)?.isBusy ?? false;
  }

  /** A turn has ended in this session that nobody has seen. */
  isUnread(id: string): boolean {
    return this.#options.unread.has(id);
  }

  /** The current session is in front of the user's eyes. */
  seen(): void {
    if (this.#current !== null) this.#options.unread.remove(this.#current.id);
  }

  #live(id: string): OpenSession | undefined {
    return this.#current?.id === id ? this.#current : this.#leaving.get(id);
  }

  list(): Promise<readonly SessionSummary[]> {
    return this.#options.isTrusted() ? this.#options.shelf.list() : Promise.resolve([]);
  }

  /** Another window has taken over the memory file. */
  fileLost(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#options.handOver.lose(this.#current);
      this.#sayFileIsHeld();
      return null;
    }).then(() => undefined);
  }

  /** Another window has taken over a session of this one, which must not write it any more. */
  #sessionLost(id: string): Promise<unknown> {
    return this.#inTurn(async () => {
      const lost = this.#live(id);
      lost?.engine.dispose();
      this.#leaving.delete(id);
      if (lost === undefined || lost !== this.#current) return null;
      this.#current = null;
      const { notices, translate: t } = this.#options;
      notices.say(
        'window',
        'info',
        t('Another window has taken over this session. This window goes on with a new one.'),
      );
      const next = await this.#startNew(false);
      if (!isFailure(next) && lost.draft.text !== '') next.placeDraft(lost.draft.text);
      return null;
    });
  }

  settingsChanged(): void {
    const { settings, provider } = this.#options;
    for (const { engine } of [
      ...this.#leaving.values(),
      ...(this.#current === null ? [] : [this.#current]),
    ]) {
      engine.settingsChanged(settings().session, provider.facts.provider);
    }
  }

  async dispose(): Promise<void> {
    this.#current?.engine.dispose();
    for (const { engine } of this.#leaving.values()) engine.dispose();
    await this.#options.locks.giveAll();
    await this.#options.handOver.release();
  }

  async #open(): Promise<OpenSession | Failure> {
    const { isTrusted, provider, shelf, translate: t, log } = this.#options;
    if (this.#current !== null) return this.#current;
    if (!isTrusted()) return failureInWords('notAllowed', t('Session Memory is off in Restricted Mode.'));
    await provider.refresh();
    if (!(await this.#claim())) {
      this.#sayFileIsHeld();
      return this.#startNew(false);
    }
    this.#options.notices.withdraw('window');
    const last = await shelf.lastActive();
    const resumed = last === null ? null : await this.#enter(last, null);
    if (resumed !== null && !isFailure(resumed)) return resumed;
    if (resumed !== null) log.warn(`The last session could not be opened: ${resumed.message}`);
    if (resumed?.kind === 'notAllowed') {
      const message = t('The last session is open in another window. This window begins a new one.');
      this.#options.notices.say('window', 'info', message);
    }
    return this.#startNew(false);
  }

  /** Whether this window goes on with the file and the last session. A dead window's locks on both are waited for at once. */
  async #claim(): Promise<boolean> {
    const { handOver, shelf, locks } = this.#options;
    const last = await shelf.lastActive();
    let isClaiming = true;
    const taking = last === null ? null : locks.take(last, () => isClaiming);
    const isOwner = await handOver.claim();
    isClaiming = false;
    await taking;
    if (last !== null && (!isOwner || last !== (await shelf.lastActive()))) await locks.give(last);
    return isOwner;
  }

  #sayFileIsHeld(): void {
    const { notices, translate: t } = this.#options;
    const message = t(
      'Another window has the memory file and the last session. This window keeps a session of its own in storage until it is reloaded; “Open Memory” shows its memory.',
    );
    notices.say('window', 'info', message, ['openMemory']);
  }

  /** Does something to a session that no other window has open. */
  async #having(id: string, work: () => Promise<Failure | null>): Promise<Failure | null> {
    const { locks } = this.#options;
    if (!(await locks.take(id))) return this.#elsewhere();
    try {
      return await work();
    } finally {
      if (this.#live(id) === undefined) await locks.give(id);
    }
  }

  #elsewhere(): Failure {
    return failureInWords('notAllowed', this.#options.translate('This session is open in another window.'));
  }

  async #startNew(isEmpty: boolean): Promise<OpenSession | Failure> {
    const { shelf, provider, folder, clock, newId } = this.#options;
    const { provider: name, model } = provider.facts;
    const id = newId();
    const system = await systemText(this.#options.settings(), this.#options.instructions);
    const header = { id, createdAt: clock.now(), title: '', system, folder, provider: name, model };
    const problem = await shelf.create(header);
    if (problem !== null) return problem;
    return this.#enter(id, (present) => this.#firstMemory(present, isEmpty));
  }

  #firstMemory(present: OpenSession | null, isEmpty: boolean): MemoryVersion | null {
    const { handOver, clock } = this.#options;
    const before = present?.engine.state.memory.text ?? null;
    return firstMemory({
      before,
      isEmpty,
      isFileShared: handOver.shownHash(present) !== null,
      now: clock.now(),
    });
  }

  async #enter(
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
    const shown = handOver.shownHash(present);
    if (present !== null) await this.#leave(present);
    const next = live ?? (await this.#load(id, await withMemory(shelved, memory), ledgerMarks, shown));
    if (live !== undefined) {
      this.#leaving.delete(id);
      await handOver.giveTo(live, shown);
    }
    this.#current = next;
    if (this.#options.isPanelVisible()) this.seen();
    const problem = handOver.isOwner ? await shelf.setLastActive(id) : null;
    if (problem !== null) log.warn(problem.message);
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
    const { log, notices, spending } = this.#options;
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
      void session.nameAfterFirstMessage();
      if (session === this.#current) this.#options.onChange();
    });
    if (shelved.damage !== null) notices.say('damage', 'warning', shelved.damage, ['showLog']);
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

  /** One change of sessions at a time. What is not expected becomes a failure, so that nobody waits in vain. */
  #inTurn<T>(work: () => Promise<T>): Promise<T | Failure> {
    const result = this.#queue.then(work).catch((error: unknown) => {
      this.#options.log.error(`Unexpected: ${describeError(error)}`);
      const { translate: t } = this.#options;
      return failureInWords('unexpected', t('The session could not be opened: {0}', describeError(error)));
    });
    this.#queue = result;
    return result;
  }
}
