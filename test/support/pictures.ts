// `node test/support/pictures.ts`: takes the README's picture, media/panel.png, of the extension as it is built now. The
// conversation is scripted, everything else is real: VS Code, the panel, the memory file, the compaction and its figures.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { ChatUser } from '../e2e/chat-user.ts';
import { runCommand } from '../e2e/workbench.ts';
import type { ScriptedAnswer } from './messages-api/answers.ts';
import { say } from './messages-api/answers.ts';
import { asksForMemory } from './messages-api/memory-answer.ts';
import { isMemory } from './messages-api/request-log.ts';
import { startMessagesApi } from './messages-api/server.ts';
import { blocksOf, type MessagesRequest, textOf } from './messages-api/wire.ts';
import { lastTurn, memoryAfter, pinned, turns } from './picture-conversation.ts';
import { launchBrowser } from './vscode/browser.ts';
import { buildProduct } from './vscode/product-build.ts';
import { repositoryDir, sampleWorkspaceDir } from './vscode/repository.ts';
import { startServer } from './vscode/server.ts';
import { temporaryFolder } from './vscode/temporary-folder.ts';

const all = [...turns, lastTurn];
let done = 0;

function answer(request: MessagesRequest): ScriptedAnswer {
  if (asksForMemory(request)) return say(memoryAfter(done));
  const asked = blocksOf(request.messages.at(-1)?.content ?? [])
    .map(textOf)
    .join('\n');
  return say(all.find(({ user }) => asked.includes(user))?.answer ?? 'I do not know.');
}

await buildProduct();
const api = await startMessagesApi({ answer: { custom: answer } });
const place = await temporaryFolder('picture');
const workspace = join(place.path, 'tool-library');
await cp(sampleWorkspaceDir, workspace, { recursive: true });
const memoryFile = join(workspace, '.claude', 'session-memory.md');

// Installed like any extension, so that nothing on the picture speaks of development.
const extension = join(place.path, 'data', 'extensions', 'session-memory.claude-session-memory-0.1.0');
for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
  await cp(join(repositoryDir, part), join(extension, part), { recursive: true });
}
const server = await startServer({
  extensionDir: extension,
  workspace,
  trust: true,
  dataDir: join(place.path, 'data'),
  env: { ANTHROPIC_API_KEY: 'test-key' },
  settings: {
    'sessionMemory.baseUrl': api.url,
    'sessionMemory.contextLimitTokens': 40_000,
    'sessionMemory.memory.updateEveryTurn': true,
    'workbench.colorTheme': 'Dark Modern',
    'editor.minimap.enabled': false,
    // What is called monospace differs from machine to machine, and may be no such font.
    'editor.fontFamily': "'DejaVu Sans Mono', monospace",
    'editor.fontSize': 12,
    'remote.autoForwardPorts': false,
    'breadcrumbs.enabled': false,
  },
});
const url = new URL(server.url());
url.searchParams.set('payload', JSON.stringify([['skipWelcome', 'true']]));

const browser = await launchBrowser();
// Twice as fine as it is shown, for screens that can.
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
await page.goto(url.href);
await page.locator('.monaco-workbench .part.statusbar').waitFor();
await runCommand(page, 'Session Memory: Open Chat');
const user = new ChatUser(panelOf(page));
await user.field.waitFor();

for (const turn of turns) {
  const updating = done === 0 ? null : api.nextRequest(isMemory);
  await user.exchange(turn.user);
  done += 1;
  await (await updating)?.ended;
}
await user.panel.getByText('Memory ready').waitFor();
const memory = await readFile(memoryFile, 'utf8');
await writeFile(memoryFile, memory.replace(/(?<=## Pinned\n\n).*(?=\n)/, pinned));
await user.button('Compact now').click();
await user.panel.getByRole('separator').waitFor();
await user.exchange(lastTurn.user);
await runCommand(page, 'Session Memory: Open Memory');
await page.locator('.editor-instance').getByText('Session memory').first().waitFor();
await moveBorder(page, '.part.sidebar', 'right', -110);
await moveBorder(page, '.part.auxiliarybar', 'left', -150);
await user.panel.locator('.composer-model').evaluate((line) => {
  // The stand-in's address is of no use to a reader.
  line.textContent = 'claude-sonnet-5-5';
});
await user.field.focus();
await mkdir(join(repositoryDir, 'media'), { recursive: true });
const picture = join(repositoryDir, 'media', 'panel.png');
await page.screenshot({ path: picture });
console.log(`${picture}: ${await user.panel.getByRole('separator').getAttribute('aria-label')}`);

await browser.close();
await server.stop();
await api.stop();
await place.remove();

function panelOf(of: Page): FrameLocator {
  return of.frameLocator('iframe.webview[src*="purpose=webviewView"]').frameLocator('iframe#active-frame');
}

/** Drags a border of one of the workbench's parts sideways. */
async function moveBorder(of: Page, part: string, side: 'left' | 'right', pixels: number): Promise<void> {
  const box = await of.locator(part).boundingBox();
  if (box === null) throw new Error(`There is no ${part}.`);
  const x = side === 'left' ? box.x - 1 : box.x + box.width + 1;
  await of.mouse.move(x, 500);
  await of.mouse.down();
  await of.mouse.move(x + pixels, 500, { steps: 5 });
  await of.mouse.up();
  // Away from everything that lights up under a mouse.
  await of.mouse.move(640, 1);
}
