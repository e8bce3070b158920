import assert from 'node:assert/strict';
import { Notices } from '../../../../src/host/panel/notices.ts';

describe('what the host has to say beside the conversation', () => {
  const texts = (items: Notices['items']): readonly string[] => items.map(({ text }) => text);

  it('is news, or replies to what the user asked for, each oldest first', () => {
    const notices = new Notices(() => undefined);
    for (const topic of ['window', 'open', 'git', 'compaction', 'code', 'attach', 'damage'] as const)
      notices.say(topic, 'info', topic);
    assert.deepEqual(texts(notices.news), ['window', 'git', 'damage']);
    assert.deepEqual(texts(notices.replies), ['open', 'compaction', 'code', 'attach']);
  });

  it('replaces what was said about the same before, and is withdrawn by what it is about', () => {
    let changes = 0;
    const notices = new Notices(() => {
      changes += 1;
    });
    notices.say('open', 'info', 'first');
    notices.say('open', 'warning', 'second');
    assert.deepEqual(texts(notices.items), ['second']);
    notices.withdraw('code');
    assert.equal(changes, 2);
    notices.withdraw('open');
    assert.deepEqual([texts(notices.items), changes], [[], 3]);
  });
});
