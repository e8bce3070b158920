/** All conversations one after the other as one long session, by each of the strategies. */
import type { Conversation } from '../../test/support/replay/conversation.ts';
import { comparisonFigures } from '../comparison/figures.ts';
import { summaryOf } from '../comparison/summary.ts';
import { costTable, tokenTable, waitTable } from '../comparison/tables.ts';
import { joined, sizeOf } from '../comparison/workloads.ts';
import type { Report } from '../report.ts';
import { runSession, type SessionRun } from '../simulation/run-session.ts';
import { largest } from '../statistics.ts';
import { ours, strategies, traditional } from '../strategies/all.ts';
import { sparkline } from '../text-report.ts';
import { benchModel } from './conversations.ts';

/** So many limits long: enough for several compactions. */
const limits = 4.5;

export interface LongSessionReport extends Report {
  readonly data: readonly SessionRun[];
}

export async function longSessionPart(
  conversations: readonly Conversation[],
  limitTokens: number,
): Promise<LongSessionReport> {
  const conversation = joined(conversations, limits * limitTokens);
  const runs: SessionRun[] = [];
  for (const strategy of strategies) {
    runs.push(await runSession({ conversation, strategy, limitTokens, pace: 'person', model: benchModel }));
  }
  const summaries = runs.map((run) => summaryOf(run.strategy, [run]));
  const find = (name: string) =>
    summaryOf(
      name,
      runs.filter(({ strategy }) => strategy === name),
    );
  const hours = (largest(runs.map(({ simulatedMs }) => simulatedMs)) / 3_600_000).toFixed(1);
  return {
    part: 'long-session',
    title: 'Strategies side by side in one long session',
    notes: [
      `All conversations one after the other, again and again: ${conversation.exchanges.length} turns, ${sizeOf(conversation)} tokens, ${hours} simulated hours;`,
      `${benchModel}, limit ${limitTokens} tokens, everything else at its default.`,
      ...curves(runs, limitTokens),
    ],
    tables: [
      waitTable('Long session', summaries),
      costTable('Long session', summaries),
      tokenTable('Long session', summaries),
    ],
    figures: comparisonFigures(find(ours.name), find(traditional.name)),
    data: runs,
  };
}

/** Everything but a context without bounds fits below the limit. */
const curves = (runs: readonly SessionRun[], limitTokens: number): readonly string[] => [
  'Context over time, full height is the limit:',
  ...runs.map(
    ({ strategy, contextTokens }) =>
      `  ${strategy.padEnd(12)} ${sparkline(contextTokens, 90, limitTokens)} most: ${largest(contextTokens)}`,
  ),
];
