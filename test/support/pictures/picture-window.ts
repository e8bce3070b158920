// A workbench to be looked at: the extension installed as a user's would be, in it the chat with a scripted model.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { ChatUser } from '../../e2e/chat-user.ts';
import { panelIn, runCommand } from '../../e2e/workbench.ts';
import type { ScriptedAnswer } from '../messages-api/answers.ts';
import { type MessagesApi, startMessagesApi } from '../messages-api/server.ts';
import type { MessagesRequest } from '../messages-api/wire.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { buildProduct } from '../vscode/product-build.ts';
import { repositoryDir, sampleWorkspaceDir } from '../vscode/repository.ts';
import { startServer } from '../vscode/server.ts';
import { temporaryFolder } from '../vscode/temporary-folder.ts';
import type { UserSettings } from '../vscode/user-settings.ts';

export interface PictureWindow {
  readonly page: Page;
  readonly api: MessagesApi;
  readonly user: ChatUser;
  readonly workspaceDir: string;
  readonly memoryFile: string;
  panel(where?: 'sideBar' | 'editor'): FrameLocator;
  run(command: string): Promise<void>;
  /** By the workspace's settings, which leaves open and focused what is. Resolves when the chat has it. */
  chooseTheme(id: string): Promise<void>;
  close(): Promise<void>;
}

const look: UserSettings = {
  'sessionMemory.contextLimitTokens': 40_000,
  'sessionMemory.memory.updateEveryTurn': true,
  'workbench.colorTheme': 'Dark Modern',
  'editor.minimap.enabled': false,
  // What is called monospace differs from machine to machine, and may be no such font.
  'editor.fontFamily': "'DejaVu Sans Mono', monospace",
  'editor.fontSize': 12,
  'remote.autoForwardPorts': false,
  'breadcrumbs.enabled': false,
  'files.exclude': { '.vscode': true },
};

export async function openPictureWindow(
  answer: (request: MessagesRequest) => ScriptedAnswer,
): Promise<PictureWindow> {
  await buildProduct();
  const api = await startMessagesApi({ answer: { custom: answer } });
  const place = await temporaryFolder('picture');
  const workspaceDir = join(place.path, 'tool-library');
  await cp(sampleWorkspaceDir, workspaceDir, { recursive: true });

  const themeFile = join(workspaceDir, '.vscode', 'settings.json');
  await mkdir(dirname(themeFile));
  await writeFile(themeFile, '{}');

  // Installed like any extension, so that nothing on the picture speaks of development.
  const dataDir = join(place.path, 'data');
  const extension = join(dataDir, 'extensions', 'session-memory.claude-session-memory-0.1.0');
  for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
    await cp(join(repositoryDir, part), join(extension, part), { recursive: true });
  }
  const server = await startServer({
    extensionDir: extension,
    workspace: workspaceDir,
    trust: true,
    dataDir,
    env: { ANTHROPIC_API_KEY: 'test-key' },
    settings: { 'sessionMemory.baseUrl': api.url, ...look },
  });
  const url = new URL(server.url());
  url.searchParams.set('payload', JSON.stringify([['skipWelcome', 'true']]));

  const browser = await launchBrowser();
  // Twice as fine as it is shown, for screens that can.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto(url.href);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await runCommand(page, 'Session Memory: Open Chat');
  const user = new ChatUser(panelIn(page));
  await user.field.waitFor();
  return {
    page,
    api,
    user,
    workspaceDir,
    memoryFile: join(workspaceDir, '.claude', 'session-memory.md'),
    panel: (where) => panelIn(page, where),
    run: (command) => runCommand(page, command),
    chooseTheme: async (id) => {
      await writeFile(themeFile, JSON.stringify({ 'workbench.colorTheme': id }));
      await panelIn(page).locator(`body[data-vscode-theme-id="${id}"]`).waitFor();
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await api.stop();
      await place.remove();
    },
  };
}

/** Drags a border of one of the workbench's parts sideways. */
export async function moveBorder(
  page: Page,
  part: string,
  side: 'left' | 'right',
  pixels: number,
): Promise<void> {
  const box = await page.locator(part).boundingBox();
  if (box === null) throw new Error(`There is no ${part}.`);
  const x = side === 'left' ? box.x - 1 : box.x + box.width + 1;
  await page.mouse.move(x, 500);
  await page.mouse.down();
  await page.mouse.move(x + pixels, 500, { steps: 5 });
  await page.mouse.up();
  // Away from everything that lights up under a mouse.
  await page.mouse.move(640, 1);
}

/** Pins a line by hand, as its user would, and saves. */
export async function writeInto(memoryFile: string, pinned: string): Promise<void> {
  const memory = await readFile(memoryFile, 'utf8');
  await writeFile(memoryFile, memory.replace(/(?<=## Pinned\n\n).*(?=\n)/, pinned));
}
