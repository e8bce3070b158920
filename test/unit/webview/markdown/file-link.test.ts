import assert from 'node:assert/strict';
import { type FileLink, fileInCode, fileLink, filesInText } from '../../../../webview/markdown/file-link.ts';
import { parseMarkdown } from '../../../../webview/markdown/markdown.ts';

describe('files that an answer names', () => {
  const named: readonly (readonly [string, FileLink])[] = [
    ['src/main.ts', { path: 'src/main.ts' }],
    ['src/main.ts#L12', { path: 'src/main.ts', line: 12 }],
    ['src/main.ts#L12-L20', { path: 'src/main.ts', line: 12 }],
    ['src/main.ts:12', { path: 'src/main.ts', line: 12 }],
    ['src/main.ts:12:5', { path: 'src/main.ts', line: 12 }],
    ['./docs/two%20words.md#section', { path: './docs/two words.md' }],
    ['Makefile', { path: 'Makefile' }],
    ['/home/me/project/a.ts', { path: '/home/me/project/a.ts' }],
    ['../outside.ts', { path: '../outside.ts' }],
  ];
  for (const [target, link] of named)
    it(`by a link to ${target}`, () => assert.deepEqual(fileLink(target), link));

  const refused: readonly string[] = [
    '',
    '#L12',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'command:quit',
    'C:/Windows/win.ini',
    '//evil.example/share',
    '%2f%2fevil.example/share',
    '\\\\host\\share',
    'a%5cb',
    'a%00b',
    'a%',
    'photo\u202egpj.exe',
    'photo%E2%80%AEgpj.exe',
    'java\tscript',
    'JaVaScRiPt&colon;alert(1)',
    'a?b',
    '"onmouseover="alert(1)',
    'x'.repeat(1_001),
  ];
  for (const target of refused)
    it(`never by ${JSON.stringify(target.slice(0, 40))}`, () => assert.equal(fileLink(target), null));

  it('in code, where all of it is a path', () => {
    for (const text of ['src/main.ts', 'main.ts:12', 'src/main.ts:12-20', '.github/ci.yml'])
      assert.notEqual(fileInCode(text), null, text);
    for (const text of [
      'main.ts',
      'console.log',
      'a/b',
      '1.5/2.0',
      'f(src/main.ts)',
      'localhost:3000',
      'api.example.com:443',
      'db.internal:5432',
      'redis.io:6379',
      'https://a.b/c.d',
    ])
      assert.equal(fileInCode(text), null, text);
  });

  it('in words, where they give a folder and a line', () => {
    const links = (text: string): readonly string[] =>
      filesInText(text).flatMap((part) => (part.link === null ? [] : [part.text]));
    assert.deepEqual(links('See src/main.ts:12, (lib/a.js:3) and ./b/c.py:7:1.'), [
      'src/main.ts:12',
      'lib/a.js:3',
      './b/c.py:7:1',
    ]);
    assert.deepEqual(
      links('main.ts:12, and/or, src/main.ts, a/b:3, //x.y/z.a:80, http://x.y/z.a:80, x/y.z:12abc'),
      [],
    );
  });

  it('and loses no word around them', () => {
    for (const text of [
      '',
      'a',
      'a/b.c:1',
      'x a/b.c:1 y d/e.f:2',
      `${'a/'.repeat(50_000)}b.c:1`,
      ':1'.repeat(50_000),
    ])
      assert.equal(
        filesInText(text)
          .map((part) => part.text)
          .join(''),
        text,
      );
  });

  it('without a link in a link', () => {
    assert.deepEqual(parseMarkdown('[`src/a.ts:1` **src/b.ts:2**](src/c.ts#L3) src/d_e_f.ts:4'), [
      {
        kind: 'paragraph',
        children: [
          {
            kind: 'file',
            file: { path: 'src/c.ts', line: 3 },
            children: [
              { kind: 'code', text: 'src/a.ts:1' },
              { kind: 'text', text: ' ' },
              { kind: 'strong', children: [{ kind: 'text', text: 'src/b.ts:2' }] },
            ],
          },
          { kind: 'text', text: ' ' },
          {
            kind: 'file',
            file: { path: 'src/d_e_f.ts', line: 4 },
            children: [{ kind: 'text', text: 'src/d_e_f.ts:4' }],
          },
        ],
      },
    ]);
  });
});
