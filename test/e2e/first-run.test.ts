import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { ChatUser } from './chat-user.ts';
import { leaveQuickInput, openWorkbench, type Workbench } from './workbench.ts';

interface Step {
  readonly title: string;
  readonly says: string;
  readonly leads: readonly string[];
  readonly link?: string;
}

const steps: readonly Step[] = [
  { title: 'Open the chat', says: 'The chat lives in the secondary side bar', leads: ['Open Chat'] },
  {
    title: 'Connect to Claude, or stay offline',
    says: 'Without one, the offline mode',
    leads: ['Set API Key'],
  },
  { title: 'Watch the memory grow', says: 'a summary is kept in', leads: ['Open Memory'] },
  { title: 'Compact without waiting', says: 'at once', leads: ['Preview Compaction'], link: 'do it' },
];

/** Whoever has just installed it is told what it is, and led from step to step. */
describe('The first run, in the real workbench', () => {
  let workbench: Workbench;

  before(async () => {
    // VS Code leaves the pictures out where there is no room for them.
    workbench = await openWorkbench({
      viewport: { width: 1600, height: 900 },
      settings: { 'sessionMemory.contextLimitTokens': 12_000 },
    });
  });

  after(() => workbench.dispose());

  const page = (): Locator => workbench.page.locator('.gettingStartedContainer');
  const step = (title: string): Locator =>
    page()
      .locator('.getting-started-step')
      .filter({ has: workbench.page.getByText(title, { exact: true }) });

  const tick = (title: string): Locator =>
    step(title).locator('.codicon-getting-started-step-checked').first();

  it('has a walkthrough of four steps, each with a picture and a way on', async () => {
    await workbench.runCommand('Welcome: Open Walkthrough...');
    const row = workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Get Started with Session Memory' });
    await row.click();
    await page().getByText('see what it remembers').first().waitFor();
    await becomes(() => page().locator('.getting-started-step').count(), steps.length);
    for (const { title, says, leads, link } of steps) {
      if ((await step(title).getAttribute('class'))?.includes('expanded') !== true) await step(title).click();
      await step(title).getByText(says).waitFor();
      for (const button of leads) await step(title).getByRole('button', { name: button }).waitFor();
      // No button: VS Code would show its key beside it, which means another thing in an editor.
      if (link !== undefined) await step(title).getByText(link, { exact: true }).waitFor();
      const picture = workbench.page
        .frameLocator('.getting-started-media iframe.webview')
        .frameLocator('iframe#active-frame')
        .locator('svg');
      await eventually(async () =>
        assert.ok(((await picture.first().boundingBox())?.width ?? 0) > 100, title),
      );
      await workbench.screenshot(`walkthrough ${title}`);
    }
  });

  it('opens the chat by the first step, which is done then', async () => {
    await step('Open the chat').click();
    await step('Open the chat').getByRole('button', { name: 'Open Chat' }).click();
    await new ChatUser(workbench.panel()).field.waitFor();
    await tick('Open the chat').waitFor();
    for (const { title } of steps.slice(1)) await tick(title).waitFor({ state: 'detached' });
  });

  it('says in the empty chat what this is, in two lines, how to go on, and what is missing to begin', async () => {
    const { panel, log, field } = new ChatUser(workbench.panel());
    const empty = log.locator('empty-state');
    await eventually(async () =>
      assert.match(
        await empty.innerText(),
        /as long as you like\.\s+Beside the chat grows a memory: .*replaces old messages at once\.\s+@ attaches a file, \/ lists/s,
      ),
    );
    const banner = panel.locator('mode-banner');
    await eventually(async () =>
      assert.match(await banner.innerText(), /Offline: no model is at work.*Set API key/s),
    );
    await banner.getByRole('button', { name: 'Set API key' }).click();
    const input = workbench.page.locator('.quick-input-widget input[type="password"]');
    await input.waitFor();
    await leaveQuickInput(workbench.page);
    await becomes(() => field.isEnabled(), true);
    await workbench.screenshot('first run');
  });

  it('answers right away, without a key', async () => {
    const user = new ChatUser(workbench.panel());
    assert.match(await user.exchange('What is in this folder?'), /\w/);
    await user.log.locator('empty-state').waitFor({ state: 'hidden' });
    await tick('Connect to Claude, or stay offline').waitFor();
  });

  it('is done with the other steps once a memory is there and the chat was compacted, by buttons of the chat', async () => {
    const user = new ChatUser(workbench.panel());
    const [, , watch, compact] = steps.map(({ title }) => title);
    assert.ok(watch !== undefined && compact !== undefined);
    for (const part of ['parser', 'totals', 'tariff', 'calendar', 'printer', 'index'])
      await user.exchange(
        `Look at the ${part}. ${'Mind the rounding, and keep every public name. '.repeat(12)}`,
      );
    for (const title of [watch, compact]) await tick(title).waitFor({ state: 'detached' });
    await user.button('Update now').click();
    await tick(watch).waitFor();
    await tick(compact).waitFor({ state: 'detached' });
    await user.button('Compact now').click();
    await user.log.getByRole('separator').waitFor();
    await tick(compact).waitFor();
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
