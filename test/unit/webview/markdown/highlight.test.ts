import assert from 'node:assert/strict';
import { highlight } from '../../../../webview/markdown/highlight.ts';

describe('highlighting code', () => {
  const samples: readonly [string, string][] = [
    ['typescript', 'const a: string = /x/.source; // <b>'],
    ['python', 'def f(x):\n    return "é" if x else None'],
    ['xml', '<a href="x"><script>let a = 1;</script></a>'],
    ['json', '{"__proto__": [1, true, null]}'],
    ['sh', 'node src/main.js report "sander" "belt torn"'],
    ['console', '$ npm test # all of it\nok'],
    ['toml', '[package]\nname = "a"'],
    ['dockerfile', 'FROM node:20\nRUN npm ci'],
    ['powershell', 'Get-ChildItem | Where-Object { $_.Length -gt 1 }'],
    ['php', '<?php echo "<b>"; ?>'],
    ['bash', 'echo "$HOME" | grep -v "<x>"'],
  ];
  for (const [language, code] of samples) {
    it(`keeps every character of ${language}`, () => {
      const runs = highlight(code, language) ?? assert.fail('the language is not known');
      assert.equal(runs.map((run) => run.text).join(''), code);
      assert.ok(runs.some((run) => run.classes.length > 0));
    });
  }

  it('knows languages by their usual short names', () => {
    for (const name of [
      'ts',
      'js',
      'py',
      'sh',
      'html',
      'yml',
      'rs',
      'c++',
      'cs',
      'shell',
      'zsh',
      'kt',
      'ps1',
      'docker',
      'mk',
      'jsonc',
    ]) {
      assert.notEqual(highlight('x', name), null, name);
    }
  });

  it('colours code within code', () => {
    const runs = highlight('<script>let a = 1;</script>', 'xml') ?? [];
    assert.ok(runs.some((run) => run.text === 'let' && run.classes.includes('hljs-keyword')));
  });

  it('leaves unknown languages and endless code alone', () => {
    assert.equal(highlight('x', 'klingon'), null);
    assert.equal(highlight('x', '__proto__'), null);
    assert.equal(highlight('x'.repeat(50_001), 'json'), null);
  });

  it('gives class names that are safe to set', () => {
    const runs = highlight('class A extends B { m() { return this.x; } }', 'ts') ?? [];
    for (const name of runs.flatMap((run) => run.classes)) assert.match(name, /^hljs-[\w-]+$/);
  });
});
