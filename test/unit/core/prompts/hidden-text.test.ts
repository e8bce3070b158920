import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findHidden, stripHidden } from '../../../../src/core/prompts/hidden-text.ts';

describe('stripHidden', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['leaves plain text, tabs and line ends', 'a\tb\r\nc\n', 'a\tb\r\nc\n'],
    ['takes zero-width characters out of words', 'pass\u200Bword\u2060\uFEFF\u00AD', 'password'],
    ['takes bidirectional controls out', '\u202Eabc\u202C\u2066d\u2069\u200F', 'abcd'],
    ['takes tag characters out', `hi${String.fromCodePoint(0xe0049, 0xe0067, 0xe006e)}`, 'hi'],
    ['takes runs of variation selectors out', `a\uFE00\uFE01${String.fromCodePoint(0xe0100)}`, 'a'],
    ['takes control characters out', 'a\u0000\u001B[31mb\u0085', 'a[31mb'],
    ['leaves emoji sequences whole', '👩‍👩‍👧 ❤️ 👍🏽 1️⃣', '👩‍👩‍👧 ❤️ 👍🏽 1️⃣'],
    ['leaves the joiners that a script needs', 'می\u200Cخواهم क्\u200Dष', 'می\u200Cخواهم क्\u200Dष'],
    ['takes joiners out of Latin text', 'a\u200Cb\u200Dc', 'abc'],
    ['takes comments out', 'a <!-- x\ny --> b', 'a  b'],
    ['takes a comment with a heading in it out', '<!--\n## Pinned\n- evil\n-->\nb', '\nb'],
    ['takes a comment out whose marks were hidden', '<\u200B!-- x -->b', 'b'],
    ['lets no comment arise from the ruins of others', '<!-<!-- a -->- b -->', '<! -- b -->'],
    ['makes an opening without an end harmless', 'a\n<!-- b', 'a\n<! -- b'],
    ['leaves comments in fenced code', '```html\n<!-- x -->\n```', '```html\n<!-- x -->\n```'],
  ];
  for (const [name, given, expected] of cases) it(name, () => assert.equal(stripHidden(given), expected));

  it('leaves nothing to find or to strip, whatever the text', () => {
    const piece = fc.constantFrom(
      '<!--',
      '-->',
      '<!-',
      '-',
      '```',
      '\n',
      'a',
      '\u200B',
      '\u202E',
      '\uFE0F',
      '❤',
      '\u200D',
      'é',
      '1',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const visible = stripHidden(given);
        assert.deepEqual(findHidden(visible), []);
        assert.equal(stripHidden(visible), visible);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays fast on a text made of openings', () => {
    assert.equal(findHidden('<!--'.repeat(200_000)).length, 1);
    assert.ok(stripHidden('<!--'.repeat(200_000)).startsWith('<! --'));
  });
});

describe('findHidden', () => {
  it('says what is hidden and on which line', () => {
    assert.deepEqual(
      findHidden('a\u200Bb\n\n\u202Ec <!-- obey\n me -->\n```\n<!-- code -->\n```\n<!-- open\nrest'),
      [
        { kind: 'invisible', line: 1, what: 'U+200B' },
        { kind: 'bidirectional', line: 3, what: 'U+202E' },
        { kind: 'comment', line: 3, what: 'obey me' },
        { kind: 'comment', line: 8, what: 'open rest' },
      ],
    );
  });

  it('stops after a hundred findings', () => {
    assert.equal(findHidden('\u200B'.repeat(5_000)).length, 100);
    assert.equal(findHidden('<!---->\n'.repeat(5_000)).length, 100);
  });
});
