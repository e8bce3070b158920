/** Summaries of strategies side by side. */
import type { Table } from '../report.ts';
import type { Account } from '../simulation/request-book.ts';
import { costOf, percent, type Summary } from './summary.ts';

export const waitTable = (title: string, summaries: readonly Summary[]): Table => ({
  title: `${title}: compactions, what users waited for them (s), and tokens before and after (mean)`,
  columns: ['strategy', 'turns', 'compactions', 'waited', 'p50', 'p99', 'max', 'total', 'before', 'after'],
  rows: summaries.map(({ strategy, turns, compactions, waited, waitMs, tokensBefore, tokensAfter }) => [
    strategy,
    turns,
    compactions,
    `${Math.round(percent(waited, compactions))} %`,
    ...[waitMs.p50, waitMs.p99, waitMs.max, waitMs.total].map((ms) => (ms / 1_000).toFixed(1)),
    Math.round(tokensBefore),
    Math.round(tokensAfter),
  ]),
});

export const costTable = (title: string, summaries: readonly Summary[]): Table => ({
  title: `${title}: cost in USD; memory’s input as a share of the same without caching`,
  columns: ['strategy', 'chat', 'memory', 'of it input', 'of it output', 'input share', 'total'],
  rows: summaries.map((summary) => {
    const { strategy, chat, memory } = summary;
    return [
      strategy,
      usd(chat.costUsd),
      usd(memory.costUsd),
      usd(memory.inputUsd),
      usd(memory.costUsd - memory.inputUsd),
      memory.inputUncachedUsd === 0 ? '-' : `${Math.round(inputShare(memory))} %`,
      usd(costOf(summary)),
    ];
  }),
});

export const tokenTable = (title: string, summaries: readonly Summary[]): Table => ({
  title: `${title}: requests and tokens by kind, chat and memory apart`,
  columns: ['strategy', 'account', 'requests', 'input', 'cache read', 'cache write', 'output'],
  rows: summaries.flatMap(({ strategy, chat, memory }) =>
    (
      [
        ['chat', chat],
        ['memory', memory],
      ] as const
    ).map(([account, { usage }]) => [
      strategy,
      account,
      usage.requests,
      usage.inputTokens,
      usage.cacheReadTokens,
      usage.cacheWriteTokens,
      usage.outputTokens,
    ]),
  ),
});

const usd = (value: number): string => value.toFixed(3);

/** In percent. */
export const inputShare = ({ inputUsd, inputUncachedUsd }: Account): number =>
  percent(inputUsd, inputUncachedUsd);
