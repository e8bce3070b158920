import assert from 'node:assert/strict';
import { Lexer } from 'marked';
import { quickLexer } from '../../../../webview/markdown/quick-lexer.ts';

/** Whatever a line may be by itself, may begin, go on with or end. */
const lines = [
  '',
  '  ',
  'Some words, and a name: x',
  '   indented a little',
  '    indented far',
  '\tby a tab',
  '\u00a0a space that does not break',
  '# a heading',
  '===',
  '  --- ',
  '***',
  '- an item',
  '2. a later item',
  '1) a first item',
  '> a quotation',
  '>- > nested',
  '```ts',
  '~~~',
  '<div>a block</div>',
  '<b>no block</b>',
  '<!-- a comment',
  '| a | b |',
  'a | b',
  '|--|:-:|',
  '-|-',
  ':-',
  '[x]: https://example.com',
  '**bold** “two bytes” 1',
];

/** Without the links that the lexer hangs on its list. */
const quick = (text: string) => [...quickLexer().lex(text)];
const slow = (text: string) => [...new Lexer({ gfm: true }).lex(text)];

describe('the quick lexer', () => {
  for (const first of lines)
    it(`reads three lines as the library does, of which the first is ${JSON.stringify(first)}`, () => {
      for (const second of lines)
        for (const third of lines)
          for (const text of [`${first}\n${second}\n${third}`, `${second}\n${first}\n\n${third}\n`])
            assert.deepEqual(quick(text), slow(text), text);
    });

  it('reads any beginning of a text as the library does', () => {
    const whole = [...lines, ...lines.toReversed()].join('\n');
    for (let end = 0; end < whole.length; end++) {
      const text = whole.slice(0, end);
      assert.deepEqual(quick(text), slow(text), text);
    }
  });
});
