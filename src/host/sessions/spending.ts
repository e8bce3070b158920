/**
 * What every session of this workspace has used and cost, kept beside the sessions. Each session has one entry, which is
 * replaced by what the session itself knows from its transcript, so that no reload counts anything twice. Entries of
 * deleted sessions stay: the money is spent. Where two windows have the same workspace the last one to write wins; what
 * it did not know of comes back when those sessions are opened again.
 */
import { type Account, type Accounts, emptyAccount, joined } from '../../core/models/accounts.ts';
import { describeError, type Log } from '../log.ts';

/** As VS Code's `Memento`. */
export interface Values {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'spending';

/** Input, cache reads, cache writes, output, requests; then US dollars as they were and without caching. */
type Entry = readonly [number, number, number, number, number, number | null, number | null];

export class Spending {
  readonly #values: Values;
  readonly #log: Log;
  readonly #accounts: Map<string, Account>;
  /** What each session last reported, to tell at no cost that nothing is new. */
  readonly #reported = new Map<string, Accounts>();
  #total: Account | null = null;

  constructor(values: Values, log: Log) {
    this.#values = values;
    this.#log = log;
    this.#accounts = restored(values.get(key));
  }

  get total(): Account {
    this.#total ??= [...this.#accounts.values()].reduce(joined, emptyAccount);
    return this.#total;
  }

  /** Cheap where nothing is new: it is called at every change of a session. */
  keep(sessionId: string, accounts: Accounts): void {
    if (this.#reported.get(sessionId) === accounts) return;
    this.#reported.set(sessionId, accounts);
    const account = joined(accounts.chat, accounts.memory);
    const before = this.#accounts.get(sessionId) ?? emptyAccount;
    if (String(entryOf(account)) === String(entryOf(before))) return;
    this.#accounts.set(sessionId, account);
    this.#total = null;
    const entries = Object.fromEntries([...this.#accounts].map(([id, kept]) => [id, entryOf(kept)]));
    void this.#values
      .update(key, entries)
      .then(undefined, (error: unknown) =>
        this.#log.warn(`What was spent could not be kept: ${describeError(error)}`),
      );
  }
}

const entryOf = ({ usage, costUsd, uncachedUsd }: Account): Entry => [
  usage.inputTokens,
  usage.cacheReadTokens,
  usage.cacheWriteTokens,
  usage.outputTokens,
  usage.requests,
  costUsd,
  uncachedUsd,
];

function restored(stored: unknown): Map<string, Account> {
  const accounts = new Map<string, Account>();
  if (typeof stored !== 'object' || stored === null) return accounts;
  for (const [id, entry] of Object.entries(stored)) {
    if (isEntry(entry)) accounts.set(id, accountOf(entry));
  }
  return accounts;
}

function accountOf(entry: Entry): Account {
  const [inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, requests, costUsd, uncachedUsd] =
    entry;
  const usage = { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, requests };
  return { usage, costUsd, uncachedUsd };
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value) || value.length !== 7) return false;
  const [costUsd, uncachedUsd] = value.slice(5);
  return (
    value.slice(0, 5).every((count) => Number.isSafeInteger(count) && count >= 0) &&
    [costUsd, uncachedUsd].every((usd) => usd === null || (Number.isFinite(usd) && usd >= 0))
  );
}
