/**
 * What was sent in this window before, for the arrow keys of an empty composer. It is in memory only: what users type is
 * kept as it was typed in transcripts and drafts and nowhere else.
 */
import { userRecords } from '../../core/conversation/user-records.ts';
import type { OpenSession } from './open-session.ts';

/** Nobody presses a key more often. */
const mostPrompts = 100;
/** UTF-16 units. What is longer is pasted material, and part of a prompt would be another one. */
const longestPrompt = 4_000;
const mostSessions = 10;

type Typed = Pick<OpenSession, 'id'> & {
  readonly engine: { readonly state: Pick<OpenSession['engine']['state'], 'branch'> };
};

interface Sent {
  readonly id: string;
  /** Oldest first. */
  readonly prompts: readonly string[];
}

export class EarlierPrompts {
  /** By session, the one that was entered last at the end. */
  #sent: readonly Sent[] = [];
  #list: readonly string[] = [];

  /** Oldest first, as it was when the present session was entered. */
  get list(): readonly string[] {
    return this.#list;
  }

  /** `before` is the session that was left for it. */
  entered(session: Typed, before: Typed | null): void {
    const news = [...(before === null ? [] : [before]), session].map(sentIn);
    const known = new Set(news.map(({ id }) => id));
    this.#keep([...this.#sent.filter(({ id }) => !known.has(id)), ...news].slice(-mostSessions));
  }

  /** The session was deleted, and what was said in it with it. */
  forget(id: string): void {
    this.#keep(this.#sent.filter((sent) => sent.id !== id));
  }

  #keep(sent: readonly Sent[]): void {
    this.#sent = sent;
    this.#list = sent.flatMap(({ prompts }) => prompts).slice(-mostPrompts);
  }
}

const sentIn = ({ id, engine }: Typed): Sent => ({
  id,
  prompts: userRecords(engine.state.branch, engine.state.branch.length)
    .slice(-mostPrompts)
    .flatMap(({ typed, continues }) =>
      typed === '' || continues === true || typed.length > longestPrompt ? [] : [typed],
    ),
});
