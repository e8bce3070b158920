import assert from 'node:assert/strict';
import { failure } from '../../../../src/core/failure.ts';
import { phrase } from '../../../../src/core/phrase.ts';
import { answering, opened, quiet, turn } from '../../../support/session/memory-world.ts';
import type { Answerer, ModelWorld } from '../../../support/session/model-world.ts';

const mindful = answering((asked) =>
  asked.includes('the tide tables')
    ? '## Active Work\n\n- the tide tables, in detail\n'
    : '## Active Work\n\n- counting\n',
);
const refusing: Answerer = {
  ...quiet,
  memory: () => ({ kind: 'failed', failure: failure('overloaded', phrase`Too much to do.`), partial: [] }),
};

/** Its memory covers every turn. */
function covered(): ModelWorld {
  const world = opened();
  for (let turns = 0; turns < 4; turns++) turn(world);
  world.requests.length = 0;
  world.reports.length = 0;
  return world;
}

const compact = (world: ModelWorld, focus: string): void =>
  world.take({ kind: 'compactRequested', requestId: 'c', focus });

const outcome = (world: ModelWorld) =>
  world.reports.find((report) => report.kind === 'reportCompaction')?.outcome.status;

const head = (world: ModelWorld): string => JSON.stringify(world.state.context.head);

describe('A compaction with a focus, of which the memory was not written', () => {
  it('has the memory look at the whole conversation again first, and swaps in what it found', () => {
    const world = covered();
    compact(world, 'the tide tables');
    world.settle(mindful);
    assert.equal(outcome(world), 'compacted');
    const [request, ...more] = world.requests;
    assert.deepEqual(more, []);
    assert.ok((request?.messages.length ?? 0) > 4, 'the conversation itself is asked');
    assert.match(head(world), /the tide tables, in detail/);
  });

  it('takes the memory as it is where nobody answers', () => {
    const world = covered();
    compact(world, 'the tide tables');
    world.settle(refusing);
    assert.equal(outcome(world), 'compacted');
    assert.equal(world.state.memory.provisional, false);
    assert.match(head(world), /counting/);
  });

  it('takes the memory as it is when the time is over, and what comes later lands in the memory', () => {
    const world = covered();
    compact(world, 'the tide tables');
    while (world.pending[0]?.kind === 'readMemoryFile') world.answer(world.pending[0], mindful);
    assert.equal(world.pending[0]?.kind, 'askForMemory');
    world.take({ kind: 'timerFired', timer: 'compactionWait' });
    assert.equal(outcome(world), 'compacted');
    assert.match(head(world), /counting/);
    world.settle(mindful);
    assert.match(world.state.memory.text ?? '', /the tide tables, in detail/);
  });

  it('asks nobody without a focus', () => {
    const world = covered();
    compact(world, '');
    world.settle(mindful);
    assert.equal(outcome(world), 'compacted');
    assert.deepEqual(world.requests, []);
  });
});
