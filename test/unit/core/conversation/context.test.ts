import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listOf } from '../../../../src/core/append-list.ts';
import { contextMessages, emptyContext } from '../../../../src/core/conversation/context.ts';
import { type ContentBlock, isToolResult, text } from '../../../../src/core/conversation/message.ts';
import { contentTokens } from '../../../../src/core/conversation/tokens.ts';
import type { MessageRecord } from '../../../../src/core/conversation/transcript.ts';
import { assistant, results, use, user } from '../../../support/conversation.ts';

/** The content of the one tool result in what is sent, where results may have so many tokens. */
function sent(content: string | readonly ContentBlock[], maxResultTokens: number): unknown {
  const answered = results(['1', '']);
  const [block] = answered.content as [ContentBlock];
  const records = [
    user('Read it.'),
    assistant('', use('1', 'read', {})),
    { ...answered, content: [{ ...block, content }] },
  ].map(
    (record, index): MessageRecord => ({
      ...record,
      id: `r${index}`,
      parent: index === 0 ? null : `r${index - 1}`,
    }),
  );
  const messages = contextMessages(emptyContext(0), listOf(records), {
    provider: 'anthropic',
    maxResultTokens,
  });
  return messages.flatMap((message) => message.content).find(isToolResult)?.content;
}

const picture: ContentBlock = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(4_000) },
};

describe('A tool result that is too long', () => {
  it('is shortened in its middle, and says so', () => {
    assert.equal(
      sent('begin'.repeat(500) + 'end'.repeat(500), 20),
      `${'begin'.repeat(5)}\n[… 3950 characters left out to fit the context …]\n${'end'.repeat(9).slice(2)}`,
    );
  });

  it('is shortened in its text blocks where it consists of blocks, and what is no text stays', () => {
    const whole = [text('A short one.'), text('long '.repeat(2_000)), picture, text('last '.repeat(1_000))];
    const shown = sent(whole, 200) as ContentBlock[];
    assert.equal(shown.length, 4);
    assert.deepEqual([shown[0], shown[2]], [whole[0], picture]);
    assert.match(
      String(shown[1]?.text),
      /^long .*\[… \d+ characters left out to fit the context …\].*long $/s,
    );
    assert.match(String(shown[3]?.text), /^last .*characters left out.*last $/s);
    assert.ok(contentTokens(shown.filter(({ type }) => type === 'text')) < 300);
  });

  it('is cut as one text where it consists of more blocks than could each have a mark', () => {
    const whole = Array.from({ length: 1_000 }, (_, index) => text(`line ${1_000 + index}.`));
    const shown = sent([...whole.slice(0, 500), picture, ...whole.slice(500)], 40) as ContentBlock[];
    assert.deepEqual(
      shown.map((block) => block.text),
      [
        ...['line 1000.', 'line 1001.', 'line 1002.', 'line 1003.', 'line 1004.'],
        '\n[… 9900 characters left out to fit the context …]\n',
        undefined,
        ...['line 1995.', 'line 1996.', 'line 1997.', 'line 1998.', 'line 1999.'],
      ],
    );
  });

  it('never grows, and has no more than its limit but for one mark', () => {
    const sizes = fc.oneof(fc.nat(6), fc.nat(80), fc.nat(2_000));
    fc.assert(
      fc.property(fc.array(sizes, { maxLength: 120, size: 'max' }), fc.nat(2_000), (lengths, most) => {
        const whole = [picture, ...lengths.map((length) => text('word '.repeat(length).slice(0, length)))];
        const shown = sent(whole, most) as ContentBlock[];
        const [before, after] = [whole, shown].map((blocks) => contentTokens(blocks.slice(1)));
        assert.equal(shown[0], picture);
        assert.ok((after ?? 0) <= Math.min(before ?? 0, most + 22), `${before} became ${after}`);
      }),
    );
  });

  it('is left as it is where its text is not what is long', () => {
    const whole = [text('A short one.'), picture];
    assert.equal(sent(whole, 200), whole);
  });

  it('is never cut within a character', () => {
    for (const pad of ['', 'x']) {
      assert.doesNotMatch(String(sent(pad + '🦊'.repeat(500), 21)), /\p{Cs}/u);
      assert.doesNotMatch(JSON.stringify(sent([text(pad + '🦊'.repeat(500))], 21)), /\\ud/i);
    }
  });
});
