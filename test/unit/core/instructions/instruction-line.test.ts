import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instructionIn, instructionLine } from '../../../../src/core/instructions/instruction-line.ts';
import { topicOf } from '../../../../src/core/prose/topics.ts';

const asItIs = (text: string): string => text;
const turns = fc.integer({ min: 1, max: 9_999_999 });
const words = fc.constantFrom('"', '~~', ' (turn 3)', ', noted in a summary', '- ', '1. ', 'never', '„', ' ');
const quotes = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words).map((parts) => parts.join('')),
  )
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');

describe('the line of an instruction', () => {
  it('is read back as what was written', () =>
    fc.assert(
      fc.property(quotes, turns, fc.option(turns), fc.boolean(), (quote, turn, revokedIn, isNoted) => {
        const kind = 'instruction';
        const entry = { kind, quote, turn, revokedIn, topic: topicOf(quote) } as const;
        const line = instructionLine({ ...entry, ...(isNoted && { byModel: true }) }, asItIs);
        assert.deepEqual(instructionIn(line), { quote, turn, revokedIn, isNoted });
      }),
    ));

  for (const line of [
    '- `src/a.ts`: read (turn 1)',
    '- "Never use tabs."',
    'Never use tabs. (turn 1)',
    '- ""  (turn 1)',
  ])
    it(`is no other line: ${line}`, () => assert.equal(instructionIn(line), null));
});
