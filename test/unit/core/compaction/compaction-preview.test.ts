import assert from 'node:assert/strict';
import fc from 'fast-check';
import { previewCompaction } from '../../../../src/core/compaction/compaction-preview.ts';
import { chatMove, makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';

function compact(world: ModelWorld) {
  makeMove(world, { move: 'rest' });
  const preview = previewCompaction(world.state);
  makeMove(world, { move: 'compact' });
  // The reading of the file is all that may come before the swap.
  const reading = world.pending.find(({ kind }) => kind === 'readMemoryFile');
  assert.ok(reading !== undefined);
  world.answer(reading, {
    chat: () => assert.fail(),
    memory: () => assert.fail(),
    disk: () => null,
  });
  const waits = world.state.compacting?.phase === 'waiting';
  const report = world.reports.findLast(({ kind }) => kind === 'reportCompaction');
  const outcome =
    world.state.compacting === null && report?.kind === 'reportCompaction' ? report.outcome : null;
  return { preview, waits, outcome };
}

describe('the preview of a compaction', () => {
  it('has nothing to show before the first turn has ended', () => {
    assert.deepEqual(previewCompaction(newChatWorld().state), { kind: 'nothing' });
  });

  it('says that a summary comes first while there is no memory', () => {
    const world = newChatWorld();
    for (const text of ['One', 'Two']) {
      makeMove(world, { move: 'send', text });
      makeMove(world, { move: 'rest' });
    }
    const { preview, waits } = compact(world);
    assert.deepEqual([preview, waits], [{ kind: 'needsSummary' }, true]);
  });

  it('foretells what the compaction then does, whatever came before', () => {
    const seen = new Set<string>();
    // What was done to the file since it was last read is news to both, and may change what comes of it.
    const known = chatMove.filter(({ move }) => move !== 'edit' && move !== 'delete');
    const moves = fc.array(known, { minLength: 20, maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(moves, (script) => {
        const world = newChatWorld();
        for (const move of script) makeMove(world, move);
        const { preview, waits, outcome } = compact(world);
        seen.add(preview.kind);
        if (preview.kind === 'ready') {
          assert.equal(outcome?.status, 'compacted');
          assert.equal(outcome.messagesAfter, preview.plan.messagesAfter);
          assert.equal(outcome.tokensBefore, preview.plan.tokensBefore);
          assert.equal(outcome.tokensAfter, preview.plan.tokensAfter);
        } else if (preview.kind === 'needsSummary') assert.ok(waits);
        else assert.equal(outcome?.status, 'nothingToCompact');
      }),
      { numRuns: 200 },
    );
    // That a summary is needed comes up too rarely to be counted on here; the test above has it.
    assert.ok(seen.has('nothing') && seen.has('ready'), [...seen].join());
  });

  it('changes nothing', () => {
    const world = newChatWorld();
    for (let turn = 0; turn < 8; turn++) {
      makeMove(world, { move: 'send', text: `message ${turn} `.repeat(8) });
      makeMove(world, { move: 'rest' });
    }
    const before = JSON.stringify(world.state);
    assert.equal(previewCompaction(world.state).kind, 'ready');
    assert.equal(JSON.stringify(world.state), before);
  });
});
