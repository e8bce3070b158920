import assert from 'node:assert/strict';
import fc from 'fast-check';
import { userWords } from '../../../src/core/compaction/user-words.ts';
import { extractMemory } from '../../../src/core/ledger/extract.ts';
import { formatMemory } from '../../../src/core/memory/memory.ts';
import { memoryHead } from '../../../src/core/prompts/prompts.ts';
import { endOf, shortened, shortenedWords, startOf, withoutMiddle } from '../../../src/core/shortened.ts';
import { assistant, results, use, user } from '../../support/conversation.ts';

/** Half of a pair that stands alone. */
const lone = /\p{Cs}/u;
const piece = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom('🦊', '𠀀', '👩‍🚀', 'a', 'word', ' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('. ', '\n', '\n- ', '\nPlease add ', '\nError: ', '\nNever ', '"'),
  },
);
const astral = fc.array(piece, { maxLength: 900, size: 'max' }).map((pieces) => pieces.join(''));

describe('A text that is cut', () => {
  it('is cut at a length where nothing but plain characters stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), (text, most) => {
        assert.equal(startOf(text, most), text.slice(0, most));
        assert.equal(endOf(text, most), text.slice(Math.max(0, text.length - most)));
      }),
    );
  });

  it('keeps its characters whole, and its length within what was asked', () => {
    fc.assert(
      fc.property(astral, fc.integer({ min: 1, max: 60 }), (text, most) => {
        for (const cut of [startOf, endOf, shortened, shortenedWords]) {
          const result = cut(text, most);
          assert.ok(!lone.test(result) && result.length <= most, result);
          if (text.length <= most) assert.equal(result, text);
        }
        assert.ok(text.startsWith(startOf(text, most)) && text.endsWith(endOf(text, most)));
      }),
    );
  });

  it('says that it was cut', () => {
    assert.equal(shortened('ab🦊d', 4), 'ab…');
    assert.equal(shortened('ab🦊', 4), 'ab🦊');
    assert.equal(shortenedWords('ab cde', 4), 'ab…');
  });
});

describe('A text without its middle', () => {
  it('is never longer than it was, and no longer than was asked but for the mark', () => {
    fc.assert(
      fc.property(astral, fc.nat(200), (text, most) => {
        const result = withoutMiddle(text, most);
        assert.ok(!lone.test(result) && (result === text || result.length < text.length), result);
        assert.ok(result.length <= most + 52);
      }),
    );
  });

  it('is left as it is where the mark would take the place of less', () => {
    assert.equal(withoutMiddle('x'.repeat(58), 10), 'x'.repeat(58));
    assert.match(withoutMiddle('x'.repeat(60), 10), /^x{5}\n\[… 50 characters left out .*\nx{5}$/s);
  });
});

describe('What a conversation full of pictures and rare letters is cut to', () => {
  it('has no half of a character among the words of the user', () => {
    fc.assert(
      fc.property(
        fc.array(astral, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 100, max: 900 }),
        (said, room) => {
          const { text } = userWords(said.map(user), room);
          const head = memoryHead({
            document: { preamble: '', sections: [] },
            userWords: text,
            delimiter: 'x1',
          });
          assert.doesNotMatch(head.map((block) => block.text).join('\n'), lone);
        },
      ),
    );
  });

  it('has none in an extract', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(astral, astral, astral), { minLength: 1, maxLength: 3 }), (turns) => {
        const records = turns.flatMap(([asked, output, said], turn) => [
          user(asked),
          assistant('', use(`u${turn}`, 'bash', { command: output })),
          results([`u${turn}`, output, true]),
          assistant(said),
        ]);
        assert.doesNotMatch(formatMemory(extractMemory({ records, previous: null })), lone);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
