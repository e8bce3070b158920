import assert from 'node:assert/strict';
import type {
  AnswerItem,
  CompactionItem,
  Item,
  NoticeItem,
  Turn,
  View,
} from '../../../../src/protocol/view.ts';
import { announcements } from '../../../../webview/log/announcements.ts';
import { emptyView, sampleCompaction } from '../../../support/panel-page/sample-view.ts';

const view = (items: readonly Item[], turn: Turn = { state: 'idle' }): View => ({
  ...emptyView,
  items,
  turn,
});
const answer = (text: string, state: AnswerItem['state'], id = 'a'): AnswerItem => ({
  kind: 'answer',
  id,
  text,
  state,
});
const question: Item = { kind: 'user', id: 'u', text: 'Why?' };
const notice = (level: NoticeItem['level']): NoticeItem => ({
  kind: 'notice',
  id: 'n',
  level,
  text: 'It broke.',
  actions: [],
});
const compaction: CompactionItem = { ...sampleCompaction, id: 'c' };
const compacted = 'Compacted: 120,000 → 30,000 tokens, 85 → 12 messages, 12 kept word for word, waited 3 ms';

/** Milliseconds since the epoch. */
const now = 1_000_000;

interface Case {
  readonly name: string;
  readonly before: View;
  readonly after: View;
  readonly polite?: readonly string[];
  readonly assertive?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'tell that an answer has begun',
    before: view([]),
    after: view([question], { state: 'preparing' }),
    polite: ['Claude is responding.'],
  },
  {
    name: 'keep silent while an answer grows',
    before: view([answer('Be', 'streaming')], { state: 'streaming' }),
    after: view([answer('Because', 'streaming')], { state: 'streaming' }),
  },
  {
    name: 'read a short answer that has ended',
    before: view([answer('Be', 'streaming')]),
    after: view([answer('Because.', 'done')]),
    polite: ['Because.'],
  },
  {
    name: 'give only the length of a long one',
    before: view([answer('', 'streaming')]),
    after: view([answer('word '.repeat(500), 'done')]),
    polite: ['Answer finished, 500 words.'],
  },
  {
    name: 'say that an answer was interrupted',
    before: view([answer('Be', 'streaming')]),
    after: view([answer('Be', 'interrupted')]),
    polite: ['Be The answer was interrupted. What had arrived is kept.'],
  },
  {
    name: 'do not repeat an answer whose buttons change',
    before: view([answer('Be', 'interrupted')]),
    after: view([{ ...answer('Be', 'interrupted'), canRetry: true }]),
  },
  {
    name: 'tell of a compaction',
    before: view([question]),
    after: view([question, compaction]),
    polite: [compacted],
  },
  {
    name: 'tell that a compaction was undone',
    before: view([compaction]),
    after: view([{ ...compaction, undone: true, canUndo: false }]),
    polite: [compacted.replace('Compacted', 'Compaction undone')],
  },
  {
    name: 'do not repeat a compaction that can no longer be undone',
    before: view([compaction]),
    after: view([{ ...compaction, canUndo: false }]),
  },
  {
    name: 'interrupt for an error',
    before: view([question]),
    after: view([question, notice('error')]),
    assertive: ['It broke.'],
  },
  {
    name: 'do not interrupt for a warning',
    before: view([question]),
    after: view([question, notice('warning')]),
    polite: ['It broke.'],
  },
  {
    name: 'tell why the turn waits',
    before: view([], { state: 'streaming' }),
    after: view([], { state: 'waiting', reason: 'retry', text: 'Overloaded.' }),
    polite: ['Overloaded.'],
  },
  {
    name: 'tell of trying again once, however often it is',
    before: view([], { state: 'waiting', reason: 'retry', text: 'Overloaded.', until: 1 }),
    after: view([], { state: 'waiting', reason: 'retry', text: 'Overloaded.', until: 2 }),
  },
  {
    name: 'tell that nothing comes, for how long, and what is safe',
    before: view([], { state: 'streaming' }),
    after: view([], { state: 'streaming', silentSince: now - 61_000 }),
    polite: ['Nothing has come for 61 s. The connection is still open, and your message is kept.'],
  },
  {
    name: 'tell of a silence once, however long it gets',
    before: view([], { state: 'streaming', silentSince: 1 }),
    after: view([question], { state: 'streaming', silentSince: 1 }),
  },
  {
    name: 'tell of an answer for which a notice steps aside, and not of the notice again',
    before: view([notice('error')]),
    after: view([answer('Because.', 'done'), notice('error')]),
    polite: ['Because.'],
  },
  {
    name: 'tell what came of a click, and what comes of the next',
    before: { ...view([question]), replies: [{ ...notice('warning'), text: 'No such file.' }] },
    after: { ...view([question]), replies: [notice('warning')] },
    polite: ['It broke.'],
  },
  {
    name: 'do not repeat what came of a click while it stands there',
    before: { ...view([]), replies: [notice('error')] },
    after: { ...view([question]), replies: [notice('error')] },
  },
  {
    name: 'keep silent about earlier parts that are loaded',
    before: view([question]),
    after: view([answer('Old.', 'done', 'old'), notice('error'), question]),
  },
];

describe('announcements to a screen reader', () => {
  for (const { name, before, after, polite = [], assertive = [] } of cases) {
    it(name, () => assert.deepEqual(announcements(before, after, now), { polite, assertive }));
  }

  it('tells what is attached once it has been read, and nothing of a selection that comes and goes', () => {
    const composing = (composer: Partial<View['composer']>): View => ({
      ...emptyView,
      composer: { ...emptyView.composer, ...composer },
    });
    const file = { id: 'a1', kind: 'file', name: 'a.js', tokens: 120 } as const;
    const reading = composing({ attachments: [{ ...file, tokens: 0, isReading: true }] });
    const attached = composing({ attachments: [file] });
    const selection = { attachment: { ...file, id: 'selection' }, isAttached: true };
    const polite = (before: View, after: View): readonly string[] => announcements(before, after, now).polite;
    assert.deepEqual(polite(emptyView, reading), []);
    assert.deepEqual(polite(reading, attached), ['1 attached, 120 tokens']);
    assert.deepEqual(polite(attached, composing({ attachments: [file], selection })), []);
    assert.deepEqual(polite(attached, emptyView), []);
  });
});
