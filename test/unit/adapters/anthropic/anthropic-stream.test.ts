import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContentBlock } from '../../../../src/core/conversation/message.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { bytes, chatRequest, collect, sse, streamingFetch, testModel } from '../../../support/model-call.ts';

const start = (
  usage: unknown = { input_tokens: 12, cache_read_input_tokens: 30, cache_creation_input_tokens: 4 },
) => ({
  type: 'message_start',
  message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-x', content: [], usage },
});
const blockStart = (index: number, content_block: object) => ({
  type: 'content_block_start',
  index,
  content_block,
});
const delta = (index: number, value: object) => ({ type: 'content_block_delta', index, delta: value });
const blockStop = (index: number) => ({ type: 'content_block_stop', index });
const end = (stop_reason: string | null = 'end_turn', usage: unknown = { output_tokens: 9 }) => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
  { type: 'message_stop' },
];

const thinking = [
  blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
  delta(0, { type: 'thinking_delta', thinking: 'Which ' }),
  delta(0, { type: 'thinking_delta', thinking: 'one? ⚓' }),
  delta(0, { type: 'signature_delta', signature: 'c2ln' }),
  blockStop(0),
];
const words = [
  blockStart(1, { type: 'text', text: '' }),
  delta(1, { type: 'text_delta', text: 'Fjällbacka, ' }),
  delta(1, { type: 'text_delta', text: 'in 1841. 🚢' }),
  blockStop(1),
];
const tool = [
  blockStart(2, { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }),
  delta(2, { type: 'input_json_delta', partial_json: '' }),
  delta(2, { type: 'input_json_delta', partial_json: '{"path":"a/å' }),
  delta(2, { type: 'input_json_delta', partial_json: '.md","n":[1,2]}' }),
  blockStop(2),
];
const whole: readonly ContentBlock[] = [
  { type: 'thinking', thinking: 'Which one? ⚓', signature: 'c2ln' },
  { type: 'text', text: 'Fjällbacka, in 1841. 🚢' },
  { type: 'tool_use', id: 'toolu_1', name: 'look', input: { path: 'a/å.md', n: [1, 2] } },
];
const everything = [start(), { type: 'ping' }, ...thinking, ...words, ...tool, ...end('tool_use')];

async function read(
  pieces: readonly Uint8Array[],
  contentType?: string,
): Promise<{ result: ModelResult; shown: string }> {
  const fetch = streamingFetch(pieces, contentType === undefined ? {} : { contentType });
  const call = collect(testModel('http://127.0.0.1:1', { fetch, retries: noRetries }).model, chatRequest);
  return { result: await call.result, shown: call.shown() };
}

const none = { retries: 0, firstDelayMs: 1, longestDelayMs: 1, longestRetryAfterMs: 1 };
const noRetries = { chat: none, memory: none };

const readText = (stream: string): ReturnType<typeof read> => read([bytes(stream)]);

function content(result: ModelResult): readonly ContentBlock[] {
  assert.equal(result.kind, 'answered', JSON.stringify(result));
  return result.kind === 'answered' ? result.answer.content : [];
}

function failureOf(result: ModelResult): Extract<ModelResult, { kind: 'failed' }> {
  assert.ok(result.kind === 'failed', JSON.stringify(result));
  return result;
}

