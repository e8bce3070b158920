// A real VS Code workbench in a browser, with our extension, on a folder of its own.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { launchBrowser } from '../support/vscode/browser.ts';
import { repositoryDir, sampleWorkspaceDir, scratchDir } from '../support/vscode/repository.ts';
import { startServer } from '../support/vscode/server.ts';
import { workspaceCopy } from '../support/vscode/temporary-folder.ts';
import { type UserSettings, userSettingsText } from '../support/vscode/user-settings.ts';

export interface WorkbenchOptions {
  /** User settings, for example `{ 'workbench.colorTheme': 'Default High Contrast' }`. */
  readonly settings?: UserSettings;
  /** Variables of the extension host. It has no ANTHROPIC_* unless they are given here. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Written over the copy of the sample workspace: relative path to content. */
  readonly files?: Readonly<Record<string, string>>;
  /** False opens the folder in Restricted Mode. Default: true. */
  readonly trust?: boolean;
  /** False opens a window without a folder. Default: true. */
  readonly folder?: boolean;
  /** False for all the extensions that come with VS Code, the heavy ones too. Default: true. */
  readonly isLight?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /**
   * VS Code's language, which it tells to extensions; its own texts stay English, for they are in packs that the server
   * would have to download. Default: English.
   */
  readonly language?: string;
}

export interface Workbench {
  readonly page: Page;
  /** The folder that is open, or would be: see WorkbenchOptions.folder. */
  readonly workspaceDir: string;
  /** Where VS Code keeps its data, our sessions among them. */
  readonly dataDir: string;
  /** Our chat, in the side bar or in an editor tab. */
  panel(where?: PanelPlace): FrameLocator;
  /** Replaces the user settings by these, in their editor as a user would. */
  changeSettings(settings: UserSettings): Promise<void>;
  /** Runs a command by its full title in the palette, `Session Memory: Open Chat`. */
  runCommand(title: string): Promise<void>;
  /** Picks a colour theme by its label, `Dark Modern`, and waits until our panel has it. */
  chooseTheme(label: string): Promise<void>;
  /** Writes .vscode-test/screenshots/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  /** What Content Security Policies have blocked so far. VS Code's own pages violate none. */
  cspViolations(): readonly string[];
  /** Uncaught exceptions of all frames so far. */
  uncaughtErrors(): readonly string[];
  dispose(): Promise<void>;
}

/** `anywhere`: of a view that was hidden VS Code does not say once more that it is one. */
export type PanelPlace = 'sideBar' | 'editor' | 'anywhere';

const ours = 'iframe.webview[src*="extensionId=session-memory.claude-session-memory"]';
const inSideBar = '[src*="purpose=webviewView"]';

const open = new Set<Workbench>();

/** The workbenches that have not been disposed of. */
export function openWorkbenches(): readonly Workbench[] {
  return [...open];
}

/** Resolves when the workbench is drawn; extensions may still be starting. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const workspace = await workspaceCopy(sampleWorkspaceDir, options.files);
  const server = await startServer({
    extensionDir: repositoryDir,
    workspace: options.folder === false ? undefined : workspace.path,
    trust: options.trust ?? true,
    settings: options.settings ?? {},
    env: options.env ?? {},
    isLight: options.isLight ?? true,
  });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
    await workspace.remove();
  };
  try {
    browser = await launchBrowser();
    const viewport = options.viewport ?? { width: 1280, height: 800 };
    // Of a context of its own, which axe asks for.
    const page = await (await browser.newContext({ viewport })).newPage();
    if (options.language !== undefined) await page.addInitScript(speak, options.language);
    const violations: string[] = [];
    const uncaught: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    page.on('pageerror', (error) => uncaught.push(String(error.stack ?? error)));
    await page.goto(server.url());
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    const workbench: Workbench = {
      page,
      workspaceDir: workspace.path,
      dataDir: server.dataDir,
      panel: (where) => panelIn(page, where),
      changeSettings: (settings) => changeSettings(page, userSettingsText(settings)),
      runCommand: (title) => runCommand(page, title),
      chooseTheme: (label) => chooseTheme(workbench, label),
      screenshot: (name) => screenshot(page, name),
      cspViolations: () => [...violations],
      uncaughtErrors: () => [...uncaught],
      dispose: async () => {
        open.delete(workbench);
        await close();
      },
    };
    open.add(workbench);
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

/** In the page, before VS Code: the language that a language pack would have set, and that its own start would reset. */
function speak(language: string): void {
  const set = (): void => {};
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set });
}

