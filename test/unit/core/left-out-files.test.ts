import assert from 'node:assert/strict';
import { isNeverMeant, leftOut } from '../../../src/core/left-out-files.ts';

describe('Files that nobody means', () => {
  const fixed = leftOut({});
  /** What a setting adds to the glob. */
  const added = (setting: unknown): string => {
    const glob = leftOut(setting);
    assert.ok(glob.startsWith(fixed.slice(0, -1)), 'what is always left out stays');
    return glob.slice(fixed.length - 1, -1);
  };

  it('are those of VS Code’s setting as well, each glob without braces of its own', () => {
    assert.equal(
      added({ '**/old': true, '**/new': false, '**/{a,b}/{c,d}': true }),
      ',**/old,**/a/c,**/a/d,**/b/c,**/b/d',
    );
    assert.equal(added({ '**/{a,{b,c}}': true }), ',**/a,**/b,**/a,**/c');
    assert.equal(added({ 'a[bc]d': true, 'x,y': true }), ',a[bc]d,x?y');
  });

  it('are not widened by a glob that is damaged, and none of it reaches the others', () => {
    for (const glob of ['{a', 'a}', '[a', 'a]', '[{]x[}]', '[[a]]', '{a,[b}', '[]'])
      assert.equal(added({ [glob]: true }), '', glob);
  });

  it('cost little to work out, whatever a setting holds', () => {
    for (const glob of ['{a,b}'.repeat(40), '{'.repeat(400) + '}'.repeat(400), 'a'.repeat(100_000)])
      assert.ok(added({ [glob]: true }).length <= 1_000, glob.slice(0, 20));
    for (const setting of [null, undefined, 'text', 7, ['**/x'], { '**/x': 'yes' }])
      assert.equal(added(setting), '');
  });

  it('are found by no path: credentials and what is installed', () => {
    for (const path of [
      '.env',
      'a/.env.local',
      'keys/server.pem',
      'node_modules/x/y.js',
      'lib/a.min.js',
      '.ssh/id_rsa',
    ])
      assert.ok(isNeverMeant(path), path);
    for (const path of ['dist/main.js', 'environment.ts', 'pem/a.ts', 'src/key.ts', 'a.map.ts'])
      assert.ok(!isNeverMeant(path), path);
  });
});
