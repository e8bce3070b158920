import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChange } from '../../../src/protocol/apply.ts';
import { decodeToPanel } from '../../../src/protocol/decode.ts';
import type { Change, ToPanel } from '../../../src/protocol/messages.ts';
import type { Item, View } from '../../../src/protocol/view.ts';
import { change, view } from './arbitrary-view.ts';

/** What the other end holds after a message has crossed as JSON. */
function cross(message: ToPanel): ToPanel {
  const received = decodeToPanel(JSON.parse(JSON.stringify(message)));
  assert.notEqual(received, null, `not accepted: ${JSON.stringify(message)}`);
  return received ?? message;
}

function crossView(original: View): View {
  const received = cross({ kind: 'snapshot', protocol: 1, session: 's', revision: 0, view: original });
  return received.kind === 'snapshot' ? received.view : assert.fail('another kind came out');
}

function crossChange(original: Change): Change {
  const received = cross({ kind: 'change', session: 's', revision: 1, change: original });
  return received.kind === 'change' ? received.change : assert.fail('another kind came out');
}

describe('changes of the view', () => {
  it('leave a replica that follows them equal to a fresh snapshot, wherever it joined', () => {
    fc.assert(
      fc.property(view, fc.array(change, { maxLength: 15 }), (start, changes) => {
        let original = start;
        let replica = crossView(start);
        for (const one of changes) {
          original = applyChange(original, one);
          replica = applyChange(replica, crossChange(one));
          assert.deepEqual(replica, crossView(original));
        }
      }),
    );
  });

  it('never hold two items of one id', () => {
    fc.assert(
      fc.property(view, fc.array(change, { maxLength: 15 }), (start, changes) => {
        const end = changes.reduce(applyChange, start);
        assert.equal(new Set(end.items.map((item) => item.id)).size, end.items.length);
      }),
    );
  });

  it('leave what they are given unaltered', () => {
    fc.assert(
      fc.property(view, change, (start, one) => {
        const before = JSON.stringify(start);
        applyChange(start, one);
        assert.equal(JSON.stringify(start), before);
      }),
    );
  });
});

describe('one change of the view', () => {
  const user = (id: string, text: string): Item => ({ kind: 'user', id, text });
  const answer = (id: string, text: string): Item => ({ kind: 'answer', id, text, state: 'streaming' });
  const [base] = fc.sample(view, { numRuns: 1, seed: 1 });
  const start: View = {
    ...(base ?? assert.fail('no view was made')),
    items: [user('a', 'A'), answer('b', 'B')],
  };

  const cases: readonly { name: string; change: Change; items: readonly Item[] }[] = [
    {
      name: 'adds an item at the end',
      change: { kind: 'itemAdded', item: user('c', 'C') },
      items: [user('a', 'A'), answer('b', 'B'), user('c', 'C')],
    },
    {
      name: 'takes a repeated addition as a replacement',
      change: { kind: 'itemAdded', item: user('a', 'again') },
      items: [user('a', 'again'), answer('b', 'B')],
    },
    {
      name: 'does not bring back an item that is not loaded by replacing it',
      change: { kind: 'itemReplaced', item: user('z', 'Z') },
      items: start.items,
    },
    { name: 'removes an item', change: { kind: 'itemRemoved', id: 'a' }, items: [answer('b', 'B')] },
    {
      name: 'lengthens an answer',
      change: { kind: 'textAppended', id: 'b', part: 'text', text: '!' },
      items: [user('a', 'A'), answer('b', 'B!')],
    },
    {
      name: 'begins the thinking of an answer',
      change: { kind: 'textAppended', id: 'b', part: 'thinking', text: 'hm' },
      items: [user('a', 'A'), { kind: 'answer', id: 'b', text: 'B', thinking: 'hm', state: 'streaming' }],
    },
    {
      name: 'does not lengthen what the user wrote',
      change: { kind: 'textAppended', id: 'a', part: 'text', text: '!' },
      items: start.items,
    },
    {
      name: 'puts earlier items before, those already there left out',
      change: { kind: 'itemsPrepended', items: [user('y', 'Y'), user('a', 'old')], hasEarlier: true },
      items: [user('y', 'Y'), user('a', 'A'), answer('b', 'B')],
    },
  ];
  for (const { name, change: one, items } of cases) {
    it(name, () => assert.deepEqual(applyChange(start, one).items, items));
  }

  it('keeps the identity of items that it does not touch', () => {
    const after = applyChange(start, { kind: 'textAppended', id: 'b', part: 'text', text: '!' });
    assert.equal(after.items[0], start.items[0]);
  });

  it('replaces parts whole and leaves the others', () => {
    const after = applyChange(start, { kind: 'fields', fields: { title: 'New', queued: 7 } });
    assert.deepEqual(after, { ...start, title: 'New', queued: 7 });
  });
});
