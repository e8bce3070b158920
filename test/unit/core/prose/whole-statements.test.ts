import assert from 'node:assert/strict';
import { quotable, wordingOf } from '../../../../src/core/prose/whole-statements.ts';

const rule = 'always use tabs here';

/** What has to be quoted for the rule to say what its sentence says. */
function quotedFrom(text: string): readonly string[] | undefined {
  const wording = wordingOf(text);
  const from = wording.plain.toLowerCase().indexOf(rule);
  return quotable(wording, [[from, from + rule.length]])?.spans.map((span) => wording.plain.slice(...span));
}

const takenBack: readonly string[] = [
  'Always use tabs here, scrap that.',
  'Always use tabs here, but I changed my mind.',
  'Always use tabs here, just kidding.',
  'I doubt that, always use tabs here.',
  'Always use tabs here, on second thought spaces are better.',
  'Always use tabs here, vergiss das.',
  'Always use tabs here, olvídalo.',
  'Always use tabs here, шучу.',
];

const kept: readonly string[] = [
  'Always use tabs here, the linter is strict.',
  'Actually, always use tabs here.',
  'Drop the spaces, always use tabs here.',
  'Always use tabs here, as we have changed the linter.',
];

describe('a clause of a sentence', () => {
  for (const text of takenBack) {
    it(`is no statement where it is taken back in the same breath: "${text}"`, () => {
      assert.deepEqual(quotedFrom(text), [text]);
    });
  }

  for (const text of kept) {
    it(`is one where the rest leaves it as it is: "${text}"`, () => {
      const [quote] = quotedFrom(text) ?? [];
      assert.equal(quote?.toLowerCase().replace(/\.$/, ''), rule);
    });
  }
});