describe('an answer from the Messages API', () => {
  it('is taken over block by block as received', async () => {
    const { result, shown } = await readText(sse(...everything));
    assert.deepEqual(result, {
      kind: 'answered',
      answer: {
        content: whole,
        stopReason: 'tool_use',
        usage: { inputTokens: 12, cacheReadTokens: 30, cacheWriteTokens: 4, outputTokens: 9 },
        model: 'claude-x',
        messageId: 'msg_1',
      },
    });
    assert.equal(shown, 'Fjällbacka, in 1841. 🚢');
  });

  it('is the same wherever the network splits its bytes', async () => {
    const stream = bytes(sse(...everything));
    for (let at = 1; at < stream.length; at++) {
      assert.deepEqual(
        content((await read([stream.slice(0, at), stream.slice(at)])).result),
        whole,
        `split at ${at}`,
      );
    }
  });

  it('is the same byte by byte, and in any pieces', async () => {
    const stream = bytes(sse(...everything));
    const one = [...stream].map((byte) => Uint8Array.of(byte));
    assert.deepEqual(content((await read(one)).result), whole);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(stream.length), { maxLength: 20 }), async (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), stream.length];
        const pieces = cuts.slice(1).map((to, index) => stream.slice(cuts[index], to));
        assert.deepEqual(content((await read(pieces)).result), whole);
      }),
      { numRuns: 50 },
    );
  });

  const dialects: readonly [name: string, change: (stream: string) => string][] = [
    ['CRLF line ends', (stream) => stream.replaceAll('\n', '\r\n')],
    ['a byte order mark', (stream) => `\uFEFF${stream}`],
    ['comments', (stream) => stream.replaceAll('\n\n', '\n\n: keep-alive\n\n')],
    ['no event names', (stream) => stream.replaceAll(/^event: .*\n/gm, '')],
    ['no space behind the colon', (stream) => stream.replaceAll(/^(event|data): /gm, '$1:')],
    ['the type only as event name', (stream) => stream.replaceAll('"type":"message_stop"', '"done":true')],
    [
      'events of unknown kinds',
      (stream) => stream.replaceAll('event: ping', 'event: weather\ndata: {"sky":1}\n\nevent: ping'),
    ],
    [
      'unknown events that are no JSON',
      (stream) => stream.replaceAll('event: ping', 'event: weather\ndata: {{{\n\nevent: ping'),
    ],
    ['a mark of the end from another API', (stream) => `${stream}data: [DONE]\n\n`],
    [
      'JSON that is no object',
      (stream) => stream.replaceAll('event: ping', 'event: x\ndata: [1]\n\nevent: ping'),
    ],
  ];
  for (const [name, change] of dialects) {
    it(`is understood with ${name}`, async () => {
      assert.deepEqual(content((await readText(change(sse(...everything)))).result), whole);
    });
  }

  it('keeps blocks of unknown types, citations and redacted thinking whole', async () => {
    const citation = { type: 'char_location', cited_text: 'x', document_index: 0 };
    const { result } = await readText(
      sse(
        start(),
        blockStart(0, { type: 'redacted_thinking', data: 'abc' }),
        blockStop(0),
        blockStart(1, { type: 'hologram', depth: 3, content: null, parts: [1] }),
        delta(1, { type: 'hologram_delta', content: 'a', parts: [2] }),
        delta(1, { type: 'hologram_delta', content: 'b', parts: [3] }),
        blockStop(1),
        blockStart(2, { type: 'text', text: 'cited', citations: [] }),
        delta(2, { type: 'citations_delta', citation }),
        delta(2, { type: 'mood_delta', mood: 'odd' }),
        blockStop(2),
        ...end(),
      ),
    );
    assert.deepEqual(content(result), [
      { type: 'redacted_thinking', data: 'abc' },
      { type: 'hologram', depth: 3, content: 'ab', parts: [1, 2, 3] },
      { type: 'text', text: 'cited', citations: [citation] },
    ]);
  });

  it('leaves out empty text, which the API would not take back', async () => {
    const { result } = await readText(
      sse(start(), blockStart(0, { type: 'text', text: '' }), blockStop(0), ...words, ...end()),
    );
    assert.deepEqual(content(result), [whole[1]]);
  });

  it('takes a tool’s input from the first event where it comes whole', async () => {
    const use = { type: 'tool_use', id: 'toolu_2', name: 'look', input: { a: 1 } };
    const { result } = await readText(sse(start(), blockStart(0, use), blockStop(0), ...end('tool_use')));
    assert.deepEqual(content(result), [use]);
  });

  it('may be without content when it was refused or cut', async () => {
    for (const reason of ['refusal', 'max_tokens', 'model_context_window_exceeded', 'pause_turn']) {
      assert.deepEqual(content((await readText(sse(start(), ...end(reason)))).result), []);
    }
  });
});

