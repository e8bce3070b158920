/** A session that is open in this window: its engine, and what the host keeps beside it. */
import { at } from '../../core/append-list.ts';
import type { RecordId } from '../../core/conversation/transcript.ts';
import type { Engine } from '../../core/engine.ts';
import type { Failure } from '../../core/failure.ts';
import type { SessionShelf, ShelvedSession } from '../../core/ports/session-shelf.ts';
import { type Credentials, noCredentials } from '../../core/redaction/known-credentials.ts';
import { redact } from '../../core/redaction/redact.ts';
import type { Draft } from '../../protocol/view.ts';
import { type MemoryChange, memoryChange } from '../memory/memory-change.ts';
import type { SessionFile } from '../memory/session-file.ts';
import { titleFrom } from './session-title.ts';

/** A draft is saved so that it survives a reload; beyond this it is pasted material, which can be pasted again. */
const maxSavedDraftChars = 200_000;

export class OpenSession {
  readonly id: string;
  readonly engine: Engine;
  readonly file: SessionFile;
  readonly shelved: ShelvedSession;
  readonly #shelf: SessionShelf;
  #title: string;
  #draft: Draft;
  #draftSaved: Promise<unknown> = Promise.resolve();
  #memoryText: string;
  #hasTurn = false;
  #ledgerKept: RecordId | null;
  /** What the title has been read in the light of. */
  #told: Credentials = noCredentials;
  #memoryChange: MemoryChange | null = null;

  constructor(parts: {
    readonly id: string;
    readonly engine: Engine;
    readonly file: SessionFile;
    readonly shelved: ShelvedSession;
    readonly shelf: SessionShelf;
    readonly draft: string;
  }) {
    this.id = parts.id;
    this.engine = parts.engine;
    this.file = parts.file;
    this.shelved = parts.shelved;
    this.#shelf = parts.shelf;
    this.#title = parts.shelved.header?.title ?? '';
    this.#draft = { text: parts.draft, placed: 0 };
    this.#memoryText = parts.engine.state.memory.text ?? '';
    this.#ledgerKept = parts.shelved.stored.ledgerMarks?.at(-1)?.after ?? null;
  }

  /** Empty until the first message. */
  get title(): string {
    return this.#title;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** What the user has typed and not sent. */
  draftTyped(text: string): void {
    this.#setDraft({ ...this.#draft, text });
  }

  /** Puts text back into the composer, for example a message that could not be sent. */
  placeDraft(text: string): void {
    this.#setDraft({ text, placed: this.#draft.placed + 1 });
  }

  /** Resolves when the draft as it is now is on disk, or cannot be. */
  get draftSaved(): Promise<unknown> {
    return this.#draftSaved;
  }

  #setDraft(draft: Draft): void {
    this.#draft = draft;
    this.#draftSaved = this.#shelf.saveDraft(this.id, draft.text.slice(0, maxSavedDraftChars));
  }

  /** From now on the session has this title, whatever its first message says. */
  rename(title: string): Promise<Failure | null> {
    return this.#setTitle(this.#withoutTold(title));
  }

  #setTitle(title: string): Promise<Failure | null> {
    this.#title = title;
    return this.shelved.retitle(title);
  }

  #withoutTold(title: string): string {
    return redact(title, this.engine.state.ledger.credentials).text;
  }

  get memoryChange(): MemoryChange | null {
    return this.#memoryChange;
  }

  /** Looks whether the memory is another one than before; costs next to nothing where it is not. */
  noteMemory(): void {
    const text = this.engine.state.memory.text ?? '';
    if (text === this.#memoryText) return;
    this.#memoryChange = memoryChange(this.#memoryText, text) ?? this.#memoryChange;
    this.#memoryText = text;
  }

  /** Keeps how far the ledger has read, at rest and only where it has come further. Resolves with what went wrong. */
  async noteLedger(): Promise<Failure | null> {
    const mark = this.engine.state.ledgerMarks.at(-1);
    if (mark === undefined || mark.after === this.#ledgerKept || this.isBusy) return null;
    this.#ledgerKept = mark.after;
    return this.shelved.ledger.save(this.engine.state.ledgerMarks);
  }

  /** Whether a turn has ended since this was last asked. */
  noteTurn(): boolean {
    const { turn, queue } = this.engine.state;
    const hadTurn = this.#hasTurn;
    this.#hasTurn = turn.phase !== 'idle' || queue.length > 0;
    return hadTurn && !this.#hasTurn;
  }

  /** A turn, a compaction or an update of the memory is under way. */
  get isBusy(): boolean {
    const { memory, queue } = this.engine.state;
    return this.isStoppable || memory.job !== null || queue.length > 0;
  }

  /** The user waits for something, which a stop ends. */
  get isStoppable(): boolean {
    const { turn, compacting } = this.engine.state;
    return turn.phase !== 'idle' || compacting !== null;
  }

  /**
   * A session is named after its first message, and what is told later to be a credential goes from the title too. Costs
   * next to nothing where none is new. Resolves with what went wrong, if anything.
   */
  async noteTitle(): Promise<Failure | null> {
    const { credentials } = this.engine.state.ledger;
    const before = this.#told;
    this.#told = credentials;
    if (this.#title !== '' && credentials === before) return null;
    const isFirst = this.#title === '' || this.#title === this.#firstTitle(before);
    const title = isFirst ? this.#firstTitle(credentials) : this.#withoutTold(this.#title);
    return title === this.#title ? null : this.#setTitle(title);
  }

  #firstTitle(known: Credentials): string {
    const first = at(this.engine.state.transcript, 0);
    if (first?.kind !== 'user') return '';
    return titleFrom(first.typed, known) || titleFrom(first.attached?.[0]?.name ?? '', known);
  }
}
