import assert from 'node:assert/strict';
import type { Report } from '../../../bench/report.ts';
import { numberText, sparkline, textOf } from '../../../bench/text-report.ts';

const report = (figures: Report['figures']): Report => ({
  part: 'sample',
  title: 'Sample',
  notes: [],
  tables: [
    {
      title: 'things',
      columns: ['name', 'count'],
      rows: [
        ['one', 1],
        ['many', 12_345],
      ],
    },
  ],
  figures,
});

describe('A report as text', () => {
  const numbers: readonly [value: number, text: string][] = [
    [0, '0'],
    [12, '12'],
    [0.123456, '0.123'],
    [12.3456, '12.3'],
    [123.456, '123'],
    [1_234_567, '1 234 567'],
    [0.000123, '0.0001'],
    [Number.NaN, '-'],
    [-1_500, '-1 500'],
  ];
  for (const [value, text] of numbers) {
    it(`writes ${value} as ${text}`, () => {
      assert.equal(numberText(value), text);
    });
  }

  it('lines the columns of a table up', () => {
    const lines = textOf(report([])).split('\n');
    assert.deepEqual(lines.slice(4), ['name   count', '------------', 'one        1', 'many  12 345']);
  });

  it('says of each figure with a target whether it is met, a value that is no number being none', () => {
    const figure = { name: 'wait', unit: 'ms' };
    const text = textOf(
      report([
        { ...figure, value: 3, atMost: 4 },
        { ...figure, value: 5, atMost: 4 },
        { ...figure, value: Number.NaN, atMost: 4 },
        { ...figure, value: 6 },
      ]),
    );
    assert.deepEqual(text.split('\n').slice(-4), [
      'wait: 3 ms   target: at most 4 ms: met',
      'wait: 5 ms   target: at most 4 ms: NOT MET',
      'wait: - ms   target: at most 4 ms: NOT MET',
      'wait: 6 ms',
    ]);
  });

  it('draws a curve as wide as asked, with the highest point of each stretch', () => {
    assert.equal(sparkline([0, 8, 0, 0, 4, 0], 3), '█▁▅');
    assert.equal(sparkline([1, 2], 10, 2), '▅█');
    assert.equal(sparkline([], 5), '');
  });
});
