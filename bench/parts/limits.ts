/** The same conversations at several limits of the context. */
import type { UsageTotals } from '../../src/core/conversation/usage.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import type { Conversation } from '../../test/support/replay/conversation.ts';
import { percent, type Summary, summaryOf } from '../comparison/summary.ts';
import { inputShare } from '../comparison/tables.ts';
import type { Report } from '../report.ts';
import { runSession, type SessionRun } from '../simulation/run-session.ts';
import { ours } from '../strategies/all.ts';
import { benchModel } from './conversations.ts';

const limits = [12_000, 20_000, 40_000, 100_000, defaultSettings.contextLimitTokens];

interface AtLimit extends Summary {
  readonly limitTokens: number;
}

/** How our waits and costs depend on the limit; below some size one turn is a large part of it. */
export async function limitsPart(conversations: readonly Conversation[]): Promise<Report> {
  const summaries: AtLimit[] = [];
  for (const limitTokens of limits) {
    const runs: SessionRun[] = [];
    for (const conversation of conversations) {
      runs.push(
        await runSession({ conversation, strategy: ours, limitTokens, pace: 'person', model: benchModel }),
      );
    }
    summaries.push({ limitTokens, ...summaryOf(ours.name, runs) });
  }
  return {
    part: 'limits',
    title: 'Ours by the context limit',
    notes: [
      'The same conversations at other limits; everything else at its default.',
      `The target for the input’s price names no limit and is judged at the default, ${defaultSettings.contextLimitTokens} tokens. The smaller the`,
      'limit, the more the instruction and the memory weigh that go along and can never be cached: the table has their tokens.',
    ],
    tables: [
      {
        title: 'waits, and what the memory costs; tokens are means of an update',
        columns: [
          'limit',
          'compactions',
          'waited',
          'max (s)',
          'updates',
          'read from cache',
          'never cached',
          'input share',
          'memory by chat cost',
        ],
        rows: summaries.map(({ limitTokens, compactions, waited, waitMs, memory, chat }) => [
          String(limitTokens),
          compactions,
          waited,
          (waitMs.max / 1_000).toFixed(1),
          memory.usage.requests,
          perRequest(memory.usage, 'cacheReadTokens'),
          perRequest(memory.usage, 'inputTokens'),
          `${Math.round(inputShare(memory))} %`,
          `${Math.round(percent(memory.costUsd, chat.costUsd))} %`,
        ]),
      },
    ],
    figures: summaries.map(({ limitTokens, memory }) => ({
      name: `memory’s input price at a limit of ${limitTokens}, as a share of the same updates without caching`,
      value: inputShare(memory),
      unit: '%',
      ...(limitTokens === defaultSettings.contextLimitTokens ? { atMost: 20 } : {}),
    })),
    data: summaries,
  };
}

const perRequest = (usage: UsageTotals, kind: 'cacheReadTokens' | 'inputTokens'): number =>
  Math.round(usage[kind] / Math.max(1, usage.requests));
