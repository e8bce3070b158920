import assert from 'node:assert/strict';
import { chartOf, ticks } from '../../../bench/chart.ts';
import { emptyAccount } from '../../../bench/simulation/request-book.ts';
import type { SessionRun } from '../../../bench/simulation/run-session.ts';

const sessionRun = (waitedMs: number): SessionRun => ({
  conversation: 'long session',
  strategy: 'any',
  limitTokens: 10_000,
  turns: 4,
  refused: 0,
  compactions: [{ turn: 3, waitedMs, tokensBefore: 10_000, tokensAfter: 2_000 }],
  otherWaitMs: 0,
  chat: emptyAccount,
  memory: emptyAccount,
  rejected: [],
  contextTokens: [4_000, 9_000, 2_500, 5_000],
  simulatedMs: 1,
});

describe('The chart', () => {
  const svg = chartOf(
    [
      { name: 'ours & <co>', run: sessionRun(0) },
      { name: 'traditional', run: sessionRun(41_000) },
    ],
    10_000,
  );

  it('shows every wait with its seconds, and a wait of none as such', () => {
    assert.deepEqual(
      [...svg.matchAll(/>(\d+ s)</g)].map(([, seconds]) => seconds),
      ['0 s', '41 s'],
    );
    assert.equal(svg.match(/<circle/g)?.length, 1);
    assert.match(svg, /traditional: 1 compactions, 41 s of waiting/);
  });

  it('is well-formed, named for those who cannot see it, and needs nothing from outside', () => {
    assert.match(svg, /role="img" aria-labelledby="chart-title chart-text"/);
    assert.match(svg, /ours &amp; &lt;co>/);
    assert.doesNotMatch(svg, /NaN|Infinity|undefined|<script|href|url\(/);
    const opened = svg.match(/<[a-z]+[^>]*[^/]>/g)?.length;
    assert.equal(opened, svg.match(/<\/[a-z]+>/g)?.length);
  });

  const scales: readonly [most: number, expected: readonly number[]][] = [
    [100_000, [20_000, 40_000, 60_000, 80_000, 100_000]],
    [44, [10, 20, 30, 40]],
    [3, [1, 2, 3]],
  ];
  for (const [most, expected] of scales) {
    it(`has round numbers on an axis up to ${most}`, () => {
      assert.deepEqual(ticks(most), expected);
    });
  }
});
