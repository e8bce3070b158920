// `npm run test:desktop [-- PATH]`: the in-host tests in a desktop VS Code. It is downloaded once into .vscode-test, unless
// PATH or VSCODE_EXECUTABLE names an installed one; VSCODE_VERSION chooses the version (`stable`, `1.106.0`, ...).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { strippedVariables } from '../vscode/host-environment.ts';
import { bundleInHostTests, inHostTests } from '../vscode/in-host-bundle.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { repositoryDir, sampleWorkspaceDir, scratchDir } from '../vscode/repository.ts';
import { temporaryFolder, workspaceCopy } from '../vscode/temporary-folder.ts';
import { userSettingsText } from '../vscode/user-settings.ts';

const executable = process.argv[2] ?? process.env.VSCODE_EXECUTABLE;
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
  console.error(
    'A desktop VS Code needs a screen: run this under xvfb-run, or use npm run test:integration.',
  );
  process.exit(2);
}
// test-electron hands this process's environment on.
for (const name of strippedVariables()) delete process.env[name];

await buildProduct();
const tests = await inHostTests();
if (tests.restricted.length > 0) {
  console.log('Left out, since @vscode/test-electron always trusts the workspace:', ...tests.restricted);
}
const extensionTestsPath = await bundleInHostTests('integration', tests.trusted);
const workspace = await workspaceCopy(sampleWorkspaceDir);
// Under the system's temporary folder, since VS Code puts a socket there, whose path must be short on macOS.
const data = await temporaryFolder('desktop');
await mkdir(join(data.path, 'User'), { recursive: true });
await writeFile(join(data.path, 'User', 'settings.json'), userSettingsText());
try {
  await runTests({
    ...(executable
      ? { vscodeExecutablePath: executable }
      : { version: process.env.VSCODE_VERSION ?? 'stable' }),
    cachePath: scratchDir,
    extensionDevelopmentPath: repositoryDir,
    extensionTestsPath,
    launchArgs: [
      workspace.path,
      ...['--user-data-dir', data.path, '--extensions-dir', join(data.path, 'extensions')],
      '--disable-telemetry',
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await data.remove();
  await workspace.remove();
}
