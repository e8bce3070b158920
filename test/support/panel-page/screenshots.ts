/** Takes pictures of the panel to look at: `node test/support/panel-page/screenshots.ts FOLDER`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { View } from '../../../src/protocol/view.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { PanelPage, servePanel } from './panel-page.ts';
import { composingView, emptyView, sampleView, troubledView } from './sample-view.ts';
import type { ThemeName } from './themes.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder to put the pictures in.');

const pictures: readonly { name: string; theme: ThemeName; view: View; width?: number; press?: string }[] = [
  { name: 'talk-dark', theme: 'dark', view: sampleView },
  { name: 'talk-light', theme: 'light', view: sampleView },
  { name: 'talk-hc-dark', theme: 'hc-dark', view: sampleView },
  { name: 'talk-hc-light', theme: 'hc-light', view: sampleView },
  { name: 'empty-light', theme: 'light', view: emptyView },
  { name: 'empty-dark', theme: 'dark', view: emptyView },
  { name: 'trouble-dark', theme: 'dark', view: troubledView },
  { name: 'trouble-light', theme: 'light', view: troubledView },
  { name: 'trouble-narrow', theme: 'light', view: troubledView, width: 300 },
  { name: 'talk-narrow', theme: 'dark', view: sampleView, width: 300 },
  { name: 'cost-dark', theme: 'dark', view: sampleView, press: 'Usage' },
  { name: 'cost-light', theme: 'light', view: sampleView, press: 'Usage' },
  { name: 'cost-hc-dark', theme: 'hc-dark', view: sampleView, press: 'Usage' },
  { name: 'card-dark', theme: 'dark', view: sampleView, press: 'Memory details' },
  { name: 'card-hc-light', theme: 'hc-light', view: sampleView, press: 'Memory details', width: 300 },
  { name: 'tab-light', theme: 'light', view: sampleView, width: 1100 },
  { name: 'zoomed-dark', theme: 'dark', view: sampleView, width: 190 },
  { name: 'composing-dark', theme: 'dark', view: composingView, press: 'Options' },
  { name: 'composing-light', theme: 'light', view: composingView, press: 'Options' },
  { name: 'composing-hc-dark', theme: 'hc-dark', view: composingView, press: 'Options' },
  { name: 'composing-hc-light', theme: 'hc-light', view: composingView },
  { name: 'composing-narrow', theme: 'light', view: composingView, width: 300 },
  { name: 'cost-narrow', theme: 'light', view: sampleView, width: 300, press: 'Usage' },
];

await mkdir(folder, { recursive: true });
const server = await servePanel();
const browser = await launchBrowser();
try {
  for (const { name, theme, view, width = 380, press } of pictures) {
    const panel = await PanelPage.open(browser, server, { theme, width });
    await panel.show(atThisTime(view));
    if (press !== undefined) await panel.page.getByRole('button', { name: press }).click();
    await panel.page.screenshot({ path: join(folder, `${name}.png`) });
    const troubles = await panel.troubles();
    console.log(`${name}: ${troubles.length === 0 ? 'clean' : troubles.join('; ')}`);
    await panel.close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** Times in the sample are fixed; a picture shows them as if they had just happened. */
function atThisTime(view: View): View {
  const memory = view.memory.tokens === 0 ? view.memory : { ...view.memory, updatedAt: Date.now() - 240_000 };
  const turn = view.turn.state === 'waiting' ? { ...view.turn, until: Date.now() + 12_000 } : view.turn;
  return { ...view, memory, turn };
}
