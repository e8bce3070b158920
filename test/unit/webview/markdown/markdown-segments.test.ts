import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Block, parseMarkdown } from '../../../../webview/markdown/markdown.ts';
import { extendSegments, segments } from '../../../../webview/markdown/markdown-segments.ts';

/** Pieces whose mixtures make lists, fences, quotes and their unfinished beginnings. */
const piece = fc.constantFrom(
  'a',
  '- b',
  '1. c',
  '> d',
  '```',
  '~~~',
  '``',
  '`',
  '\n',
  '\n\n',
  '  ',
  '    ',
  '# e',
  '|f|',
  '-',
);
const markdown = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

const kinds = (text: string): readonly string[] => segments(text).map((segment) => segment.kind);
const sources = (text: string): readonly string[] => segments(text).map((segment) => segment.source);

describe('segments of Markdown', () => {
  it('are together the whole text', () => {
    fc.assert(fc.property(markdown, (text) => assert.equal(sources(text).join(''), text)));
  });

  it('are the same however the text came in pieces', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat({ max: 80 })), (text, cuts) => {
        let grown = segments('');
        for (const cut of [...cuts].sort((a, b) => a - b)) grown = extendSegments(grown, text.slice(0, cut));
        assert.deepEqual(extendSegments(grown, text), segments(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('keep all but the last two as they are while the text grows', () => {
    const before = segments('one\n\ntwo\n\nthree\n\nfour');
    const after = extendSegments(before, 'one\n\ntwo\n\nthree\n\nfour and more');
    assert.equal(after[0], before[0]);
    assert.equal(after[1], before[1]);
  });

  const cases: readonly { name: string; text: string; expected: readonly string[] }[] = [
    { name: 'part paragraphs', text: 'a\n\nb', expected: ['a\n\n', 'b'] },
    {
      name: 'keep a loose list together',
      text: '- a\n\n- b\n\n  more\n',
      expected: ['- a\n\n- b\n\n  more\n'],
    },
    { name: 'keep numbers of a loose list together', text: '1. a\n\n2. b', expected: ['1. a\n\n2. b'] },
    { name: 'end a list at text at the margin', text: '- a\n\nb', expected: ['- a\n\n', 'b'] },
    {
      name: 'keep a fence with blank lines whole',
      text: '```\na\n\nb\n```\nc',
      expected: ['```\na\n\nb\n```\n', 'c'],
    },
    { name: 'begin a fence right after text', text: 'a\n```\nb\n```', expected: ['a\n', '```\nb\n```'] },
    {
      name: 'leave a fence inside a list to the list',
      text: '- a\n  ```\n  x\n\n  y\n  ```\n- b',
      expected: ['- a\n  ```\n  x\n\n  y\n  ```\n- b'],
    },
    { name: 'end a fence only at one as long', text: '````\n```\n````\n', expected: ['````\n```\n````\n'] },
  ];
  for (const { name, text, expected } of cases) {
    it(name, () => assert.deepEqual(sources(text), expected));
  }

  it('know language and code of a fence, and whether it has ended', () => {
    const [open] = segments('```ts title="x"\nlet a;\n');
    assert.deepEqual(open, {
      kind: 'code',
      source: '```ts title="x"\nlet a;\n',
      language: 'ts',
      code: 'let a;\n',
      closed: false,
    });
    const [closed] = segments('~~~\nx\n~~~~\n');
    assert.equal(closed?.kind === 'code' && closed.closed, true);
  });
});

/** A table, or what is meant to look like one to the parser. */
const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 40 }),
    before: fc.constantFrom('', '> ', '- ', '1. > ', '> - '),
    edge: fc.constantFrom('', '|'),
    cell: fc.constantFrom('', ' ', 'a'),
    ruling: fc.constantFrom('-', ':-', '-:', ' - '),
    rows: fc.array(fc.constantFrom('|', 'x', '|a|b', '|-|', '||||||||'), { maxLength: 60 }),
    after: fc.constantFrom('\n', '\n\n', '\ntext\n\n'),
  })
  .map(({ columns, before, edge, cell, ruling, rows, after }) => {
    const indent = before.replace(/[^>\s]/g, ' ');
    const lineOf = (part: string): string => `${edge}${Array(columns).fill(part).join('|')}${edge}`;
    return (
      [before + lineOf(cell), ...[lineOf(ruling), ...rows].map((row) => indent + row)].join('\n') + after
    );
  });

