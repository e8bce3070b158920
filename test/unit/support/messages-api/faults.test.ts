import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { type Fault, rateLimited, spendLimitReached, status } from '../../../support/messages-api/faults.ts';
import { isMemory } from '../../../support/messages-api/request-log.ts';
import { type MessagesApi, startMessagesApi } from '../../../support/messages-api/server.ts';

const params: Anthropic.MessageCreateParamsNonStreaming = {
  model: 'claude-sonnet-5-5',
  max_tokens: 1000,
  messages: [{ role: 'user', content: 'Tell me of the harbour.' }],
};

describe('a fault ordered from the stand-in', () => {
  let api: MessagesApi;
  let client: Anthropic;

  beforeEach(async () => {
    api = await startMessagesApi({ thinking: 'adaptive' });
    client = new Anthropic({ apiKey: 'test-key', baseURL: api.url, maxRetries: 0, logLevel: 'off' });
  });
  afterEach(() => api.stop());

  /** The text that arrived, and how the stream ended. */
  async function listen(): Promise<{ text: string; error: InstanceType<typeof Anthropic.APIError> | null }> {
    let text = '';
    const stream = client.messages.stream(params);
    stream.on('text', (delta) => {
      text += delta;
    });
    const error = await stream.finalMessage().then(
      () => null,
      (thrown: unknown) => thrown as InstanceType<typeof Anthropic.APIError>,
    );
    return { text, error };
  }

  const statuses: readonly [Fault, number, string][] = [
    [status(400), 400, 'invalid_request_error'],
    [status(401), 401, 'authentication_error'],
    [status(402), 402, 'billing_error'],
    [status(413), 413, 'request_too_large'],
    [rateLimited(), 429, 'rate_limit_error'],
    [rateLimited(3600), 429, 'rate_limit_error'],
    [status(500), 500, 'api_error'],
    [status(529), 529, 'overloaded_error'],
  ];
  for (const [fault, code, type] of statuses) {
    it(`answers ${code} ${JSON.stringify(fault)}`, async () => {
      api.faults.next(fault);
      const { error } = await listen();
      assert.deepEqual([error?.status, error?.type], [code, type]);
      const wanted = fault.kind === 'status' ? (fault.headers?.['retry-after'] ?? null) : null;
      assert.equal(error?.headers?.get('retry-after'), wanted);
      assert.equal((await listen()).error, null, 'only once');
    });
  }

  it('names the spend limit by its code', async () => {
    api.faults.next(spendLimitReached);
    assert.equal((await listen()).error?.errorCode, 'enforced_spend_limit_reached');
  });

  it('strikes only the requests it is meant for, as often as ordered', async () => {
    api.faults.next(status(529), { when: isMemory });
    assert.equal((await listen()).error, null);
    api.faults.clear();
    api.faults.next(status(529), { times: 2 });
    const errors = [(await listen()).error, (await listen()).error, (await listen()).error];
    assert.deepEqual(
      errors.map((error) => error?.status),
      [529, 529, undefined],
    );
  });

  it('redirects to another place', async () => {
    const other = await startMessagesApi({ key: 'another' });
    api.faults.next({ kind: 'redirect', location: `${other.url}/v1/messages` });
    await listen();
    assert.equal(other.requests.length, 1);
    assert.equal(api.requests[0]?.status, 307);
    await other.stop();
  });

  const broken: readonly [what: string, fault: Fault, text: RegExp, error: RegExp][] = [
    ['a stream that is cut in its thinking', { kind: 'cut' }, /^$/, /stream ended without/],
    ['a stream that is cut in its text', { kind: 'cut', atBlock: 1 }, /^You wrote/, /stream ended without/],
    [
      'a stream that is cut before message_stop',
      { kind: 'cut', atBlock: 99 },
      /say\./,
      /stream ended without/,
    ],
    ['a connection that breaks', { kind: 'reset', atBlock: 1 }, /^You wrote/, /terminated/],
    ['an error inside the stream', { kind: 'errorEvent', atBlock: 1 }, /^You wrote/, /Overloaded/],
    ['events that are no JSON', { kind: 'malformedSse' }, /^$/, /JSON/],
    ['a web page', { kind: 'html' }, /^$/, /without|Expected/i],
  ];
  for (const [what, fault, text, message] of broken) {
    it(`sends ${what}`, async () => {
      api.faults.next(fault);
      const outcome = await listen();
      assert.match(outcome.error?.message ?? 'no error', message);
      assert.match(outcome.text, text);
      assert.equal(api.requests[0]?.status, 200);
    });
  }

  it('names the error inside the stream', async () => {
    api.faults.next({ kind: 'errorEvent', atBlock: 1, type: 'api_error', message: 'Lost' });
    const { error } = await listen();
    assert.deepEqual([error?.status, error?.type], [undefined, 'api_error']);
  });

  for (const kind of ['hang', 'silent'] as const) {
    it(`stays ${kind === 'hang' ? 'without headers' : 'silent after the first event'} until the server stops`, async () => {
      api.faults.next({ kind });
      const heard: string[] = [];
      const stream = client.messages.stream(params);
      stream.on('connect', () => heard.push('connect'));
      stream.on('streamEvent', ({ type }) => heard.push(type));
      const ended = stream.finalMessage().then(
        () => assert.fail('was answered'),
        () => heard.push('broken'),
      );
      const record = await api.request(() => true);
      if (kind === 'silent') await new Promise((resolve) => stream.once('streamEvent', resolve));
      await api.stop();
      await ended;
      await record.ended;
      assert.deepEqual(heard, kind === 'hang' ? ['broken'] : ['connect', 'message_start', 'broken']);
      assert.equal(record.outcome, 'broken');
    });
  }

  it('ends answers in every way the API has', async () => {
    const faults: readonly Fault[] = [
      { kind: 'empty' },
      { kind: 'stop', reason: 'max_tokens' },
      { kind: 'stop', reason: 'model_context_window_exceeded' },
      { kind: 'refusal' },
      { kind: 'refusal', partial: true, category: 'cyber' },
    ];
    const ends: unknown[] = [];
    for (const fault of faults) {
      api.faults.next(fault);
      const answer = await client.messages.stream(params).finalMessage();
      ends.push([answer.stop_reason, answer.content.length, answer.stop_details?.category]);
    }
    assert.deepEqual(ends, [
      ['end_turn', 0, undefined],
      ['max_tokens', 2, undefined],
      ['model_context_window_exceeded', 2, undefined],
      ['refusal', 0, 'general_harms'],
      ['refusal', 2, 'cyber'],
    ]);
  });

  it('reports odd usage but knows the true one', async () => {
    const read = async (usage: 'missing' | 'negative' | 'absurd'): Promise<unknown> => {
      api.faults.next({ kind: 'usage', usage });
      const answer = await client.messages.create(params);
      return answer.usage?.input_tokens;
    };
    assert.deepEqual(
      [await read('missing'), await read('negative'), await read('absurd')],
      [undefined, -5, 9e15],
    );
    assert.equal(api.requests[0]?.usage?.input_tokens, 10);
  });

  it('writes nothing to the cache when the request fails', async () => {
    const marked = { ...params, cache_control: { type: 'ephemeral' as const }, system: 'x'.repeat(5000) };
    api.faults.next(status(529));
    await assert.rejects(client.messages.create(marked));
    assert.equal((await client.messages.create(marked)).usage.cache_read_input_tokens, 0);
    assert.ok(((await client.messages.create(marked)).usage.cache_read_input_tokens ?? 0) > 2000);
  });
});
