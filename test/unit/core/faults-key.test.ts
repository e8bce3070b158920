import assert from 'node:assert/strict';
import { createAnthropicModel } from '../../../src/adapters/anthropic/anthropic-model.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import type { Fault } from '../../support/messages-api/faults.ts';
import { type MessagesApi, startMessagesApi } from '../../support/messages-api/server.ts';
import { bytes, sse, streamingFetch } from '../../support/model-call.ts';
import { canaryKey, FaultyWorld } from '../../support/session/faulty-world.ts';
import { ended, statedOutcomes } from '../../support/session/stated-outcomes.ts';

const always = 99;

/** The part of the key that nothing else contains. */
const canary = /canary0123456789/;

/** Everything that the session says, logs, keeps or shows. */
const everything = ({ engine, world, waits }: FaultyWorld, outcomes: readonly unknown[]): string =>
  JSON.stringify([
    outcomes,
    world.log,
    world.transcript.records,
    world.history.versions,
    world.file.written,
    engine.snapshot(),
    engine.state,
    waits,
  ]);

/** Servers and proxies that repeat what they were sent, each where it can be shown. */
const echoes: readonly (readonly [name: string, fault: Fault])[] = [
  ...[400, 401, 403, 404, 429, 500].map(
    (status) =>
      [
        `a ${status} that quotes it`,
        { kind: 'status', status, message: `Key ${canaryKey} is bad.` },
      ] as const,
  ),
  [
    'a 400 that quotes every header',
    { kind: 'status', status: 400, message: `authorization: Bearer ${canaryKey}, x-api-key=${canaryKey}` },
  ],
  ['a request id made of it', { kind: 'status', status: 529, headers: { 'request-id': canaryKey } }],
  ['an error event that quotes it', { kind: 'errorEvent', message: `Bad key: ${canaryKey}` }],
  [
    'a redirect that carries it',
    { kind: 'redirect', location: `https://${canaryKey}.example.org/${canaryKey}` },
  ],
];

describe('The key of the API', () => {
  let faulty: FaultyWorld;

  afterEach(() => faulty.end());

  /** One turn, and the update after it, each struck for good. */
  async function under(fault: Fault): Promise<readonly unknown[]> {
    faulty.strike(fault, 'chat', always);
    const turn = await faulty.through('chat', faulty.engine.send(faulty.message()));
    faulty.mend();
    faulty.strike(fault, 'memory', always);
    const retried = await faulty.engine.retry();
    const update = await faulty.through('memory', faulty.engine.updateMemory());
    faulty.mend();
    return [turn, retried, update, await faulty.engine.compact()];
  }

  for (const [name, fault] of [
    ...echoes,
    ...statedOutcomes.map(({ name, fault }) => [name, fault] as const),
  ]) {
    it(`is in no outcome, log line, record or snapshot after ${name}`, async () => {
      faulty = await FaultyWorld.start();
      await faulty.converse(2);
      const outcomes = await under(fault);
      assert.doesNotMatch(everything(faulty, outcomes), canary);
      assert.ok(faulty.world.log.length > 0);
      for (const { headers, body } of faulty.world.api.requests) {
        const { authorization, ...others } = headers;
        assert.equal(authorization, `Bearer ${canaryKey}`);
        assert.doesNotMatch(JSON.stringify([others, body]), canary);
      }
    });
  }

  it('is not logged with what a server says of its cache and of an answer’s end', async () => {
    const diagnostics = { cache_miss_reason: { type: `missed ${canaryKey}` } };
    const stream = sse(
      {
        type: 'message_start',
        message: { id: 'msg_1', model: 'm', usage: { input_tokens: 9 }, diagnostics },
      } as never,
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Yes.' } } as never,
      { type: 'content_block_stop', index: 0 } as never,
      { type: 'message_delta', delta: { stop_reason: `it was ${canaryKey}` } } as never,
      { type: 'message_stop' },
    );
    const logged: string[] = [];
    const model = createAnthropicModel({
      apiKey: async () => canaryKey,
      baseUrl: 'https://api.example.org',
      fetch: streamingFetch([bytes(stream)]),
      clock: new FakeClock(),
      random: () => 0.5,
      log: (_, line) => logged.push(line),
    });
    faulty = await FaultyWorld.start({ model });
    assert.equal((await faulty.engine.send(faulty.message())).status, 'completed');
    assert.match(logged.join('\n'), /missed the cache/);
    assert.doesNotMatch(logged.join('\n'), canary);
  });

  describe('and another host', () => {
    let other: MessagesApi;

    beforeEach(async () => {
      // It would take the key and answer well, so that nothing but our own care keeps the key from it.
      other = await startMessagesApi({ key: canaryKey });
      faulty = await FaultyWorld.start();
      await faulty.converse(2);
    });
    afterEach(() => other.stop());

    const location = (): Fault => ({ kind: 'redirect', location: `${other.url}/v1/messages` });

    it('do not meet by a redirect of a chat request', async () => {
      faulty.strike(location(), 'chat');
      const outcome = await faulty.engine.send(faulty.message());
      assert.equal(ended(outcome), 'failed: badReply');
      assert.ok(outcome.failure?.message.includes(`redirects to “${other.url}”`), outcome.failure?.message);
      assert.equal(other.requests.length, 0);
    });

    it('do not meet by a redirect of a memory request', async () => {
      faulty.strike(location(), 'memory', always);
      await faulty.converse(2);
      assert.equal(faulty.engine.snapshot().memory.failure?.kind, 'badReply');
      assert.equal(other.requests.length, 0);
    });
  });
});
