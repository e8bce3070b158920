import assert from 'node:assert/strict';
import type { Usage } from '../../../../src/core/conversation/usage.ts';
import { emptyAccount, emptyAccounts } from '../../../../src/core/models/accounts.ts';
import { listedPrices, withOwnPrices } from '../../../../src/core/models/pricing.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';
import { presentFields } from '../../../../src/host/panel/present-fields.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';
import { ModelWorld } from '../../../support/session/model-world.ts';
import { shownSession } from '../../../support/session/shown-session.ts';

const million = 1_000_000;

/** A session that has had one answer which used this much. */
function answered(usage: Usage, { model = 'claude-sonnet-4-5', provider = 'anthropic' } = {}): ModelWorld {
  const world = new ModelWorld({ ...defaultSettings, memoryEnabled: false, model }, provider);
  world.take({ kind: 'userSubmitted', requestId: 'r', text: 'Hello' });
  const content = [{ type: 'text', text: 'Hi' }];
  const result: ModelResult = {
    kind: 'answered',
    answer: { content, stopReason: 'end_turn', usage, model },
  };
  world.settle({ chat: () => result, memory: () => result, disk: () => null });
  return world;
}

const shown = (world: ModelWorld | null, spent = emptyAccounts) =>
  presentFields(shownSession(world?.state ?? null, { spent }), false, t);

const use = (inputTokens: number, cacheReadTokens: number, cacheWriteTokens: number): Usage => ({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  outputTokens: 0,
});

describe('the cost that the panel is shown', () => {
  const cases: readonly [name: string, Usage, cost: number, saved: number, share: number][] = [
    ['cached input', use(0, million, 0), 0.3, 2.7, 1],
    ['input without any caching', use(million / 10, 0, 0), 0.3, 0, 0],
    ['entries that were written and never read', use(0, 0, million), 3.75, -0.75, 0],
    ['half from the cache', use(million, million, 0), 3.3, 2.7, 0.5],
  ];
  for (const [name, usage, cost, saved, share] of cases) {
    it(`says what was saved against no caching: ${name}`, () => {
      const { chat, memory, session } = shown(answered(usage)).cost;
      assert.ok(Math.abs((chat.costUsd ?? Number.NaN) - cost) < 1e-9);
      assert.ok(Math.abs((chat.savedUsd ?? Number.NaN) - saved) < 1e-9);
      assert.equal(chat.cacheReadShare, share);
      assert.deepEqual(session, chat);
      assert.deepEqual([memory.costUsd, memory.cacheReadShare], [0, null]);
    });
  }

  it('has tokens but neither cost nor saving for a model without a price, until the user sets one', () => {
    const world = answered(use(million, 0, 0), { model: 'local-model' });
    const { session } = shown(world).cost;
    assert.deepEqual([session.costUsd, session.savedUsd, session.inputTokens], [null, null, million]);
    const { prices } = withOwnPrices(listedPrices, { 'local-model': { input: 2, output: 10 } });
    const { settings } = world.state;
    world.take({ kind: 'settingsChanged', settings: { ...settings, prices }, provider: 'anthropic' });
    assert.equal(shown(world).cost.session.costUsd, 2);
  });

  it('is nothing for the offline provider, whose answers name no model of the settings', () => {
    const world = answered(use(million, 0, 0), { provider: 'offline' });
    assert.equal(shown(world).cost.session.costUsd, 0);
    const models = world.stored.flatMap((record) => (record.kind === 'assistant' ? [record.model] : []));
    assert.deepEqual(models, ['offline']);
  });

  it('is that of all sessions beside that of this one', () => {
    const chat = { usage: { ...use(5, 5, 0), requests: 9 }, costUsd: 4, uncachedUsd: 10 };
    const memory = { ...emptyAccount, costUsd: 1, uncachedUsd: 2 };
    const { allChat, allMemory, total, session } = shown(null, { chat, memory }).cost;
    assert.deepEqual([allChat.costUsd, allChat.savedUsd, allChat.cacheReadShare], [4, 6, 0.5]);
    assert.deepEqual([allMemory.costUsd, allMemory.savedUsd, allMemory.cacheReadShare], [1, 1, null]);
    assert.deepEqual([total.costUsd, total.savedUsd, total.cacheReadShare], [5, 7, 0.5]);
    assert.deepEqual([session.costUsd, session.requests], [0, 0]);
  });
});

describe('the turn that the panel is shown', () => {
  it('tells since when nothing has been heard, until something is', () => {
    const world = new ModelWorld(defaultSettings);
    world.take({ kind: 'userSubmitted', requestId: 'r', text: 'Hello' });
    const [reading] = world.answerable();
    assert.ok(reading?.kind === 'readMemoryFile');
    world.answer(reading, { chat: fail, memory: fail, disk: () => null });
    const { turn } = world.state;
    assert.ok(turn.phase === 'answering');
    const { callId } = turn;
    world.take({ kind: 'answerProgressed', callId, event: { kind: 'silent', silentMs: 600 } });
    assert.deepEqual(shown(world).turn, {
      state: 'streaming',
      silentSince: world.now - 600,
    });
    world.take({ kind: 'answerProgressed', callId, event: { kind: 'text', text: 'Hi' } });
    assert.deepEqual(shown(world).turn, { state: 'streaming' });
  });
});

function fail(): never {
  throw new Error('No model is asked here.');
}
