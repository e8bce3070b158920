/** What the session's answers used and cost, chat and memory apart. */
import { slice } from '../append-list.ts';
import type { Transcript, TranscriptRecord } from '../conversation/transcript.ts';
import { addTotals, addUsage, noUsage, type Usage, type UsageTotals } from '../conversation/usage.ts';
import type { Spending } from '../outcome.ts';
import type { SessionSettings } from '../settings.ts';
import { costUsd, costWithoutCachingUsd } from './pricing.ts';

export interface Account {
  readonly usage: UsageTotals;
  /** US dollars; null once an answer came from a model whose price is not known. */
  readonly costUsd: number | null;
  /** What the same answers would have cost without any caching. */
  readonly uncachedUsd: number | null;
}

export const emptyAccount: Account = { usage: noUsage, costUsd: 0, uncachedUsd: 0 };

export interface Accounts {
  readonly chat: Account;
  readonly memory: Account;
}

export const emptyAccounts: Accounts = { chat: emptyAccount, memory: emptyAccount };

/** Books what a record says was used; a record that used nothing changes nothing. */
export function booked(
  { accounts, settings }: { readonly accounts: Accounts; readonly settings: SessionSettings },
  record: TranscriptRecord,
): Accounts {
  if ((record.kind !== 'spent' && record.kind !== 'assistant') || record.usage === null) return accounts;
  const account = record.kind === 'spent' ? record.account : 'chat';
  return { ...accounts, [account]: added(accounts[account], record, record.usage, settings) };
}

/** All that was used, at the prices of the present settings. */
export const bookedAnew = ({
  transcript,
  settings,
}: {
  readonly transcript: Transcript;
  readonly settings: SessionSettings;
}): Accounts =>
  slice(transcript, 0).reduce((accounts, record) => booked({ accounts, settings }, record), emptyAccounts);

/** What others are told of accounts. */
export const spendingOf = ({ chat, memory }: Accounts): Spending => ({
  usage: { chat: chat.usage, memory: memory.usage },
  costUsd: { chat: chat.costUsd, memory: memory.costUsd },
  savedUsd: { chat: savedUsd(chat), memory: savedUsd(memory) },
  cacheReadShare: { chat: cacheReadShare(chat.usage), memory: cacheReadShare(memory.usage) },
});

/** Two sessions' accounts as one. */
export const joinedAccounts = (one: Accounts, other: Accounts): Accounts => ({
  chat: joined(one.chat, other.chat),
  memory: joined(one.memory, other.memory),
});

/** Two accounts as one. */
export const joined = (one: Account, other: Account): Account => ({
  usage: addTotals(one.usage, other.usage),
  costUsd: sum(one.costUsd, other.costUsd),
  uncachedUsd: sum(one.uncachedUsd, other.uncachedUsd),
});

/** What caching saved, in US dollars: below zero where more was written to the cache than it was worth. */
export const savedUsd = ({ costUsd: cost, uncachedUsd }: Account): number | null =>
  cost === null || uncachedUsd === null ? null : uncachedUsd - cost;

function added(
  account: Account,
  from: { readonly provider: string; readonly model: string },
  usage: Usage,
  { prices }: SessionSettings,
): Account {
  const isFree = from.provider === 'offline';
  return {
    usage: addUsage(account.usage, usage),
    costUsd: sum(account.costUsd, isFree ? 0 : costUsd(from.model, usage, prices)),
    uncachedUsd: sum(account.uncachedUsd, isFree ? 0 : costWithoutCachingUsd(from.model, usage, prices)),
  };
}

const sum = (total: number | null, more: number | null): number | null =>
  total === null || more === null ? null : total + more;

/** The share of all input that was read from the cache; null before there was any input. */
export function cacheReadShare({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
}: UsageTotals): number | null {
  const input = inputTokens + cacheReadTokens + cacheWriteTokens;
  return input === 0 ? null : cacheReadTokens / input;
}
