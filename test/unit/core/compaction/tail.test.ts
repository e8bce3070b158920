import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../../../src/core/append-list.ts';
import { previewCompaction } from '../../../../src/core/compaction/compaction-preview.ts';
import { keptTokens } from '../../../../src/core/compaction/tail.ts';
import { textTokens } from '../../../../src/core/conversation/tokens.ts';
import { endsTurn } from '../../../../src/core/conversation/transcript.ts';
import type { SessionSettings } from '../../../../src/core/settings.ts';
import { chatMove, makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';

describe('the tail that a compaction would keep', () => {
  it('is all that is there while no turn can leave', () => {
    const world = newChatWorld();
    assert.equal(keptTokens(world.state), 0);
    makeMove(world, { move: 'send', text: 'One' });
    makeMove(world, { move: 'rest' });
    assert.equal(keptTokens(world.state), world.state.context.tailTokens);
  });

  it('is the last two turns, however much came before them', () => {
    const world = newChatWorld();
    const long = 'A long one. '.repeat(20);
    for (const text of [long, 'Two', 'Three']) {
      makeMove(world, { move: 'send', text });
      makeMove(world, { move: 'rest' });
    }
    const { tailTokens } = world.state.context;
    assert.ok(keptTokens(world.state) <= tailTokens - textTokens(long), String(keptTokens(world.state)));
    assert.ok(keptTokens(world.state) > 0);
  });

  it('is counted anew where the memory or the settings are others', () => {
    const world = newChatWorld();
    for (const text of ['One', 'Two', 'Three', 'Four']) {
      makeMove(world, { move: 'send', text });
      makeMove(world, { move: 'rest' });
    }
    const { state } = world;
    const withCovered = (covered: string | null, changed: Partial<SessionSettings> = {}): number =>
      keptTokens({
        ...state,
        memory: { ...state.memory, covered },
        settings: { ...state.settings, ...changed },
      });
    const ofFirst = slice(state.branch, 0).find(endsTurn)?.id ?? '';
    const two = withCovered(null);
    const three = withCovered(ofFirst);
    assert.ok(three > two && three < state.context.tailTokens);
    assert.equal(withCovered(ofFirst, { strategy: 'traditional' }), two, 'a summary of all comes first');
    assert.equal(withCovered('of another branch'), two);
    const one = withCovered(null, { maxTailTokens: 1 });
    assert.ok(one < two && one > 0);
  });

  it('is foretold: a compaction that needs no less keeps just that', () => {
    let compared = 0;
    const moves = fc.array(chatMove, { minLength: 20, maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(moves, (script) => {
        const world = newChatWorld();
        for (const move of [...script, { move: 'rest' } as const]) makeMove(world, move);
        const preview = previewCompaction(world.state);
        const kept = keptTokens(world.state);
        assert.equal(keptTokens(world.state), kept, 'counted once and remembered');
        if (preview.kind !== 'ready') return;
        const { tailTokens } = preview.plan.context;
        // Where the memory would make the context no smaller, the second of the two turns yields.
        assert.ok(tailTokens <= kept, `${tailTokens} > ${kept}`);
        if (tailTokens === kept) compared += 1;
      }),
      { numRuns: 200 },
    );
    assert.ok(compared > 20, String(compared));
  });
});
