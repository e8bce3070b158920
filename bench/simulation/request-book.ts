/** Keeps account of every request that reached the stand-in, by what the stand-in knows and not by what a client says. */

import { addUsage, noUsage, type Usage, type UsageTotals } from '../../src/core/conversation/usage.ts';
import { costUsd, costWithoutCachingUsd } from '../../src/core/models/pricing.ts';
import type { Purpose, RecordedRequest } from '../../test/support/messages-api/request-log.ts';
import type { MessagesApi } from '../../test/support/messages-api/server.ts';
import type { WireUsage } from '../../test/support/messages-api/wire.ts';

export interface Account {
  readonly usage: UsageTotals;
  readonly costUsd: number;
  /** The input's part of the cost, and what the same input would have cost without caching. */
  readonly inputUsd: number;
  readonly inputUncachedUsd: number;
}

export const emptyAccount: Account = { usage: noUsage, costUsd: 0, inputUsd: 0, inputUncachedUsd: 0 };

export function addAccounts(one: Account, other: Account): Account {
  const { requests } = one.usage;
  return {
    usage: { ...addUsage(one.usage, other.usage), requests: requests + other.usage.requests },
    costUsd: one.costUsd + other.costUsd,
    inputUsd: one.inputUsd + other.inputUsd,
    inputUncachedUsd: one.inputUncachedUsd + other.inputUncachedUsd,
  };
}

export interface RequestBook {
  readonly chat: Account;
  readonly memory: Account;
  /** Requests that were refused or broke, with what the stand-in said. */
  readonly rejected: readonly string[];
  /** What the latency model took for the newest chat answer, in milliseconds; 0 before the first. */
  readonly lastChatMs: number;
}

export function keepBook(api: MessagesApi): RequestBook {
  const accounts = { chat: emptyAccount, memory: emptyAccount };
  const rejected: string[] = [];
  let lastChatMs = 0;
  const book = (request: RecordedRequest): void => {
    const { purpose, usage, body, status, error, timing } = request;
    if (status !== 200) rejected.push(`${status ?? 'broken'} ${error ?? ''}`);
    if (usage === null || (purpose !== 'chat' && purpose !== 'memory')) return;
    accounts[purpose] = addAccounts(accounts[purpose], accountOf(body.model, usage));
    if (purpose === 'chat') lastChatMs = timing?.totalMs ?? 0;
  };
  // The predicate sees every request and fits none, so it goes on watching.
  api.nextRequest((request) => {
    if (isMessage(request.purpose)) request.ended.then(() => book(request));
    return false;
  });
  return {
    get chat() {
      return accounts.chat;
    },
    get memory() {
      return accounts.memory;
    },
    rejected,
    get lastChatMs() {
      return lastChatMs;
    },
  };
}

const isMessage = (purpose: Purpose): boolean => purpose === 'chat' || purpose === 'memory';

export function usageOf(wire: WireUsage): Usage {
  return {
    inputTokens: wire.input_tokens ?? 0,
    cacheReadTokens: wire.cache_read_input_tokens ?? 0,
    cacheWriteTokens: wire.cache_creation_input_tokens ?? 0,
    outputTokens: wire.output_tokens ?? 0,
  };
}

/** The account of one answer. A model without a listed price costs NaN, which no table can hide. */
export function accountOf(model: string, wire: WireUsage): Account {
  const usage = usageOf(wire);
  const input = { ...usage, outputTokens: 0 };
  return {
    usage: addUsage(noUsage, usage),
    costUsd: costUsd(model, usage) ?? Number.NaN,
    inputUsd: costUsd(model, input) ?? Number.NaN,
    inputUncachedUsd: costWithoutCachingUsd(model, input) ?? Number.NaN,
  };
}
