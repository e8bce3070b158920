import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SizePoint } from '../../../../src/protocol/view.ts';
import {
  chartGeometry,
  chartWords,
  viewHeight,
  viewWidth,
} from '../../../../webview/memory/chart-geometry.ts';

const points: readonly SizePoint[] = [
  { turn: 1, tokens: 0 },
  { turn: 2, tokens: 100, compactedTo: 50 },
  { turn: 3, tokens: 100 },
];

describe('the chart of the context', () => {
  it('runs over the whole width and drops where it was compacted', () => {
    const { line, compactions, limitAt } = chartGeometry(points, 100);
    assert.equal(line, 'M0 69L150 3L150 36L300 3');
    assert.deepEqual(compactions, [{ x: 150, from: 3, to: 36, tokens: 100, compactedTo: 50 }]);
    assert.equal(limitAt, 3);
  });

  it('leaves out a limit that is far away', () => {
    assert.equal(chartGeometry(points, 1_000).limitAt, null);
  });

  it('stays inside its frame whatever the figures are', () => {
    const point = fc.record({
      turn: fc.nat(10_000),
      tokens: fc.nat(2_000_000),
      compactedTo: fc.nat(2_000_000),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), fc.nat(2_000_000), (some, limit) => {
        const ordered = some.toSorted((one, other) => one.turn - other.turn);
        const { line } = chartGeometry(ordered, limit);
        for (const place of line.slice(1).split('L').filter(Boolean)) {
          const [x = Number.NaN, y = Number.NaN] = place.split(' ').map(Number);
          assert.ok(x >= 0 && x <= viewWidth && y >= 0 && y <= viewHeight, place);
        }
      }),
    );
  });

  it('says what it shows', () => {
    assert.equal(chartWords(points, 200), '3 turns: at most 100 of 200 tokens, last 100; 1 compaction.');
    assert.equal(chartWords([], 0), '0 turns: at most 0 tokens, last 0; no compaction.');
  });
});
