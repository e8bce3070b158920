import assert from 'node:assert/strict';
import { keepingResults, keepingResultsBy, resultSize } from '../../../src/core/kept-results.ts';

/** Room for four texts of one character, two of them in the newer half. */
const four = 4 * (1 + resultSize);

function counting(most?: number) {
  const worked: string[] = [];
  const work = (text: string): string | undefined => {
    worked.push(text);
    return text === '' ? undefined : text.toUpperCase();
  };
  return { worked, recall: keepingResults(work, most) };
}

describe('Work on what was met before', () => {
  it('is done once, whatever it results in', () => {
    const { worked, recall } = counting();
    assert.deepEqual(['a', '', 'a', ''].map(recall), ['A', undefined, 'A', undefined]);
    assert.deepEqual(worked, ['a', '']);
  });

  it('is done again for what was met longest ago, where there is no more room', () => {
    const { worked, recall } = counting(four);
    for (const text of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) assert.equal(recall(text), text.toUpperCase());
    assert.deepEqual(worked, ['a', 'b', 'c', 'd', 'b']);
  });

  it('is done each time for a text that has no room, which takes none from the others', () => {
    const { worked, recall } = counting(four);
    const long = 'x'.repeat(200);
    for (const text of ['a', 'b', long, long, 'a', 'b']) recall(text);
    assert.deepEqual(worked, ['a', 'b', long, long]);
  });

  it('is done once for all that have one key', () => {
    let worked = 0;
    const sum = keepingResultsBy(JSON.stringify, (numbers: readonly number[]) => {
      worked++;
      return numbers.reduce((all, one) => all + one, 0);
    });
    assert.deepEqual([sum([1, 2]), sum([1, 2]), sum([12]), worked], [3, 3, 12, 2]);
  });
});
