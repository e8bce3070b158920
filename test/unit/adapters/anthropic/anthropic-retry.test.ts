import assert from 'node:assert/strict';
import type { FailureKind } from '../../../../src/core/failure.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { settle, until } from '../../../support/fake-clock.ts';
import { type Fault, rateLimited, spendLimitReached, status } from '../../../support/messages-api/faults.ts';
import { type MessagesApi, startMessagesApi } from '../../../support/messages-api/server.ts';
import {
  type Collected,
  chatRequest,
  collect,
  memoryRequest,
  type TestModel,
  testModel,
} from '../../../support/model-call.ts';

const chatRetries = 4;
const memoryRetries = 2;

function failureOf(result: ModelResult): Extract<ModelResult, { kind: 'failed' }> {
  assert.ok(result.kind === 'failed', JSON.stringify(result));
  return result;
}

const retries = (call: Collected): number => call.kinds().filter((kind) => kind === 'retrying').length;

/** Lets every pause pass as soon as it is announced, until the call has ended. */
async function throughPauses({ clock }: TestModel, call: Collected): Promise<ModelResult> {
  for (let seen = 0; call.ended.result === null; ) {
    await until(() => call.ended.result !== null || retries(call) > seen);
    const event = call.events.filter(({ kind }) => kind === 'retrying').at(seen);
    if (event?.kind !== 'retrying') continue;
    seen += 1;
    await clock.advance(event.delayMs);
  }
  return call.result;
}

