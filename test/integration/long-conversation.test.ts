import assert from 'node:assert/strict';
import { plainText } from '../../src/core/conversation/message.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApiOptions } from '../support/messages-api/server.ts';
import { type HostSession, readMemory, startHostSession, until } from './host-session.ts';

const kinds: readonly [string, MessagesApiOptions][] = [
  ['plain answers', {}],
  ['thinking blocks', { thinking: 'adaptive' }],
  ['tool rounds', { answer: { toolRounds: 1, toolNames: ['look_up'] } }],
  [
    'thinking blocks and tool rounds',
    { thinking: 'adaptive', answer: { toolRounds: 1, toolNames: ['look_up'] } },
  ],
];

const message = (turn: number): string =>
  `Message ${turn}: please look at src/part-${turn}.ts. ${'It holds the things that we spoke of. '.repeat(12)}`;

describe('A conversation of thirty turns', () => {
  for (const [name, options] of kinds) {
    describe(`with ${name}`, () => {
      let session: HostSession;
      before(async () => {
        session = await startHostSession(options);
      });
      after(() => session.end());

      it('gets a memory in the background, compacts at the limit, and goes on', async () => {
        const { api, server } = session;
        const epochs: number[] = [];
        for (let turn = 1; turn <= 30; turn++) {
          const outcome = await api.send(message(turn));
          assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
          epochs.push(api.snapshot().epoch);
        }
        await until(api, ({ memory }) => memory.status === 'ready');
        const { epoch, contextTokens, contextLimitTokens } = api.snapshot();
        assert.ok(epoch >= 2, `compacted ${epoch} times`);
        assert.ok(contextTokens <= contextLimitTokens * 1.2, `${contextTokens} of ${contextLimitTokens}`);
        assert.match((await readMemory()) ?? '', /^# Session memory\n[\s\S]*## User Intent\n/);
        assert.deepEqual(
          server.requests.filter((request) => request.status !== 200).map((request) => request.error),
          [],
          'every request was accepted',
        );
        assert.ok(server.requests.filter(isMemory).length >= 3);
        console.log(`    compacted ${epoch} times in 30 turns; epochs after each turn: ${epochs.join(' ')}`);
      });

      it('sends the memory and the untouched tail after a compaction, which waits for nothing', async () => {
        const { api, server } = session;
        for (let turn = 31; turn <= 33; turn++) await api.send(message(turn));
        await api.updateMemory();
        const outcome = await api.compact();
        assert.equal(outcome.status, 'compacted', JSON.stringify(outcome));
        assert.equal(outcome.strategy, 'instant');
        assert.ok(Number.isFinite(outcome.waitedMs) && outcome.waitedMs >= 0);
        assert.ok(
          outcome.tokensAfter < outcome.tokensBefore && outcome.messagesAfter < outcome.messagesBefore,
        );
        console.log(
          `    compacted ${outcome.tokensBefore} -> ${outcome.tokensAfter} tokens, waited ${outcome.waitedMs} ms`,
        );
        const asked = server.requests.filter(isMemory).length;
        await api.send(message(34));
        const sent = server.requests.filter(isChat).at(-1);
        const [head, ...tail] = sent?.body.messages ?? [];
        assert.match(plainText((head?.content ?? []) as []), /User Intent/);
        assert.ok(JSON.stringify([head, ...tail]).includes(JSON.stringify(message(33)).slice(1, -1)));
        assert.ok(JSON.stringify(tail).includes('Message 34'));
        assert.ok(server.requests.filter(isMemory).length - asked <= 1, 'the swap itself asked for nothing');
      });

      it('lets no turn wait for memory work', async () => {
        const { api, server } = session;
        const gate = server.hold(isMemory);
        // Where the memory covers all that was said, it is asked for nothing.
        await api.send(message(35));
        const updating = api.updateMemory();
        await gate.held;
        const outcome = await api.send('Does the chat go on while the memory is being written?');
        assert.equal(outcome.status, 'completed');
        assert.equal(api.snapshot().memory.status, 'updating');
        gate.release();
        assert.notEqual((await updating).status, 'failed');
      });
    });
  }
});
