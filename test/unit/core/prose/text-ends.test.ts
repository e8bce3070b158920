import assert from 'node:assert/strict';
import { endsOf } from '../../../../src/core/prose/text-ends.ts';

describe('the ends of a text', () => {
  it('are all of a short one', () => assert.equal(endsOf('a b\nc', 5, '|'), 'a b\nc'));

  it('are whole lines, or whole words of a line that is very long', () => {
    for (const [mark, before] of [
      ['\n', 'so it was'],
      [' ', 'token=Vq7rTz81kLmP'],
    ] as const) {
      const text = Array.from({ length: 4_000 }, () => before).join(mark);
      for (let most = 20_000; most < 20_040; most += 2) {
        const ends = endsOf(text, most, '|');
        assert.ok(ends.length <= most + 1 && ends.length > most - 100);
        const pieces = ends.split(/[|\n]/).flatMap((line) => (mark === '\n' ? [line] : line.split(' ')));
        assert.deepEqual([...new Set(pieces)], [before], String(most));
      }
    }
  });

  it('are cut anywhere where neither line nor word ends for long', () => {
    assert.equal(endsOf('x'.repeat(50_000), 20_000, '|').length, 20_001);
  });
});
