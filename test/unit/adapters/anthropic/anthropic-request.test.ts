import assert from 'node:assert/strict';
import { bodyOf, refusedField } from '../../../../src/adapters/anthropic/anthropic-request.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import type { ModelRequest } from '../../../../src/core/ports/model.ts';
import { type Features, localServerFeatures } from '../../../support/messages-api/features.ts';
import { startMessagesApi } from '../../../support/messages-api/server.ts';
import { chatRequest, collect, testModel } from '../../../support/model-call.ts';

const mark = { type: 'ephemeral' } as const;
const full: ModelRequest = {
  ...chatRequest,
  system: [{ ...text('You answer briefly.'), cache_control: mark }],
  tools: [{ name: 'look', description: 'Looks.', input_schema: { type: 'object' } }],
  messages: [{ role: 'user', content: [{ ...text('Hello'), cache_control: mark }] }],
  effort: 'high',
  previousMessageId: null,
};

describe('the body of a request', () => {
  it('says what the request says, in the wire’s words', () => {
    assert.deepEqual(bodyOf(full, new Set()), {
      model: 'claude-sonnet-5-5',
      max_tokens: 2_000,
      system: full.system,
      tools: full.tools,
      messages: full.messages,
      output_config: { effort: 'high' },
      diagnostics: { previous_message_id: null },
    });
  });

  it('leaves out what is empty', () => {
    const body = bodyOf({ ...chatRequest, system: [], effort: '' }, new Set());
    assert.deepEqual(Object.keys(body).sort(), ['max_tokens', 'messages', 'model']);
  });

  it('leaves out the fields that a server does not know', () => {
    const body = bodyOf(full, new Set(['cache_control', 'output_config', 'diagnostics']));
    assert.doesNotMatch(JSON.stringify(body), /cache_control|effort|diagnostics/);
    assert.deepEqual(body.messages, [{ role: 'user', content: [text('Hello')] }]);
  });

  it('is the same for the same request, key by key, so that the cache is met', () => {
    assert.equal(JSON.stringify(bodyOf(full, new Set())), JSON.stringify(bodyOf({ ...full }, new Set())));
  });
});

describe('an optional field that is refused', () => {
  const table: readonly [status: number, message: string, field: string | null][] = [
    [400, 'diagnostics: Extra inputs are not permitted', 'diagnostics'],
    [400, 'system.0.cache_control: Extra inputs are not permitted', 'cache_control'],
    [400, 'output_config: Extra inputs are not permitted', 'output_config'],
    [400, 'This model does not support the effort parameter.', 'output_config'],
    [422, 'unknown field `diagnostics`', 'diagnostics'],
    [400, 'Unrecognized request argument supplied: cache_control', 'cache_control'],
    [400, "output_config.effort: Input should be 'low' or 'high'", null],
    [400, 'A maximum of 4 blocks with cache_control may be provided. Found 5.', null],
    [400, 'messages.0.role: Extra inputs are not permitted', null],
    [500, 'diagnostics: Extra inputs are not permitted', null],
  ];
  for (const [status, message, field] of table) {
    it(`${field === null ? 'is not at fault in' : 'is found in'} ${status} “${message}”`, () => {
      assert.equal(refusedField(status, message), field);
    });
  }

  const lacking: readonly [name: string, features: Partial<Features>, tries: number][] = [
    ['knows everything', {}, 1],
    ['knows no diagnostics', { diagnostics: false }, 2],
    ['knows no cache marks', { cacheControl: false, promptCache: false }, 2],
    ['knows no effort', { outputConfig: false }, 2],
    ['knows none of them', localServerFeatures, 4],
  ];
  for (const [name, features, tries] of lacking) {
    it(`is left out at once and from then on by a server that ${name}`, async () => {
      const api = await startMessagesApi({ features });
      try {
        const { model } = testModel(api.url);
        const call = collect(model, full);
        assert.equal((await call.result).kind, 'answered', JSON.stringify(await call.result));
        assert.ok(!call.kinds().includes('retrying'));
        assert.equal(api.requests.length, tries);
        assert.equal((await collect(model, { ...full, purpose: 'memory' }).result).kind, 'answered');
        assert.equal(api.requests.length, tries + 1);
      } finally {
        await api.stop();
      }
    });
  }

  it('is not sent in vain for ever to a server that objects to something else', async () => {
    const api = await startMessagesApi();
    try {
      const { model } = testModel(api.url);
      const message = 'cache_control: unsupported, and that is not all';
      api.faults.next({ kind: 'status', status: 400, message }, { times: 10 });
      const result = await collect(model, full).result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'badRequest');
      assert.equal(api.requests.length, 2);
    } finally {
      await api.stop();
    }
  });
});

describe('a prompt that misses the cache', () => {
  it('is explained in the log where the server knows why', async () => {
    const api = await startMessagesApi();
    try {
      const { log, model } = testModel(api.url);
      const first = await collect(model, full).result;
      assert.ok(first.kind === 'answered');
      const previousMessageId = first.answer.messageId ?? null;
      await collect(model, { ...full, system: [text('Another system.')], previousMessageId }).result;
      assert.ok(
        log.some((line) => /missed the cache: system_changed/.test(line)),
        log.join('\n'),
      );
    } finally {
      await api.stop();
    }
  });
});

describe('the question which models there are', () => {
  it('is answered where the server knows', async () => {
    const api = await startMessagesApi();
    try {
      const { model } = testModel(api.url);
      const models = (await model.listModels?.()) ?? [];
      assert.deepEqual(
        models.find(({ id }) => id === 'claude-haiku-4-5'),
        { id: 'claude-haiku-4-5', name: 'Claude Haiku 4.5' },
      );
    } finally {
      await api.stop();
    }
  });

  it('stays open where it does not, without any failure', async () => {
    const api = await startMessagesApi({ features: localServerFeatures });
    const { log, model } = testModel(api.url);
    assert.deepEqual(await model.listModels?.(), []);
    await api.stop();
    assert.deepEqual(await model.listModels?.(), []);
    assert.deepEqual(await testModel('http://example.org').model.listModels?.(), []);
    assert.ok(log.length > 0);
  });

  it('is given up after some seconds', async () => {
    const api = await startMessagesApi();
    try {
      api.faults.next({ kind: 'hang' }, { when: (request) => request.purpose === 'models' });
      const { clock, model } = testModel(api.url);
      const models = model.listModels?.();
      await api.request((request) => request.purpose === 'models');
      await clock.advance(10_000);
      assert.deepEqual(await models, []);
      assert.deepEqual(clock.pending, []);
    } finally {
      await api.stop();
    }
  });
});
