/** Each conversation by itself, by each of the strategies: what it waits and what it costs. */
import type { Conversation } from '../../test/support/replay/conversation.ts';
import { comparisonFigures } from '../comparison/figures.ts';
import { type Summary, summaryOf } from '../comparison/summary.ts';
import { costTable, tokenTable, waitTable } from '../comparison/tables.ts';
import type { Report } from '../report.ts';
import type { Pace } from '../simulation/pace.ts';
import { runSession, type SessionRun } from '../simulation/run-session.ts';
import { ours, strategies, traditional } from '../strategies/all.ts';
import type { Strategy } from '../strategies/strategy.ts';

export const benchModel = 'claude-sonnet-5-5';

interface Contender {
  readonly name: string;
  readonly strategy: Strategy;
  readonly pace: Pace;
}

/** The last one has no person's pauses, in which an update could hide. */
const contenders: readonly Contender[] = [
  ...strategies.map((strategy) => ({ name: strategy.name, strategy, pace: 'person' as const })),
  { name: 'ours, no pauses', strategy: ours, pace: 'machine' },
];

export const legend: readonly string[] = strategies.map(({ name, about }) => `  ${name}: ${about}`);

export async function conversationsPart(
  conversations: readonly Conversation[],
  limitTokens: number,
): Promise<Report> {
  const runs = new Map<string, SessionRun[]>(contenders.map(({ name }) => [name, []]));
  for (const conversation of conversations) {
    for (const { name, strategy, pace } of contenders) {
      runs
        .get(name)
        ?.push(await runSession({ conversation, strategy, limitTokens, pace, model: benchModel }));
    }
  }
  const summaries = [...runs].map(([name, some]) => summaryOf(name, some));
  const ofOne = (at: number): Summary[] =>
    [...runs].map(([name, some]) => summaryOf(name, some.slice(at, at + 1)));
  const find = (name: string): Summary =>
    summaries.find(({ strategy }) => strategy === name) ?? summaryOf(name, []);
  return {
    part: 'conversations',
    title: `Strategies side by side on ${conversations.length} conversations`,
    notes: [
      `Each as recorded, ${benchModel}, limit ${limitTokens} tokens, everything else at its default; simulated time at realistic latency and a person’s pace.`,
      ...legend,
    ],
    tables: [
      ...conversations.flatMap(({ id }, at) => [waitTable(id, ofOne(at)), costTable(id, ofOne(at))]),
      waitTable('All conversations', summaries),
      costTable('All conversations', summaries),
      tokenTable('All conversations', summaries),
    ],
    figures: comparisonFigures(find(ours.name), find(traditional.name)),
    data: Object.fromEntries(runs),
  };
}
