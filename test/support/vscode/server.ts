// VS Code's server on 127.0.0.1, with the extension under development loaded by the page that opens its address.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lightExtensions } from './built-in-extensions.ts';
import { hostEnvironment } from './host-environment.ts';
import { type ProcessTree, startNodeTree } from './process-tree.ts';
import { serverPackage } from './server-package.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type UserSettings, userSettingsText } from './user-settings.ts';

export interface ServerOptions {
  readonly extensionDir: string;
  /** A folder, a `.code-workspace` file, or `undefined` for a window without a folder. */
  readonly workspace: string | undefined;
  /** False leaves the workspace in Restricted Mode. */
  readonly trust: boolean;
  readonly settings?: UserSettings;
  /** True leaves out the extensions of VS Code's own that are heavy; see lightExtensions. Default: false. */
  readonly isLight?: boolean;
  /** Added to the cleaned environment of the extension host, see hostEnvironment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where VS Code keeps its data; a fresh folder, removed in the end, if not given. */
  readonly dataDir?: string;
  /** 0, the default, for any free port. */
  readonly port?: number;
  readonly report?: (line: string) => void;
}

export interface Server {
  /** The address that opens the workspace; with `testsPath`, a module exporting `run()`, its tests run in the host. */
  url(payload?: { readonly testsPath?: string }): string;
  /** What the server has printed so far, for error messages. */
  log(): string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;

/** Starts a server; resolves when it answers. Rejects with its output if it does not within a minute. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const vscode = await serverPackage(options.report ?? console.log);
  const temporary = options.dataDir === undefined ? await temporaryFolder('server') : undefined;
  const dataDir = options.dataDir ?? temporary?.path ?? '';
  const userDir = join(dataDir, 'data', 'User');
  await mkdir(userDir, { recursive: true });
  await writeFile(join(userDir, 'settings.json'), userSettingsText(options.settings));

  const builtInDir = join(dataDir, 'built-in');
  if (options.isLight) await lightExtensions(join(vscode, 'extensions'), builtInDir);

  // The server offers a terminal, so other users of the machine and web pages must not reach it.
  const token = randomBytes(16).toString('hex');
  const tree = startNodeTree(
    [
      join(vscode, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
      ...['--accept-server-license-terms', '--server-data-dir', dataDir],
      // Makes the page accept extensionDevelopmentPath and extensionTestsPath.
      '--enable-smoke-test-driver',
      ...['--disable-telemetry', '--telemetry-level', 'off'],
      // A page that is gone without a word (a crash, a killed browser) holds its session for so many seconds, 3 h if
      // not told, and a new page waits less than half a minute for it.
      ...['--reconnection-grace-time', '8'],
      ...(options.isLight ? ['--builtin-extensions-dir', builtInDir] : []),
      ...(options.trust ? ['--disable-workspace-trust'] : []),
    ],
    // Its sockets go where they are removed with the rest.
    { env: hostEnvironment({ XDG_RUNTIME_DIR: dataDir, ...options.env }) },
  );
  const stop = async (): Promise<void> => {
    await tree.stop();
    await temporary?.remove();
  };
  const output = collect(tree);
  try {
    const port = await listeningPort(tree, output);
    return {
      url: (payload) => pageUrl(port, token, options, payload?.testsPath),
      log: () => output.text,
      dataDir,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Output {
  text: string;
}

function collect(tree: ProcessTree): Output {
  const output: Output = { text: '' };
  for (const stream of [tree.child.stdout, tree.child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      // Bounded: a server may run for days under `npm start`.
      output.text = (output.text + chunk).slice(-100_000);
    });
  }
  return output;
}

function listeningPort(tree: ProcessTree, output: Output): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`VS Code's server ${why}. It printed:\n${output.text}`));
    const timer = setTimeout(() => fail(`was not ready within ${readyWithinMs / 1000} s`), readyWithinMs);
    tree.child.stdout.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(output.text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    tree.ended.then(
      (code) => {
        clearTimeout(timer);
        fail(`ended with code ${code}`);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

function pageUrl(port: number, token: string, options: ServerOptions, testsPath: string | undefined): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  const remote = (path: string): string => `vscode-remote://${url.host}${urlPath(path)}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['extensionDevelopmentPath', remote(options.extensionDir)],
  ];
  if (testsPath !== undefined) payload.push(['extensionTestsPath', remote(testsPath)]);
  url.searchParams.set('tkn', token);
  const { workspace } = options;
  if (workspace === undefined) url.searchParams.set('ew', 'true');
  else if (workspace.endsWith('.code-workspace')) url.searchParams.set('workspace', urlPath(workspace));
  else url.searchParams.set('folder', urlPath(workspace));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** An absolute path as VS Code's URIs have it: `/c:/x` on Windows. */
function urlPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
