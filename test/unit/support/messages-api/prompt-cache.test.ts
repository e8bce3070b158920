import assert from 'node:assert/strict';
import { type ModelFacts, modelFacts } from '../../../support/messages-api/models.ts';
import { layOut } from '../../../support/messages-api/prompt.ts';
import { type CacheUse, PromptCache } from '../../../support/messages-api/prompt-cache.ts';
import type { ContentBlock, MessagesRequest, Ttl, WireMessage } from '../../../support/messages-api/wire.ts';

const model = 'claude-sonnet-5-5';
const minute = 60_000;

/** A text of a thousand tokens that no other number gives. */
const thousand = (n: number): string => `${n} `.padEnd(2500, '.');
const text = (n: number, ttl?: Ttl): ContentBlock => ({
  type: 'text',
  text: thousand(n),
  ...(ttl && { cache_control: { type: 'ephemeral', ttl } }),
});
const user = (...content: ContentBlock[]): WireMessage => ({ role: 'user', content });
const assistant = (...content: ContentBlock[]): WireMessage => ({ role: 'assistant', content });

/** A cache whose requests all succeed unless told otherwise. */
class Bench {
  readonly cache = new PromptCache();
  now = 0;

  look(request: Partial<MessagesRequest>, account = 'a'): CacheUse {
    const full = { model, max_tokens: 100, messages: [], ...request };
    const facts: ModelFacts = modelFacts(full.model);
    return this.cache.use(layOut(full, facts), account, facts.minCacheable, this.now);
  }

  send(request: Partial<MessagesRequest>, account = 'a') {
    const { commit, ...use } = this.look(request, account);
    commit();
    return use;
  }
}

const counts = (read: number, write5m: number, write1h: number, plain: number) => ({
  readTokens: read,
  write5mTokens: write5m,
  write1hTokens: write1h,
  plainTokens: plain,
});

