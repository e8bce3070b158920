import assert from 'node:assert/strict';
import {
  type Conversation,
  parseConversation,
  readConversations,
} from '../../../support/replay/conversation.ts';
import { type Replay, replay } from '../../../support/replay/replay.ts';

const limits = { contextLimitTokens: 10_000, initTokens: 2_000, updateTokens: 1_000 };

describe('Recorded conversations', () => {
  for (const id of ['coding', 'story', 'support']) {
    describe(`such as the one of ${id}`, () => {
      let conversation: Conversation | undefined;
      let result: Replay;
      before(async () => {
        conversation = (await readConversations('test/fixtures/conversations')).find((one) =>
          one.id.includes(id),
        );
        assert.ok(conversation !== undefined, `no conversation of ${id}`);
        result = await replay(conversation, limits);
      });

      it('run through the engine with every request accepted and no message lost', () => {
        assert.deepEqual([result.rejected, result.failed, result.lost], [[], [], []]);
        assert.equal(result.completed, conversation?.exchanges.length);
      });

      it('stay within the limit by compactions that wait for nothing and free much', () => {
        assert.ok(result.compactions.length >= 1);
        for (const { tokensBefore, tokensAfter, provisional } of result.compactions) {
          assert.ok(tokensAfter < 0.8 * tokensBefore, `${tokensBefore} -> ${tokensAfter}`);
          assert.equal(provisional, false);
        }
        assert.match(result.memory ?? '', /## User Intent\n\n- /);
      });
    });
  }
});

describe('A file that is no conversation', () => {
  const bad: readonly [string, string, RegExp][] = [
    ['without messages', '{"id":"x"}', /x\.json is not a conversation/],
    [
      'with content that is no text',
      '{"id":"x","messages":[{"role":"user","content":[]}]}',
      /"content" must be text/,
    ],
    [
      'that begins with an answer',
      '{"id":"x","messages":[{"role":"assistant","content":"hi"}]}',
      /comes before any question/,
    ],
  ];
  for (const [name, json, message] of bad) {
    it(`is refused by name, ${name}`, () => assert.throws(() => parseConversation('x.json', json), message));
  }
});
