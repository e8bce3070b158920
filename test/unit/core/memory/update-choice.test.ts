import assert from 'node:assert/strict';
import { chooseUpdate, type UpdateFacts } from '../../../../src/core/memory/update-choice.ts';
import { listedPrices } from '../../../../src/core/models/pricing.ts';

const minute = 60_000;

/** Sonnet 5.5 with 80 000 tokens in the cache, 2 000 to send anew, and 6 000 for a request that stands alone. */
const usual: UpdateFacts = {
  chatModel: 'claude-sonnet-5-5',
  memoryModel: 'claude-sonnet-5-5',
  prices: listedPrices,
  cachedTokens: 80_000,
  freshTokens: 2_000,
  aloneTokens: 6_000,
  aloneRoom: 992_000,
  idleMs: 10_000,
  serverCaches: true,
  isUpdate: true,
  isProvisional: false,
  stillSendsExtracted: true,
  hasNewMessages: true,
  aloneInRow: 0,
};

const haiku = { memoryModel: 'claude-haiku-5-5' };

const table: readonly [name: string, facts: Partial<UpdateFacts>, kind: string, model?: string][] = [
  ['forks while the cache is warm', {}, 'fork'],
  ['sends the new messages alone when the cache is cold', { idleMs: 6 * minute }, 'alone'],
  ['does not count on an entry that is about to end', { idleMs: 4.8 * minute }, 'alone'],
  ['takes a clock that went back for a cold cache', { idleMs: -5 * minute }, 'alone'],
  ['sends the new messages alone to a server that caches nothing', { serverCaches: false }, 'alone'],
  ['forks a short conversation even when the cache is cold', { cachedTokens: 3_000, idleMs: null }, 'fork'],
  ['forks for the first memory, cold or not', { isUpdate: false, idleMs: 9 * minute }, 'fork'],
  ['forks to replace an extract', { isProvisional: true, idleMs: 9 * minute }, 'fork'],
  [
    'sends what an extract stands for alone where the fork has nothing but the extract',
    { isProvisional: true, stillSendsExtracted: false },
    'alone',
  ],
  ['forks where only a focus is new', { hasNewMessages: false, idleMs: 9 * minute }, 'fork'],
  [
    'forks after four updates that did not see the conversation',
    { aloneInRow: 4, idleMs: 9 * minute },
    'fork',
  ],
  ['asks a cheaper model that is set', haiku, 'alone', 'claude-haiku-5-5'],
  [
    'asks the cheaper model for the first memory too',
    { ...haiku, isUpdate: false, aloneTokens: 20_000 },
    'alone',
    'claude-haiku-5-5',
  ],
  [
    'forks where the cheaper model would cost more, long as its request is',
    { ...haiku, chatModel: 'claude-opus-5-5', cachedTokens: 5_000, freshTokens: 500, aloneTokens: 300_000 },
    'fork',
    'claude-opus-5-5',
  ],
  ['sends the new messages alone when the fork does not fit', { cachedTokens: 995_000 }, 'alone'],
  ['forks when only the fork fits', { aloneTokens: 999_000 }, 'fork'],
  ['forks when the other request has less room than the model', { aloneRoom: 5_999 }, 'fork'],
  ['asks nobody when nothing fits', { cachedTokens: 995_000, aloneTokens: 999_000 }, 'extract'],
  [
    'forks on a warm cache when no price is known',
    { chatModel: 'claude-x-1', memoryModel: 'claude-x-1' },
    'fork',
  ],
  [
    'sends less when no price is known and nothing is cached',
    { chatModel: 'claude-x-1', memoryModel: 'claude-x-1', serverCaches: false },
    'alone',
  ],
];

describe('chooseUpdate', () => {
  for (const [name, facts, kind, model] of table) {
    it(name, () => {
      const choice = chooseUpdate({ ...usual, ...facts });
      assert.equal(choice.kind, kind, choice.reason);
      if (model !== undefined) assert.equal(choice.model, model, choice.reason);
      assert.notEqual(choice.reason, '');
    });
  }
});
