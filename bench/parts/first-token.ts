/** How much later the first token comes where the memory works at the same time. */
import type { Conversation } from '../../test/support/replay/conversation.ts';
import { realFirstTokens } from '../measures/first-token-real.ts';
import { simulatedFirstTokens } from '../measures/first-token-simulated.ts';
import type { Figure, Report } from '../report.ts';
import { largest, percentile } from '../statistics.ts';

export async function firstTokenPart(conversation: Conversation): Promise<Report> {
  const simulated = await simulatedFirstTokens(conversation);
  const real = await realFirstTokens();
  const noise = percentile(real.without, 0.9) - percentile(real.without, 0.1);
  const later = simulated.with.map((ms, turn) => ms - (simulated.without[turn] ?? 0));
  const figures: readonly Figure[] = [
    {
      name: 'simulated: most that background updates delayed any first token',
      value: largest(later),
      unit: 'ms',
      atMost: 0.5,
    },
    {
      name: 'real time: how much later the median first token comes with updates; the target is the noise, p90 - p10 without',
      value: percentile(real.with, 0.5) - percentile(real.without, 0.5),
      unit: 'ms',
      atMost: noise,
    },
  ];
  return {
    part: 'first-token',
    title: 'Time to first token with and without background memory',
    notes: [
      `Simulated: ${conversation.exchanges.length} turns at the pace of a machine, an update whenever one has ended, no compaction, modelled latency.`,
      'Real time: a session of 1 000 messages (200 000 characters), turns with and without updates by turns, against a stand-in',
      'in another thread that answers at once; each message goes out while the update before it is under way.',
    ],
    tables: [
      {
        title: 'milliseconds to the first token',
        columns: ['', 'turns', 'updates', 'p50', 'p90', 'p99', 'max'],
        rows: [
          row('simulated, without', simulated.without, 0),
          row('simulated, with', simulated.with, simulated.updates),
          row('real time, without', real.without, 0),
          row('real time, with', real.with, real.updates),
        ],
      },
    ],
    figures,
    data: { simulated, real },
  };
}

const row = (name: string, samples: readonly number[], updates: number): readonly (string | number)[] => [
  name,
  samples.length,
  updates,
  ...[0.5, 0.9, 0.99, 1].map((share) => percentile(samples, share)),
];
