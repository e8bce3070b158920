import type { Conversation } from '../../test/support/replay/conversation.ts';
import { percent, type Summary, summaryOf } from '../comparison/summary.ts';
import { inputShare } from '../comparison/tables.ts';
import type { Report } from '../report.ts';
import { runSession, type SessionRun } from '../simulation/run-session.ts';
import { ours } from '../strategies/all.ts';
import { benchModel } from './conversations.ts';

const limits = [12_000, 20_000, 40_000, 100_000, 200_000];

/** Where the instruction itself, which is never cached, is a large part of every request, the share is only printed. */
const smallestJudged = 20_000;

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
    notes: ['The same conversations at other limits; everything else at its default.'],
    tables: [
      {
        title: 'waits, and what the memory costs',
        columns: [
          'limit',
          'compactions',
          'waited',
          'max (s)',
          'updates',
          'input share',
          'memory by chat cost',
        ],
        rows: summaries.map(({ limitTokens, compactions, waited, waitMs, memory, chat }) => [
          String(limitTokens),
          compactions,
          waited,
          (waitMs.max / 1_000).toFixed(1),
          memory.usage.requests,
          `${Math.round(inputShare(memory))} %`,
          `${Math.round(percent(memory.costUsd, chat.costUsd))} %`,
        ]),
      },
    ],
    figures: summaries.map(({ limitTokens, memory }) => ({
      name: `memory’s input price at a limit of ${limitTokens}, as a share of the same updates without caching`,
      value: inputShare(memory),
      unit: '%',
      ...(limitTokens < smallestJudged ? {} : { atMost: 20 }),
    })),
    data: summaries,
  };
}
