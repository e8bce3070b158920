// A page under attack: what it asked of the network, which windows it opened, and whether a script of the attacker ran.
import type { Page } from 'playwright-core';

export interface WatchedPage {
  /** What an attack may have brought about since the watch began; empty while nothing has. */
  troubles(): Promise<readonly string[]>;
}

/** To be called when the workbench is drawn. From now on whatever is asked of a host that is not its own is a trouble. */
export function watchPage(page: Page): WatchedPage {
  const told: string[] = [];
  const start = page.url();
  page.context().on('request', (request) => {
    const url = request.url();
    if (leavesPage(url) && !isWorkbench(new URL(url).host, new URL(start).host)) told.push(`request: ${url}`);
  });
  page.context().on('page', (other) => told.push(`window: ${other.url()}`));
  page.on('dialog', (dialog) => {
    told.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => told.push(`download: ${download.url()}`));
  const ran = async (): Promise<readonly string[]> => {
    const marks = page.frames().map(async (frame) => {
      const mark = await frame.evaluate('globalThis.attacked').catch(() => undefined);
      return mark === undefined ? [] : [`script: ${frame.url()}`];
    });
    return (await Promise.all(marks)).flat();
  };
  return {
    troubles: async () => [
      ...told,
      ...(await ran()),
      ...(page.url() === start ? [] : [`navigation: ${page.url()}`]),
    ],
  };
}

const leavesPage = (url: string): boolean => /^(?:https?|wss?):/.test(url);

/** The server itself, what VS Code serves panels and their files by, and where it looks extensions up. */
const isWorkbench = (host: string, server: string): boolean =>
  host === server || host.endsWith('.vscode-cdn.net') || host === 'open-vsx.org';
