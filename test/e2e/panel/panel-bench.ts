/** One browser and one server for the tests of a file; each test gets a panel of its own, which must stay without trouble. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { View } from '../../../src/protocol/view.ts';
import {
  type PanelOptions,
  PanelPage,
  type PanelServer,
  servePanel,
} from '../../support/panel-page/panel-page.ts';
import { launchBrowser } from '../../support/vscode/browser.ts';

export type OpenPanel = (view: View, options?: PanelOptions) => Promise<PanelPage>;

/** To be called inside `describe`: registers the hooks and answers with the way to open a panel. */
export function panelBench(): OpenPanel {
  let browser: Browser;
  let server: PanelServer;
  const open: PanelPage[] = [];
  before(async () => {
    [server, browser] = await Promise.all([servePanel(), launchBrowser()]);
  });
  afterEach(async () => {
    for (const panel of open.splice(0)) {
      const troubles = await panel.troubles();
      await panel.close();
      assert.deepEqual(troubles, []);
    }
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  return async (view, options) => {
    const panel = await PanelPage.open(browser, server, options);
    open.push(panel);
    await panel.show(view);
    return panel;
  };
}
