import assert from 'node:assert/strict';
import { readOrder } from '../../../bench/arguments.ts';
import { conversationsFolder } from '../../../bench/fixture-paths.ts';

const parts = ['swap', 'growth'];

describe('The bench’s arguments', () => {
  it('are all optional', () => {
    assert.deepEqual(readOrder([], parts), {
      folders: [conversationsFolder],
      only: null,
      json: null,
      chart: false,
      help: false,
      limitTokens: 40_000,
      longLimitTokens: 100_000,
    });
  });

  it('are taken as given', () => {
    const order = readOrder(
      ['a', '--only', 'swap', '--json', 'out.json', 'b', '--chart', '--limit', '9000'],
      parts,
    );
    assert.ok(typeof order !== 'string');
    const { folders, only, json, chart, limitTokens } = order;
    assert.deepEqual(
      { folders, only, json, chart, limitTokens },
      { folders: ['a', 'b'], only: 'swap', json: 'out.json', chart: true, limitTokens: 9_000 },
    );
  });

  const bad: readonly [argv: readonly string[], says: RegExp][] = [
    [['--only', 'nothing'], /no part “nothing”; there are swap, growth/],
    [['--limit', '12'], /“--limit” must be a whole number/],
    [['--long-limit', 'big'], /“--long-limit” must be a whole number/],
    [['--fast'], /--fast/],
    [['--json'], /--json/],
  ];
  for (const [argv, says] of bad) {
    it(`are refused with a reason: ${argv.join(' ')}`, () => {
      const order = readOrder(argv, parts);
      assert.ok(typeof order === 'string');
      assert.match(order, says);
    });
  }
});