describe('the prompt cache', () => {
  it('writes at marks only and reads what an earlier request wrote', () => {
    const bench = new Bench();
    const first = [user(text(1), text(2, '5m'), text(3))];
    assert.deepEqual(bench.send({ messages: first }), counts(0, 2000, 0, 1000));
    assert.deepEqual(
      bench.send({ messages: [user(text(1), text(2), text(4, '5m'))] }),
      counts(2000, 1000, 0, 0),
    );
    assert.deepEqual(bench.send({ messages: [user(text(1, '5m'), text(5))] }), counts(0, 1000, 0, 1000));
  });

  it('reads nothing where the request has no mark', () => {
    const bench = new Bench();
    bench.send({ messages: [user(text(1, '5m'))] });
    assert.deepEqual(bench.send({ messages: [user(text(1), text(2))] }), counts(0, 0, 0, 2000));
  });

  it('puts the automatic mark on the last block', () => {
    const bench = new Bench();
    const automatic = { cache_control: { type: 'ephemeral' } } as const;
    assert.deepEqual(bench.send({ ...automatic, messages: [user(text(1))] }), counts(0, 1000, 0, 0));
    const longer = [user(text(1)), assistant(text(2)), user(text(3))];
    assert.deepEqual(bench.send({ ...automatic, messages: longer }), counts(1000, 2000, 0, 0));
  });

  it('walks back over twenty positions, the mark being the first', () => {
    for (const [between, read] of [
      [18, 1000],
      [19, 0],
    ] as const) {
      const bench = new Bench();
      bench.send({ messages: [user(text(0, '5m'))] });
      const more = Array.from({ length: between }, (_, index) => text(index + 1));
      const messages = [user(text(0), ...more, text(99, '5m'))];
      assert.equal(bench.send({ messages }).readTokens, read, `${between} blocks between`);
    }
  });

  it('counts a run of tool uses as one position, and a run of results', () => {
    const bench = new Bench();
    bench.send({ messages: [user(text(0, '5m'))] });
    const ids = Array.from({ length: 40 }, (_, index) => `id_${index}`);
    const messages = [
      user(text(0)),
      assistant(...ids.map((id): ContentBlock => ({ type: 'tool_use', id, name: 'read', input: {} }))),
      user(
        ...ids.map((id): ContentBlock => ({ type: 'tool_result', tool_use_id: id, content: 'x' })),
        text(1, '5m'),
      ),
    ];
    assert.equal(bench.send({ messages }).readTokens, 1000);
  });

  it('treats neighbours of one role as one turn, and a string as a text block', () => {
    const bench = new Bench();
    bench.send({ messages: [user(text(1)), user(text(2, '5m'))] });
    const merged = [user({ type: 'text', text: thousand(1) }, text(2, '5m'))];
    assert.equal(bench.send({ messages: merged }).readTokens, 2000);
    const single = new Bench();
    single.send({ messages: [{ role: 'user', content: thousand(1) }], cache_control: { type: 'ephemeral' } });
    assert.equal(single.send({ messages: [user(text(1, '5m'))] }).readTokens, 1000);
  });

  const minimums: readonly [model: string, tokens: number][] = [
    ['claude-sonnet-5-5', 512],
    ['claude-sonnet-5', 1024],
    ['claude-opus-4-7', 2048],
    ['claude-haiku-4-5-20251001', 4096],
    ['some-local-model', 1024],
  ];
  for (const [name, tokens] of minimums) {
    it(`caches for ${name} from ${tokens} tokens on`, () => {
      const bench = new Bench();
      const sized = (size: number): Partial<MessagesRequest> => ({
        model: name,
        cache_control: { type: 'ephemeral' },
        messages: [{ role: 'user', content: '.'.repeat(Math.floor(size * 2.5)) }],
      });
      assert.deepEqual(bench.send(sized(tokens - 1)), counts(0, 0, 0, tokens - 1));
      assert.deepEqual(bench.send(sized(tokens - 1)).readTokens, 0);
      assert.deepEqual(bench.send(sized(tokens)), counts(0, tokens, 0, 0));
      assert.deepEqual(bench.send(sized(tokens)), counts(tokens, 0, 0, 0));
    });
  }

  it('forgets after the time to live, counted from the start of the last use', () => {
    for (const [ttl, life] of [
      ['5m', 5 * minute],
      ['1h', 60 * minute],
    ] as const) {
      const bench = new Bench();
      const request = { messages: [user(text(1, ttl))] };
      bench.send(request);
      bench.now += life - 1;
      assert.equal(bench.send(request).readTokens, 1000, 'read just in time');
      bench.now += life - 1;
      assert.equal(bench.send(request).readTokens, 1000, 'the read has refreshed it');
      bench.now += life;
      assert.equal(bench.send(request).readTokens, 0, 'over');
    }
  });

  it('counts the life from the start of a request, however late its answer begins', () => {
    const bench = new Bench();
    const request = { messages: [user(text(1, '5m'))] };
    const slow = bench.look(request);
    bench.now = 4 * minute;
    slow.commit();
    bench.now = 5 * minute;
    assert.equal(bench.send(request).readTokens, 0);
  });

  it('lets nobody read before the first answer has begun', () => {
    const bench = new Bench();
    const request = { messages: [user(text(1, '5m'))] };
    const first = bench.look(request);
    assert.equal(bench.look(request).readTokens, 0);
    first.commit();
    assert.equal(bench.look(request).readTokens, 1000);
  });

  it('keeps accounts apart', () => {
    const bench = new Bench();
    const request = { messages: [user(text(1, '5m'))] };
    bench.send(request, 'a');
    assert.equal(bench.send(request, 'b').readTokens, 0);
    assert.equal(bench.send(request, 'a').readTokens, 1000);
  });

  it('tells one-hour writes from five-minute writes', () => {
    const bench = new Bench();
    const system = [text(1, '1h')];
    assert.deepEqual(
      bench.send({ system, messages: [user(text(2, '5m'), text(3))] }),
      counts(0, 1000, 1000, 1000),
    );
    bench.now = 10 * minute;
    assert.deepEqual(
      bench.send({ system, messages: [user(text(2, '5m'), text(3))] }),
      counts(1000, 1000, 0, 1000),
    );
  });

  it('leaves the thinking of earlier turns out of the prompt of older models', () => {
    const thought: ContentBlock = { type: 'thinking', thinking: thousand(1), signature: 's' };
    const messages = [
      user(text(1)),
      assistant(thought, text(2)),
      user(text(3)),
      assistant(thought, text(4)),
      user(text(5)),
    ];
    const use: ContentBlock = { type: 'tool_use', id: 'a', name: '', input: {} };
    const result: ContentBlock = { type: 'tool_result', tool_use_id: 'a', content: '' };
    const inRound = [user(text(1)), assistant(thought, use), user(result)];
    const tokens = (name: string, list: readonly WireMessage[]): number =>
      layOut({ model: name, messages: list }, modelFacts(name)).tokens;
    assert.equal(tokens('claude-sonnet-5-5', messages), 7000);
    assert.equal(tokens('claude-haiku-4-5', messages), 5000);
    assert.equal(tokens('claude-haiku-4-5', inRound), tokens('claude-sonnet-5-5', inRound));
  });

  it('forgets what has expired, so that it stays small', () => {
    const bench = new Bench();
    for (let turn = 0; turn < 100; turn += 1) {
      bench.send({ messages: [user(text(turn, '5m'))] });
      bench.now += minute;
    }
    assert.ok(bench.cache.size <= 6, `${bench.cache.size} entries`);
  });

  describe('after a change', () => {
    const tool = (name: string) => ({ name, description: thousand(7), input_schema: { type: 'object' } });
    const marked = { cache_control: { type: 'ephemeral' } } as const;
    const before: Partial<MessagesRequest> = {
      tools: [{ ...tool('one'), ...marked }],
      system: [text(1, '5m')],
      messages: [user(text(2, '5m'))],
    };
    const all = layOut({ model, messages: [], ...before }, modelFacts(model)).tokens;
    const image: ContentBlock = { type: 'image', source: { type: 'url', url: 'x' } };
    const changes: readonly [what: string, change: Partial<MessagesRequest>, kept: number][] = [
      ['nothing', {}, all],
      ['max_tokens', { max_tokens: 5 }, all],
      ['a mark', { messages: [user(text(2))], cache_control: { type: 'ephemeral' } }, all],
      ['effort set to its default', { output_config: { effort: 'high' } }, all],
      ['the model', { model: 'claude-opus-5-5' }, 0],
      ['a tool', { tools: [{ ...tool('two'), ...marked }] }, 0],
      ['the speed', { speed: 'fast' }, all - 2000],
      ['the system text', { system: [text(9, '5m')] }, all - 2000],
      ['the tool choice', { tool_choice: { type: 'none' } }, all - 1000],
      ['thinking', { thinking: { type: 'between_tools' } }, all - 1000],
      ['effort', { output_config: { effort: 'low' } }, all - 1000],
      ['an image', { messages: [user(text(2, '5m'), image)] }, all - 1000],
      ['a message', { messages: [user(text(8, '5m'))] }, all - 1000],
    ];
    for (const [what, change, kept] of changes) {
      it(`of ${what} keeps ${kept} tokens`, () => {
        const bench = new Bench();
        bench.send(before);
        assert.equal(bench.send({ ...before, ...change }).readTokens, kept);
      });
    }
  });
});
