/**
 * What can be asked of the current session, by the panel, by a command or by another extension. Opens the session where
 * none is open yet; what cannot be done is an outcome, never a rejection.
 */
import { lastUser, type RecordId } from '../../core/conversation/transcript.ts';
import { type Failure, failureInWords, isFailure } from '../../core/failure.ts';
import { spendingOf } from '../../core/models/accounts.ts';
import {
  type CompactionOutcome,
  failedWith,
  type MemoryOutcome,
  type RequestId,
  type SessionSnapshot,
  type TurnOutcome,
  type UndoOutcome,
  unchangedOutcome,
} from '../../core/outcome.ts';
import type { Draft } from '../../protocol/view.ts';
import { leftOutWords } from '../composer/attachment-list.ts';
import type { Outbox } from '../composer/outbox.ts';
import { failureWords } from '../failure-words.ts';
import type { Notices, NoticeTopic } from '../panel/notices.ts';
import type { Provider } from '../provider.ts';
import type { HostSettings } from '../settings.ts';
import type { Translate } from '../translate.ts';
import { Arrivals, type Reach } from './arrivals.ts';
import { emptySnapshot } from './empty-snapshot.ts';
import type { OpenSession } from './open-session.ts';
import type { NewSessionOptions, Sessions } from './sessions.ts';
import type { Spending } from './spending.ts';
import { isWithdrawn, putBack, wasRecorded } from './unsent.ts';

export interface ChatOptions {
  readonly sessions: Sessions;
  readonly provider: Provider;
  readonly settings: () => HostSettings;
  readonly notices: Notices;
  readonly outbox: Pick<Outbox, 'take'>;
  readonly spending: Pick<Spending, 'total'>;
  readonly translate: Translate;
}

export class Chat {
  readonly #options: ChatOptions;
  /** What was typed while no session could be opened. */
  #homelessDraft: Draft = { text: '', placed: 0 };
  readonly #arrivals = new Arrivals();

  constructor(options: ChatOptions) {
    this.#options = options;
  }

  get draft(): Draft {
    return this.#options.sessions.current?.draft ?? this.#homelessDraft;
  }

  draftTyped(text: string): void {
    const session = this.#options.sessions.current;
    if (session !== null) session.draftTyped(text);
    else this.#homelessDraft = { ...this.#homelessDraft, text };
  }

  snapshot(): SessionSnapshot {
    const { sessions, settings, provider, spending } = this.#options;
    const snapshot = sessions.current?.engine.snapshot() ?? emptySnapshot(settings(), provider.facts);
    return { ...snapshot, allSessions: spendingOf(spending.total) };
  }

  send(text: string): Promise<TurnOutcome> {
    return this.#turn((session) => session.engine.send(text));
  }

  /** As `send`, for text from the composer: what could not be recorded goes back there. */
  submit(text: string): Promise<TurnOutcome> {
    return this.#arrivals.bring((reach) => this.#submit(text, reach));
  }

