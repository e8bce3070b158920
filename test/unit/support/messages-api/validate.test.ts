import assert from 'node:assert/strict';
import { ApiError } from '../../../support/messages-api/api-error.ts';
import {
  claudeFeatures,
  type Features,
  localServerFeatures,
} from '../../../support/messages-api/features.ts';
import { modelFacts } from '../../../support/messages-api/models.ts';
import { validate } from '../../../support/messages-api/validate.ts';

const hello = { role: 'user', content: 'Hello' };
const valid = { model: 'claude-sonnet-5-5', max_tokens: 100, messages: [hello] };

function refusal(body: unknown, features: Features = claudeFeatures, version = '2026-10-21'): string | null {
  try {
    validate(body, { features, facts: modelFacts, extraBlockTypes: new Set(['novel']), version });
    return null;
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.status, 400);
    return error.message;
  }
}

const marked = (ttl?: string, text = 'x') => ({
  type: 'text',
  text,
  cache_control: { type: 'ephemeral', ...(ttl && { ttl }) },
});
const use = (id: string) => ({ type: 'tool_use', id, name: 'read', input: {} });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'done' });
const says = (...content: unknown[]) => ({ role: 'user', content });
const answers = (...content: unknown[]) => ({ role: 'assistant', content });
const talk = (...messages: unknown[]) => ({ ...valid, messages });
const tool = { name: 'read', input_schema: { type: 'object' } };
const words = { type: 'text', text: 'words' };

