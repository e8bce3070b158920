import assert from 'node:assert/strict';
import { ApiError } from '../../../support/messages-api/api-error.ts';
import { modelFacts } from '../../../support/messages-api/models.ts';
import { ThinkingSeals } from '../../../support/messages-api/thinking.ts';
import type { ContentBlock, MessagesRequest, WireMessage } from '../../../support/messages-api/wire.ts';

const seals = new ThinkingSeals('secret');
const model = 'claude-sonnet-5-5';
const text = (words: string): ContentBlock => ({ type: 'text', text: words });
const thought = (words: string): ContentBlock => ({ type: 'thinking', thinking: words });
const user = (words: string): WireMessage => ({ role: 'user', content: [text(words)] });
const request = (...messages: WireMessage[]): MessagesRequest => ({
  model,
  max_tokens: 10,
  messages,
  system: 'Be kind.',
});

/** Goes on with a conversation: the answer as signed for it, then what the user says. */
function goOn(
  before: MessagesRequest,
  answer: readonly ContentBlock[],
  ...next: WireMessage[]
): MessagesRequest {
  const content = seals.sign(before, answer);
  return { ...before, messages: [...before.messages, { role: 'assistant', content }, ...next] };
}

function refusal(replayed: MessagesRequest): string | null {
  try {
    seals.check(replayed, modelFacts(replayed.model));
    return null;
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return error.message;
  }
}

const withBlocks = (
  from: MessagesRequest,
  at: number,
  change: (blocks: readonly ContentBlock[]) => readonly ContentBlock[],
): MessagesRequest => ({
  ...from,
  messages: from.messages.map((message, index) =>
    index === at && typeof message.content !== 'string'
      ? { ...message, content: change(message.content) }
      : message,
  ),
});

const noThinking = (blocks: readonly ContentBlock[]) => blocks.filter((block) => block.type !== 'thinking');

describe('signed thinking', () => {
  const first = request(user('One'));
  const second = goOn(first, [thought('a'), text('b')], user('Two'));
  const third = goOn(second, [thought('c'), text('d')], user('Three'));
  const useA: ContentBlock = { type: 'tool_use', id: 'a', name: 'read', input: {} };
  const resultA: WireMessage = {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 'a', content: 'x' }],
  };
  const round = goOn(second, [thought('c'), text('between'), thought('d'), useA], resultA);

  const accepted: readonly [what: string, replayed: MessagesRequest][] = [
    ['replayed as it was', third],
    ['in a tool round', round],
    [
      'with marks, another effort and more room',
      {
        ...withBlocks(third, 0, (blocks) =>
          blocks.map((block) => ({ ...block, cache_control: { type: 'ephemeral' } })),
        ),
        max_tokens: 99,
        output_config: { effort: 'low' },
      },
    ],
    ['when all of it was taken out', withBlocks(withBlocks(third, 1, noThinking), 3, noThinking)],
    ['when the oldest was taken out', withBlocks(third, 1, noThinking)],
    ['when all was taken out of a tool round', withBlocks(withBlocks(round, 1, noThinking), 3, noThinking)],
    ['before a changed future', { ...third, messages: [...third.messages.slice(0, 4), user('Other')] }],
  ];
  for (const [what, replayed] of accepted) {
    it(`is accepted ${what}`, () => assert.equal(refusal(replayed), null));
  }

  const bound =
    /^messages\.\d\.content\.0: Invalid `signature` in `thinking` block\. The block is bound to a different conv/;
  const modified =
    /^messages\.3\.content\.\d: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot/;
  const refused: readonly [what: string, replayed: MessagesRequest, message: RegExp][] = [
    ['behind another system text', { ...third, system: 'Be rude.' }, bound],
    ['behind other tools', { ...third, tools: [{ name: 'x', input_schema: { type: 'object' } }] }, bound],
    ['behind a changed message', withBlocks(third, 0, () => [text('Uno')]), bound],
    ['behind a summary', { ...third, messages: [user('Memory'), ...third.messages.slice(2)] }, bound],
    [
      'with a gap before it',
      withBlocks(goOn(third, [thought('e'), text('f')], user('Four')), 3, noThinking),
      bound,
    ],
    [
      'when altered',
      withBlocks(third, 1, ([block, ...rest]) => [{ ...block, type: 'thinking', thinking: 'z' }, ...rest]),
      /^messages\.1\.content\.0: Invalid `signature` in `thinking` block$/,
    ],
    [
      'when altered in the latest answer',
      withBlocks(third, 3, ([block, ...rest]) => [{ ...block, type: 'thinking', thinking: 'z' }, ...rest]),
      modified,
    ],
    [
      'with a foreign signature',
      withBlocks(third, 1, ([block, ...rest]) => [
        { ...block, type: 'thinking', signature: 'eA==' },
        ...rest,
      ]),
      /Invalid `signature`/,
    ],
    [
      'when one block of a tool round is missing',
      withBlocks(round, 3, (blocks) => blocks.slice(1)),
      /Invalid `signature`|cannot be modified/,
    ],
    [
      'when the last block of a tool round is missing',
      withBlocks(round, 3, (blocks) => blocks.filter((_, at) => at !== 2)),
      modified,
    ],
  ];
  for (const [what, replayed, message] of refused) {
    it(`is refused ${what}`, () => assert.match(refusal(replayed) ?? 'accepted', message));
  }

  it('is left out for another model, silently', () => {
    const other = { ...third, model: 'claude-opus-5-5' };
    assert.equal(seals.check(other, modelFacts(other.model)).size, 2);
  });

  it('may stand anywhere for models that do not bind it', () => {
    const old = { ...first, model: 'claude-opus-4-8' };
    const replayed = goOn(old, [thought('a'), text('b')], user('Two'));
    assert.equal(refusal({ ...replayed, system: 'Be rude.' }), null);
  });

  it('is known to any stand-in with the same secret', () => {
    const facts = modelFacts(model);
    assert.equal(new ThinkingSeals('secret').check(third, facts).size, 0);
    assert.throws(() => new ThinkingSeals('other').check(third, facts), ApiError);
  });
});
