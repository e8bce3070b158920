// `npm run test:e2e [-- MOCHA OPTIONS]`: Playwright against the real workbench and the real panel. A file in which a test has
// failed is run once more: VS Code has races of its own, and a test that follows others needs the window that they left.
import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchBrowser } from '../vscode/browser.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { repositoryDir } from '../vscode/repository.ts';
import { serverPackage } from '../vscode/server-package.ts';
import { temporaryFolder } from '../vscode/temporary-folder.ts';
import { runChild } from './child.ts';
import { readTallies, tallyFileVariable } from './tally.ts';

await buildProduct();
// What a machine lacks is installed here, where no test's time limit counts.
await serverPackage(console.log);
await (await launchBrowser()).close();

const folder = await temporaryFolder('tally');
const tallyFile = process.env[tallyFileVariable] ?? join(folder.path, 'e2e');
const files = globSync(join(repositoryDir, 'test/e2e/**/*.test.ts'));
process.exitCode = await runMocha(files);
const tallies = await readTallies(tallyFile);
const failed = new Set(tallies.filter(({ failures }) => failures.length > 0).map(({ file }) => file));
const reached = new Set(tallies.map(({ file }) => file));
// A run that broke off has not come to some files; one of chosen tests leaves most of them out.
const isOfAll = process.argv.length === 2;
const again =
  process.exitCode === 0 ? [] : files.filter((file) => failed.has(file) || (isOfAll && !reached.has(file)));
if (again.length > 0) {
  console.log(`\nOnce more: ${again.map((file) => relative(repositoryDir, file)).join(', ')}`);
  const code = await runMocha(again);
  // What failed and belongs to no file stays failed.
  if (tallies.every(({ file, failures }) => file !== undefined || failures.length === 0))
    process.exitCode = code;
}
await folder.remove();

function runMocha(these: readonly string[]): Promise<number> {
  const mocha = join(repositoryDir, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const args = [mocha, '--config', 'test/e2e/.mocharc.json', ...process.argv.slice(2), ...these];
  return runChild(process.execPath, args, { env: { ...process.env, [tallyFileVariable]: tallyFile } });
}
