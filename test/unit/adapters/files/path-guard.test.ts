import assert from 'node:assert/strict';
import { partsOf } from '../../../../src/adapters/files/path-guard.ts';
import { isFailure } from '../../../../src/core/failure.ts';

describe('The names in a guarded path', () => {
  for (const path of [
    '.claude/session-memory.md',
    'session-memory.md',
    'a/b/c.txt',
    'console.md',
    'company/aux-1.md',
  ]) {
    it(`allow ${path}`, () => {
      assert.deepEqual(partsOf(path), path.split('/'));
    });
  }

  const refused: readonly (readonly [path: string, why: RegExp])[] = [
    ['', /not a name/],
    ['/etc/passwd', /not a name/],
    ['.claude//x.md', /not a name/],
    ['../outside.md', /not a name/],
    ['.claude/../../outside.md', /not a name/],
    ['.claude/.', /not a name/],
    ['.claude\\session-memory.md', /character/],
    ['\\??\\C:\\x', /character/],
    ['\\\\host\\share', /character/],
    ['C:x.md', /character/],
    ['session-memory.md::$DATA', /character/],
    ['nul\u0000.md', /character/],
    ['line\nfeed.md', /character/],
    ['what?.md', /character/],
    ['.claude./x.md', /dot or a space/],
    ['.claude /x.md', /dot or a space/],
    ['CLAUDE~1/x.md', /short name/],
    ['con', /device/],
    ['NUL.md', /device/],
    ['aux.tar.gz', /device/],
    ['a/COM1', /device/],
    ['lpt¹.txt', /device/],
  ];
  for (const [path, why] of refused) {
    it(`refuse ${JSON.stringify(path)} on every system`, () => {
      const result = partsOf(path);
      assert.ok(isFailure(result), JSON.stringify(result));
      assert.equal(result.kind, 'storage');
      assert.match(result.message, why);
    });
  }
});
