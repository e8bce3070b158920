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

/** Everything is in the context before the swap, which is the most that a swap can meet. */
export async function swapPart(): Promise<Report> {
  const measured = cases.map((shape) => ({ ...shape, samples: samplesOf(shape) }));
  const figures = measured.map(
    ({ name, samples, atMost }): Figure => ({
      name: `swap at ${name}, p99 of ${runs}`,
      value: percentile(samples, 0.99),
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
        columns: ['session', 'p50', 'p99', 'max', 'messages after'],
        rows: measured.map(({ name, samples, ...shape }) => [
          name,
          percentile(samples, 0.5),
          percentile(samples, 0.99),
          percentile(samples, 1),
          messagesAfter(shape),
        ]),
      },
    ],
    figures,
    data: measured,
  };
}

function samplesOf(shape: Shape): readonly number[] {
  const ready = readyToSwap(syntheticState(shape));
  return timed(runs, () => swap(ready));
}

function messagesAfter(shape: Shape): number {
  const last = swap(readyToSwap(syntheticState(shape))).undoable.at(-1);
  return last?.record.messagesAfter ?? 0;
}
