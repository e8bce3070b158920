/** The real panel in a real Chromium, with a watch over its frames. */
import type { Browser, Page } from 'playwright-core';
import { type PanelServer, servePanel } from '../../test/support/panel-page/panel-page.ts';
import { launchBrowser } from '../../test/support/vscode/browser.ts';
import { traceCategories, workPerFrame } from './frame-trace.ts';

export interface BrowserPanel {
  readonly page: Page;
  readonly address: string;
  /** Hands the panel a message of the host, as JSON. */
  readonly deliver: (json: string) => void;
  /** From the navigation to the first frame that shows the conversation, in milliseconds. */
  readonly open: () => Promise<number>;
  /** What the page's frames took while `work` went on. */
  readonly watched: (work: () => Promise<void>) => Promise<Frames>;
  readonly close: () => Promise<void>;
}

/** In milliseconds. */
export interface Frames {
  /** What the page's main thread worked for each frame, in processor time. */
  readonly work: readonly number[];
  /** By the clock, between one frame and the next: other processes count as well. */
  readonly intervals: readonly number[];
  /** From a key to the frame that shows it. */
  readonly keys: readonly number[];
}

/** Runs in the page before anything else. */
const watcher = `
  globalThis.frameWatch = { intervals: [], keys: [], on: false };
  let last = 0;
  const frame = (now) => {
    if (frameWatch.on && last > 0) frameWatch.intervals.push(now - last);
    last = frameWatch.on ? now : 0;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  addEventListener('keydown', (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => {
      if (frameWatch.on) frameWatch.keys.push(performance.now() - pressed);
    }));
  }, true);
  globalThis.whenShown = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('item-chunk > *') === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    look();
  });
`;

/** `receive` gets what the panel posts. */
export async function openBrowserPanel(receive: (message: unknown) => void): Promise<BrowserPanel> {
  const [server, browser]: [PanelServer, Browser] = await Promise.all([servePanel(), launchBrowser()]);
  const page = await (await browser.newContext({ viewport: { width: 420, height: 900 } })).newPage();
  await page.exposeFunction('panelPosted', receive);
  await page.addInitScript(watcher);
  const address = `${server.origin}/?theme=dark`;
  return {
    page,
    address,
    deliver: (json) => {
      // Whoever closes the page may still have had a message on its way.
      page.evaluate(`panelTest.send(${json})`).catch(() => {});
    },
    open: async () => {
      await page.goto(address);
      return page.evaluate<number>('whenShown');
    },
    watched: async (work) => {
      await browser.startTracing(page, { categories: traceCategories });
      await page.evaluate('Object.assign(frameWatch, { intervals: [], keys: [], on: true })');
      await work();
      const seen = await page.evaluate<Omit<Frames, 'work'>>('Object.assign(frameWatch, { on: false })');
      const trace = await browser.stopTracing();
      return { ...seen, work: workPerFrame(trace.toString()) };
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
