import assert from 'node:assert/strict';
import type { Composer } from '../../../../src/protocol/view.ts';
import {
  mentionAt,
  mentionedFile,
  mentionOptions,
  mentionText,
} from '../../../../webview/composer/mentions.ts';

describe('a mention', () => {
  const cases: readonly [text: string, expected: ReturnType<typeof mentionAt>][] = [
    ['@', { start: 0, query: '' }],
    ['see @src/ma', { start: 4, query: 'src/ma' }],
    ['see (@ma', { start: 5, query: 'ma' }],
    ['line\n@x', { start: 5, query: 'x' }],
    ['see @"my file', { start: 4, query: 'my file' }],
    ['mail me@example.com', null],
    ['@src/main.js ', null],
    ['@"my file" ', null],
    ['see @"two\nlines', null],
    ['@@', null],
    [`@${'x'.repeat(201)}`, null],
    ['@__proto__', { start: 0, query: '__proto__' }],
  ];
  for (const [text, expected] of cases) {
    it(`is ${expected === null ? 'none' : `“${expected.query}”`} in ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(mentionAt(text, text.length), expected);
    });
  }

  it('is what stands before the caret only', () => {
    assert.deepEqual(mentionAt('see @main and go', 7), { start: 4, query: 'ma' });
  });
});

describe('the file that a mention names', () => {
  const cases: readonly [query: string, expected: ReturnType<typeof mentionedFile>][] = [
    ['src/a.js', { path: 'src/a.js' }],
    ['src/a.js:3', { path: 'src/a.js', firstLine: 3, lastLine: 3 }],
    ['src/a.js:3-5', { path: 'src/a.js', firstLine: 3, lastLine: 5 }],
    ['src/a.js:5-3', { path: 'src/a.js', firstLine: 3, lastLine: 5 }],
    ['src/a.js#L3', { path: 'src/a.js', firstLine: 3, lastLine: 3 }],
    ['src/a.js#L3-5', { path: 'src/a.js', firstLine: 3, lastLine: 5 }],
    ['src/a.js#L3-L5', { path: 'src/a.js', firstLine: 3, lastLine: 5 }],
    ['src/a.js:3-', { path: 'src/a.js', firstLine: 3, lastLine: 3 }],
    ['src/a.js:0', { path: 'src/a.js:0' }],
    ['src/a.js#3', { path: 'src/a.js#3' }],
    ['src/a.js:99999999', { path: 'src/a.js:99999999' }],
    ['src/a.js:', { path: 'src/a.js' }],
    ['src/a.js#', { path: 'src/a.js' }],
    ['src/a.js#L', { path: 'src/a.js' }],
    ['src/a.js#L3-', { path: 'src/a.js', firstLine: 3, lastLine: 3 }],
    ['src/c#', { path: 'src/c#' }],
    ['a:1:2', { path: 'a:1', firstLine: 2, lastLine: 2 }],
  ];
  for (const [query, expected] of cases) {
    it(`is ${JSON.stringify(expected)} in ${query}`, () => assert.deepEqual(mentionedFile(query), expected));
  }
});

describe('what a mention may become', () => {
  const selection: Composer['selection'] = {
    attachment: { id: 'selection', kind: 'selection', name: 'src/a.js', firstLine: 1, tokens: 4 },
    isAttached: true,
  };
  const found = { query: 'ma', paths: ['src/main.js', 'docs/domain.md'] };

  it('is what the host found, and the selection where its name fits', () => {
    assert.deepEqual(
      mentionOptions('ma', { found, selection }).map((option) => mentionText(option)),
      ['@src/main.js ', '@docs/domain.md '],
    );
    assert.deepEqual(mentionOptions('sel', { found: { query: 'sel', paths: [] }, selection }), [
      { kind: 'selection', name: 'src/a.js' },
    ]);
    assert.deepEqual(mentionOptions('sel', { found: null, selection: null }), []);
  });

  it('is what was found before, as far as it still fits, while the host looks', () => {
    assert.deepEqual(mentionOptions('main', { found, selection: null }), [
      { kind: 'file', path: 'src/main.js' },
      { kind: 'file', path: 'docs/domain.md' },
    ]);
    assert.deepEqual(mentionOptions('main.j', { found, selection: null }), [
      { kind: 'file', path: 'src/main.js' },
    ]);
  });

  it('keeps its lines, and looks for nothing else while they are written', () => {
    const options = mentionOptions('ma:3-5', { found, selection: null });
    assert.deepEqual(options[0], { kind: 'file', path: 'src/main.js', firstLine: 3, lastLine: 5 });
    assert.deepEqual(options.map(mentionText), ['@src/main.js:3-5 ', '@docs/domain.md:3-5 ']);
  });

  it('is written so that it reads as one word, and hides nothing', () => {
    assert.equal(mentionText({ kind: 'file', path: 'my "own" file.js' }), '@"my \'own\' file.js" ');
    assert.equal(mentionText({ kind: 'file', path: 'a\u202egpj.exe' }), '@a�gpj.exe ');
  });
});
