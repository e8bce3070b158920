import assert from 'node:assert/strict';
import { settle, until } from '../../../support/fake-clock.ts';
import { type MessagesApi, startMessagesApi } from '../../../support/messages-api/server.ts';
import { bytes, chatRequest, collect, sse, testModel } from '../../../support/model-call.ts';

const opening = { type: 'message_start', message: { id: 'msg_1', model: 'm', usage: { input_tokens: 3 } } };
const word = (index: number, text: string) => [
  { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index, delta: { type: 'text_delta', text } },
];

/** A server that says only what it is told to, when it is told to. */
function puppet(): {
  fetch: typeof globalThis.fetch;
  say: (text: string) => Promise<void>;
  requests: () => number;
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    requests += 1;
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given;
        init?.signal?.addEventListener('abort', () => given.error(init.signal?.reason));
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const say = async (text: string): Promise<void> => {
    await until(() => controller !== null);
    controller?.enqueue(bytes(text));
    await settle(10);
  };
  return { fetch, say, requests: () => requests };
}

describe('a server that falls silent', () => {
  let api: MessagesApi;

  before(async () => {
    api = await startMessagesApi();
  });

  after(async () => {
    await api.stop();
  });

  it('is reported after a minute and given up after two, with what had come', async () => {
    const { fetch, say, requests } = puppet();
    const { clock, model } = testModel('http://localhost:1', { fetch });
    const call = collect(model, chatRequest);
    await say(sse(opening, ...word(0, 'So far')));
    await clock.advance(59_999);
    assert.deepEqual(call.kinds(), ['text']);
    await clock.advance(1);
    assert.deepEqual(call.events.at(-1), { kind: 'silent', silentMs: 60_000 });
    await clock.advance(59_999);
    assert.equal(call.ended.result, null);
    await clock.advance(1);
    const result = await call.result;
    assert.ok(result.kind === 'failed');
    assert.equal(result.failure.kind, 'network');
    assert.match(result.failure.message, /silent for 2 min/);
    assert.deepEqual(result.partial, [{ type: 'text', text: 'So far' }]);
    assert.equal(requests(), 1);
    assert.deepEqual(clock.pending, []);
  });

  for (const [name, sign] of [
    ['a ping', 'event: ping\ndata: {"type":"ping"}\n\n'],
    ['a comment', ': still here\n\n'],
    ['half a line', 'event: pi'],
  ] as const) {
    it(`is not silent as long as it sends ${name}`, async () => {
      const { fetch, say } = puppet();
      const { clock, model } = testModel('http://localhost:1', { fetch });
      const call = collect(model, chatRequest);
      await say(sse(opening));
      for (let minute = 0; minute < 10; minute++) {
        await clock.advance(59_000);
        await say(name === 'half a line' ? (minute === 0 ? sign : 'x') : sign);
      }
      assert.deepEqual(call.events, []);
      assert.equal(call.ended.result, null);
      call.cancel();
      await call.result;
    });
  }

  it('is tried once more when nothing had come', async () => {
    const { clock, model } = testModel(api.url);
    api.faults.next({ kind: 'hang' });
    const call = collect(model, chatRequest);
    await api.request((request) => request.path === '/v1/messages');
    await clock.advance(120_000);
    await until(() => call.kinds().includes('retrying'));
    assert.deepEqual(call.kinds(), ['silent', 'retrying']);
    await clock.advance(1_000);
    assert.equal((await call.result).kind, 'answered');
  });

  it('does no harm when the listener who is told of it fails', async () => {
    const { fetch, say } = puppet();
    const { clock, log, model } = testModel('http://localhost:1', { fetch });
    const call = model.call(chatRequest, () => {
      throw new Error('listener');
    });
    await say(sse(opening));
    await clock.advance(60_000);
    await say(sse(...word(0, 'Done.'), { type: 'message_stop' }));
    assert.equal((await call.result).kind, 'answered');
    assert.equal(log.filter((line) => line.startsWith('warn')).length, 2);
  });

  it('is given up when it hangs again', async () => {
    const { clock, model } = testModel(api.url);
    api.faults.next({ kind: 'hang' });
    api.faults.next({ kind: 'silent' });
    const before = api.requests.length;
    const call = collect(model, chatRequest);
    await until(() => api.requests.length === before + 1);
    await clock.advance(120_000);
    await until(() => call.kinds().includes('retrying'));
    await clock.advance(1_000);
    await until(() => api.requests.length === before + 2);
    await settle(50);
    await clock.advance(120_000);
    const result = await call.result;
    assert.ok(result.kind === 'failed');
    assert.equal(result.failure.kind, 'network');
    assert.equal(api.requests.length, before + 2);
  });

  it('is not taken for silent when the wall clock is set to another time', async () => {
    const { fetch, say } = puppet();
    const { clock, model } = testModel('http://localhost:1', { fetch });
    const call = collect(model, chatRequest);
    await say(sse(opening, ...word(0, 'a')));
    clock.jump(48 * 3_600_000);
    await clock.advance(59_000);
    clock.jump(-96 * 3_600_000);
    await say(
      sse(...word(1, 'b'), { type: 'message_delta', delta: { stop_reason: 'end_turn' } } as never, {
        type: 'message_stop',
      }),
    );
    assert.equal((await call.result).kind, 'answered');
    assert.deepEqual(call.kinds(), ['text', 'text']);
  });

  it('does not keep an answer waiting that is complete', async () => {
    const { fetch, say } = puppet();
    const { clock, model } = testModel('http://localhost:1', { fetch });
    const call = collect(model, chatRequest);
    await say(sse(opening, ...word(0, 'Done.'), { type: 'message_stop' }));
    assert.equal((await call.result).kind, 'answered');
    await clock.advance(1_000);
    assert.deepEqual(clock.pending, []);
  });
});
