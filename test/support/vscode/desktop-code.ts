// A desktop VS Code that is already installed, started with data of its own so that it can be ended as a whole.
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { endWithProcess } from './cleanup.ts';
import { hostEnvironment } from './host-environment.ts';
import { startTree } from './process-tree.ts';
import { type UserSettings, userSettingsText } from './user-settings.ts';

export interface DesktopOptions {
  readonly extensionDir: string;
  readonly workspace: string;
  readonly trust: boolean;
  readonly settings: UserSettings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
}

/** The `code` on PATH, or undefined where there is none or no screen to show it on. */
export async function findDesktopCode(): Promise<string | undefined> {
  const { PATH = '', DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  // In the terminal of a remote window, `code` only talks to that window.
  if (VSCODE_IPC_HOOK_CLI) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  for (const folder of PATH.split(delimiter)) {
    const path = join(folder, name);
    if (folder !== '' && (await isExecutable(path))) return path;
  }
  return undefined;
}

/** Opens a window; resolves when the user has closed it. */
export async function openDesktop(code: string, options: DesktopOptions): Promise<void> {
  const { dataDir } = options;
  await mkdir(join(dataDir, 'User'), { recursive: true });
  await writeFile(join(dataDir, 'User', 'settings.json'), userSettingsText(options.settings));
  const args = [
    ...[
      '--wait',
      '--new-window',
      '--user-data-dir',
      dataDir,
      '--extensions-dir',
      join(dataDir, 'extensions'),
    ],
    ...[`--extensionDevelopmentPath=${options.extensionDir}`, '--disable-telemetry', '--skip-welcome'],
    ...(options.trust ? ['--disable-workspace-trust'] : []),
    // VS Code refuses to start as root in a sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    options.workspace,
  ];
  const [command, ...first] = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', code] : [code];
  const tree = startTree(command ?? code, [...first, ...args], { env: hostEnvironment(options.env) });
  tree.child.stdout.resume();
  tree.child.stderr.resume();
  const endWindow = endWithProcess({ stop: () => endMainProcess(dataDir), stopNow: () => undefined });
  try {
    const exitCode = await tree.ended;
    if (exitCode !== 0) throw new Error(`${code} ended with code ${exitCode}.`);
  } finally {
    await tree.stop();
    await endWindow();
  }
}

/** `code` starts the application detached from itself; the application leaves its process id in its data folder. */
async function endMainProcess(dataDir: string): Promise<void> {
  const pid = Number(await readFile(join(dataDir, 'code.lock'), 'utf8').catch(() => '0'));
  if (!Number.isInteger(pid) || pid <= 0) return;
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