describe('a broken answer', () => {
  const prefixes = everything.slice(0, -1);
  it('is never complete without message_stop, and keeps what is whole and all text', async () => {
    for (let length = 2; length <= prefixes.length; length++) {
      const { result, shown } = await readText(sse(...prefixes.slice(0, length)));
      const { failure, partial } = failureOf(result);
      assert.equal(failure.kind, 'network');
      const kept = partial.map((block) => block.type);
      assert.equal(kept.includes('thinking'), length > 2 + 4, `thinking after ${length} events`);
      assert.equal(kept.includes('tool_use'), length > 2 + thinking.length + words.length + tool.length - 1);
      assert.equal(partial.map((block) => block.text ?? '').join(''), shown);
    }
  });

  it('does not keep thinking without its signature', async () => {
    const unsigned = thinking.filter((event) => JSON.stringify(event).includes('signature_delta') === false);
    assert.deepEqual(failureOf((await readText(sse(start(), ...unsigned))).result).partial, []);
  });

  it('reports the usage that had been told', async () => {
    const { usage } = failureOf((await readText(sse(start(), ...thinking, ...words))).result);
    assert.deepEqual(usage, { inputTokens: 12, cacheReadTokens: 30, cacheWriteTokens: 4, outputTokens: 0 });
  });

  it('keeps the text before a damaged event', async () => {
    const stream = `${sse(start(), ...thinking, ...words)}event: content_block_delta\ndata: {"type":\n\n`;
    const { failure, partial } = failureOf((await readText(stream + sse(...end()))).result);
    assert.equal(failure.kind, 'badReply');
    assert.deepEqual(partial, whole.slice(0, 2));
  });

  it('is refused when a tool’s input is no JSON object', async () => {
    for (const json of ['{"a":', '7', '[]', 'null']) {
      const use = [
        blockStart(2, { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }),
        delta(2, { type: 'input_json_delta', partial_json: json }),
        blockStop(2),
      ];
      const { failure, partial } = failureOf(
        (await readText(sse(start(), ...words, ...use, ...end('tool_use')))).result,
      );
      assert.equal(failure.kind, 'badReply');
      assert.deepEqual(partial, [whole[1]]);
    }
  });

  it('loses only the unfinished tool use when the answer was cut at its limit', async () => {
    const { result } = await readText(sse(start(), ...words, ...tool.slice(0, 3), ...end('max_tokens')));
    assert.deepEqual(content(result), [whole[1]]);
  });

  it('is no answer when it says nothing', async () => {
    const { failure, usage } = failureOf((await readText(sse(start(), ...end()))).result);
    assert.equal(failure.kind, 'badReply');
    assert.equal(usage?.outputTokens, 9);
  });

  const strangers: readonly [name: string, body: string, type: string][] = [
    ['a web page', '<!doctype html><p>Sign in</p>', 'text/html; charset=utf-8'],
    ['JSON in one piece', '{"type":"message","content":[]}', 'application/json'],
    ['nothing', '', 'text/event-stream'],
    ['plain words', 'Hello', 'text/plain'],
    ['another API’s events', 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\n', 'text/event-stream'],
  ];
  for (const [name, body, type] of strangers) {
    it(`is told from the Messages API when it is ${name}`, async () => {
      const { failure } = failureOf((await read([bytes(body)], type)).result);
      assert.equal(failure.kind, 'badReply');
      assert.match(failure.message, /not the Anthropic API/);
    });
  }

  it('never throws, whatever the events hold', async () => {
    const type = fc.constantFrom(...new Set(everything.map((event) => event.type)), 'error', 'odd');
    const event = fc.record(
      {
        type,
        index: fc.jsonValue(),
        delta: fc.jsonValue(),
        content_block: fc.jsonValue(),
        message: fc.jsonValue(),
        usage: fc.jsonValue(),
        error: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const { result } = await readText(sse(...events));
        if (result.kind === 'failed') assert.notEqual(result.failure.kind, 'unexpected');
      }),
      { numRuns: 200 },
    );
  });
});

describe('usage', () => {
  const table: readonly [
    name: string,
    atStart: unknown,
    atEnd: unknown,
    expected: readonly number[] | null,
  ][] = [
    ['may lack the cache’s fields', { input_tokens: 5 }, { output_tokens: 2 }, [5, 0, 0, 2]],
    [
      'may be reported only at the end',
      { input_tokens: 0, output_tokens: 0 },
      { input_tokens: 5, output_tokens: 2 },
      [5, 0, 0, 2],
    ],
    ['may be null at the end', { input_tokens: 5 }, { input_tokens: null, output_tokens: 2 }, [5, 0, 0, 2]],
    ['may be missing', null, null, null],
    ['may be no object', 'many', [3], null],
    ['is unknown when it is all zero', { input_tokens: 0 }, { output_tokens: 0 }, null],
    ['takes negative counts for none', { input_tokens: -5 }, { output_tokens: 2 }, [0, 0, 0, 2]],
    ['takes counts beyond belief for none', { input_tokens: 9e15 }, { output_tokens: 2 }, [0, 0, 0, 2]],
    [
      'takes words and fractions as they can be taken',
      { input_tokens: '5' },
      { output_tokens: 2.9 },
      [0, 0, 0, 2],
    ],
  ];
  for (const [name, atStart, atEnd, expected] of table) {
    it(name, async () => {
      const message = start(atStart);
      const { result } = await readText(sse(message, ...words, ...end('end_turn', atEnd)));
      assert.ok(result.kind === 'answered');
      const { usage } = result.answer;
      assert.deepEqual(
        usage === null
          ? null
          : [usage.inputTokens, usage.cacheReadTokens, usage.cacheWriteTokens, usage.outputTokens],
        expected,
      );
    });
  }
});
