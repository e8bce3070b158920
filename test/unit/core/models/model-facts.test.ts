import assert from 'node:assert/strict';
import { modelFacts } from '../../../../src/core/models/model-facts.ts';
import { bareModelId, undated } from '../../../../src/core/models/model-id.ts';

describe('modelFacts', () => {
  it('knows the current models', () => {
    assert.deepEqual(modelFacts('claude-sonnet-5-5'), {
      known: true,
      contextWindow: 1_000_000,
      maxOutput: 128_000,
      minCacheable: 512,
      thinks: true,
      defaultEffort: 'high',
    });
    assert.equal(modelFacts('claude-opus-5-5').defaultEffort, 'medium');
    assert.equal(modelFacts('claude-haiku-4-5').contextWindow, 200_000);
    assert.equal(modelFacts('claude-haiku-4-5').thinks, false);
  });

  for (const id of [
    'claude-haiku-4-5-20251001',
    'anthropic/claude-haiku-4-5',
    'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  ]) {
    it(`knows ${id} by another name`, () => assert.equal(modelFacts(id), modelFacts('claude-haiku-4-5')));
  }

  it('is cautious about a Claude it does not know, and more so about any other model', () => {
    const claude = modelFacts('claude-opus-9');
    const local = modelFacts('llama3.3:70b');
    for (const facts of [claude, local]) {
      assert.equal(facts.known, false);
      assert.equal(facts.defaultEffort, null);
      assert.ok(facts.contextWindow <= 200_000 && facts.maxOutput < facts.contextWindow);
    }
    assert.ok(local.contextWindow < claude.contextWindow);
    assert.equal(local.thinks, false);
  });

  for (const id of ['', ' ', '__proto__', 'constructor', '/', 'claude-']) {
    it(`answers for ${JSON.stringify(id)} too`, () => assert.equal(modelFacts(id).known, false));
  }
});

describe('model ids', () => {
  const table: readonly [id: string, bare: string, undated: string][] = [
    ['claude-sonnet-5-5', 'claude-sonnet-5-5', 'claude-sonnet-5-5'],
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', 'claude-sonnet-4-5'],
    ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5', 'claude-sonnet-4-5'],
    ['claude-sonnet-4-5-latest', 'claude-sonnet-4-5', 'claude-sonnet-4-5'],
    ['openrouter/anthropic/claude-opus-5', 'claude-opus-5', 'openrouter/anthropic/claude-opus-5'],
    ['llama3.3:70b', 'llama3.3:70b', 'llama3.3:70b'],
  ];
  for (const [id, bare, plain] of table) {
    it(`reads ${id}`, () => {
      assert.equal(bareModelId(id), bare);
      assert.equal(undated(id), plain);
    });
  }
});
