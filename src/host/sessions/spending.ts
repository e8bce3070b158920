/**
 * What every session of this workspace has used and cost, kept beside the sessions. Each session has one entry, which is
 * replaced by what the session itself knows from its transcript, so that no reload counts anything twice. Entries of
 * deleted sessions stay: the money is spent. Where two windows have the same workspace the last one to write wins; what
 * it did not know of comes back when those sessions are opened again.
 */
import {
  type Account,
  type Accounts,
  emptyAccount,
  emptyAccounts,
  joinedAccounts,
} from '../../core/models/accounts.ts';
import { describeError, type Log } from '../log.ts';
import type { Values } from '../values.ts';

const key = 'spending';

/** Input, cache reads, cache writes, output, requests; then US dollars as they were and without caching. */
type Part = readonly [number, number, number, number, number, number | null, number | null];
/** The chat's part and the memory's; the first versions had one for both, which counts as the chat's. */
type Entry = readonly [...Part, ...Part];
const partLength = 7;

export class Spending {
  readonly #values: Values;
  readonly #log: Log;
  readonly #accounts: Map<string, Accounts>;
  /** What each session last reported, to tell at no cost that nothing is new. */
  readonly #reported = new Map<string, Accounts>();
  #total: Accounts | null = null;

  constructor(values: Values, log: Log) {
    this.#values = values;
    this.#log = log;
    this.#accounts = restored(values.get(key));
  }

  get total(): Accounts {
    this.#total ??= [...this.#accounts.values()].reduce(joinedAccounts, emptyAccounts);
    return this.#total;
  }

  /** Cheap where nothing is new: it is called at every change of a session. */
  keep(sessionId: string, accounts: Accounts): void {
    if (this.#reported.get(sessionId) === accounts) return;
    this.#reported.set(sessionId, accounts);
    const before = this.#accounts.get(sessionId) ?? emptyAccounts;
    if (String(entryOf(accounts)) === String(entryOf(before))) return;
    this.#accounts.set(sessionId, accounts);
    this.#total = null;
    const entries = Object.fromEntries([...this.#accounts].map(([id, kept]) => [id, entryOf(kept)]));
    void this.#values
      .update(key, entries)
      .then(undefined, (error: unknown) =>
        this.#log.warn(`What was spent could not be kept: ${describeError(error)}`),
      );
  }
}

const entryOf = ({ chat, memory }: Accounts): Entry => [...partOf(chat), ...partOf(memory)];

const partOf = ({ usage, costUsd, uncachedUsd }: Account): Part => [
  usage.inputTokens,
  usage.cacheReadTokens,
  usage.cacheWriteTokens,
  usage.outputTokens,
  usage.requests,
  costUsd,
  uncachedUsd,
];

function restored(stored: unknown): Map<string, Accounts> {
  const accounts = new Map<string, Accounts>();
  if (typeof stored !== 'object' || stored === null) return accounts;
  for (const [id, entry] of Object.entries(stored)) {
    const read = accountsOf(entry);
    if (read !== null) accounts.set(id, read);
  }
  return accounts;
}

function accountsOf(entry: unknown): Accounts | null {
  if (!Array.isArray(entry)) return null;
  const chat: unknown[] = entry.slice(0, partLength);
  const memory: unknown[] = entry.slice(partLength);
  if (!isPart(chat)) return null;
  if (memory.length === 0) return { chat: accountOf(chat), memory: emptyAccount };
  return isPart(memory) ? { chat: accountOf(chat), memory: accountOf(memory) } : null;
}

function accountOf(part: Part): Account {
  const [inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, requests, costUsd, uncachedUsd] = part;
  const usage = { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, requests };
  return { usage, costUsd, uncachedUsd };
}

function isPart(values: readonly unknown[]): values is Part {
  return (
    values.length === partLength &&
    values.slice(0, 5).every((count) => Number.isSafeInteger(count) && Number(count) >= 0) &&
    values.slice(5).every((usd) => usd === null || (Number.isFinite(usd) && Number(usd) >= 0))
  );
}
