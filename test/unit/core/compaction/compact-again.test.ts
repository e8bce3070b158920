import assert from 'node:assert/strict';
import { previewCompaction } from '../../../../src/core/compaction/compaction-preview.ts';
import { keptTokens } from '../../../../src/core/compaction/tail.ts';
import { contextLimit } from '../../../../src/core/limits.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';
import { answering, opened, quiet, turn } from '../../../support/session/memory-world.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';

/** A session whose memory covers every turn. */
function covered(turns = 6): ModelWorld {
  const world = opened();
  for (let made = 0; made < turns; made++) turn(world);
  return world;
}

function compact(world: ModelWorld, focus = ''): string {
  world.take({ kind: 'compactRequested', requestId: `c${world.now}`, focus });
  world.settle(answering(() => '## Active Work\n\n- the tides\n'));
  const report = world.reports.findLast(({ kind }) => kind === 'reportCompaction');
  return report?.kind === 'reportCompaction' ? report.outcome.status : 'none';
}

/** Plain user messages that the next request holds word for word. */
const turnsKept = ({ state }: ModelWorld): number =>
  state.branch.backing
    .slice(state.context.tailStart, state.branch.length)
    .filter(({ kind }) => kind === 'user').length;

describe('A second Compact Now in a row', () => {
  it('finds nothing newly covered, and the two last turns stay', () => {
    const world = covered();
    assert.equal(compact(world), 'compacted');
    assert.equal(turnsKept(world), 2);
    const { context } = world.state;
    assert.deepEqual(previewCompaction(world.state), { kind: 'nothing' });
    assert.equal(keptTokens(world.state), context.tailTokens);
    assert.equal(compact(world), 'nothingToCompact');
    assert.equal(world.state.context, context);
  });

  it('asks nobody where it names a focus, since no turn could leave', () => {
    const world = covered();
    compact(world);
    world.requests.length = 0;
    assert.equal(compact(world, 'the tides'), 'nothingToCompact');
    assert.deepEqual(world.requests, []);
  });

  it('compacts again after one more turn', () => {
    const world = covered();
    compact(world);
    turn(world);
    assert.equal(previewCompaction(world.state).kind, 'ready');
    assert.equal(compact(world), 'compacted');
    assert.equal(turnsKept(world), 2);
  });

  it('compacts again after an undo', () => {
    const world = covered();
    compact(world);
    world.take({ kind: 'undoRequested', requestId: 'u' });
    assert.equal(compact(world), 'compacted');
    assert.equal(turnsKept(world), 2);
  });

  it('leaves one of two turns where that is all there is, since none has been compacted before', () => {
    const world = covered(2);
    assert.equal(compact(world), 'compacted');
    assert.equal(turnsKept(world), 1);
  });
});

describe('A compaction at the limit', () => {
  it('takes the second of the two turns as well that the last one kept', () => {
    const world = covered();
    compact(world);
    const { tokensAfter } = world.state.undoable.at(-1)?.record ?? assert.fail();
    const settings = { ...defaultSettings, contextLimitTokens: tokensAfter + 50, maxTailTokens: 5_000 };
    world.take({ kind: 'settingsChanged', settings, provider: 'anthropic' });
    assert.ok(contextLimit(settings) === tokensAfter + 50);
    turn(world, quiet, 'A question that does not fit any more. '.repeat(8));
    assert.equal(world.state.epoch, 2);
    assert.equal(turnsKept(world), 2, 'one complete turn, and the one that it was for');
  });
});
