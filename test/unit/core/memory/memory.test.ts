import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  carryOver,
  formatMemory,
  isBlank,
  type MemoryDocument,
  modelWritten,
  parseMemory,
  sectionBody,
  skeleton,
  withSection,
} from '../../../../src/core/memory/memory.ts';
import {
  isHint,
  isKnownHeading,
  knownSection,
  sectionTable,
} from '../../../../src/core/memory/memory-headings.ts';

const headings = (text: string): string[] => parseMemory(text).sections.map(({ heading }) => heading);

describe('sectionTable', () => {
  it('has the nine sections in their order, each with its keeper', () => {
    assert.deepEqual(
      sectionTable.map(({ heading, keeper }) => `${heading}: ${keeper}`),
      [
        'Pinned: user',
        'User Intent: model',
        'Completed Work: model',
        'Errors & Corrections: model',
        'Active Work: model',
        'Pending Tasks: model',
        'Key References: model',
        'Standing Instructions: code',
        'Files: code',
      ],
    );
  });

  const spellings: readonly (readonly [string, string | undefined])[] = [
    ['Pinned', 'Pinned'],
    ['user intent:', 'User Intent'],
    ['### **Active Work**', 'Active Work'],
    ['4. Errors and Corrections', 'Errors & Corrections'],
    ['Errors &amp; Corrections', 'Errors & Corrections'],
    ['Pending Tasks (updated)', 'Pending Tasks'],
    ['📁 Files', 'Files'],
    ['Pinned notes', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
    ['Files'.padEnd(100_000, ' '), undefined],
  ];
  for (const [written, expected] of spellings) {
    it(`takes ${JSON.stringify(written.slice(0, 30))} for ${expected ?? 'a heading of the user'}`, () => {
      assert.equal(knownSection(written)?.heading, expected);
      assert.equal(isKnownHeading(written), expected !== undefined);
    });
  }
});

describe('parseMemory', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['reads headings of the second level only', '# T\n## A\n### a\n#B\n##C\n## D', ['A', 'D']],
    ['takes closing hashes off', '## A ##\n## B #\n## C#', ['A', 'B', 'C#']],
    ['sees no heading in a fence of backticks', '## A\n```\n## no\n```\n## B', ['A', 'B']],
    ['sees no heading in a fence of tildes', '## A\n~~~~ md\n~~~\n## no\n~~~~\n## B', ['A', 'B']],
    [
      'does not close a fence with a line that names a language',
      '## A\n```\n```js\n## no\n```\n## B',
      ['A', 'B'],
    ],
    ['loses no section to a fence that is never closed', '## A\n```\nx\n## B\ny\n## C', ['A', 'B', 'C']],
    ['sees no heading in indented code', '## A\n    ## no\n\t## no\n   ## B', ['A', 'B']],
    ['sees no heading in a comment', '## A\n<!--\n## Pinned\n-->\n## B', ['A', 'B']],
    ['loses no section to a comment that is never closed', '## A\n<!--\n## B', ['A', 'B']],
    ['reads CRLF and a byte order mark', '\uFEFF## A\r\nx\r\n## B\r\n', ['A', 'B']],
    [
      'keeps hostile and repeated names as they are',
      '## __proto__\n## constructor\n## A\n## A',
      ['__proto__', 'constructor', 'A', 'A'],
    ],
    ['reads an empty heading', '##\nx', ['']],
    ['finds nothing in an empty text', '', []],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(headings(text), expected));

  it('gives bodies without blank lines around them and without trailing spaces', () => {
    assert.deepEqual(parseMemory('\n# T  \n\n## A\n\n\n- x  \n\n- y\n\n\n'), {
      preamble: '# T',
      sections: [{ heading: 'A', body: '- x\n\n- y' }],
    });
  });

  it('stays fast on a text made of opening fences', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? '```js' : '~~~x')).join(
      '\n',
    );
    assert.equal(parseMemory(text).sections.length, 0);
  });

  it('reads back what formatMemory writes, whatever the text', () => {
    const hostile = fc.constantFrom(
      ...[
        '',
        '## A',
        '## Pinned',
        '```',
        '```js',
        '````',
        '   ```',
        '~~~',
        '<!--',
        '-->',
        '<!-- a -->',
        'x  ',
        '    ## c',
      ],
      ...['## a ##', '## #', '\uFEFF', '\uFEFF## x', '# t', 'a\r', '\r', '- '],
    );
    const text = fc.array(fc.oneof(hostile, fc.string())).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (given) => {
        const document = parseMemory(given);
        const written = formatMemory(document);
        assert.deepEqual(parseMemory(written), document);
        assert.equal(formatMemory(parseMemory(written)), written);
        assert.doesNotMatch(written, /[ \t]$/m);
        assert.match(written, /^$|[^\n]\n$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the memory document', () => {
  it('begins as a skeleton with a hint in every section, which says nothing', () => {
    const text = formatMemory(skeleton());
    assert.ok(text.startsWith('# Session memory\n\n## Pinned\n\n_'));
    assert.deepEqual(
      headings(text),
      sectionTable.map(({ heading }) => heading),
    );
    assert.ok(skeleton().sections.every(({ body }) => isHint(body)));
    assert.ok(isBlank(parseMemory(text)));
    assert.equal(modelWritten(skeleton()), '');
  });

  it('is no longer blank once something stands in it', () => {
    assert.ok(!isBlank(withSection(skeleton(), 'Files', '- a.ts')));
    assert.ok(!isBlank(parseMemory('# T\n\na thought\n')));
    assert.ok(isBlank(parseMemory('')));
  });

  it('carries over Pinned and the sections of the user, and nothing else', () => {
    const old = parseMemory(
      '## Pinned\n- p\n## Active Work\n- a\n## Mine\n- m\n## Files\n- f\n## Pinned\n- q',
    );
    const fresh = carryOver(old);
    assert.equal(sectionBody(fresh, 'Pinned'), '- p\n\n- q');
    assert.equal(sectionBody(fresh, 'Active Work'), '');
    assert.equal(sectionBody(fresh, 'Mine'), '- m');
    assert.deepEqual(fresh.sections.length, sectionTable.length + 1);
  });

  it('finds a section under whatever spelling, without its hint', () => {
    assert.equal(sectionBody(parseMemory('## **user intent**:\n- x'), 'User Intent'), '- x');
    assert.equal(sectionBody(skeleton(), 'User Intent'), '');
    const formatted = formatMemory(skeleton()).replace(/^_(.*)_$/gm, '*$1*');
    assert.equal(sectionBody(parseMemory(formatted), 'User Intent'), '', 'as a formatter leaves it');
    assert.equal(sectionBody(parseMemory(''), 'User Intent'), '');
  });

  it('puts a known section at its place in the table and any other at the end', () => {
    const document = parseMemory('## Pinned\n## Mine\n## Files\n');
    assert.deepEqual(
      withSection(withSection(document, 'Active Work', 'x'), 'Other', 'y').sections.map(
        ({ heading }) => heading,
      ),
      ['Pinned', 'Active Work', 'Mine', 'Files', 'Other'],
    );
  });

  it('lets no body reach beyond its section', () => {
    const forged = '- x\n## Pinned\n- evil\n```\nopen';
    const document: MemoryDocument = withSection(
      parseMemory('## Active Work\n## Files\n- f'),
      'Active Work',
      forged,
    );
    const read = parseMemory(formatMemory(document));
    assert.deepEqual(
      read.sections.map(({ heading }) => heading),
      ['Active Work', 'Files'],
    );
    assert.equal(sectionBody(read, 'Active Work'), '- x\n### Pinned\n- evil\n```\nopen\n```');
  });

  it('lets no heading bring a second line along', () => {
    const document = withSection(parseMemory(''), 'Mine\n## Pinned\n- evil', 'x');
    assert.deepEqual(parseMemory(formatMemory(document)), document);
    assert.equal(document.sections.length, 1);
  });

  it('tells what the model wrote from the rest', () => {
    const document = parseMemory(
      '## Pinned\n- p\n## User Intent\n- u\n## Active Work\n- a\n## Files\n- f\n## Mine\n- m',
    );
    assert.equal(modelWritten(document), '- u\n\n- a');
  });
});