describe('calls to the Messages API', () => {
  let api: MessagesApi;
  let test: TestModel;

  beforeEach(async () => {
    api = await startMessagesApi();
    test = testModel(api.url);
  });

  afterEach(async () => {
    await api.stop();
  });

  const mendable: readonly [name: string, fault: Fault][] = [
    ['overloaded', status(529)],
    ['out of order', status(500)],
    ['unavailable', status(503)],
    ['too slow', status(504)],
    ['in conflict', status(409)],
    ['rate limited', rateLimited(7)],
    ['rate limited for it does not say how long', rateLimited()],
    ['resetting the connection at once', { kind: 'reset', afterEvents: 0 }],
    ['overloaded inside its stream before any content', { kind: 'errorEvent', afterEvents: 0 }],
    ['cutting its stream before any content', { kind: 'cut', afterEvents: 0 }],
  ];
  for (const [name, fault] of mendable) {
    it(`are tried again when the server is ${name}`, async () => {
      api.faults.next(fault);
      const call = collect(test.model, chatRequest);
      const result = await throughPauses(test, call);
      assert.equal(result.kind, 'answered');
      assert.equal(retries(call), 1);
      assert.equal(api.requests.length, 2);
      assert.deepEqual(api.requests[0]?.body, api.requests[1]?.body);
    });
  }

  it('wait as long as the server asks before they are tried again', async () => {
    api.faults.next(rateLimited(7));
    const call = collect(test.model, chatRequest);
    await until(() => retries(call) === 1);
    const event = call.events[0];
    assert.ok(event?.kind === 'retrying');
    assert.ok(event.delayMs >= 7_000 && event.delayMs <= 8_000);
    assert.equal(event.reason.kind, 'rateLimited');
    await test.clock.advance(event.delayMs - 1);
    assert.equal(api.requests.length, 1);
    await test.clock.advance(1);
    assert.equal((await call.result).kind, 'answered');
  });

  for (const [name, fault] of [
    ['a rate limit', rateLimited(7)],
    ['an overload', status(529)],
  ] satisfies [string, Fault][]) {
    it(`say of ${name} what happened, and not what to do while they try again by themselves`, async () => {
      api.faults.next(fault);
      const call = collect(test.model, chatRequest);
      await until(() => retries(call) === 1);
      const event = call.events[0];
      assert.ok(event?.kind === 'retrying');
      assert.doesNotMatch(event.reason.message, /retry/i);
      await test.clock.advance(event.delayMs);
      await call.result;
    });
  }

  const final: readonly [name: string, fault: Fault, kind: FailureKind][] = [
    ['a bad request', status(400), 'badRequest'],
    ['a wrong key', status(401), 'auth'],
    ['an empty account', status(402), 'billing'],
    ['a forbidden request', status(403), 'auth'],
    ['an unknown model', status(404), 'badRequest'],
    ['a request too large', status(413), 'tooLong'],
    ['a spend limit', spendLimitReached, 'billing'],
    ['a pause of an hour', rateLimited(3_600), 'rateLimited'],
    ['a failure that it calls final', status(529, { 'x-should-retry': 'false' }), 'overloaded'],
    ['a redirect', { kind: 'redirect', location: 'https://elsewhere.example.org/' }, 'badReply'],
    ['a web page', { kind: 'html' }, 'badReply'],
    ['malformed events', { kind: 'malformedSse' }, 'badReply'],
    ['an empty answer', { kind: 'empty' }, 'badReply'],
  ];
  for (const [name, fault, kind] of final) {
    it(`are not tried again after ${name}`, async () => {
      api.faults.next(fault);
      const call = collect(test.model, chatRequest);
      const { failure } = failureOf(await call.result);
      assert.equal(failure.kind, kind);
      assert.equal(retries(call), 0);
      assert.equal(api.requests.length, 1);
    });
  }

  it('tell how long the server wants to be left alone when that is too long to wait', async () => {
    api.faults.next(rateLimited(3_600));
    const { failure } = failureOf(await collect(test.model, chatRequest).result);
    assert.equal(failure.retryAfterMs, 3_600_000);
    assert.match(failure.message, /^The rate limit at \S+ is reached\. /);
  });

  it('give up after some tries, the memory before the chat', async () => {
    for (const [request, allowed] of [
      [chatRequest, chatRetries],
      [memoryRequest, memoryRetries],
    ] as const) {
      api.faults.next(status(529), { times: allowed + 1 });
      const call = collect(test.model, request);
      assert.equal(failureOf(await throughPauses(test, call)).failure.kind, 'overloaded');
      assert.equal(retries(call), allowed);
    }
    assert.equal(api.faults.pending, 0);
  });

  it('are never tried again once something was shown', async () => {
    for (const kind of ['cut', 'reset', 'errorEvent'] as const) {
      api.faults.next({ kind, afterEvents: 3 });
      const call = collect(test.model, chatRequest);
      const { failure, partial, usage } = failureOf(await call.result);
      assert.ok(['network', 'overloaded'].includes(failure.kind));
      assert.notEqual(call.shown(), '');
      assert.deepEqual(partial, [{ type: 'text', text: call.shown() }]);
      assert.ok(usage !== undefined && usage.inputTokens > 0);
      assert.equal(retries(call), 0);
    }
  });

  it('say that nothing answers where no server is', async () => {
    await api.stop();
    const call = collect(test.model, chatRequest);
    const { failure } = failureOf(await throughPauses(test, call));
    assert.equal(failure.kind, 'network');
    assert.match(failure.message, /Nothing answers at 127\.0\.0\.1/);
    api = await startMessagesApi();
  });

  it('go through when tried again by hand after they failed', async () => {
    api.faults.next(status(401));
    await collect(test.model, chatRequest).result;
    assert.equal((await collect(test.model, chatRequest).result).kind, 'answered');
  });

  describe('that are stopped', () => {
    it('end at once while they wait to be tried again, and are not', async () => {
      api.faults.next(status(529));
      const call = collect(test.model, chatRequest);
      await until(() => retries(call) === 1);
      call.cancel();
      assert.equal(failureOf(await call.result).failure.kind, 'cancelled');
      await test.clock.advance(600_000);
      assert.equal(api.requests.length, 1);
      assert.deepEqual(test.clock.pending, []);
    });

    it('keep what had come, and show nothing more', async () => {
      const gate = api.hold(undefined, 'middle');
      const call = collect(test.model, chatRequest);
      await gate.held;
      await until(() => call.shown() !== '');
      await settle(20);
      call.cancel();
      const { failure, partial } = failureOf(await call.result);
      assert.equal(failure.kind, 'cancelled');
      assert.deepEqual(partial, [{ type: 'text', text: call.shown() }]);
      const shown = call.events.length;
      await api.requests[0]?.ended;
      gate.release();
      await settle(20);
      assert.equal(call.events.length, shown);
      assert.equal(api.requests[0]?.outcome, 'aborted');
    });

    it('end at once though the connection does not', async () => {
      const { model } = testModel(api.url, { fetch: () => new Promise(() => {}) });
      const call = collect(model, chatRequest);
      await settle();
      call.cancel();
      assert.equal(failureOf(await call.result).failure.kind, 'cancelled');
    });

    it('end at once while the key is awaited', async () => {
      const { model } = testModel(api.url, { apiKey: () => new Promise(() => {}) });
      const call = collect(model, chatRequest);
      call.cancel();
      assert.equal(failureOf(await call.result).failure.kind, 'cancelled');
      assert.equal(api.requests.length, 0);
    });
  });

  describe('of the memory', () => {
    it('wait until the chat has got through', async () => {
      api.faults.next(status(529));
      const chat = collect(test.model, chatRequest);
      await until(() => retries(chat) === 1);
      const memory = collect(test.model, memoryRequest);
      await settle(20);
      assert.equal(api.requests.length, 1);
      assert.equal((await throughPauses(test, chat)).kind, 'answered');
      assert.equal((await memory.result).kind, 'answered');
      assert.equal(api.requests.length, 3);
    });

    it('give up when the chat does not get through for long', async () => {
      api.faults.next(rateLimited(110));
      const chat = collect(test.model, chatRequest);
      await until(() => retries(chat) === 1);
      const memory = collect(test.model, memoryRequest);
      await until(() => test.clock.pending.length === 2);
      await test.clock.advance(60_000);
      assert.equal(failureOf(await memory.result).failure.kind, 'rateLimited');
      assert.equal(api.requests.length, 1);
      chat.cancel();
      await chat.result;
    });

    it('are stopped while they wait', async () => {
      api.faults.next(status(529));
      const chat = collect(test.model, chatRequest);
      await until(() => retries(chat) === 1);
      const memory = collect(test.model, memoryRequest);
      await until(() => test.clock.pending.length === 2);
      memory.cancel();
      assert.equal(failureOf(await memory.result).failure.kind, 'cancelled');
      chat.cancel();
      await chat.result;
    });

    it('go on when the chat that was waiting is stopped', async () => {
      api.faults.next(status(529));
      const chat = collect(test.model, chatRequest);
      await until(() => retries(chat) === 1);
      const memory = collect(test.model, memoryRequest);
      await settle(20);
      chat.cancel();
      assert.equal((await memory.result).kind, 'answered');
    });

    it('leave the server alone for as long as it told the chat to', async () => {
      api.faults.next(rateLimited(600));
      await collect(test.model, chatRequest).result;
      const { failure } = failureOf(await collect(test.model, memoryRequest).result);
      assert.equal(failure.kind, 'rateLimited');
      assert.equal(failure.retryAfterMs, 600_000);
      await test.clock.advance(600_000);
      assert.equal((await collect(test.model, memoryRequest).result).kind, 'answered');
    });

    it('go on as soon as a chat has got through, and when the clock is set back', async () => {
      api.faults.next(rateLimited(600), { times: 2 });
      await collect(test.model, chatRequest).result;
      assert.equal((await collect(test.model, { ...memoryRequest, purpose: 'chat' }).result).kind, 'failed');
      assert.equal((await collect(test.model, chatRequest).result).kind, 'answered');
      assert.equal((await collect(test.model, memoryRequest).result).kind, 'answered');
      api.faults.next(rateLimited(3_600));
      await collect(test.model, chatRequest).result;
      test.clock.jump(-24 * 3_600_000);
      assert.equal((await collect(test.model, memoryRequest).result).kind, 'answered');
    });

    it('do not hold up the chat when they are limited', async () => {
      api.faults.next(rateLimited(50));
      const memory = collect(test.model, memoryRequest);
      await until(() => retries(memory) === 1);
      assert.equal((await collect(test.model, chatRequest).result).kind, 'answered');
      memory.cancel();
      await memory.result;
    });
  });
});
