import assert from 'node:assert/strict';
import type { UsageTotals } from '../../../src/core/conversation/usage.ts';
import type { Fault } from '../../support/messages-api/faults.ts';
import { localServerFeatures } from '../../support/messages-api/features.ts';
import type { WireUsage } from '../../support/messages-api/wire.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';

const always = 999;

let faulty: FaultyWorld;

const reporting = (usage: unknown): Fault => ({ kind: 'usage', usage: usage as WireUsage });

/** What is booked for one answer with such a report; null: nothing is, since nothing in it can be believed. */
type Booked = Omit<UsageTotals, 'requests'> | null;

const tokens = (
  inputTokens: number,
  cacheReadTokens: number,
  cacheWriteTokens: number,
  outputTokens: number,
) => ({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  outputTokens,
});

/** The first event of a stream counts one token of output, whatever else is left out. */
const onlyBegun = tokens(0, 0, 0, 1);

const reports: readonly (readonly [name: string, fault: Fault, booked: Booked])[] = [
  ['missing', { kind: 'usage', usage: 'missing' }, null],
  ['negative', { kind: 'usage', usage: 'negative' }, null],
  ['absurd', { kind: 'usage', usage: 'absurd' }, onlyBegun],
  ['empty', reporting({}), onlyBegun],
  ['no object', reporting([12, 34]), onlyBegun],
  ['of other types', reporting({ input_tokens: '700', output_tokens: { value: 3 } }), null],
  ['null in every field', reporting({ input_tokens: null, output_tokens: null }), onlyBegun],
  ['without cache fields', reporting({ input_tokens: 700, output_tokens: 90 }), tokens(700, 0, 0, 90)],
  [
    'with cache fields of null',
    reporting({ input_tokens: 700, output_tokens: 90, cache_read_input_tokens: null }),
    tokens(700, 0, 0, 90),
  ],
  ['without output', reporting({ input_tokens: 700 }), tokens(700, 0, 0, 1)],
  ['absurd in one field', reporting({ input_tokens: 700, output_tokens: 9e15 }), tokens(700, 0, 0, 1)],
  ['in fractions', reporting({ input_tokens: 700.9, output_tokens: 90.2 }), tokens(700, 0, 0, 90)],
];

function gained(before: UsageTotals, after: UsageTotals): UsageTotals {
  const fields = ['inputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'outputTokens', 'requests'] as const;
  return Object.fromEntries(
    fields.map((field) => [field, after[field] - before[field]]),
  ) as unknown as UsageTotals;
}

const nothing: UsageTotals = { ...tokens(0, 0, 0, 0), requests: 0 };

describe('A usage report that is', () => {
  afterEach(() => faulty.end());

  beforeEach(async () => {
    faulty = await FaultyWorld.start();
    await faulty.converse(3);
  });

  for (const purpose of ['chat', 'memory'] as const) {
    for (const [name, fault, booked] of reports) {
      it(`${name}, on ${purpose} answers, books ${booked === null ? 'nothing' : 'what can be believed'} and harms nothing`, async () => {
        faulty.strike(fault, purpose);
        const before = faulty.engine.snapshot();
        await faulty.converse(1);
        const after = faulty.engine.snapshot();
        const expected = booked === null ? nothing : { ...booked, requests: 1 };
        assert.deepEqual(gained(before.usage[purpose], after.usage[purpose]), expected);
        assert.equal(after.memory.status, 'ready');
        assert.ok(Number.isFinite(after.costUsd[purpose]));
        // The context's size goes on growing, by estimate where nothing was reported.
        assert.ok(after.contextTokens > 0 && after.contextTokens < 10_000, `${after.contextTokens}`);
        await faulty.converse(1);
        assert.deepEqual(faulty.invalid(), []);
      });
    }
  }
});

describe('A server that reports', () => {
  afterEach(() => faulty.end());

  const sizes: readonly [name: string, usage: unknown][] = [
    ['no usage at all', undefined],
    ['far more than there can be', { input_tokens: 50_000_000, output_tokens: 100 }],
    ['next to nothing', { input_tokens: 1, output_tokens: 1 }],
  ];
  for (const [name, usage] of sizes) {
    it(`${name} is talked to for ever, with compactions where the window is full`, async () => {
      faulty = await FaultyWorld.start({
        settings: {
          contextLimitTokens: 6_000,
          updateEveryTurn: false,
          initTokens: 1_500,
          updateTokens: 1_000,
        },
        api: { window: 9_000, answer: { chatChars: 1_500 } },
      });
      faulty.strike(
        usage === undefined ? { kind: 'usage', usage: 'missing' } : reporting(usage),
        'chat',
        always,
      );
      await faulty.converse(24);
      const { epoch, contextTokens } = faulty.engine.snapshot();
      assert.ok(epoch >= 1 && epoch <= 12, `compacted ${epoch} times`);
      assert.ok(contextTokens < 50_000, `${contextTokens}`);
    });
  }

  it('too much once, and more than the window holds, is asked again', async () => {
    faulty = await FaultyWorld.start({ settings: { model: 'local-model', contextLimitTokens: 6_000 } });
    faulty.strike(reporting({ input_tokens: 90_000, output_tokens: 100 }), 'chat');
    await faulty.converse(3);
    assert.ok(faulty.engine.snapshot().contextTokens < 6_000);
  });

  it('nothing of a cache, and knows no optional field, costs one more request for each field', async () => {
    faulty = await FaultyWorld.start({
      settings: { model: 'local-model', contextLimitTokens: 6_000 },
      api: { features: localServerFeatures },
    });
    await faulty.converse(20);
    const { usage, memory, epoch } = faulty.engine.snapshot();
    assert.ok(epoch >= 1);
    assert.equal(memory.status, 'ready');
    for (const totals of [usage.chat, usage.memory]) {
      assert.deepEqual([totals.cacheReadTokens, totals.cacheWriteTokens], [0, 0]);
      assert.ok(totals.inputTokens > 0 && totals.outputTokens > 0);
    }
    assert.ok(faulty.invalid().length <= 3, faulty.invalid().join('\n'));
  });
});

describe('A model without a price', () => {
  afterEach(() => faulty.end());

  for (const model of ['claude-later-9', 'local-model', 'vendor/🦙 70B']) {
    it(`shows its cost as unknown, and everything works: ${model}`, async () => {
      faulty = await FaultyWorld.start({ settings: { model, contextLimitTokens: 3_500, budgetUsd: 0.01 } });
      await faulty.converse(3);
      assert.equal((await faulty.engine.compact()).status, 'compacted');
      await faulty.converse(12);
      const { costUsd, usage, memory, epoch } = faulty.engine.snapshot();
      assert.deepEqual(costUsd, { chat: null, memory: null });
      assert.ok(usage.chat.inputTokens > 0 && usage.memory.requests > 0);
      assert.deepEqual([memory.status, epoch >= 2], ['ready', true]);
      assert.deepEqual(faulty.invalid(), []);
    });
  }

  it('used once leaves the cost unknown for good, while that of the other account is known', async () => {
    faulty = await FaultyWorld.start({ settings: { memoryEnabled: false } });
    await faulty.converse(1);
    const { settings } = faulty.engine.state;
    faulty.engine.settingsChanged({ ...settings, model: 'local-model' }, 'anthropic');
    await faulty.converse(1);
    faulty.engine.settingsChanged(settings, 'anthropic');
    await faulty.converse(1);
    await faulty.engine.updateMemory();
    const { costUsd } = faulty.engine.snapshot();
    assert.equal(costUsd.chat, null);
    assert.ok(costUsd.memory !== null && costUsd.memory > 0);
  });
});
