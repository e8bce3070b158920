import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chatRequest } from '../../../../src/core/conversation/requests.ts';
import type { CompactionOutcome } from '../../../../src/core/outcome.ts';
import { snapshot } from '../../../../src/core/snapshot.ts';
import { afterEveryMove, chatMove, makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';

/** Compacts at rest, with what follows. */
function compact(world: ModelWorld): CompactionOutcome {
  makeMove(world, { move: 'compact' });
  makeMove(world, { move: 'rest' });
  const report = world.reports.findLast(({ kind }) => kind === 'reportCompaction');
  return report?.kind === 'reportCompaction' ? report.outcome : assert.fail();
}

describe('How many messages there are', () => {
  it('is what the next request would send, whatever came before', () => {
    afterEveryMove(({ state }) => {
      assert.equal(snapshot(state).messages, chatRequest(state).messages.length);
    }, 100);
  });

  it('is told alike by a snapshot and by one compaction after the other', () => {
    const seen = new Set<string>();
    const moves = fc.array(chatMove, { minLength: 20, maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(moves, (script) => {
        const world = newChatWorld();
        for (const move of [...script, { move: 'rest' } as const]) makeMove(world, move);
        let { messages } = snapshot(world.state);
        for (let times = 0; times < 3; times++) {
          const outcome = compact(world);
          seen.add(outcome.status);
          assert.equal(outcome.messagesBefore, messages);
          messages = outcome.messagesAfter;
          if (times === 2) assert.equal(outcome.status, 'nothingToCompact');
          assert.equal(snapshot(world.state).messages, messages);
        }
      }),
      { numRuns: 100 },
    );
    assert.deepEqual([...seen].sort(), ['compacted', 'nothingToCompact']);
  });
});
