/** How long the swap of a compaction takes. */
import { readyToSwap, swap } from '../measures/swapping.ts';
import { type Shape, syntheticState } from '../measures/synthetic-session.ts';
import { type Timing, timings } from '../measures/timing.ts';
import type { Figure, Report } from '../report.ts';
import { percentile } from '../statistics.ts';

const runs = 100;

const cases: readonly (Shape & { readonly name: string; readonly atMost: number })[] = [
  { name: '1 000 messages, 1 M characters', messages: 1_000, charactersEach: 1_000, atMost: 16 },
  { name: '10 000 messages, 1 M characters', messages: 10_000, charactersEach: 100, atMost: 50 },
];

/** Other processes only ever add to a round, so the quietest one says most about the code; the table has them all. */
const rounds = 3;

/** Everything is in the context before the swap, which is the most that a swap can meet. */
export async function swapPart(): Promise<Report> {
  const measured = cases.map((shape) => ({ ...shape, rounds: measure(shape) }));
  const quietest = (rounds: readonly (readonly Timing[])[], of: (timing: Timing) => number): number =>
    Math.min(...rounds.map((samples) => percentile(samples.map(of), 0.99)));
  const figures = measured.flatMap(({ name, rounds: all, atMost }): readonly Figure[] => [
    {
      name: `swap at ${name}, own work, p99 of ${runs} in the quietest of ${rounds} rounds`,
      value: quietest(all, ({ ownMs }) => ownMs),
      unit: 'ms',
      atMost,
    },
    { name: 'the same by the clock', value: quietest(all, ({ wallMs }) => wallMs), unit: 'ms' },
  ]);
  return {
    part: 'swap',
    title: 'Swap at an instant compaction',
    notes: [
      'From the text of the memory file to the session with its new context, in one synchronous step.',
      'Own work is what this thread computed, in processor time; by the clock other processes count too.',
    ],
    tables: [
      {
        title: 'milliseconds',
        columns: ['session', 'round', 'own work: p50', 'p99', 'max', 'by the clock: p50', 'p99', 'max'],
        rows: measured.flatMap(({ name, rounds: all }) =>
          all.map((samples, round) => [
            name,
            round + 1,
            ...shares(samples.map(({ ownMs }) => ownMs)),
            ...shares(samples.map(({ wallMs }) => wallMs)),
          ]),
        ),
      },
    ],
    figures,
    data: measured,
  };
}

const shares = (samples: readonly number[]): readonly number[] =>
  [0.5, 0.99, 1].map((share) => percentile(samples, share));

function measure(shape: Shape): readonly (readonly Timing[])[] {
  const ready = readyToSwap(syntheticState(shape));
  return Array.from({ length: rounds }, () => timings(runs, () => swap(ready)));
}
