/**
 * The desk: which session is in front of the user. Sessions are opened, left and deleted one at a time.
 */

import { type Failure, failureInWords, isFailure } from '../../core/failure.ts';
import type { MemoryVersion } from '../../core/ports/memory-history.ts';
import type { SessionSummary } from '../../core/ports/session-shelf.ts';
import { serialQueue } from '../../core/serial-queue.ts';
import { readSources } from '../composer/attachment-source.ts';
import { describeError } from '../log.ts';
import { LiveSessions, type LiveSessionsOptions } from './live-sessions.ts';
import { firstMemory, systemText } from './new-session.ts';
import type { OpenSession } from './open-session.ts';
import { titleFrom } from './session-title.ts';

export interface SessionsOptions extends LiveSessionsOptions {
  readonly isTrusted: () => boolean;
  /** Absolute path of the folder that sessions begin in; null when none is open. */
  readonly folder: string | null;
  /** The workspace's own instructions for the system text of a new session; empty when there are none. */
  readonly instructions: () => Promise<string>;
}

export interface NewSessionOptions {
  /** Leaves pinned and own sections of the present memory behind. */
  readonly isEmpty: boolean;
  /** Nothing is begun where the present session has nothing in it yet. */
  readonly mayStay?: boolean;
}

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #live: LiveSessions;
  readonly #queue = serialQueue();

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#live = new LiveSessions(options);
    options.locks.onLost = (id) => void this.#sessionLost(id);
  }

  get current(): OpenSession | null {
    return this.#live.current;
  }

  /** The current session; the first call opens the last one that was in use, or a new one. */
  open(): Promise<OpenSession | Failure> {
    return this.#inTurn(() => this.#open());
  }

  startNew({ isEmpty, mayStay = false }: NewSessionOptions): Promise<OpenSession | Failure> {
    return this.#inTurn(async () => {
      const present = await this.#open();
      if (isFailure(present) || (mayStay && (await this.#isAsNew(present, isEmpty)))) return present;
      return this.#startNew(isEmpty);
    });
  }

  /** What a new session would be in its place, the present one is. */
  async #isAsNew(present: OpenSession, isEmpty: boolean): Promise<boolean> {
    const { id, title, draft, engine, isBusy, shelved } = present;
    if (engine.state.transcript.length > 0 || isBusy || title !== '' || draft.text !== '') return false;
    if (await this.#hasAttachments(id)) return false;
    await this.#options.handOver.settle(present);
    const text = this.#firstMemory(present, isEmpty)?.text ?? null;
    return text === engine.state.memory.text && shelved.header?.system === (await this.#systemText());
  }

  switchTo(id: string): Promise<OpenSession | Failure> {
    return this.#inTurn(async () => {
      const present = await this.#open();
      if (isFailure(present) || present.id === id) return present;
      return this.#live.enter(id, null);
    });
  }

  /** Deletes a session for good. Deleting the current one begins a new one. */
  remove(id: string): Promise<Failure | null> {
    return this.#inTurn(async () => {
      if (this.current?.id === id) {
        const next = await this.#startNew(false);
        if (isFailure(next)) return next;
      }
      return this.#live.withLock(id, () => {
        this.#live.end(id);
        this.#options.unread.remove(id);
        this.#options.prompts.forget(id);
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
      const problem = await this.#live.withLock(
        id,
        () => this.#live.find(id)?.rename(title) ?? shelf.rename(id, title),
      );
      onChange();
      return problem;
    });
  }

  /** Work of this session goes on, in front of the user or in the background. */
  isBusy(id: string): boolean {
    return this.#live.find(id)?.isBusy ?? false;
  }

  /** A turn has ended in this session that nobody has seen. */
  isUnread(id: string): boolean {
    return this.#options.unread.has(id);
  }

  /** The current session is in front of the user's eyes. */
  seen(): void {
    this.#live.seen();
  }

  /** Without those in which nothing is, the current one aside. */
  async list(): Promise<readonly SessionSummary[]> {
    if (!this.#options.isTrusted()) return [];
    const all = await this.#options.shelf.list();
    const worth = await Promise.all(all.map((summary) => this.#holdsSomething(summary)));
    return all.filter((_, index) => worth[index]);
  }

  async #holdsSomething({ id, title, records }: SessionSummary): Promise<boolean> {
    const { shelf } = this.#options;
    if (title !== '' || records !== 0 || id === this.current?.id) return true;
    return (
      (await shelf.loadDraft(id)) !== '' || (await this.#hasAttachments(id)) || (await shelf.hasOwnMemory(id))
    );
  }

  async #hasAttachments(id: string): Promise<boolean> {
    return readSources(await this.#options.shelf.loadAttachments(id)).length > 0;
  }

  /** Another window has taken over the memory file. */
  fileLost(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#options.handOver.lose(this.current);
      this.#sayFileIsHeld();
      return null;
    }).then(() => undefined);
  }

  /** Another window has taken over a session of this one, which must not write it any more. */
  #sessionLost(id: string): Promise<unknown> {
    return this.#inTurn(async () => {
      const lost = this.#live.find(id);
      const wasCurrent = lost === this.current;
      this.#live.end(id);
      if (lost === undefined || !wasCurrent) return null;
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
    for (const { engine } of this.#live.all)
      engine.settingsChanged(settings().session, provider.facts.provider);
  }

  async dispose(): Promise<void> {
    await this.#live.dispose();
    await this.#options.locks.giveAll();
    await this.#options.handOver.release();
  }

  async #open(): Promise<OpenSession | Failure> {
    const { isTrusted, provider, shelf, translate: t, log } = this.#options;
    if (this.current !== null) return this.current;
    if (!isTrusted()) return failureInWords('notAllowed', t('Session Memory is off in Restricted Mode.'));
    await provider.refresh();
    if (!(await this.#claim())) {
      this.#sayFileIsHeld();
      return this.#startNew(false);
    }
    this.#options.notices.withdraw('window');
    const last = await shelf.lastActive();
    const resumed = last === null ? null : await this.#live.enter(last, null);
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

  async #startNew(isEmpty: boolean): Promise<OpenSession | Failure> {
    const { shelf, provider, folder, clock, newId } = this.#options;
    const { provider: name, model } = provider.facts;
    const id = newId();
    const system = await this.#systemText();
    const header = { id, createdAt: clock.now(), title: '', system, folder, provider: name, model };
    const problem = await shelf.create(header);
    if (problem !== null) return problem;
    return this.#live.enter(id, (present) => this.#firstMemory(present, isEmpty));
  }

  #systemText(): Promise<string> {
    return systemText(this.#options.settings(), this.#options.instructions);
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

  /** One change of sessions at a time. What is not expected becomes a failure, so that nobody waits in vain. */
  #inTurn<T>(work: () => Promise<T>): Promise<T | Failure> {
    return this.#queue(work).catch((error: unknown) => {
      this.#options.log.error(`Unexpected: ${describeError(error)}`);
      const { translate: t } = this.#options;
      return failureInWords('unexpected', t('The session could not be opened: {0}', describeError(error)));
    });
  }
}
