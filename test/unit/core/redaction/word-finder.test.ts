import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordFinder } from '../../../../src/core/redaction/word-finder.ts';

/** The same, looked up word by word at every position. */
function everyWordIn(text: string, words: readonly string[]): readonly (readonly [number, string])[] {
  return Array.from(text, (_, at) =>
    words
      .filter((word) => text.startsWith(word, at))
      .toSorted((one, other) => other.length - one.length)
      .map((word) => [at, word] as const),
  ).flat();
}

const found = (text: string, words: readonly string[]): readonly (readonly [number, string])[] =>
  [...wordFinder(words.map((word) => [word, null] as const))(text)].map(({ at, word }) => [at, word]);

describe('The search for many words at once', () => {
  const cases: readonly (readonly [name: string, text: string, words: readonly string[]])[] = [
    ['a word of one character', 'a:b:', [':']],
    ['a word of two at the end of the text', 'my pw', ['pw', 'pwd']],
    ['words that begin together, the longer first', 'password', ['pass', 'password', 'word']],
    ['words within one another', 'aaaa', ['a', 'aa', 'aaa']],
    ['words that are no Latin', 'das 密码 ist パスワード', ['密码', 'パスワード', '密']],
    ['nothing in an empty text', '', ['a', 'ab', 'abc']],
    ['nothing where no word stands', 'qwertz', ['pass']],
  ];
  for (const [name, text, words] of cases) {
    it(`finds ${name}`, () => {
      assert.deepEqual(found(text, words), everyWordIn(text, words));
    });
  }

  it('finds what a search for each word finds, whatever text and words', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', '!', 'A', 'é', '密'),
      minLength: 1,
      maxLength: 5,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '!', 'A', 'é', '密', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 12 }), text, (words, body) => {
        assert.deepEqual(found(body, words), everyWordIn(body, words));
      }),
    );
  });
});
