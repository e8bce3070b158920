import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/protocol/view.ts';
import { followDraft, type LocalDraft, resumeDraft, savedDraft } from '../../../../webview/composer/draft.ts';

const host = (text: string, placed = 0): Draft => ({ text, placed });
const local = (text: string, placed = 0, session = 's', after = 'r1'): LocalDraft => ({
  session,
  text,
  placed,
  after,
});

describe('the draft of a page that has just loaded', () => {
  const cases: readonly { name: string; saved: LocalDraft | null; from: Draft; text: string }[] = [
    { name: "is the host's when nothing was saved", saved: null, from: host('h'), text: 'h' },
    { name: 'is the saved one, which is newer', saved: local('typed'), from: host('typ'), text: 'typed' },
    {
      name: "is the host's when the saved one is empty",
      saved: local(''),
      from: host('refused'),
      text: 'refused',
    },
    {
      name: "is the host's when the saved one is no longer what was typed last",
      saved: local('sent long ago'),
      from: host('typed since'),
      text: 'typed since',
    },
    { name: "is the host's in another session", saved: local('typed', 0, 't'), from: host('h'), text: 'h' },
    {
      name: 'is not the saved one that has been sent since',
      saved: local('sent', 0, 's', 'r0'),
      from: host(''),
      text: '',
    },
    {
      name: 'is what was typed before any session was open',
      saved: local('typed', 0, ''),
      from: host(''),
      text: 'typed',
    },
  ];
  for (const { name, saved, from, text } of cases) {
    it(name, () => assert.deepEqual(resumeDraft(saved, 's', from, 'r1'), local(text)));
  }

  it('counts from where the host is, though an earlier host had counted further', () => {
    assert.equal(resumeDraft(local('typed', 7), 's', host('', 1), 'r1').placed, 1);
  });
});

describe('the draft of a living page', () => {
  const cases: readonly { name: string; before: LocalDraft; from: Draft; after: LocalDraft }[] = [
    {
      name: 'is not disturbed by its own echo',
      before: local('typed more'),
      from: host('typed'),
      after: local('typed more'),
    },
    {
      name: 'takes what the host puts there',
      before: local(''),
      from: host('refused', 1),
      after: local('refused', 1),
    },
    {
      name: 'keeps what was typed meanwhile',
      before: local('next'),
      from: host('refused', 1),
      after: local('refused\n\nnext', 1),
    },
    {
      name: 'does not repeat what the host has put behind its own',
      before: local('next'),
      from: host('taken back\n\nnext', 1),
      after: local('taken back\n\nnext', 1),
    },
    {
      name: 'belongs behind the message that was sent meanwhile',
      before: local('next', 0, 's', 'r0'),
      from: host(''),
      after: local('next'),
    },
    {
      name: 'does not double what is there already',
      before: local('same'),
      from: host('same', 1),
      after: local('same', 1),
    },
    {
      name: 'is the other session’s after a switch',
      before: local('mine'),
      from: host('theirs', 3),
      after: local('theirs', 3),
    },
    {
      name: 'goes along to the first session that opens',
      before: local('mine', 0, ''),
      from: host('theirs', 3),
      after: local('theirs\n\nmine', 3),
    },
  ];
  for (const { name, before, from, after } of cases) {
    const session = name.includes('switch') ? 't' : 's';
    it(name, () => assert.deepEqual(followDraft(before, session, from, 'r1'), { ...after, session }));
  }
});

describe('the saved state of a panel', () => {
  it('gives back the draft that was saved', () => {
    assert.deepEqual(savedDraft({ draft: local('typed', 2) }), local('typed', 2));
  });

  for (const state of [
    undefined,
    null,
    'text',
    {},
    { draft: null },
    { draft: { session: 1, text: 'x', placed: 0 } },
    { draft: { session: 's', text: 'x' } },
    { draft: { session: 's', text: 'x', placed: 0 } },
  ]) {
    it(`is nothing where something else lies: ${JSON.stringify(state)}`, () => {
      assert.equal(savedDraft(state), null);
    });
  }
});
