import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addTallies, failureLine, readTallies, tallyFileVariable } from '../../../support/run/tally.ts';
import { hostEnvironment } from '../../../support/vscode/host-environment.ts';
import { startTree } from '../../../support/vscode/process-tree.ts';
import { repositoryDir } from '../../../support/vscode/repository.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/vscode/temporary-folder.ts';

describe('the tally of a run', () => {
  let folder: TemporaryFolder;

  before(async () => {
    folder = await temporaryFolder('tally-test');
    await writeFile(
      join(folder.path, 'one.test.cjs'),
      `describe('one', () => {
        it('passes', () => {});
        it('fails', () => { throw new Error('first line\\nsecond line'); });
      });`,
    );
    await writeFile(
      join(folder.path, 'again.test.cjs'),
      `let tries = 0;
      it('passes at the second try', function () {
        this.retries(1);
        if (tries++ === 0) throw new Error('not yet');
      });`,
    );
    await writeFile(
      join(folder.path, 'two.test.cjs'),
      `describe('two', () => {
        before(() => { throw new TypeError('not ready'); });
        it('never runs', () => {});
      });`,
    );
  });
  after(() => folder.remove());

  for (const mode of [['--no-parallel'], ['--parallel', '--jobs', '2']]) {
    it(`names each test that failed, for good or at first, and each hook with ${mode.join(' ')}`, async () => {
      const file = join(folder.path, `tally${mode[0]}`);
      const mocha = join(repositoryDir, 'node_modules', 'mocha', 'bin', 'mocha.js');
      const reporter = join(repositoryDir, 'test', 'support', 'run', 'tally-reporter.ts');
      const { child, stop } = startTree(
        process.execPath,
        [mocha, '--no-config', ...mode, '--reporter', reporter, join(folder.path, '*.test.cjs')],
        { cwd: folder.path, env: hostEnvironment({ [tallyFileVariable]: file }) },
      );
      for (const stream of [child.stdout, child.stderr]) stream.resume();
      await once(child, 'close');
      await stop();
      const { passed, failures, retried } = addTallies(await readTallies(file));
      assert.equal(passed, 2);
      assert.deepEqual(retried, ['passes at the second try: not yet']);
      assert.deepEqual([...failures].sort(), [
        'one fails: first line',
        'two "before all" hook for "never runs": not ready',
      ]);
    });
  }

  it('adds up suites out of bundles, whose tests are of no file', async () => {
    const [mocha, reporter] = [
      join('node_modules', 'mocha', 'index.js'),
      join('test', 'support', 'run', 'tally-reporter.ts'),
    ].map((path) => JSON.stringify(join(repositoryDir, path)));
    const script = `
      import Mocha from ${mocha};
      import { TallyReporter } from ${reporter};
      for (const name of ['one', 'other']) {
        const mocha = new Mocha({ reporter: TallyReporter });
        const context = {};
        mocha.suite.emit('pre-require', context, '', mocha);
        context.it(name, () => {});
        await new Promise((done) => mocha.run(done));
      }`;
    const file = join(folder.path, 'tally-of-bundles');
    const { child, stop } = startTree(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: folder.path,
      env: hostEnvironment({ [tallyFileVariable]: file }),
    });
    for (const stream of [child.stdout, child.stderr]) stream.resume();
    await once(child, 'close');
    await stop();
    assert.equal(addTallies(await readTallies(file)).passed, 2);
  });

  it('counts the last run of a file, and names what an earlier one of it had failed', async () => {
    const file = join(folder.path, 'tally-of-two-runs');
    const ran = { passed: 1, failures: [], retried: [] };
    const lines = [
      { ...ran, file: '/one.test.ts', passed: 4, failures: ['one: late'], retried: ['two: early'] },
      { ...ran, file: '/other.test.ts' },
      { ...ran, failures: ['a hook of the run: too bad'] },
      { ...ran, file: '/one.test.ts', passed: 5 },
      { ...ran },
    ];
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    assert.deepEqual(addTallies(await readTallies(file)), {
      passed: 8,
      failures: ['a hook of the run: too bad'],
      retried: ['two: early', 'one: late'],
    });
    assert.deepEqual(await readTallies(join(folder.path, 'none')), []);
  });

  it('tells of what is no error as well', () => {
    assert.equal(failureLine('a test', 'a word\nand more'), 'a test: a word');
    assert.equal(failureLine('a test', undefined), 'a test: undefined');
  });
});
