import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { FakeClock } from '../../../support/fake-clock.ts';
import { say } from '../../../support/messages-api/answers.ts';
import { localServerFeatures } from '../../../support/messages-api/features.ts';
import { isMemory } from '../../../support/messages-api/request-log.ts';
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../../../support/messages-api/server.ts';

type Params = Anthropic.MessageCreateParamsNonStreaming;

const model = 'claude-sonnet-5-5';
const wish = (content: string): Params => ({
  model,
  max_tokens: 4000,
  messages: [{ role: 'user', content }],
});

describe('the Messages API stand-in, asked by the SDK', () => {
  let api: MessagesApi;
  let client: Anthropic;

  async function start(options: MessagesApiOptions = {}): Promise<void> {
    api = await startMessagesApi(options);
    client = new Anthropic({ apiKey: 'test-key', baseURL: api.url, maxRetries: 0, logLevel: 'off' });
  }

  afterEach(() => api.stop());

  const ask = (params: Params): Promise<Anthropic.Message> => client.messages.stream(params).finalMessage();
  const rejected = async (params: Params): Promise<{ status?: number; message: string }> =>
    ask(params).then(
      () => assert.fail('was answered'),
      (error: unknown) => error as { status?: number; message: string },
    );
  const reply = (
    params: Params,
    answer: Anthropic.Message,
    content: Anthropic.UserMessageParam['content'],
  ): Params => ({
    ...params,
    messages: [...params.messages, { role: 'assistant', content: answer.content }, { role: 'user', content }],
  });
  const textOf = (answer: Anthropic.Message): string =>
    answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('');

  it('streams an answer that is about the question', async () => {
    await start();
    const deltas: string[] = [];
    const stream = client.messages.stream(wish('Where is the harbour?'));
    stream.on('text', (delta) => deltas.push(delta));
    const answer = await stream.finalMessage();
    assert.ok(deltas.length > 5 && deltas.join('') === textOf(answer));
    assert.match(textOf(answer), /"Where is the harbour\?"/);
    assert.equal(answer.stop_reason, 'end_turn');
    assert.equal(answer.usage.input_tokens, 9);
    assert.ok((answer.usage.output_tokens ?? 0) > 50);
    assert.match(stream.request_id ?? '', /^req_/);
  });

  it('answers in one body when asked not to stream', async () => {
    await start();
    const streamed = await ask(wish('One'));
    const whole = await client.messages.create(wish('One'));
    assert.equal(textOf(whole), textOf(streamed));
    assert.deepEqual(whole.usage.output_tokens, streamed.usage.output_tokens);
  });

  it('signs thinking that can be replayed, but not behind a changed past', async () => {
    await start({ thinking: 'adaptive' });
    const first = await ask(wish('One'));
    assert.deepEqual(
      first.content.map((block) => block.type),
      ['thinking', 'text'],
    );
    const second = reply(wish('One'), first, 'Two');
    const third = reply(second, await ask(second), 'Three');
    await ask(third);
    const moved = { ...third, messages: third.messages.with(0, { role: 'user' as const, content: 'Uno' }) };
    const error = await rejected(moved);
    assert.equal(error.status, 400);
    assert.match(error.message, /bound to a different conversation/);
  });

  it('goes through tool rounds, with the tools of the request or without any', async () => {
    await start({ thinking: 'adaptive', answer: { toolRounds: 2, toolsPerRound: 2 } });
    const tools: Anthropic.Tool[] = [
      {
        name: 'look_up',
        input_schema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
      },
    ];
    for (const extra of [{ tools }, {}]) {
      let params: Params = { ...wish('Find the tide table'), ...extra };
      let answer = await ask(params);
      let rounds = 0;
      while (answer.stop_reason === 'tool_use') {
        rounds += 1;
        const uses = answer.content.filter((block) => block.type === 'tool_use');
        assert.equal(uses.length, 2);
        if (extra.tools) assert.deepEqual(uses[0]?.input, { query: 'Find the tide table' });
        const results = uses.map(({ id }) => ({
          type: 'tool_result' as const,
          tool_use_id: id,
          content: 'High water at nine',
        }));
        params = reply(params, answer, results);
        answer = await ask(params);
      }
      assert.equal(rounds, 2);
      assert.match(textOf(answer), /The tool answered: "High water at nine"/);
    }
  });

  it('sends blocks of unknown types and takes them back', async () => {
    const novel = { type: 'novel_block', payload: { a: [1, 2] } };
    await start({ answer: { extraBlocks: [novel] } });
    const answer = await ask(wish('One'));
    assert.deepEqual(answer.content[0], novel);
    await ask(reply(wish('One'), answer, 'Two'));
  });

  it('says exactly what a test orders, for the request it is meant for', async () => {
    await start();
    api.answers.next(say('As ordered.'), { when: ({ body }) => body.messages.length === 3 });
    const first = await ask(wish('One'));
    assert.notEqual(textOf(first), 'As ordered.');
    assert.equal(textOf(await ask(reply(wish('One'), first, 'Two'))), 'As ordered.');
    assert.notEqual(textOf(await ask(reply(wish('One'), first, 'Two'))), 'As ordered.');
  });

  it('shares its cache between turns and with a fork', async () => {
    const clock = new FakeClock();
    await start({ clock });
    const mark = { cache_control: { type: 'ephemeral' } } as const;
    const paragraph = (n: number): string => `${n} `.padEnd(5000, 'x');
    const read = (answer: Anthropic.Message): readonly (number | null)[] => [
      answer.usage.cache_read_input_tokens,
      answer.usage.cache_creation_input_tokens,
      answer.usage.input_tokens,
    ];
    const main: Params = {
      ...wish(paragraph(1)),
      ...mark,
      system: paragraph(0),
      diagnostics: { previous_message_id: null },
    };
    const first = await ask(main);
    assert.deepEqual(read(first), [0, 4000, 0]);
    const second = reply(main, first, paragraph(2));
    const answered = await ask({ ...second, diagnostics: { previous_message_id: first.id } });
    assert.equal(answered.usage.cache_read_input_tokens, 4000);
    assert.deepEqual(answered.diagnostics, { cache_miss_reason: null });
    const sofar =
      (answered.usage.cache_read_input_tokens ?? 0) + (answered.usage.cache_creation_input_tokens ?? 0);

    const { cache_control: _, ...body } = second;
    const last = answered.content.map((block) => ({ ...block, ...mark })) as Anthropic.ContentBlockParam[];
    const fork: Params = {
      ...body,
      max_tokens: 500,
      messages: [
        ...second.messages,
        { role: 'assistant', content: last },
        { role: 'user', content: 'Sum up.' },
      ],
      diagnostics: { previous_message_id: answered.id },
    };
    const forked = await ask(fork);
    assert.equal(forked.usage.cache_read_input_tokens, sofar);
    assert.ok((forked.usage.cache_creation_input_tokens ?? 0) > 0, 'writes the reply');
    assert.equal(forked.usage.input_tokens, 3, 'and pays for the instruction alone');
    assert.deepEqual(forked.diagnostics, { cache_miss_reason: null });

    const third = await ask({
      ...reply(second, answered, 'Three'),
      diagnostics: { previous_message_id: answered.id },
    });
    const shared = sofar + (forked.usage.cache_creation_input_tokens ?? 0);
    assert.equal(third.usage.cache_read_input_tokens, shared, 'the next turn reads what the fork wrote');

    await clock.advance(5 * 60_000);
    assert.equal((await ask(second)).usage.cache_read_input_tokens, 0);
  });

  it('explains why a cache was missed', async () => {
    await start();
    const opening: Params = {
      ...wish('One'),
      system: 'Be kind.',
      diagnostics: { previous_message_id: null },
    };
    const { id } = await ask(opening);
    const changes: readonly [Partial<Params>, string | undefined][] = [
      [{}, undefined],
      [{ model: 'claude-opus-5-5' }, 'model_changed'],
      [{ system: 'Be rude.' }, 'system_changed'],
      [{ tools: [{ name: 'a', input_schema: { type: 'object' } }] }, 'tools_changed'],
      [{ messages: [{ role: 'user', content: 'Uno' }] }, 'messages_changed'],
      [{ output_config: { effort: 'low' } }, 'unavailable'],
      [{ diagnostics: { previous_message_id: 'msg_none' } }, 'previous_message_not_found'],
    ];
    for (const [change, reason] of changes) {
      const answer = await ask({ ...opening, diagnostics: { previous_message_id: id }, ...change });
      assert.equal(answer.diagnostics?.cache_miss_reason?.type, reason);
    }
  });

  it('makes a memory from the request and knows it for one', async () => {
    await start();
    const headings = '## User Intent\n## Completed Work\n## Errors & Corrections\n## Active Work';
    const first = await ask(wish('Paint the boat green'));
    const answer = await ask(reply(wish('Paint the boat green'), first, `Write the memory:\n${headings}`));
    assert.match(textOf(answer), /## User Intent\n- "Paint the boat green"/);
    assert.deepEqual(api.requests.map(isMemory), [false, true]);
  });

  it('minds the window and the room for output', async () => {
    await start({ window: 2000, answer: { chatChars: 3000 } });
    const tooLong = await rejected(wish('x'.repeat(5001)));
    assert.match(tooLong.message, /prompt is too long: 2001 tokens > 2000 maximum/);
    const short = await ask({ ...wish('One'), max_tokens: 20 });
    assert.deepEqual([short.stop_reason, short.usage.output_tokens], ['max_tokens', 20]);
    const full = await ask({ ...wish('x'.repeat(4500)), max_tokens: 4000 });
    assert.deepEqual([full.stop_reason, full.usage.output_tokens], ['model_context_window_exceeded', 200]);
    const warmed = await client.messages.create({ ...wish('One'), max_tokens: 0 });
    assert.deepEqual([warmed.content, warmed.stop_reason], [[], 'max_tokens']);
  });

  it('counts input at 2.5 characters a token, and lists models', async () => {
    await start({ window: 50_000 });
    const answer = await ask(wish('x'.repeat(250)));
    assert.equal(answer.usage.input_tokens, 100);
    const info = await client.models.retrieve(model);
    assert.deepEqual(
      [info.max_input_tokens, info.capabilities?.thinking.types.disabled.supported],
      [50_000, false],
    );
    const ids = [];
    for await (const { id } of client.models.list()) ids.push(id);
    assert.ok(ids.includes(model) && ids.includes('claude-haiku-5-5'));
    await assert.rejects(client.models.retrieve('nothing'), Anthropic.NotFoundError);
  });

  it('asks for the key, in either header', async () => {
    await start({ key: 'right' });
    const keyed = (apiKey: string) =>
      new Anthropic({ apiKey, baseURL: api.url, maxRetries: 0, logLevel: 'off' });
    await assert.rejects(keyed('wrong').messages.create(wish('One')), Anthropic.AuthenticationError);
    await keyed('right').messages.create(wish('One'));
    const headers = { 'x-api-key': 'right', authorization: null };
    await keyed('wrong').messages.create(wish('One'), { headers });
    const bare = await fetch(`${api.url}/v1/messages`, { method: 'POST', body: JSON.stringify(wish('One')) });
    assert.equal(bare.status, 401);
    const body = (await bare.json()) as { error: { type: string }; request_id: string };
    assert.equal(body.error.type, 'authentication_error');
    assert.equal(body.request_id, bare.headers.get('request-id'));
  });

  it('refuses what is no JSON, too large, or of no known version', async () => {
    await start();
    const post = (body: string, version = '2026-10-21') =>
      fetch(`${api.url}/v1/messages`, {
        method: 'POST',
        body,
        headers: { 'x-api-key': 'test-key', 'anthropic-version': version },
      });
    assert.equal((await post('{"model":')).status, 400);
    assert.equal((await post('')).status, 400);
    assert.equal((await post(JSON.stringify(wish('One')), '2020-01-01')).status, 400);
    assert.equal((await post(JSON.stringify(wish('x'.repeat(33 * 1024 * 1024))))).status, 413);
    const headers = { 'x-api-key': 'test-key', 'anthropic-version': '2026-10-21' };
    assert.equal((await fetch(`${api.url}/v1/nothing`, { headers })).status, 404);
  });

  it('imitates a simple local server', async () => {
    await start({ features: localServerFeatures });
    const answer = await ask({ ...wish('One'), model: 'llama' });
    assert.equal(answer.usage.input_tokens, 2);
    assert.equal(answer.usage.cache_read_input_tokens, undefined);
    await assert.rejects(client.models.list(), Anthropic.NotFoundError);
    assert.match(
      (await rejected({ ...wish('One'), diagnostics: { previous_message_id: null } })).message,
      /diagnostics: Extra/,
    );
  });
});
