import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Block, type Inline, parseMarkdown } from '../../../../webview/markdown/markdown.ts';
import { segments } from '../../../../webview/markdown/markdown-segments.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children });

function flat(children: readonly Inline[]): readonly Inline[] {
  return children.flatMap((child) => ('children' in child ? [child, ...flat(child.children)] : [child]));
}

/** Every inline part of a document, wherever it is. */
function parts(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block): readonly Inline[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'line':
        return flat(block.children);
      case 'quote':
        return parts(block.children);
      case 'list':
        return block.items.flatMap((item) => parts(item.children));
      case 'table':
        return [...block.header, ...block.rows.flat()].flatMap(flat);
      default:
        return [];
    }
  });
}

const links = (source: string): readonly string[] =>
  parts(parseMarkdown(source)).flatMap((part) => (part.kind === 'link' ? [part.href] : []));

describe('Markdown', () => {
  const cases: readonly { name: string; source: string; expected: readonly Block[] }[] = [
    {
      name: 'has headings and emphasis',
      source: '## A *b*',
      expected: [
        { kind: 'heading', level: 2, children: [text('A '), { kind: 'em', children: [text('b')] }] },
      ],
    },
    {
      name: 'has code in a line, references in it left alone',
      source: '`a &amp; b`',
      expected: [paragraph({ kind: 'code', text: 'a &amp; b' })],
    },
    {
      name: 'knows character references',
      source: 'a &amp; &#8364; &nope;',
      expected: [paragraph(text('a & € &nope;'))],
    },
    {
      name: 'has tasks',
      source: '- [x] done\n- [ ] open',
      expected: [
        {
          kind: 'list',
          start: null,
          items: [
            { checked: true, children: [{ kind: 'line', children: [text('done')] }] },
            { checked: false, children: [{ kind: 'line', children: [text('open')] }] },
          ],
        },
      ],
    },
    {
      name: 'keeps the first number of a list',
      source: '7. a',
      expected: [
        {
          kind: 'list',
          start: 7,
          items: [{ checked: null, children: [{ kind: 'line', children: [text('a')] }] }],
        },
      ],
    },
    {
      name: 'has tables with alignment',
      source: '|a|b|\n|:-|-:|\n|1|2|',
      expected: [
        {
          kind: 'table',
          align: ['left', 'right'],
          header: [[text('a')], [text('b')]],
          rows: [[[text('1')], [text('2')]]],
        },
      ],
    },
    {
      name: 'shows raw HTML as text',
      source: '<div onclick="x()">hi</div>',
      expected: [{ kind: 'plain', text: '<div onclick="x()">hi</div>' }],
    },
    {
      name: 'takes a line break tag for a line break',
      source: 'a<br>b',
      expected: [paragraph(text('a'), { kind: 'break' }, text('b'))],
    },
    {
      name: 'shows a definition of a link as it is',
      source: '[a]: https://x.example',
      expected: [{ kind: 'plain', text: '[a]: https://x.example' }],
    },
  ];
  for (const { name, source, expected } of cases) {
    it(name, () => assert.deepEqual(parseMarkdown(source), expected));
  }

  it('makes of any text only links that may be followed', () => {
    const scrap = fc.constantFrom(
      '[x](',
      ')',
      '<',
      '>',
      'javascript:',
      'https://a',
      'data:text/html,',
      '![',
      ']',
      '&#',
      ' ',
      '\n',
      '"',
    );
    const source = fc.array(fc.oneof(scrap, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 30 });
    fc.assert(
      fc.property(source, (scraps) => {
        for (const segment of segments(scraps.join(''))) {
          for (const href of links(segment.source)) assert.match(href, /^(?:https?|mailto):/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('links in Markdown', () => {
  const followed: readonly [string, string][] = [
    ['[a](https://example.com/x?y=1)', 'https://example.com/x?y=1'],
    ['<https://example.com>', 'https://example.com/'],
    ['see http://example.com.', 'http://example.com/'],
    ['[mail](mailto:a@example.com)', 'mailto:a@example.com'],
    ['![picture](https://evil.example/?q=secret)', 'https://evil.example/?q=secret'],
    ['[раураl](https://раураl.example)', 'https://xn--l-7sba6dbr.example/'],
  ];
  for (const [source, href] of followed) {
    it(`can be followed: ${source}`, () => assert.deepEqual(links(source), [href]));
  }

  const refused: readonly string[] = [
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](java\tscript:alert(1))',
    '[a](javascript&colon;alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](\u0001javascript:alert(1))',
    '[a](data:text/html,<script>alert(1)</script>)',
    '[a](vbscript:x)',
    '[a](command:workbench.action.terminal.sendSequence?%7B%7D)',
    '[a](vscode://x.y/z)',
    '[a](file:///etc/passwd)',
    '[a](\\\\host\\share)',
    '[a](//evil.example)',
    '[a](relative/path.ts)',
    '[a](#anchor)',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    `[a](https://x.example/${'y'.repeat(5_000)})`,
  ];
  for (const source of refused) {
    it(`are text: ${JSON.stringify(source.slice(0, 60))}`, () => assert.deepEqual(links(source), []));
  }

  it('that are refused show where they would have led', () => {
    const [block] = parseMarkdown('[click](command:quit)');
    assert.deepEqual(block, paragraph(text('click'), text(' (command:quit)')));
  });
});
