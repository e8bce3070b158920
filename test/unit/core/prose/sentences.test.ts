import assert from 'node:assert/strict';
import { sentencesIn } from '../../../../src/core/prose/sentences.ts';

const quotes = (typed: string): readonly string[] => sentencesIn(typed).map(({ quote }) => quote);
const rules = (typed: string): readonly string[] =>
  sentencesIn(typed)
    .filter(({ underRules }) => underRules)
    .map(({ quote }) => quote);

describe('sentences that the ledger judges', () => {
  it('are the items of a list where its heading orders', () => {
    assert.deepEqual(rules('Always:\n- run the tests\n- use tabs'), ['run the tests', 'use tabs']);
  });

  for (const heading of [
    'Never:',
    'You must not:',
    'You may not:',
    'Not allowed:',
    "Please don't:",
    '**Avoid:**',
    'Nie:',
    'Jamais:',
  ])
    it(`are a list and its heading together where that forbids: ${heading}`, () => {
      assert.deepEqual(rules(`${heading}\n- rewrite the history\n- delete tests`), [
        `${heading} - rewrite the history - delete tests`,
      ]);
    });

  it('hold a numbered list that is forbidden as a whole', () => {
    assert.deepEqual(quotes('Do not do any of these:\n1. rewrite the history\n2. delete tests'), [
      'Do not do any of these: 1. rewrite the history 2. delete tests',
    ]);
  });

  it('are no orders where a heading only tells what fails', () => {
    assert.deepEqual(rules('These do not work any more:\n- the login\n- the export'), []);
  });

  it('end after a number that is no item’s', () => {
    assert.deepEqual(quotes('I have 3. The others are lost.'), ['I have 3.', 'The others are lost.']);
  });
});
