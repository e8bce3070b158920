// `npm run test:integration [-- PART OF A FILE'S PATH …]`: the in-host tests, all or some, inside VS Code's server.

import { bundleInHostTests, inHostTests } from '../vscode/in-host-bundle.ts';
import { runInHost } from '../vscode/in-host-run.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { repositoryDir, sampleWorkspaceDir } from '../vscode/repository.ts';
import { workspaceCopy } from '../vscode/temporary-folder.ts';
import { tallyFileVariable } from './tally.ts';

await buildProduct();
const wanted = process.argv.slice(2);
const tests = await inHostTests(wanted);
if (tests.trusted.length + tests.restricted.length === 0) {
  console.error(
    `No file of test/integration has ${wanted.map((part) => `“${part}”`).join(' or ')} in its path.`,
  );
  process.exitCode = 1;
}
for (const [name, files, trust] of [
  ['integration', tests.trusted, true],
  ['integration-restricted', tests.restricted, false],
] as const) {
  if (files.length === 0) continue;
  const testsPath = await bundleInHostTests(name, files);
  const workspace = await workspaceCopy(sampleWorkspaceDir);
  const code = await runInHost({
    extensionDir: repositoryDir,
    workspace: workspace.path,
    trust,
    isLight: true,
    testsPath,
    env: { [tallyFileVariable]: process.env[tallyFileVariable] },
  }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  if (code !== 0) process.exitCode = 1;
  await workspace.remove();
}
