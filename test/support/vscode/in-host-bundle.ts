// Bundles the in-host tests into one CommonJS module, as a VS Code extension host loads it.
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryDir } from './repository.ts';

/**
 * The test files of one run, relative to the repository, sorted: those whose path contains one of `wanted`, or all where
 * none is given. Tests of Restricted Mode need a run of their own.
 */
export async function inHostTests(
  wanted: readonly string[] = [],
): Promise<{ readonly trusted: string[]; readonly restricted: string[] }> {
  const paths: string[] = [];
  for await (const file of glob('test/integration/**/*.test.ts', { cwd: repositoryDir })) {
    const path = file.replaceAll('\\', '/');
    if (wanted.length === 0 || wanted.some((part) => path.includes(part))) paths.push(path);
  }
  paths.sort();
  const isRestricted = (path: string): boolean => path.endsWith('.restricted.test.ts');
  return { trusted: paths.filter((path) => !isRestricted(path)), restricted: paths.filter(isRestricted) };
}

/** Writes dist/test/NAME.cjs, which exports `run(): Promise<void>`; returns its absolute path. */
export async function bundleInHostTests(name: string, files: readonly string[]): Promise<string> {
  const outfile = join(repositoryDir, 'dist', 'test', `${name}.cjs`);
  // Imported one by one when mocha is ready, so that `describe` exists; esbuild puts them into the same file.
  const loaders = files.map((file) => `() => import(${JSON.stringify(`./${file}`)})`);
  await build({
    stdin: {
      contents: `import './test/support/vscode/mark-console.ts';
import { runSuite } from './test/integration/run-suite.ts';
export const run = () => runSuite([${loaders.join(', ')}]);`,
      resolveDir: repositoryDir,
      sourcefile: 'in-host-tests.ts',
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha', 'esbuild', 'playwright-core'],
    logLevel: 'warning',
    // Would be undefined in the bundle: a support file that needs it cannot run in the host.
    logOverride: { 'empty-import-meta': 'error' },
  });
  return outfile;
}
