/** One strategy's runs added up. */
import { type Account, addAccounts, emptyAccount } from '../simulation/request-book.ts';
import type { CompactionRun, SessionRun } from '../simulation/run-session.ts';
import { largest, mean, percentile, sum } from '../statistics.ts';

export interface Summary {
  readonly strategy: string;
  readonly turns: number;
  readonly compactions: number;
  /** Compactions that made the user wait at all. */
  readonly waited: number;
  /** Over all compactions, those without a wait included. Milliseconds. */
  readonly waitMs: {
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
    readonly total: number;
  };
  /** Waits in turns without a compaction. */
  readonly otherWaitMs: number;
  /** Means over the compactions. */
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly chat: Account;
  readonly memory: Account;
  readonly rejected: number;
}

export function summaryOf(strategy: string, runs: readonly SessionRun[]): Summary {
  const compactions: readonly CompactionRun[] = runs.flatMap((run) => run.compactions);
  const waits = compactions.map(({ waitedMs }) => waitedMs);
  return {
    strategy,
    turns: sum(runs.map(({ turns }) => turns)),
    compactions: compactions.length,
    waited: waits.filter((wait) => wait > 0).length,
    waitMs: {
      p50: percentile(waits, 0.5),
      p99: percentile(waits, 0.99),
      max: largest(waits),
      total: sum(waits),
    },
    otherWaitMs: sum(runs.map((run) => run.otherWaitMs)),
    tokensBefore: mean(compactions.map(({ tokensBefore }) => tokensBefore)),
    tokensAfter: mean(compactions.map(({ tokensAfter }) => tokensAfter)),
    chat: runs.map(({ chat }) => chat).reduce(addAccounts, emptyAccount),
    memory: runs.map(({ memory }) => memory).reduce(addAccounts, emptyAccount),
    rejected: sum(runs.map(({ rejected }) => rejected.length)),
  };
}

/** In percent; 0 where there was nothing to share. */
export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);

export const costOf = ({ chat, memory }: Summary): number => chat.costUsd + memory.costUsd;