  async #submit(text: string, reach: Reach): Promise<TurnOutcome> {
    const { sessions, notices, outbox, translate: t } = this.#options;
    notices.withdrawReplies();
    const session = await sessions.open();
    if (isFailure(session)) return this.#homeless(text, session);
    const taken = outbox.take(session);
    session.draftTyped('');
    const giveBack = (): void => {
      if (!taken.giveBack()) notices.say('attach', 'warning', leftOutWords(t));
      putBack(session, text);
    };
    const attachments = await taken.read();
    if (isFailure(attachments)) {
      giveBack();
      return this.#refused(attachments);
    }
    const send = () => reach(session.engine, () => session.engine.send(text, attachments));
    const outcome = await this.#unlessRefused(session, text, send, giveBack);
    // An image that the server cannot read has to be taken out before the rest can be sent again.
    if (outcome.failure?.kind === 'badImage') giveBack();
    return outcome;
  }

  /** Sends an earlier message again with other words; text that could not be recorded goes into the composer. */
  edit(record: RecordId, text: string): Promise<TurnOutcome> {
    return this.#arrivals.bring((reach) => this.#edit(record, text, reach));
  }

  async #edit(record: RecordId, text: string, reach: Reach): Promise<TurnOutcome> {
    const { sessions, notices } = this.#options;
    notices.withdrawReplies();
    const session = await sessions.open();
    if (isFailure(session)) return this.#homeless(text, session);
    const send = () => reach(session.engine, () => session.engine.edit(record, text));
    return this.#unlessRefused(session, text, send, () => putBack(session, text));
  }

  /** Another answer to the last message: it is sent once more as it was, on a branch of its own. */
  retryAnswer(): Promise<TurnOutcome> {
    const { translate: t } = this.#options;
    return this.#turn(async (session) => {
      const asked = lastUser(session.engine.state.branch);
      return asked === undefined
        ? failedWith(failureInWords('badRequest', t('There is no answer to regenerate.')))
        : session.engine.edit(asked.id, asked.typed);
    });
  }

  /** Shows the branch with this version of a message. */
  showVersion(record: RecordId): Promise<void> {
    return this.#with(
      async (session) => session.engine.showBranch(record),
      () => undefined,
    );
  }

  /** Takes a message out of the queue; it goes back to where it was written. */
  withdraw(message: RequestId): void {
    this.#options.sessions.current?.engine.withdraw(message);
  }

  async #unlessRefused(
    session: OpenSession,
    text: string,
    send: () => Promise<TurnOutcome>,
    giveBack: () => void,
  ): Promise<TurnOutcome> {
    const { length } = session.engine.state.transcript;
    const outcome = await send();
    if (isWithdrawn(outcome)) {
      if (session.draft.text.trim() !== '') this.#sayJoined();
      giveBack();
      return outcome;
    }
    const isKept = wasRecorded(session.engine.state.transcript, length, text);
    if (isKept || outcome.failure === undefined) return outcome;
    giveBack();
    return this.#refused(outcome.failure);
  }

  #sayJoined(): void {
    const { notices, translate: t } = this.#options;
    const message = t(
      'The message that you took back stands before what you were writing. Nothing of it was sent.',
    );
    notices.say('send', 'info', message);
  }

  #homeless(text: string, why: Failure): TurnOutcome {
    this.#homelessDraft = { text, placed: this.#homelessDraft.placed + 1 };
    return this.#refused(why);
  }

  #refused(why: Failure): TurnOutcome {
    const { notices, translate: t } = this.#options;
    notices.say('send', 'error', failureWords(why, t), why.kind === 'notAllowed' ? ['manageTrust'] : []);
    return failedWith(why);
  }

  retry(): Promise<TurnOutcome> {
    return this.#turn((session) => session.engine.retry());
  }

  /** Asks for the rest of an answer that ended early. */
  continueAnswer(): Promise<TurnOutcome> {
    return this.#turn((session) => session.engine.continueAnswer());
  }

  /** What runs ends; where nothing does, what was asked for just now and is on its way. */
  stop(): void {
    const session = this.#options.sessions.current;
    if (session?.isStoppable === true) session.engine.stop();
    else this.#arrivals.stopFirst();
  }

  compact(focus = ''): Promise<CompactionOutcome> {
    return this.#stoppable(
      (session) => session.engine.compact(focus),
      (why) =>
        unchangedOutcome(this.snapshot(), {
          status: 'failed',
          strategy: this.#options.settings().session.strategy,
          waitedMs: 0,
          failure: why,
        }),
    );
  }

  /** As `compact`, with the outcome told in the panel; a compaction that was made shows itself there. */
  async compactAloud(focus = ''): Promise<CompactionOutcome> {
    const { notices, translate: t } = this.#options;
    notices.withdraw('compaction');
    const outcome = await this.compact(focus);
    if (outcome.status === 'nothingToCompact') {
      const message = t(
        'Nothing to compact yet: the memory would not be smaller than what it replaces, or nothing has been said since the last compaction.',
      );
      this.#sayNothingDone(message, outcome.failure);
    } else if (outcome.failure !== undefined) {
      this.#tell('compaction', outcome.failure);
    }
    return outcome;
  }

  async undoCompactionAloud(): Promise<UndoOutcome> {
    const { notices, translate: t } = this.#options;
    notices.withdraw('compaction');
    const outcome = await this.#with<UndoOutcome>(
      (session) => session.engine.undoCompaction(),
      (why) => ({ status: 'failed', failure: why }),
    );
    if (outcome.status === 'nothingToUndo') {
      this.#sayNothingDone(t('There is no compaction to undo.'), outcome.failure);
    } else if (outcome.failure !== undefined) {
      this.#tell('compaction', outcome.failure);
    }
    return outcome;
  }

  updateMemory(): Promise<MemoryOutcome> {
    return this.#with(
      (session) => session.engine.updateMemory(),
      (why) => ({ status: 'failed', failure: why }),
    );
  }

  async updateMemoryAloud(): Promise<MemoryOutcome> {
    const { notices, translate: t } = this.#options;
    notices.withdraw('memory');
    const outcome = await this.updateMemory();
    if (outcome.failure !== undefined) this.#tell('memory', outcome.failure);
    else if (outcome.status === 'unchanged') {
      notices.say('memory', 'info', t('The memory already covers everything up to the last answer.'));
    }
    return outcome;
  }

  /** Resolves with why there is no new session; null when there is one. */
  async newSession(options: NewSessionOptions = { isEmpty: false }): Promise<Failure | null> {
    const session = await this.#options.sessions.startNew(options);
    return this.#entered(session);
  }

  async switchSession(id: string): Promise<Failure | null> {
    return this.#entered(await this.#options.sessions.switchTo(id));
  }

  #entered(session: OpenSession | Failure): Failure | null {
    this.#options.notices.withdrawReplies();
    if (!isFailure(session)) return null;
    this.#tell('session', session);
    return session;
  }

  #tell(topic: NoticeTopic, why: Failure): void {
    const { notices, translate: t } = this.#options;
    const actions = why.kind === 'notAllowed' ? [] : (['showLog'] as const);
    notices.say(topic, 'warning', failureWords(why, t), actions);
  }

  /** A failure says more of why than that there was nothing to do. */
  #sayNothingDone(message: string, why: Failure | undefined): void {
    const { notices, translate: t } = this.#options;
    notices.say('compaction', 'info', why === undefined ? message : failureWords(why, t));
  }

  #turn(work: (session: OpenSession) => Promise<TurnOutcome>): Promise<TurnOutcome> {
    return this.#stoppable(work, failedWith);
  }

  #stoppable<T>(work: (session: OpenSession) => Promise<T>, ifNone: (why: Failure) => T): Promise<T> {
    return this.#arrivals.bring((reach) =>
      this.#with((session) => reach(session.engine, () => work(session)), ifNone),
    );
  }

  async #with<T>(work: (session: OpenSession) => Promise<T>, ifNone: (why: Failure) => T): Promise<T> {
    const session = await this.#options.sessions.open();
    return isFailure(session) ? ifNone(session) : work(session);
  }
}
