import assert from 'node:assert/strict';
import { append, at, listOf } from '../../../../src/core/append-list.ts';
import type { Transcript } from '../../../../src/core/conversation/transcript.ts';
import { userRecords } from '../../../../src/core/conversation/user-records.ts';
import { assistant, user } from '../../../support/conversation.ts';

const typed = (transcript: Transcript, end: number): readonly string[] =>
  userRecords(transcript, end).map((record) => record.typed);

describe('The user records of a conversation', () => {
  const start = listOf([user('one'), assistant('1'), user('two'), assistant('2')]);

  it('are those before the end that is asked for, in whatever order one asks', () => {
    for (const [end, expected] of [
      [4, ['one', 'two']],
      [2, ['one']],
      [0, []],
      [3, ['one', 'two']],
      [99, ['one', 'two']],
    ] as const)
      assert.deepEqual(typed(start, end), expected, String(end));
  });

  it('of an older version do not hold what a newer one has added', () => {
    const newer = append(start, user('three'));
    assert.deepEqual(typed(newer, 5), ['one', 'two', 'three']);
    assert.deepEqual(typed(start, 5), ['one', 'two']);
    const other = append(start, user('drei'));
    assert.deepEqual(typed(other, 5), ['one', 'two', 'drei']);
    assert.deepEqual(typed(newer, 5), ['one', 'two', 'three']);
  });

  it('are sought only in what is new', () => {
    let looks = 0;
    const records = Array.from({ length: 1_000 }, (_, index) => user(String(index)));
    const backing = new Proxy(records, {
      get: (target, key, self) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key, self);
      },
    });
    const whole = { backing, length: 1_000 };
    userRecords({ backing, length: 900 }, 900);
    looks = 0;
    assert.equal(userRecords(whole, 1_000).length, 1_000);
    assert.equal(looks, 100);
    assert.equal(at(whole, 0), records[0]);
  });
});
