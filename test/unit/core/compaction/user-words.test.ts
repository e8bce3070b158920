import assert from 'node:assert/strict';
import fc from 'fast-check';
import { userWords } from '../../../../src/core/compaction/user-words.ts';
import { charactersPerToken } from '../../../../src/core/conversation/tokens.ts';
import { assistant, continuation, user } from '../../../support/conversation.ts';

const said = (...messages: readonly string[]) => messages.map(user);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => user(`This is message number ${index + 1}.`));

describe('userWords', () => {
  it('gives everything in order, under turn numbers, where it fits', () => {
    assert.deepEqual(userWords(said('Hello.', 'Fix the bug.\nThanks.'), 1_000), {
      text: '[turn 1]\nHello.\n\n[turn 2]\nFix the bug.\nThanks.',
      kept: 2,
      omitted: 0,
      cut: 0,
      pastedLines: 0,
    });
  });

  it('says nothing where nothing was said', () => {
    assert.deepEqual(userWords([], 1_000), { text: '', kept: 0, omitted: 0, cut: 0, pastedLines: 0 });
  });

  it('keeps the newest and the first, and tells what it left out', () => {
    const { text, kept, omitted } = userWords(many(500), 400);
    assert.ok(text.startsWith('[turn 1]\nThis is message number 1.\n\n['));
    assert.ok(text.endsWith('[turn 500]\nThis is message number 500.'));
    assert.equal(kept + omitted, 500);
    assert.ok(text.includes(`[${omitted} earlier messages left out]`));
  });

  it('counts no message of which nothing was typed', () => {
    const goOn = continuation(assistant('Verse 1'));
    const all = [user('A poem, please.'), goOn, user('Thanks.'), goOn];
    const { text, kept, omitted } = userWords(all, 1_000);
    assert.equal(text, '[turn 1]\nA poem, please.\n\n[turn 3]\nThanks.');
    assert.deepEqual({ kept, omitted }, { kept: 2, omitted: 0 });
    const none = userWords(all, 10);
    assert.equal(none.text, '[2 earlier messages left out]');
    assert.deepEqual({ kept: none.kept, omitted: none.omitted }, { kept: 0, omitted: 2 });
  });

  it('keeps turns with instructions before others that are older than the newest', () => {
    const { text } = userWords(many(500), 400, new Set([100, 200]));
    for (const turn of [100, 200, 500])
      assert.ok(text.includes(`[turn ${turn}]\nThis is message number ${turn}.`));
  });

  it('stays within the budget, whatever the messages are', () => {
    const messages = fc.array(fc.oneof(fc.string(), fc.string({ minLength: 2_000, maxLength: 4_000 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(messages, fc.integer({ min: 0, max: 3_000 }), (typed, budget) => {
        const { text, kept, omitted } = userWords(said(...typed), budget);
        assert.ok(text.length <= Math.max(60, budget * charactersPerToken), `${text.length} for ${budget}`);
        assert.equal(kept + omitted, typed.length);
      }),
    );
  });

  it('leaves pasted material out, visibly, and keeps what is short', () => {
    const log = Array.from({ length: 120 }, (_, line) => `2024-01-01 10:00:${line} something`).join('\n');
    const { text, pastedLines } = userWords(
      said(`Why?\n${log}\nAnd call \`f\`:\n\`\`\`\nf(1)\n\`\`\``),
      1_000,
    );
    assert.equal(
      text,
      '[turn 1]\nWhy?\n[…pasted material left out: 120 lines]\nAnd call `f`:\n```\nf(1)\n```',
    );
    assert.equal(pastedLines, 120);
  });

  it('cuts one message that is larger than the budget in its middle', () => {
    const { text, kept } = userWords(said(`Begin. ${'word '.repeat(5_000)}End.`), 1_000);
    assert.equal(kept, 1);
    assert.match(text, /^\[turn 1\]\nBegin\..*\[…\d+ characters left out…\].*End\.$/s);
  });

  it('counts a message that it cut, and gives it all the room that nothing else needs', () => {
    const long = `Begin. ${'Some prose here. '.repeat(3_000)}Never rename the tables. ${'And more of it. '.repeat(3_000)}`;
    const { text, kept, omitted, cut } = userWords(said('Hello.', long), 2_000);
    assert.deepEqual({ kept, omitted, cut }, { kept: 2, omitted: 0, cut: 1 });
    assert.ok(text.length > 0.95 * 2_000 * charactersPerToken, String(text.length));
  });

  it('lets no long message take the room of those with instructions, nor of what is small', () => {
    const long = 'word '.repeat(6_000);
    const small = Array.from(
      { length: 40 },
      (_, index) => `Please look at part ${index} of the report for me.`,
    );
    for (const [messages, turns] of [
      [[long, 'Never rename the tables.', ...small], [2]],
      [
        ['Hello.', 'Never rename the tables.', long, ...small],
        [2, 3],
      ],
      [
        [long, 'Never rename the tables.', long, long, ...small],
        [1, 2, 3, 4],
      ],
    ] as const) {
      const { text, cut, kept, omitted } = userWords(said(...messages), 1_000, new Set(turns));
      assert.match(text, /\[turn 2\]\nNever rename the tables\./);
      assert.ok(text.startsWith(`[turn 1]\n${messages[0].slice(0, 5)}`));
      assert.equal(cut, text.split('characters left out').length - 1);
      assert.equal(kept + omitted, messages.length);
    }
  });

  it('passes over what does not fit, and shows what does', () => {
    const middling = `Always mind the reference. ${'It matters. '.repeat(30)}`;
    const records = said('Hello.', 'Never push.', ...Array(12).fill(middling), 'And now?');
    const { text } = userWords(records, 380, new Set(records.map((_, index) => index + 1)));
    assert.match(text, /\[turn 2\]\nNever push\./);
  });

  it('takes credentials out', () => {
    const { text } = userWords(said('The key is ghp_abcdefghijklmnopqrstuvwxyz0123456789.'), 1_000);
    assert.equal(text, '[turn 1]\nThe key is [redacted: GitHub token].');
  });

  it('does not read more records than it can show', () => {
    let reads = 0;
    const records = many(10_000).map((record) => ({
      ...record,
      get typed() {
        reads++;
        return record.typed;
      },
    }));
    userWords(records, 1_000, new Set([1, 2, 3]));
    assert.ok(reads < 200, String(reads));
  });
});
