import assert from 'node:assert/strict';
import { slice } from '../../../../src/core/append-list.ts';
import { type ContentBlock, text } from '../../../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import type { MemoryJob } from '../../../../src/core/memory/memory-state.ts';
import { planUpdate } from '../../../../src/core/memory/update-plan.ts';
import { initialState } from '../../../../src/core/resume.ts';
import type { SessionState } from '../../../../src/core/session.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';
import { results, use } from '../../../support/conversation.ts';

/**
 * A conversation of turns with so many characters each, as a restart finds it, for a model with a small window. In
 * `continued` nothing was typed, `refused` was refused, `retried` was made again, `tools` has a round of tools.
 */
function conversation(
  turns: number,
  characters: number,
  { continued = -1, refused = -1, retried = -1, tools = -1, provider = 'anthropic' } = {},
): SessionState {
  const records = Array.from({ length: turns }, (_, turn): TranscriptRecord[] => {
    const typed = `${turn}: ${'x'.repeat(characters)}`;
    const before = refused === turn - 1 ? turn - 2 : turn - 1;
    const parent = before < 0 ? null : `a${before}`;
    const said = (id: string, follows: string, content: readonly ContentBlock[]) =>
      ({
        kind: 'assistant',
        id,
        parent: follows,
        at: turn,
        content,
        provider,
        model: 'small-local',
        outcome: 'complete',
        stopReason: 'end_turn',
        usage: null,
      }) as const;
    const uses = ['one', 'two'].map((id) => use(id, 'read', { path: 'src/oars.ts' }));
    const round: TranscriptRecord[] = [
      { ...said('t0', `u${turn}`, [text('I look.'), ...uses]), outcome: 'toolUse', stopReason: 'tool_use' },
      {
        ...results(['one', `${'oars of ash '.repeat(500)}the end`], ['two', 'no such file', true]),
        id: 't1',
        parent: 't0',
      },
    ];
    return [
      {
        kind: 'user',
        id: `u${turn}`,
        parent,
        at: turn,
        content: [text(typed)],
        ...(turn === continued ? { typed: '', continues: true } : { typed }),
      },
      ...(turn === retried
        ? [{ ...said('cut', `u${turn}`, [text('Half an')]), outcome: 'interrupted' as const }]
        : []),
      ...(turn === tools ? round : []),
      {
        ...said(`a${turn}`, turn === tools ? 't1' : `u${turn}`, [text('Noted.')]),
        ...(turn === refused ? { outcome: 'refused' as const } : {}),
      },
    ];
  });
  return initialState({
    id: 's',
    provider: 'anthropic',
    settings: { ...defaultSettings, model: 'small-local' },
    system: [text('Be brief.')],
    tools: [],
    stored: { records: records.flat(), memory: null, knownHashes: [] },
    idPrefix: 'run',
  });
}

const job = (upTo: string): MemoryJob => ({
  id: 'j',
  foreground: false,
  requestIds: [],
  focus: '',
  generation: 0,
  upTo,
  base: null,
  told: [],
  phase: 'reading',
  tokensAtSnapshot: 0,
  proposed: null,
  plan: null,
  model: 'small-local',
  startedAt: 0,
});

describe('planUpdate', () => {
  it('forks the chat where all of it fits', () => {
    const plan = planUpdate(conversation(4, 1_000), job('a3'), 0);
    assert.deepEqual([plan.kind, plan.upTo], ['fork', 'a3']);
    assert.match(JSON.stringify(plan.request?.messages), /3: xxx/);
  });

  it('takes as many turns as one request holds where not all of them fit', () => {
    const plan = planUpdate(conversation(20, 10_000), job('a19'), 0);
    assert.equal(plan.kind, 'alone');
    assert.match(plan.upTo, /^a[3-5]$/);
    const sent = JSON.stringify(plan.request?.messages);
    const last = Number(plan.upTo.slice(1));
    assert.ok(
      sent.includes(`${last}: xxx`) && !sent.includes(`${last + 1}: xxx`),
      'exactly the turns that it covers',
    );
  });

  it('reads no message behind those that one request holds', () => {
    const state = conversation(20, 10_000);
    const read = new Set<number>();
    for (const record of slice(state.branch, 0)) {
      if (record.kind !== 'assistant') continue;
      const { at: turn, content } = record;
      const get = () => {
        read.add(turn);
        return content;
      };
      Object.defineProperty(record, 'content', { get });
    }
    const plan = planUpdate(state, job('a19'), 0);
    assert.equal(plan.kind, 'alone');
    assert.ok(Math.max(...read) <= Number(plan.upTo.slice(1)) + 2, [...read].join(' '));
  });

  it('has nothing in the user’s name of what only asked for the rest of an answer', () => {
    const state = conversation(20, 10_000, { continued: 1 });
    const plan = planUpdate(state, job('a19'), 0);
    assert.equal(plan.kind, 'alone');
    const sent = JSON.stringify(plan.request?.messages);
    assert.ok(sent.includes('0: xxx') && sent.includes('2: xxx'));
    assert.doesNotMatch(sent, /1: xxx/);
  });

  it('has no answer in a model’s name that no model gave, none that was refused, and none that was made again', () => {
    const sent = (provider: string): string => {
      const state = conversation(20, 10_000, { provider });
      const plan = planUpdate(state, job('a19'), 0);
      assert.equal(plan.kind, 'alone');
      return JSON.stringify(plan.request?.messages);
    };
    assert.doesNotMatch(sent('offline'), /from=\\"assistant/);
    assert.match(sent('anthropic'), /from=\\"assistant/);

    const state = conversation(20, 10_000, { refused: 0, retried: 1 });
    const plan = planUpdate(state, job('a19'), 0);
    const words = JSON.stringify(plan.request?.messages);
    assert.equal(plan.kind, 'alone');
    assert.doesNotMatch(words, /0: xxx|Half an/);
    assert.match(words, /1: xxx.*Noted\..*2: xxx/);
  });

  it('tells what tools were called with and what they gave, cut where that is long', () => {
    const state = conversation(20, 10_000, { tools: 0 });
    const words = JSON.stringify(planUpdate(state, job('a19'), 0).request?.messages);
    assert.match(words, /from=\\"tool\\">\\nread \{\\"path\\":\\"src\/oars\.ts\\"\}/);
    assert.match(words, /from=\\"tool\\">\\nResult: oars of ash .*characters left out.*the end/);
    assert.match(words, /from=\\"tool\\">\\nResult, an error: no such file/);
    assert.ok(words.split('oars of ash').length < 400);
  });

  it('asks no model where not even one turn fits', () => {
    const plan = planUpdate(conversation(2, 200_000), job('a1'), 0);
    assert.deepEqual([plan.kind, plan.request], ['extract', null]);
  });
});
