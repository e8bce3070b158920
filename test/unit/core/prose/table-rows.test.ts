import assert from 'node:assert/strict';
import { tableRows } from '../../../../src/core/prose/table-rows.ts';
import { passagesOf } from '../../../../src/core/prose/user-prose.ts';
import { instructionsFrom } from '../../../support/instructions-from.ts';

const loans = [
  'date;tool;member;remark',
  '2025-01-01;ladder;m100;blade loose',
  '2025-03-15;drill;m111;',
  '2025-04-02;saw;m112;never returned',
];

describe('rows of a table', () => {
  for (const separator of [';', ',', '\t', ' | ']) {
    it(`are parted by ${JSON.stringify(separator)}`, () => {
      const lines = loans.map((line) => line.replaceAll(';', separator));
      assert.deepEqual(tableRows(['What broke?', ...lines, 'Thanks.']), [
        false,
        ...lines.map(() => true),
        false,
      ]);
    });
  }

  const prose: readonly (readonly string[])[] = [
    ['Ann, Bob, and Eve', 'eggs, milk, and salt', 'red, green, and blue'],
    ['Never push; always ask; be brief.', 'Never shout; always smile; be kind.', 'One; two; three.'],
    ['name;age', 'Ann;3', 'Bob;5'],
    loans.slice(0, 2),
    ['a;b;c', 'a;b', 'a;b;c;d'],
  ];
  for (const lines of prose)
    it(`are not: ${lines.join(' / ')}`, () => assert.ok(tableRows(lines).every((isRow) => !isRow)));

  it('give no orders, however many there are', () => {
    const rows = Array.from({ length: 640 }, (_, index) => `2025-01-01;ladder;m${index};never lend it again`);
    const message = ['Always answer briefly. What broke?', 'date;tool;member;remark', ...rows].join('\n');
    assert.deepEqual(
      passagesOf(message).map(({ kind, lines }) => [kind, lines]),
      [
        ['typed', 1],
        ['machine', 641],
      ],
    );
    assert.deepEqual(
      instructionsFrom(message).entries.map(({ quote }) => quote),
      ['Always answer briefly.'],
    );
  });
});
