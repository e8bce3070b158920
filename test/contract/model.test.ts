import assert from 'node:assert/strict';
import { OfflineModel } from '../../src/adapters/offline/offline-model.ts';
import { type ContentBlock, isText, text } from '../../src/core/conversation/message.ts';
import type { ModelPort, ModelRequest, ModelResult } from '../../src/core/ports/model.ts';
import { settle } from '../support/fake-clock.ts';
import { startMessagesApi } from '../support/messages-api/server.ts';
import { chatRequest, collect, memoryRequest, testModel } from '../support/model-call.ts';

interface Subject {
  readonly model: ModelPort;
  readonly stop: () => Promise<void>;
}

async function overTheMessagesApi(): Promise<Subject> {
  const api = await startMessagesApi({ thinking: 'adaptive' });
  return { model: testModel(api.url).model, stop: () => api.stop() };
}

const subjects: readonly (readonly [name: string, make: () => Promise<Subject>])[] = [
  ['over the Messages API', overTheMessagesApi],
  ['offline', async () => ({ model: new OfflineModel(), stop: async () => {} })],
];

const turns = (count: number): ModelRequest['messages'] =>
  Array.from({ length: 2 * count + 1 }, (_, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: [text(`Message ${index} speaks of harbour number ${index}.`)],
  }));

/** Blocks of every kind that a conversation holds, as they come back in a later request. */
const toolRound: ModelRequest = {
  ...chatRequest,
  tools: [{ name: 'look', description: 'Looks at a file.', input_schema: { type: 'object' } }],
  messages: [
    { role: 'user', content: [text('Look at the log.')] },
    {
      role: 'assistant',
      content: [text('I look.'), { type: 'tool_use', id: 'toolu_1', name: 'look', input: { path: 'log' } }],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: 'The anchor dragged at four.' },
        text('And what does it say?'),
      ],
    },
  ],
};

const deepFrozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
};

function answerOf(result: ModelResult): Extract<ModelResult, { kind: 'answered' }>['answer'] {
  assert.ok(result.kind === 'answered', JSON.stringify(result));
  return result.answer;
}

const textOf = (content: readonly ContentBlock[]): string =>
  content
    .filter(isText)
    .map((block) => block.text)
    .join('');

for (const [name, make] of subjects) {
  describe(`ModelPort, ${name}`, () => {
    let subject: Subject;
    let model: ModelPort;

    beforeEach(async () => {
      subject = await make();
      model = subject.model;
    });

    afterEach(async () => {
      await subject.stop();
    });

    it('says who provides it', () => assert.match(model.provider, /^[a-z]+$/));

    const requests: readonly (readonly [name: string, request: ModelRequest])[] = [
      ['a first message', chatRequest],
      ['a long conversation', { ...chatRequest, messages: turns(40) }],
      ['a tool round', toolRound],
      ['a message of the memory', memoryRequest],
      ['no system text', { ...chatRequest, system: [] }],
      ['an effort and the message before', { ...chatRequest, effort: 'low', previousMessageId: null }],
      [
        'a large message',
        { ...chatRequest, messages: [{ role: 'user', content: [text('harbour '.repeat(20_000))] }] },
      ],
    ];
    for (const [what, request] of requests) {
      it(`answers ${what}, and shows all of the answer’s text as it comes`, async () => {
        const call = collect(model, request);
        const answer = answerOf(await call.result);
        assert.notEqual(textOf(answer.content).trim(), '');
        assert.equal(call.shown(), textOf(answer.content));
        assert.equal(typeof answer.model, 'string');
        assert.ok(answer.content.every((block) => typeof block.type === 'string'));
      });
    }

    it('reports usage in whole numbers from 0 up, or none', async () => {
      const { usage } = answerOf(await collect(model, chatRequest).result);
      for (const count of Object.values(usage ?? {})) assert.ok(Number.isSafeInteger(count) && count >= 0);
    });

    it('answers in blocks that can be sent again', async () => {
      const answer = answerOf(await collect(model, chatRequest).result);
      const further: ModelRequest = {
        ...chatRequest,
        messages: [
          ...chatRequest.messages,
          { role: 'assistant', content: JSON.parse(JSON.stringify(answer.content)) },
          { role: 'user', content: [text('And the second safest?')] },
        ],
      };
      answerOf(await collect(model, further).result);
    });

    it('leaves the request as it is', async () => {
      answerOf(await collect(model, deepFrozen(structuredClone(toolRound))).result);
    });

    it('shows nothing before the call returns, nor after its result', async () => {
      let hasReturned = false;
      let hasEnded = false;
      const early: string[] = [];
      const late: string[] = [];
      const call = model.call(chatRequest, (event) => {
        if (!hasReturned) early.push(event.kind);
        if (hasEnded) late.push(event.kind);
      });
      hasReturned = true;
      await call.result;
      hasEnded = true;
      await settle(20);
      assert.deepEqual([early, late], [[], []]);
    });

    it('stops when it is told to, at once and for good', async () => {
      const call = collect(model, chatRequest);
      call.cancel();
      call.cancel();
      const result = await call.result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'cancelled');
      const shown = call.events.length;
      await settle(20);
      assert.equal(call.events.length, shown);
    });

    it('does not mind being stopped after its end', async () => {
      const call = collect(model, chatRequest);
      const result = await call.result;
      call.cancel();
      assert.equal(result.kind, 'answered');
      assert.equal(await call.result, result);
    });

    it('keeps calls at the same time apart', async () => {
      const stopped = collect(model, { ...chatRequest, messages: turns(3) });
      const others = [collect(model, chatRequest), collect(model, toolRound)];
      stopped.cancel();
      for (const call of others) {
        const answer = answerOf(await call.result);
        assert.equal(call.shown(), textOf(answer.content));
      }
      assert.equal((await stopped.result).kind, 'failed');
    });

    const odd: readonly (readonly [name: string, request: ModelRequest])[] = [
      ['no messages', { ...chatRequest, messages: [] }],
      ['an empty message', { ...chatRequest, messages: [{ role: 'user', content: [] }] }],
      ['an answer at the end', { ...chatRequest, messages: turns(2).slice(0, -1) }],
      [
        'blocks of unknown types',
        { ...chatRequest, messages: [{ role: 'user', content: [{ type: 'odd' }] }] },
      ],
      ['no room for an answer', { ...chatRequest, maxOutputTokens: 0 }],
      ['a model without a name', { ...chatRequest, model: '' }],
      [
        'half a character',
        { ...chatRequest, messages: [{ role: 'user', content: [text('\ud83d harbour')] }] },
      ],
    ];
    for (const [what, request] of odd) {
      it(`never rejects, and says what is wrong where something is: ${what}`, async () => {
        const result = await collect(model, request).result;
        if (result.kind === 'answered') return;
        assert.notEqual(result.failure.kind, 'unexpected');
        assert.ok(result.failure.message.length > 10);
      });
    }

    it('never rejects, even when its listener throws', async () => {
      const call = model.call(chatRequest, () => {
        throw new Error('listener');
      });
      assert.ok(['answered', 'failed'].includes((await call.result).kind));
    });
  });
}
