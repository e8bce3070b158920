/**
 * The real panel in a real browser without VS Code: its bundle built from source, under the page that the host makes,
 * with the host's end of the channel in the test's hands.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../../src/host/panel/page.ts';
import { panelWords } from '../../../src/host/panel/panel-words.ts';
import { decodeToHost } from '../../../src/protocol/decode.ts';
import { type Change, protocolVersion, type ToHost, type ToPanel } from '../../../src/protocol/messages.ts';
import type { View } from '../../../src/protocol/view.ts';
import { translateTo } from '../l10n/translate-to.ts';
import { plainTranslate } from '../plain-translate.ts';
import { type ThemeName, themes } from './themes.ts';

const root = join(import.meta.dirname, '../../..');
const nonce = 'panelPageNonce';

export interface PanelServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Builds the panel and serves its page on the loopback interface. */
export async function servePanel(): Promise<PanelServer> {
  const files = await panelFiles();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = url.pathname === '/' ? html(url.searchParams) : files.get(url.pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': mediaType(url.pathname) }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => close(server) };
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function panelFiles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { main: join(root, 'webview/main.ts'), style: join(root, 'webview/style.css') },
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map((file) => [`/${file.path.split(/[\\/]/).at(-1)}`, file.text]));
  files.set('/fake-host.js', await readFile(join(import.meta.dirname, 'fake-host.js'), 'utf8'));
  return files;
}

function mediaType(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8';
}

const themeOf = (name: string | null): ThemeName =>
  name !== null && Object.hasOwn(themes, name) ? (name as ThemeName) : 'dark';

/** The host's own page, to which VS Code's contributions are added: the theme, and the handle to post with. */
function html(asked: URLSearchParams): string {
  const theme = themes[themeOf(asked.get('theme'))];
  const language = asked.get('language') ?? 'en';
  const page = pageHtml({
    scriptUri: '/main.js',
    styleUri: '/style.css',
    cspSource: "'self'",
    nonce,
    language,
    title: 'Session Memory',
    words: panelWords(language === 'en' ? plainTranslate : translateTo(language)),
  });
  const apply = `
    for (const [name, value] of Object.entries(${JSON.stringify(theme.colors)}))
      document.documentElement.style.setProperty('--vscode-' + name, value);
    document.documentElement.style.background = ${JSON.stringify(theme.background)};`;
  const scripts = `<script nonce="${nonce}">${apply}</script><script nonce="${nonce}" src="/fake-host.js"></script>`;
  const themed = before(page, ' data-words=', ` class="${theme.bodyClass}"`);
  return before(themed, '</head>', scripts);
}

/** A page without its place would be tested without what VS Code adds to it. */
function before(page: string, place: string, text: string): string {
  if (!page.includes(place)) throw new Error(`The page has no ${place}`);
  return page.replace(place, `${text}${place}`);
}

/** What `fake-host.js` puts on the page. */
interface PanelTest {
  readonly posted: unknown[];
  readonly violations: string[];
  readonly state: () => unknown;
  readonly send: (message: unknown) => void;
}

declare const panelTest: PanelTest;
declare function requestAnimationFrame(callback: () => void): number;

export interface PanelOptions {
  readonly theme?: ThemeName;
  /** One that there is a bundle for. */
  readonly language?: 'en' | 'de';
  readonly width?: number;
  readonly height?: number;
}

/** One panel on a page of its own, with the host's end of its channel. */
export class PanelPage {
  readonly page: Page;
  /** Addresses outside the panel's own files that the page asked for. */
  readonly foreignRequests: string[] = [];
  readonly #errors: string[] = [];
  #revision = 0;
  #session = 'session-1';

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, server: PanelServer, options: PanelOptions = {}): Promise<PanelPage> {
    const { width = 380, height = 800, ...asked } = options;
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const panel = new PanelPage(page);
    page.on('pageerror', (error) => panel.#errors.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${server.origin}/`)) panel.foreignRequests.push(request.url());
    });
    const query = Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]);
    await page.goto(`${server.origin}/?${new URLSearchParams(query)}`);
    return panel;
  }

  /** Shows `view`, as the answer to `ready` does. */
  async show(view: View, session = this.#session): Promise<void> {
    this.#session = session;
    this.#revision += 1;
    await this.send({ kind: 'snapshot', protocol: protocolVersion, session, revision: this.#revision, view });
  }

  /** Several come together, as the host sends them. */
  async change(...changes: readonly Change[]): Promise<void> {
    const messages = changes.map((change) => {
      this.#revision += 1;
      return { kind: 'change', session: this.#session, revision: this.#revision, change };
    });
    await this.send(...messages);
  }

  /** Sends anything at all, and waits until the panel has had its turn. */
  async send(...messages: readonly (ToPanel | { readonly [key: string]: unknown })[]): Promise<void> {
    await this.page.evaluate(
      (all) =>
        new Promise<void>((resolve) => {
          for (const data of all) panelTest.send(data);
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
      messages,
    );
  }

  /** The intents so far; every one of them must be one that the host understands. */
  async intents(): Promise<readonly ToHost[]> {
    const posted = await this.page.evaluate(() => panelTest.posted);
    return posted.map((message) => {
      const intent = decodeToHost(message);
      if (intent === null) throw new Error(`The host would not understand ${JSON.stringify(message)}`);
      return intent;
    });
  }

  /** The first intent of this kind, now or as soon as it comes. */
  async waitForIntent(kind: ToHost['kind']): Promise<void> {
    await this.page.evaluate(
      (wanted) =>
        new Promise<void>((resolve) => {
          const isWanted = (intent: unknown): boolean =>
            typeof intent === 'object' && intent !== null && 'kind' in intent && intent.kind === wanted;
          const look = (): void => {
            if (panelTest.posted.some(isWanted)) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
      kind,
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async savedState(): Promise<unknown> {
    return this.page.evaluate(() => panelTest.state());
  }

  /** Exceptions, blocked loads and requests to elsewhere: what must never happen. */
  async troubles(): Promise<readonly string[]> {
    const violations = await this.page.evaluate(() => panelTest.violations);
    return [...this.#errors, ...violations, ...this.foreignRequests];
  }
}
