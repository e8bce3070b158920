import assert from 'node:assert/strict';
import { text } from '../../../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import type { MemoryJob } from '../../../../src/core/memory/memory-state.ts';
import { planUpdate } from '../../../../src/core/memory/update-plan.ts';
import { initialState } from '../../../../src/core/resume.ts';
import type { SessionState } from '../../../../src/core/session.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';

/** A conversation of turns with so many characters each, as a restart finds it, for a model with a small window; in `continued` nothing was typed. */
function conversation(turns: number, characters: number, { continued = -1 } = {}): SessionState {
  const records = Array.from({ length: turns }, (_, turn): TranscriptRecord[] => {
    const typed = `${turn}: ${'x'.repeat(characters)}`;
    const parent = turn === 0 ? null : `a${turn - 1}`;
    return [
      {
        kind: 'user',
        id: `u${turn}`,
        parent,
        at: turn,
        content: [text(typed)],
        ...(turn === continued ? { typed: '', continues: true } : { typed }),
      },
      {
        kind: 'assistant',
        id: `a${turn}`,
        parent: `u${turn}`,
        at: turn,
        content: [text('Noted.')],
        provider: 'anthropic',
        model: 'small-local',
        outcome: 'complete',
        stopReason: 'end_turn',
        usage: null,
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

  it('has nothing in the user’s name of what only asked for the rest of an answer', () => {
    const state = conversation(20, 10_000, { continued: 1 });
    const plan = planUpdate(state, job('a19'), 0);
    assert.equal(plan.kind, 'alone');
    const sent = JSON.stringify(plan.request?.messages);
    assert.ok(sent.includes('0: xxx') && sent.includes('2: xxx'));
    assert.doesNotMatch(sent, /1: xxx/);
  });

  it('asks no model where not even one turn fits', () => {
    const plan = planUpdate(conversation(2, 200_000), job('a1'), 0);
    assert.deepEqual([plan.kind, plan.request], ['extract', null]);
  });
});
