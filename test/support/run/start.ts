// `npm start [-- FOLDER]`: builds the extension and opens it in a real VS Code, on FOLDER or on a copy of the sample.
import { spawn } from 'node:child_process';
import { cp, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { findDesktopCode, openDesktop } from '../vscode/desktop-code.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { repositoryDir, sampleWorkspaceDir, scratchDir } from '../vscode/repository.ts';
import { startServer } from '../vscode/server.ts';
import { temporaryFolder, workspaceCopy } from '../vscode/temporary-folder.ts';

// A fixed port keeps the page's address, and with it what VS Code has stored for the folder, from run to run.
const port = 41_390;

const folder = process.argv[2];
if (folder !== undefined && !(await stat(folder).catch(() => undefined))?.isDirectory()) {
  console.error(`${folder} is not a folder. Usage: npm start [-- FOLDER]`);
  process.exit(2);
}
console.log('Building the extension ...');
await buildProduct();

// The sample starts afresh each time; what belongs to a folder of the user's stays.
const workspace = folder === undefined ? (await workspaceCopy(sampleWorkspaceDir)).path : resolve(folder);
const code = await findDesktopCode();
const kind = code === undefined ? 'server' : 'desktop';
const dataDir = folder === undefined ? (await temporaryFolder(kind)).path : join(scratchDir, 'start', kind);
// Installed beside the extension, so that a newcomer sees the chat at once and need not look for it.
await cp(
  join(repositoryDir, 'test', 'support', 'vscode', 'open-chat'),
  join(dataDir, 'extensions', 'session-memory-development.open-chat-0.0.0'),
  { recursive: true },
);
const options = {
  extensionDir: repositoryDir,
  workspace,
  // The sample is ours. A folder of the user's is trusted by the user or not at all.
  trust: folder === undefined,
  settings: {
    'workbench.secondarySideBar.defaultVisibility': 'visible',
    'security.workspace.trust.startupPrompt': 'always',
    'security.workspace.trust.banner': 'untilDismissed',
  },
  env: { ANTHROPIC_API_KEY: process.env.ANTHROPIC_API_KEY },
  dataDir,
};

if (code !== undefined) {
  console.log(`Opening ${workspace} in ${code}. Close the window or press Ctrl+C to end.`);
  await openDesktop(code, options);
} else {
  const server = await startServer({ ...options, port: (await isFree(port)) ? port : 0 });
  console.log(
    `\nVS Code shows ${workspace} with the extension at\n\n  ${server.url()}\n\nPress Ctrl+C to end.`,
  );
  openInBrowser(server.url());
}

function isFree(wanted: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}

/** Where there is a screen. Where there is none, the printed address must do. */
function openInBrowser(url: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser could be opened: please open the address yourself.'));
  child.unref();
}
