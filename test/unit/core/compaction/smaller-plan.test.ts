import assert from 'node:assert/strict';
import { contextTokens } from '../../../../src/core/conversation/context.ts';
import { opened, quiet, settings, turn } from '../../../support/session/memory-world.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';

const roomy = { ...settings, userWordsTokens: 3_000, maxTailTokens: 5_000 };

/** Its memory covers all but the last turn, and the user has said much. */
function told(): ModelWorld {
  const world = opened();
  for (let turns = 0; turns < 8; turns++)
    turn(world, quiet, `Part ${turns}. ${'It holds what we spoke of, and more. '.repeat(20)}`);
  change(world, { memoryEnabled: false });
  turn(world);
  return world;
}

const change = (world: ModelWorld, more: Partial<typeof settings>): void =>
  world.take({ kind: 'settingsChanged', settings: { ...roomy, ...more }, provider: 'anthropic' });

/** The size after a compaction with room for all, as it was foretold when it was made. */
function sizeWithAllWords(): number {
  const world = told();
  world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
  world.settle(quiet);
  return world.state.undoable.at(-1)?.record.tokensAfter ?? assert.fail();
}

describe('A compaction at the limit that does not fit with all of the user’s words', () => {
  it('takes fewer of them rather than have the user wait', () => {
    const world = told();
    const limit = sizeWithAllWords() - 500;
    assert.ok(contextTokens(world.state.context) > limit);
    change(world, { memoryEnabled: false, contextLimitTokens: limit });
    world.requests.length = 0;
    turn(world);
    const asked = world.requests.map(({ purpose }) => purpose);
    assert.deepEqual(asked, ['chat'], 'no summary was asked for');
    const { record } = world.state.undoable.at(-1) ?? assert.fail();
    assert.ok(record.tokensAfter <= limit);
    assert.ok((record.wordsOmitted ?? 0) + (record.wordsCut ?? 0) > 0);
  });

  it('asks for a summary where none of them would do', () => {
    const world = told();
    change(world, { memoryEnabled: false, contextLimitTokens: 400 });
    world.requests.length = 0;
    turn(world);
    assert.equal(world.requests[0]?.purpose, 'memory');
  });
});