describe('validation of a request', () => {
  const accepted: readonly [what: string, body: unknown][] = [
    ['the least there can be', valid],
    ['consecutive messages of one role', talk(hello, hello, answers(words), answers(words), hello)],
    ['a tool round', talk(hello, answers(use('a'), use('b')), says(result('b'), result('a'), words))],
    ['a tool round split over neighbours', talk(hello, answers(use('a')), says(result('a')), says(words))],
    ['four marks', talk(says(marked('1h'), marked('1h'), marked(), marked('5m')))],
    [
      'a block type that the server itself has sent',
      talk(hello, answers({ type: 'novel', any: 1 }, words), hello),
    ],
    ['a system message after a user message', talk(hello, { role: 'system', content: 'Be brief.' })],
    [
      'thinking, effort, tools, diagnostics',
      {
        ...valid,
        system: [words],
        tools: [tool],
        tool_choice: { type: 'auto' },
        thinking: { type: 'adaptive' },
        output_config: { effort: 'low' },
        diagnostics: { previous_message_id: null },
        metadata: { user_id: 'u' },
        stop_sequences: ['x'],
        stream: true,
      },
    ],
  ];
  for (const [what, body] of accepted) {
    it(`accepts ${what}`, () => assert.equal(refusal(body), null));
  }

  const refused: readonly [what: string, body: unknown, message: RegExp][] = [
    ['no object', [], /Input should be a valid dictionary/],
    ['no model', { ...valid, model: undefined }, /^model: Field required$/],
    ['no max_tokens', { ...valid, max_tokens: undefined }, /^max_tokens: Field required$/],
    ['a fraction of tokens', { ...valid, max_tokens: 1.5 }, /^max_tokens: Input should be a valid integer$/],
    ['more output than the model has', { ...valid, max_tokens: 200_000 }, /^max_tokens: 200000 > 128000/],
    ['no messages', { ...valid, messages: undefined }, /^messages: Field required$/],
    ['an empty list of messages', talk(), /^messages: at least one message is required$/],
    ['an unknown parameter', { ...valid, beta: 1 }, /^beta: Extra inputs are not permitted$/],
    ['temperature', { ...valid, temperature: 1 }, /^temperature: Extra inputs/],
    ['top_p', { ...valid, top_p: 1 }, /^top_p: Extra inputs/],
    ['top_k', { ...valid, top_k: 5 }, /^top_k: Extra inputs/],
    ['an unknown block field', talk(says({ ...words, id: 1 })), /^messages\.0\.content\.0\.id: Extra inputs/],
    ['an unknown message field', talk({ ...hello, at: 1 }), /^messages\.0\.at: Extra inputs/],
    [
      'an unknown role',
      talk({ role: 'tool', content: 'x' }),
      /^messages\.0\.role: Input should be 'user' or 'assis/,
    ],
    [
      'an unknown block type',
      talk(says({ type: 'other' })),
      /^messages\.0\.content\.0: Input tag 'other' found/,
    ],
    ['a result from the assistant', talk(hello, answers(result('a')), hello), /Input tag 'tool_result'/],
    [
      'a document from the assistant',
      talk(hello, answers({ type: 'document', source: {} }), hello),
      /Input tag 'document'/,
    ],
    ['citations from the user', talk(says({ ...words, citations: [{}] })), /citations/],
    ['an assistant who begins', talk(answers(words), hello), /first message must use the "user" role/],
    [
      'a prefill',
      talk(hello, answers(words)),
      /^This model does not support assistant message prefill\. The conv/,
    ],
    [
      'an empty text',
      talk(says(words, { type: 'text', text: '' })),
      /^messages: text content blocks must be non-empty$/,
    ],
    [
      'white space',
      talk({ role: 'user', content: ' \n' }),
      /text content blocks must contain non-whitespace text/,
    ],
    [
      'a message without content',
      talk(hello, answers(), hello),
      /^messages\.1: assistant messages must have non-empty/,
    ],
    ['five marks', { ...talk(says(...Array(5).fill(marked()))) }, /A maximum of 4 blocks .* Found 5\.$/],
    [
      'four marks and the automatic one',
      {
        ...talk(says(...Array(4).fill(marked()), words)),
        cache_control: { type: 'ephemeral' },
      },
      /Found 5/,
    ],
    [
      'two lives on the last block',
      { ...talk(says(marked('1h'))), cache_control: { type: 'ephemeral' } },
      /different ttl/,
    ],
    [
      'a long life after a short one',
      { ...talk(says(marked('1h'))), system: [marked('5m')] },
      /must not come after/,
    ],
    ['an unknown life', talk(says(marked('2h'))), /cache_control\.ttl: Input should be '5m' or '1h'/],
    [
      'a mark on an empty text',
      talk(says(marked('5m', ''), words)),
      /^messages\.0\.content\.0\.text: cache_control cannot/,
    ],
    [
      'a mark on thinking',
      talk(
        hello,
        answers({ type: 'thinking', thinking: 'x', signature: 'y', cache_control: { type: 'ephemeral' } }),
        hello,
      ),
      /^messages\.1\.content\.0\.cache_control: Extra inputs/,
    ],
    [
      'thinking without a signature',
      talk(hello, answers({ type: 'thinking', thinking: 'x' }, words), hello),
      /^messages\.1\.content\.0\.signature: Field required$/,
    ],
    [
      'thinking at the end of an answer',
      talk(hello, answers(words, { type: 'thinking', thinking: 'x', signature: 'y' }), hello),
      /final block in an assistant message cannot be `thinking`/,
    ],
    [
      'a tool use without a result',
      talk(hello, answers(use('a'), use('b')), says(result('a'))),
      /^messages\.1: `tool_use` ids were found without `tool_result` blocks immediately after: b\. Each `tool_use`/,
    ],
    [
      'a result behind other content',
      talk(hello, answers(use('a')), says(words, result('a'))),
      /immediately after: a/,
    ],
    [
      'a result without a use',
      talk(hello, answers(words), says(result('a'))),
      /^messages\.2\.content\.0: unexpected `tool_use_id` found in `tool_result` blocks: a\. Each/,
    ],
    ['a result at the start', talk(says(result('a'))), /unexpected `tool_use_id`/],
    [
      'two results of one use',
      talk(hello, answers(use('a')), says(result('a'), result('a'))),
      /single result/,
    ],
    ['two uses of one id', talk(hello, answers(use('a'), use('a')), says(result('a'))), /ids must be unique/],
    ['a system message first', talk({ role: 'system', content: 'x' }, hello), /must follow a user message/],
    ['tools of one name', { ...valid, tools: [tool, tool] }, /^tools: Tool names must be unique\.$/],
    [
      'a tool without a schema',
      { ...valid, tools: [{ name: 'x' }] },
      /^tools\.0\.input_schema: Field required$/,
    ],
    ['a choice without tools', { ...valid, tool_choice: { type: 'auto' } }, /while providing tools/],
    [
      'a forced tool',
      { ...valid, tools: [tool], tool_choice: { type: 'any' } },
      /not supported on this model/,
    ],
    [
      'thinking switched off',
      { ...valid, thinking: { type: 'disabled' } },
      /^thinking\.type: 'disabled' is not supp/,
    ],
    [
      'an unknown effort',
      { ...valid, output_config: { effort: 'huge' } },
      /^output_config\.effort: Input should be/,
    ],
  ];
  for (const [what, body, message] of refused) {
    it(`refuses ${what}`, () => assert.match(refusal(body) ?? 'accepted', message));
  }

  it('lets sampling parameters pass under the older version', () => {
    assert.equal(refusal({ ...valid, temperature: 1 }, claudeFeatures, '2023-06-01'), null);
  });

  it('refuses what a simple local server does not know', () => {
    const optional = [
      { diagnostics: { previous_message_id: null } },
      { cache_control: { type: 'ephemeral' } },
      { output_config: { effort: 'low' } },
      { thinking: { type: 'adaptive' } },
    ];
    for (const field of optional) {
      const message = refusal({ ...valid, ...field }, localServerFeatures);
      assert.equal(message, `${Object.keys(field)[0]}: Extra inputs are not permitted`);
    }
    assert.match(refusal(talk(says(marked())), localServerFeatures) ?? '', /cache_control: Extra inputs/);
    assert.match(
      refusal(talk(hello, { role: 'system', content: 'x' }), localServerFeatures) ?? '',
      /'system' is not/,
    );
    assert.match(refusal(talk(hello, hello), localServerFeatures) ?? '', /^messages: roles must alternate/);
    assert.equal(refusal(valid, localServerFeatures), null);
  });
});