/** Our chat in any page. */
export function panelIn(page: Page, where: PanelPlace = 'sideBar'): FrameLocator {
  const outer = { sideBar: `${ours}${inSideBar}`, editor: `${ours}:not(${inSideBar})`, anywhere: ours };
  return page.frameLocator(outer[where]).frameLocator('iframe#active-frame');
}

/** The same folder in another page that knows nothing of the first, as in a second browser on the same server. */
export async function openAnotherPage({ page }: Workbench): Promise<Page> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: page.viewportSize() ?? null });
  if (context === undefined) throw new Error('The browser is gone.');
  await context.addCookies(await page.context().cookies());
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('.monaco-workbench .part.statusbar').waitFor();
  return other;
}

/** Drags the border of the secondary side bar until our chat in it is this wide, in pixels, give or take a few. */
export async function widenChat(page: Page, width: number): Promise<void> {
  const bar = await page.locator('.part.auxiliarybar').boundingBox();
  const chat = await page.locator(`${ours}${inSideBar}`).boundingBox();
  if (bar === null || chat === null) throw new Error('There is no chat in the side bar.');
  await page.mouse.move(bar.x - 1, bar.y + bar.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x - 1 + chat.width - width, bar.y + bar.height / 2, { steps: 5 });
  await page.mouse.up();
  // Away from everything that lights up under a mouse.
  await page.mouse.move(640, 1);
}

/** The field of the palette, or of a list to choose from. A key pressed on the page before it has the focus is lost. */
export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget input[type="text"]');

/**
 * Closes the palette, a list or a box that is there. The key is pressed again where it is lost: after a click into a frame the
 * browser may take a while to give the keyboard back, though the field has the focus already.
 */
export async function leaveQuickInput(page: Page): Promise<void> {
  const box = page.locator('.quick-input-widget');
  await eventually(async () => {
    if (await box.isVisible())
      await box.locator('.quick-input-box input').first().press('Escape', { timeout: 1000 });
    await box.waitFor({ state: 'hidden', timeout: 1000 });
  });
}

/** Clicks into the editor of this name, and resolves once it has the keyboard. */
export async function focusEditor(page: Page, name: string): Promise<void> {
  const editor = page.locator(`.editor-instance[aria-label^="${name}"]`);
  await editor.locator('.view-lines').click();
  await editor.locator('.monaco-editor.focused').waitFor();
}

/**
 * The palette lists the commands known when it opens, so it is opened again until the extension is known, and where something
 * that has come to be shown has closed it.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = quickInput(page);
  const label = page.getByText(title, { exact: true });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: label }).first();
  let patienceMs = 1000;
  const chosen = async (): Promise<void> => {
    try {
      // A key that comes before the workbench listens is lost.
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 2 * patienceMs });
      await row.click({ timeout: 2 * patienceMs });
    } catch (error) {
      patienceMs *= 1.5;
      await leaveQuickInput(page);
      throw error;
    }
  };
  await eventually(chosen, { limitMs: 90_000 });
  await row.waitFor({ state: 'hidden' });
}

async function changeSettings(page: Page, text: string): Promise<void> {
  await runCommand(page, 'Preferences: Open User Settings (JSON)');
  const tab = page.locator('.tab.active').filter({ hasText: 'settings.json' });
  await tab.waitFor();
  await focusEditor(page, 'settings.json');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.locator('.tab.active.dirty').waitFor();
  await page.keyboard.press('ControlOrMeta+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  await runCommand(page, 'View: Close Editor');
  await tab.waitFor({ state: 'detached' });
}

async function chooseTheme({ page, runCommand: run, panel }: Workbench, label: string): Promise<void> {
  await run('Preferences: Color Theme');
  const input = quickInput(page);
  await input.fill(label);
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) });
  await row.first().click();
  await panel().locator(`body[data-vscode-theme-name*="${label}"]`).waitFor();
}

async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(scratchDir, 'screenshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`);
  await page.screenshot({ path });
  return path;
}
