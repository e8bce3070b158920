// `npm run test:e2e [-- MOCHA OPTIONS]`: Playwright against the real workbench and the real panel. A file in which a test has
// failed is run once more: VS Code has races of its own, and a test that follows others needs the window that they left.
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
process.exitCode = await runMocha(['test/e2e/**/*.test.ts']);
const failed = (await readTallies(tallyFile)).filter(({ failures }) => failures.length > 0);
const again = failed.flatMap(({ file = [] }) => file);
if (again.length > 0) {
  console.log(`\nOnce more: ${again.map((file) => relative(repositoryDir, file)).join(', ')}`);
  const code = await runMocha(again);
  // A failure of the run as a whole stays one.
  if (again.length === failed.length) process.exitCode = code;
}
await folder.remove();

function runMocha(files: readonly string[]): Promise<number> {
  const mocha = join(repositoryDir, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const args = [mocha, '--config', 'test/e2e/.mocharc.json', ...process.argv.slice(2), ...files];
  return runChild(process.execPath, args, { env: { ...process.env, [tallyFileVariable]: tallyFile } });
}
