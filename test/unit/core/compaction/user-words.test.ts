import assert from 'node:assert/strict';
import fc from 'fast-check';
import { passagesOf } from '../../../../src/core/compaction/user-prose.ts';
import { userWords } from '../../../../src/core/compaction/user-words.ts';
import { charactersPerToken } from '../../../../src/core/conversation/tokens.ts';
import { user } from '../../../support/conversation.ts';

const said = (...messages: readonly string[]) => messages.map(user);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => user(`This is message number ${index + 1}.`));

describe('userWords', () => {
  it('gives everything in order, under turn numbers, where it fits', () => {
    assert.deepEqual(userWords(said('Hello.', 'Fix the bug.\nThanks.'), 1_000), {
      text: '[turn 1]\nHello.\n\n[turn 2]\nFix the bug.\nThanks.',
      kept: 2,
      omitted: 0,
    });
  });

  it('says nothing where nothing was said', () => {
    assert.deepEqual(userWords([], 1_000), { text: '', kept: 0, omitted: 0 });
  });

  it('keeps the newest and the first, and tells what it left out', () => {
    const { text, kept, omitted } = userWords(many(500), 400);
    assert.ok(text.startsWith('[turn 1]\nThis is message number 1.\n\n['));
    assert.ok(text.endsWith('[turn 500]\nThis is message number 500.'));
    assert.equal(kept + omitted, 500);
    assert.ok(text.includes(`[${omitted} earlier messages left out]`));
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
    const { text } = userWords(said(`Why?\n${log}\nAnd call \`f\`:\n\`\`\`\nf(1)\n\`\`\``), 1_000);
    assert.equal(
      text,
      '[turn 1]\nWhy?\n[…pasted material left out: 120 lines]\nAnd call `f`:\n```\nf(1)\n```',
    );
  });

  it('cuts one message that is larger than the budget in its middle', () => {
    const { text, kept } = userWords(said(`Begin. ${'word '.repeat(5_000)}End.`), 1_000);
    assert.equal(kept, 1);
    assert.match(text, /^\[turn 1\]\nBegin\..*\[…\d+ characters left out…\].*End\.$/s);
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

describe('passagesOf', () => {
  it('loses nothing: its passages joined are the message', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '```',
        '~~~',
        '> a',
        '<x>',
        '</x>',
        '</x><y>',
        'ERROR a',
        'It says:',
        '    b',
        'diff --git a b',
        '+c',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const message = lines.join('\n');
        const passages = passagesOf(message);
        assert.equal(passages.map((passage) => passage.text).join('\n'), message);
        assert.equal(
          passages.reduce((sum, passage) => sum + passage.lines, 0),
          message === '' ? 0 : message.split('\n').length,
        );
      }),
    );
  });

  const cases: readonly (readonly [name: string, message: string, typed: readonly string[]])[] = [
    ['prose', 'One.\n\nTwo.', ['One.\n\nTwo.']],
    ['a list', 'Do:\n- this;\n- that;', ['Do:\n- this;\n- that;']],
    ['a fence in prose', 'a\n```ts\nb\n```\nc', ['a', 'c']],
    ['a longer fence around a shorter', 'a\n````\n```\nb\n```\n````\nc', ['a', 'c']],
    ['a stray line within machine output', 'a\nERROR x\nERROR y\nz\nERROR z\n\nb', ['a', '\nb']],
    ['one code line in prose', 'a\nconst x = {\nb', ['a', 'b']],
    ['a table', '| a | b |\n| - | - |\nmine', ['mine']],
    ['a very long line without blanks', `${'x'.repeat(5_000)}\nmine`, ['mine']],
    ['a very long line of prose', 'word '.repeat(2_000).trim(), ['word '.repeat(2_000).trim()]],
  ];
  for (const [name, message, typed] of cases) {
    it(`finds what was typed in ${name}`, () => {
      const found = passagesOf(message).filter((passage) => passage.kind === 'typed');
      assert.deepEqual(
        found.map((passage) => passage.text),
        typed,
      );
    });
  }
});
