import assert from 'node:assert/strict';
import { rankPaths } from '../../../../src/host/composer/file-ranking.ts';

const paths = [
  'README.md',
  'src/main.js',
  'src/mainly/other.js',
  'test/main.test.js',
  'docs/domain.md',
  'src/very/long/path/to/MainWindow.ts',
  'src/__proto__.js',
  'src/m_a_i_n.js',
  'src/<img src=x onerror=alert(1)>.js',
];

describe('Ranking paths', () => {
  const cases: readonly [query: string, expected: readonly string[]][] = [
    ['main.js', ['src/main.js']],
    ['MAIN', ['src/main.js', 'test/main.test.js', 'src/very/long/path/to/MainWindow.ts', 'docs/domain.md']],
    ['mw', ['src/very/long/path/to/MainWindow.ts']],
    ['src/main', ['src/main.js', 'src/mainly/other.js']],
    ['src\\main.js', ['src/main.js']],
    ['__proto__', ['src/__proto__.js']],
    ['<img', ['src/<img src=x onerror=alert(1)>.js']],
    ['nothing like it', []],
  ];
  for (const [query, expected] of cases) {
    it(`finds ${expected[0] ?? 'nothing'} first for “${query}”`, () => {
      assert.deepEqual(rankPaths(paths, query, 9).slice(0, expected.length), expected);
    });
  }

  it('leaves the order alone where nothing is asked for, and is bounded', () => {
    assert.deepEqual(rankPaths(paths, '', 2), paths.slice(0, 2));
    assert.equal(rankPaths(paths, 's', 3).length, 3);
  });
});
