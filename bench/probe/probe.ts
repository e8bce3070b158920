/** Everything that the probe measures, as values. */
import type { Conversation } from '../../test/support/replay/conversation.ts';
import type { Half, ProbeConversation } from './conversations.ts';
import { runEngine } from './engine-run.ts';
import { dullFiller, type Filler, fillerFrom } from './filler.ts';
import { forgeriesIn } from './forgeries.ts';
import { addedLeaks, type Leaks, leaksIn, noLeaks } from './leaks.ts';
import { plainSummaries } from './plain-summary.ts';
import type { ProbeSummarizer } from './summarizers.ts';
import {
  added,
  type Count,
  noCount,
  noSurvival,
  revoked,
  type Survival,
  sum,
  survivalIn,
} from './survival.ts';

export const samplesAt = [1, 5, 10, 20] as const;

/** Ours, a plain summary alone, and a plain summary with the latest messages behind it. */
export const ways = ['ours', 'summary', 'summary + tail'] as const;
export type Way = (typeof ways)[number];

export interface SurvivalRun {
  readonly half: string;
  readonly summarizer: ProbeSummarizer;
  /** What carried the plants: `tables`, or the id of a conversation. */
  readonly carrier: string;
  readonly survival: readonly {
    readonly compactions: number;
    readonly by: { readonly [way in Way]: Survival };
  }[];
  /** Rules that the user took back, and that no longer stand as rules after the last compaction. */
  readonly revoked: Count;
  /** Different forged quotations in all versions of the memory. */
  readonly forged: number;
  /** The same in the plain summary. */
  readonly forgedPlain: number;
  readonly leaks: Leaks;
  /** Messages of the user's that did not fit the budget for the user's words. */
  readonly wordsOmitted: number;
  readonly meanFreed: number;
}

/** Several conversations share a run: what they plant stays within the budgets of one context. */
const batchSize = 15;

export async function survivalRun(
  half: Half,
  summarizer: ProbeSummarizer,
  carrier: Conversation | null = null,
): Promise<SurvivalRun> {
  const { conversations } = half;
  const filler = carrier === null ? dullFiller : fillerFrom(carrier);
  // A carrier shows whether its own words get in the way; one batch is enough for that.
  const count = carrier === null ? Math.ceil(conversations.length / batchSize) : 1;
  const runs: Batch[] = [];
  for (let batch = 0; batch < count; batch++) {
    runs.push(
      await runBatch(conversations.slice(batch * batchSize, (batch + 1) * batchSize), summarizer, filler),
    );
  }
  return {
    half: half.name,
    summarizer,
    carrier: carrier?.id ?? 'tables',
    survival: samplesAt.map((compactions, index) => ({
      compactions,
      by: {
        ours: runs.map((run) => run.survival[index]?.ours ?? noSurvival).reduce(added),
        summary: runs.map((run) => run.survival[index]?.summary ?? noSurvival).reduce(added),
        'summary + tail': runs
          .map((run) => run.survival[index]?.['summary + tail'] ?? noSurvival)
          .reduce(added),
      },
    })),
    revoked: runs.map((run) => run.revoked).reduce(sum, noCount),
    forged: total(runs.map((run) => run.forged)),
    forgedPlain: total(runs.map((run) => run.forgedPlain)),
    leaks: runs.map((run) => run.leaks).reduce(addedLeaks, noLeaks),
    wordsOmitted: total(runs.map((run) => run.wordsOmitted)),
    meanFreed: Math.round(total(runs.map((run) => run.meanFreed)) / runs.length),
  };
}

const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

type Batch = Pick<
  SurvivalRun,
  'revoked' | 'forged' | 'forgedPlain' | 'leaks' | 'wordsOmitted' | 'meanFreed'
> & {
  readonly survival: readonly { readonly [way in Way]: Survival }[];
};

async function runBatch(
  conversations: readonly ProbeConversation[],
  summarizer: ProbeSummarizer,
  filler: Filler,
): Promise<Batch> {
  const run = await runEngine({ conversations, summarizer, filler, samplesAt });
  const plain = await plainSummaries(run.rounds, summarizer, samplesAt);
  const forgedIn = (memories: readonly string[]): number =>
    new Set(memories.flatMap((memory) => forgeriesIn(memory, run.userTexts))).size;
  return {
    survival: run.samples.map(({ context }, index) => ({
      ours: survivalIn(context, conversations),
      summary: survivalIn(plain[index]?.summary ?? '', conversations),
      'summary + tail': survivalIn(plain[index]?.summaryAndTail ?? '', conversations),
    })),
    revoked: revoked(run.samples.at(-1)?.memory ?? '', conversations),
    forged: forgedIn(run.memories),
    forgedPlain: forgedIn(plain.map(({ summary }) => summary)),
    leaks: leaksIn(run.written, conversations),
    wordsOmitted: run.wordsOmitted,
    meanFreed: total(run.tokensFreed) / run.tokensFreed.length,
  };
}
