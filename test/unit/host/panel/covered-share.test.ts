import assert from 'node:assert/strict';
import { slice } from '../../../../src/core/append-list.ts';
import { recordTokens } from '../../../../src/core/conversation/tokens.ts';
import { indexOf } from '../../../../src/core/conversation/transcript.ts';
import { presentFields } from '../../../../src/host/panel/present-fields.ts';
import type { Meter } from '../../../../src/protocol/view.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';
import { afterEveryMove } from '../../../support/session/chat-moves.ts';
import { opened, quiet, settings, turn } from '../../../support/session/memory-world.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';
import { shownSession } from '../../../support/session/shown-session.ts';

const meter = ({ state }: ModelWorld): Meter => presentFields(shownSession(state), false, t).meter;

/** Estimated tokens of all that the memory does not speak of. */
function uncovered({ state: { branch, memory } }: ModelWorld): number {
  const since = slice(branch, indexOf(branch, memory.covered) + 1);
  return since.reduce((sum, record) => sum + recordTokens(record, false), 0);
}

describe('The covered part of the meter', () => {
  it('is all of the context where the memory covers every turn', () => {
    const world = opened();
    for (let turns = 0; turns < 4; turns++) turn(world);
    const { coveredTokens, contextTokens } = meter(world);
    assert.ok(contextTokens > 0);
    assert.equal(coveredTokens, contextTokens);
  });

  it('leaves out what the memory does not speak of, before a compaction and after it', () => {
    const world = opened();
    for (let turns = 0; turns < 4; turns++) turn(world);
    const off = { ...settings, memoryEnabled: false };
    world.take({ kind: 'settingsChanged', settings: off, provider: 'anthropic' });
    turn(world);
    const left = uncovered(world);
    assert.ok(left > 100);
    const before = meter(world);
    assert.equal(before.coveredTokens, before.contextTokens - left);
    world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
    world.settle(quiet);
    assert.equal(world.state.epoch, 1);
    const after = meter(world);
    assert.equal(after.coveredTokens, after.contextTokens - left);
  });

  it('is never more than all and never less than nothing, whatever came before', () => {
    afterEveryMove((world) => {
      const { coveredTokens, contextTokens } = meter(world);
      assert.ok(coveredTokens >= 0 && coveredTokens <= contextTokens);
      if (world.state.memory.covered === null) assert.equal(coveredTokens, 0);
    }, 50);
  });
});
