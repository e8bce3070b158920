import assert from 'node:assert/strict';
import { summaryOf } from '../../../bench/comparison/summary.ts';
import { joined, sizeOf } from '../../../bench/comparison/workloads.ts';
import { prose } from '../../../bench/measures/synthetic-session.ts';
import { runSession, type SessionRun } from '../../../bench/simulation/run-session.ts';
import { strategies } from '../../../bench/strategies/all.ts';
import type { Strategy } from '../../../bench/strategies/strategy.ts';
import type { Conversation } from '../../support/replay/conversation.ts';

const limitTokens = 8_000;
const model = 'claude-sonnet-5-5';

const conversation: Conversation = {
  id: 'sample',
  system: 'You answer briefly.',
  exchanges: Array.from({ length: 24 }, (_, turn) => ({
    user: prose(400, turn),
    assistant: prose(900, 100 + turn),
  })),
};

const run = (strategy: Strategy, given: Conversation = conversation): Promise<SessionRun> =>
  runSession({ conversation: given, strategy, limitTokens, pace: 'person', model });

const named = (name: string): Strategy => {
  const found = strategies.find((strategy) => strategy.name === name);
  assert.ok(found !== undefined);
  return found;
};

describe('The strategies of the bench', () => {
  const expected: readonly [name: string, compacts: boolean, waits: boolean, remembers: boolean][] = [
    ['ours', true, false, true],
    ['traditional', true, true, true],
    ['recipe', true, false, true],
    ['synchronous', true, true, true],
    ['none', false, false, false],
  ];
  for (const [name, compacts, waits, remembers] of expected) {
    it(`leads “${name}” through a conversation: ${compacts ? 'compacts' : 'never compacts'}, ${waits ? 'and its user waits each time' : 'and nobody waits'}`, async () => {
      const { compactions, chat, memory, otherWaitMs, rejected, contextTokens } = await run(named(name));
      assert.deepEqual(rejected, []);
      assert.equal(chat.usage.requests, conversation.exchanges.length);
      assert.equal(compactions.length > 0, compacts);
      assert.equal(memory.usage.requests > 0, remembers);
      assert.ok(
        compactions.every(({ waitedMs }) => waitedMs > 1_000 === waits),
        JSON.stringify(compactions),
      );
      assert.ok(compactions.every(({ tokensBefore, tokensAfter }) => tokensAfter < tokensBefore));
      assert.equal(otherWaitMs, 0);
      const most = Math.max(...contextTokens);
      assert.equal(most <= limitTokens * 1.1, compacts, `grew to ${most} tokens`);
    });
  }

  it('come out the same in every run', async () => {
    for (const name of ['ours', 'recipe']) assert.deepEqual(await run(named(name)), await run(named(name)));
  });

  it('refuse a message that alone exceeds the limit, and go on', async () => {
    const [first, ...rest] = conversation.exchanges;
    assert.ok(first !== undefined);
    const huge = { user: prose(limitTokens * 2.5 + 10, 1), assistant: 'I cannot see it.' };
    const with3 = { ...conversation, exchanges: [first, huge, ...rest.slice(0, 1)] };
    for (const strategy of strategies) {
      const { refused, chat } = await run(strategy, with3);
      assert.deepEqual([strategy.name, refused, chat.usage.requests], [strategy.name, 1, 2]);
    }
  });

  it('are added up over conversations: waits over all compactions, tokens and costs in sum', async () => {
    const one = await run(named('synchronous'));
    const both = summaryOf('synchronous', [one, one]);
    assert.equal(both.compactions, 2 * one.compactions.length);
    assert.equal(both.waited, both.compactions);
    assert.equal(both.waitMs.max, Math.max(...one.compactions.map(({ waitedMs }) => waitedMs)));
    assert.equal(both.chat.usage.requests, 2 * one.chat.usage.requests);
    assert.equal(both.memory.costUsd, 2 * one.memory.costUsd);
  });

  it('can be given one long session, made of the conversations over and over', () => {
    const long = joined([conversation], 3 * sizeOf(conversation));
    assert.ok(sizeOf(long) >= 3 * sizeOf(conversation));
    assert.deepEqual(long.exchanges[24], conversation.exchanges[0]);
    assert.throws(() => joined([{ ...conversation, exchanges: [] }], 10), /no conversation with an answer/);
  });
});