/** In all tables, however deep. */
const cellsOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => {
    if (block.kind === 'table') return sum + block.rows.reduce((cells, row) => cells + row.length, 0);
    if (block.kind === 'quote') return sum + cellsOf(block.children);
    if (block.kind === 'list')
      return sum + block.items.reduce((cells, item) => cells + cellsOf(item.children), 0);
    return sum;
  }, 0);

describe('text that would stall the parser', () => {
  it('has no more cells in its tables than characters', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(table, markdown), { maxLength: 6 }), (parts) => {
        for (const segment of segments(parts.join(''))) {
          if (segment.kind !== 'markdown') continue;
          const text = segment.lead + segment.source;
          assert.ok(cellsOf(parseMarkdown(text)) <= text.length, text);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  const bombs: readonly [string, string][] = [
    ['a quote nested thousands of times', '> '.repeat(5_000)],
    ['quote marks without a space', '>'.repeat(5_000)],
    ['lists in lists on one line', '- '.repeat(3_000)],
    ['numbered lists in lists', '- 1. '.repeat(3_000)],
    [
      'lists indented ever deeper',
      Array.from({ length: 400 }, (_, level) => `${'  '.repeat(level + 150)}- x`).join('\n'),
    ],
    ['thousands of emphasis marks', '_a__a '.repeat(5_000)],
    ['thousands of brackets', '['.repeat(5_000)],
    ['short rows under a wide head', `|${'|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'|\n'.repeat(2_000)}`],
    ['the same in a quotation', `> a${'|'.repeat(500)}\n> -${'|-'.repeat(500)}\n${'> |\n'.repeat(100)}`],
    ['pipes before a word', `${'|'.repeat(100_000)}x`],
    ['one endless line', 'x'.repeat(20_000)],
  ];
  for (const [name, bomb] of bombs) {
    it(`is shown as it is: ${name}`, () => assert.deepEqual([...new Set(kinds(bomb))], ['plain']));
  }

  it('comes in bounded pieces, however long it is', () => {
    const table = `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(100_000)}`;
    assert.ok(segments(table).every((segment) => segment.source.length <= 8_000));
  });

  it('gives each part of a long table the head', () => {
    const head = '| a | b |\n|:--|--:|\n';
    const table = `Text.\n\n${head}${'| one | two |\n'.repeat(2_000)}\nAfter.`;
    const parts = segments(table).flatMap((segment) => (segment.kind === 'markdown' ? [segment] : []));
    assert.ok(parts.length > 4);
    assert.deepEqual(
      parts.map(({ lead }) => lead),
      ['', '', ...parts.slice(3).map(() => head), ''].slice(0, parts.length),
    );
    assert.ok(parts[1]?.source.startsWith(head));
    assert.equal(parts.at(-1)?.source, 'After.');
    let grown = segments('');
    for (let at = 0; at < table.length; at += 500) grown = extendSegments(grown, table.slice(0, at));
    assert.deepEqual(extendSegments(grown, table), segments(table));
  });

  it('cuts a long list between two items, and no item in two', () => {
    const list = Array.from({ length: 300 }, (_, n) => `- item ${n}\n  goes on\n  - and within`).join('\n');
    const sources = segments(list).map(({ source }) => source);
    assert.ok(sources.length > 2);
    for (const source of sources) assert.match(source, /^- item/);
  });

  it('does not include a rule, a long list or a deep but sane one', () => {
    const deep = Array.from({ length: 12 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n');
    const sparse = `| a | b | c |\n|---|---|---|\n${'| 1 |\n'.repeat(40)}`;
    for (const text of [sparse, '-'.repeat(80), '* * *', '- **a** b\n'.repeat(300), deep]) {
      assert.deepEqual(kinds(text), ['markdown']);
    }
  });
});
