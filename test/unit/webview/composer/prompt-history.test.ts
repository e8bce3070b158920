import assert from 'node:assert/strict';
import type { Item } from '../../../../src/protocol/view.ts';
import { type HistoryWalk, prompts, walkHistory } from '../../../../webview/composer/prompt-history.ts';

const said = (text: string, index: number): Item => ({ kind: 'user', id: `u${index}`, text });

/** Presses the keys one after the other and tells what the composer shows after each. */
function press(all: readonly string[], keys: string): readonly string[] {
  let walk: HistoryWalk | null = null;
  let text = '';
  return [...keys].map((key) => {
    const step = walkHistory(all, walk, text, key === 'u' ? 'older' : 'newer');
    if (step !== null) ({ walk, text } = step);
    return text;
  });
}

describe('the prompt history', () => {
  it('holds the messages of the user, the same one in a row once', () => {
    const items = ['a', 'b', 'b', 'a'].map(said);
    const answer: Item = { kind: 'answer', id: 'x', text: 'no', state: 'done' };
    assert.deepEqual(prompts([], [...items, answer]), ['a', 'b', 'a']);
  });

  it('begins with what was sent earlier, of which nothing is shown', () => {
    const items = ['b', 'c'].map(said);
    assert.deepEqual(prompts(['x', 'b', 'y', 'y', 'c'], items), ['x', 'y', 'b', 'c']);
    assert.deepEqual(prompts(['x'], []), ['x']);
  });

  it('knows nothing of what was never written', () => {
    const continued: Item = { kind: 'user', id: 'c', text: '', continues: true };
    assert.deepEqual(prompts([], [said('a', 0), continued]), ['a']);
  });

  const walks: readonly (readonly [keys: string, shown: readonly string[]])[] = [
    ['u', ['three']],
    ['uuu', ['three', 'two', 'one']],
    ['uuuuu', ['three', 'two', 'one', 'one', 'one']],
    ['uud', ['three', 'two', 'three']],
    ['udd', ['three', '', '']],
    ['uduu', ['three', '', 'three', 'two']],
    ['d', ['']],
  ];
  for (const [keys, shown] of walks) {
    it(`shows ${JSON.stringify(shown)} for ${keys}`, () => {
      assert.deepEqual(press(['one', 'two', 'three'], keys), shown);
    });
  }

  it('leaves what the user wrote alone', () => {
    assert.equal(walkHistory(['one'], null, 'mine', 'older'), null);
    assert.equal(walkHistory(['one', 'two'], { index: 1, recalled: 'two' }, 'two!', 'older'), null);
  });

  it('goes on from the same message when earlier ones have been loaded before it', () => {
    const step = walkHistory(['zero', 'one', 'two'], { index: 0, recalled: 'one' }, 'one', 'older');
    assert.equal(step?.text, 'zero');
  });

  it('has nothing to show where nothing was said', () => {
    assert.deepEqual(press([], 'u'), ['']);
  });
});
