import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limitWords, wordCount } from '../../../../src/core/memory/memory-limit.ts';

describe('limitWords', () => {
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['leaves what is short enough', '- a b\n- c', 5, '- a b\n- c'],
    ['drops the oldest entry first', '- one two\n- three four\n- five six', 6, '- three four\n- five six'],
    [
      'keeps corrections longest',
      '- user said: no tabs\n- b b b b\n- c c c c',
      10,
      '- user said: no tabs\n- c c c c',
    ],
    ['drops what hangs below an entry with it', '- a a\n  - sub sub\n- b b', 4, '- b b'],
    ['drops a fenced block as one', '```\nx x x\n```\n- b b', 4, '- b b'],
    ['drops a title with nothing left under it', '### Old\n- a a a\n### New\n- b b', 5, '### New\n- b b'],
    ['cuts the beginning of an only entry that is too long', 'one two three four five', 3, '… four five'],
    ['counts scripts without spaces by their length', '一二三四五六七八', 3, '… 五六七八'],
  ];
  for (const [name, body, max, expected] of cases)
    it(name, () => assert.equal(limitWords(body, max), expected));

  it('stays within the limit, whatever the body', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('- a b c', '### T', '```', '', '  - sub', '> user said no', 'x'.repeat(200)),
    );
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 2, max: 40 }), (lines, max) => {
        assert.ok(wordCount(limitWords(lines.join('\n'), max)) <= max);
      }),
      { numRuns: 2_000 },
    );
  });
});
