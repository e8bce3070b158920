import { readyToSwap, swap } from '../measures/swapping.ts';
import { type Shape, syntheticState } from '../measures/synthetic-session.ts';
import { timed } from '../measures/timing.ts';
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
  const figures = measured.map(
    ({ name, rounds: all, atMost }): Figure => ({
      name: `swap at ${name}, p99 of ${runs} in the quietest of ${rounds} rounds`,
      value: Math.min(...all.map((samples) => percentile(samples, 0.99))),
      unit: 'ms',
      atMost,
    }),
  );
  return {
    part: 'swap',
    title: 'Swap at an instant compaction',
    notes: ['From the text of the memory file to the session with its new context, in one synchronous step.'],
    tables: [
      {
        title: 'milliseconds',
        columns: ['session', 'round', 'p50', 'p99', 'max'],
        rows: measured.flatMap(({ name, rounds: all }) =>
          all.map((samples, round) => [
            name,
            round + 1,
            ...[0.5, 0.99, 1].map((share) => percentile(samples, share)),
          ]),
        ),
      },
    ],
    figures,
    data: measured,
  };
}

function measure(shape: Shape): readonly (readonly number[])[] {
  const ready = readyToSwap(syntheticState(shape));
  return Array.from({ length: rounds }, () => timed(runs, () => swap(ready)));
}
