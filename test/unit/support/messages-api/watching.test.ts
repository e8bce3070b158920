import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { FakeClock } from '../../../support/fake-clock.ts';
import { realisticLatency } from '../../../support/messages-api/latency.ts';
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../../../support/messages-api/server.ts';

type Params = Anthropic.MessageCreateParamsNonStreaming;

const wish = (content: string): Params => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 4000,
  messages: [{ role: 'user', content }],
});

describe('a test that watches and times the stand-in', () => {
  let api: MessagesApi;
  let client: Anthropic;

  async function start(options: MessagesApiOptions = {}): Promise<void> {
    api = await startMessagesApi(options);
    client = new Anthropic({ apiKey: 'test-key', baseURL: api.url, maxRetries: 0, logLevel: 'off' });
  }

  afterEach(() => api.stop());

  const ask = (params: Params): Promise<Anthropic.Message> => client.messages.stream(params).finalMessage();

  it('reports unscaled times without waiting, and waits when scaled', async () => {
    await start();
    await ask(wish('x'.repeat(25_000)));
    const first = api.requests[0]?.timing;
    assert.equal(first?.firstTokenMs, realisticLatency.baseMs + 10_000 * realisticLatency.msPerUncachedToken);
    await api.stop();

    const clock = new FakeClock();
    await start({ clock, latency: { scale: 1 } });
    const stream = client.messages.stream(wish('One'));
    let began = false;
    stream.on('connect', () => {
      began = true;
    });
    const done = stream.finalMessage();
    await api.request(() => true);
    await clock.advance(realisticLatency.baseMs - 1);
    assert.equal(began, false);
    await clock.advance(60_000);
    await done;
  });

  it('holds an answer back, before it begins or in its midst', async () => {
    await start();
    const gate = api.hold();
    let over = false;
    const first = ask(wish('One')).finally(() => {
      over = true;
    });
    const record = await gate.held;
    assert.deepEqual([over, record.outcome], [false, 'open']);
    gate.release();
    await first;
    await record.ended;
    assert.equal(record.outcome, 'answered');

    const middle = api.hold(() => true, 'middle');
    const stream = client.messages.stream(wish('Two'));
    stream.on('error', () => {});
    const held = await middle.held;
    await new Promise((resolve) => stream.once('text', resolve));
    stream.abort();
    await held.ended;
    assert.equal(held.outcome, 'aborted');
  });

  it('tells when a request has arrived', async () => {
    await start();
    await ask(wish('One'));
    const next = api.nextRequest();
    const second = api.request(() => true, 2);
    await ask(wish('Two'));
    assert.equal((await next).body.messages[0]?.content, 'Two');
    assert.equal(await second, await next);
    assert.equal(await api.request(() => true, 1), api.requests[0]);
  });
});
