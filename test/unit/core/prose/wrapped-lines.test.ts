import assert from 'node:assert/strict';
import { sentencesIn } from '../../../../src/core/prose/sentences.ts';
import { wordingOf } from '../../../../src/core/prose/whole-statements.ts';

describe('lines', () => {
  const rows: readonly (readonly [name: string, text: string, isOne: boolean])[] = [
    ['go on after a comma', 'use tabs,\nnot spaces', true],
    ['go on after a word that says nothing by itself', 'never touch the\ngenerated files', true],
    [
      'go on where they were wrapped',
      `please never rewrite any of the old migrations again\nwithout asking`,
      true,
    ],
    ['end with a sentence', 'use tabs.\nnot spaces', false],
    ['end before a capital', 'use tabs,\nNot spaces', false],
    ['end before an item', 'the rules,\na) use tabs', false],
    ['end where they are short and say something', 'use tabs\nno spaces', false],
  ];
  for (const [name, text, isOne] of rows) {
    it(`${name}, to whoever reads them`, () => {
      assert.equal(sentencesIn(text).length, isOne ? 1 : 2);
      assert.equal(wordingOf(text).lined.includes('\n'), !isOne);
    });
  }
});
