/** What the targets are about, out of the summaries of one comparison. */
import type { Figure } from '../report.ts';
import { costOf, percent, type Summary } from './summary.ts';
import { inputShare } from './tables.ts';

export function comparisonFigures(ours: Summary, traditional: Summary): readonly Figure[] {
  const { memory, waited, compactions, waitMs, tokensBefore, tokensAfter } = ours;
  // The targets speak of conversations that fill the context; of shorter ones the figures are printed and not judged.
  const atMost = (most: number): Pick<Figure, 'atMost'> => (compactions === 0 ? {} : { atMost: most });
  return [
    {
      name: `ours: compactions that made the user wait, ${waited} of ${compactions}`,
      value: percent(waited, compactions),
      unit: '%',
      ...atMost(1),
    },
    {
      name: 'ours: total wait as a share of traditional',
      value: percent(waitMs.total, traditional.waitMs.total),
      unit: '%',
      ...atMost(1),
    },
    { name: 'ours: waits in turns without a compaction', value: ours.otherWaitMs, unit: 'ms', atMost: 0 },
    {
      name: 'ours: memory’s input price as a share of the same updates without caching',
      value: inputShare(memory),
      unit: '%',
      ...(memory.usage.requests === 0 ? {} : { atMost: 20 }),
    },
    {
      name: 'ours: memory’s output price, never cached',
      value: memory.costUsd - memory.inputUsd,
      unit: 'USD',
    },
    {
      name: 'ours: cost of everything as a share of traditional',
      value: percent(costOf(ours), costOf(traditional)),
      unit: '%',
    },
    {
      name: 'ours: context left after a compaction',
      value: percent(tokensAfter, tokensBefore),
      unit: '% of before',
    },
    { name: 'ours: requests that the stand-in refused', value: ours.rejected, unit: '', atMost: 0 },
  ];
}
