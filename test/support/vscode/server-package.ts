// VS Code's server, taken from the npm package `code-server`, of which only the folder lib/vscode is used.
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cachedInstall } from './cached-install.ts';
import { hostEnvironment } from './host-environment.ts';
import { startTree, succeed } from './process-tree.ts';

const version = '4.139.1';
const stillAliveEveryMs = 5000;

/** The folder of VS Code's server. The first call on a machine installs it (about 600 MB) and tells `report` so. */
export async function serverPackage(report: (line: string) => void): Promise<string> {
  const folder = await cachedInstall(`vscode-server-${version}`, async (staging) => {
    report(
      `Installing VS Code's server from npm (code-server ${version}, about 600 MB on disk, once per user) ...`,
    );
    const started = Date.now();
    const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
    const vscode = join(staging, 'node_modules', 'code-server', 'lib', 'vscode');
    await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
    const steps = [
      ['the package', staging, [`code-server@${version}`, '--omit=optional']],
      ["the server's dependencies", vscode, ['--omit=dev']],
      ["the built-in extensions' dependencies", join(vscode, 'extensions'), ['--omit=dev']],
    ] as const;
    for (const [index, [what, cwd, args]] of steps.entries()) {
      report(`  ${index + 1}/${steps.length} ${what} ...`);
      const timer = setInterval(() => report(`  still installing ${what} (${seconds()})`), stillAliveEveryMs);
      await npmInstall(cwd, args).finally(() => clearInterval(timer));
    }
    report(`VS Code's server is installed (${seconds()}).`);
  });
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

async function npmInstall(cwd: string, args: readonly string[]): Promise<void> {
  // The packages' install scripts compile native modules; VS Code runs without them, and a bare machine has no compiler.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const [command, ...first] = npmCommand();
  const tree = startTree(command, [...first, 'install', ...args, ...flags], {
    cwd,
    // Only npm's own settings of the surrounding `npm run` that name this project are dropped; registry and proxy stay.
    env: hostEnvironment({ npm_config_local_prefix: undefined, npm_config_prefix: undefined }),
  });
  await succeed(tree, `npm install in ${cwd}`);
}

/** The npm that runs this script, else the one on PATH. */
function npmCommand(): readonly [string, ...string[]] {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /^npm(-cli)?\.[cm]?js$/.test(basename(cli))) return [process.execPath, cli];
  return process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', 'npm'] : ['npm'];
}
