import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat, openTab } from './chat-window.ts';
import { leaveQuickInput } from './workbench.ts';

/** What VS Code shows around the chat: the buttons, title and icon of its view and of its tab. */
describe('The places of the chat, in the real workbench', () => {
  let chat: ChatWindow;
  let inTab: ChatUser;

  before(async () => {
    chat = await openChat({ settings: { 'sessionMemory.memory.enabled': false } });
    inTab = new ChatUser(chat.workbench.panel('editor'));
  });

  after(() => chat.close());

  const around = {
    view: () => chat.workbench.page.locator('.part.auxiliarybar .composite.title'),
    tab: () => chat.workbench.page.locator('.editor-group-container.active > .title'),
  };
  const button = (place: keyof typeof around, name: string): Locator =>
    around[place]().getByRole('button', { name, exact: true });
  const menuItem = (name: string): Locator =>
    chat.workbench.page.getByRole('menuitem').filter({ hasText: name });
  /** VS Code takes no click in a menu's first moment, and closes it when it hears late that the chat had the focus. */
  async function choose(open: () => Promise<void>, name: string): Promise<void> {
    await eventually(async () => {
      if (!(await menuItem(name).isVisible())) await open();
      await menuItem(name).click({ timeout: 2_000 });
      assert.equal(await menuItem(name).isVisible(), false);
    });
  }

  const list = (): Locator => chat.workbench.page.locator('.quick-input-widget');

  for (const place of ['view', 'tab'] as const) {
    it(`has its buttons at the ${place}`, async () => {
      const { workbench } = chat;
      if (place === 'tab') await openTab(workbench);
      const user = place === 'tab' ? inTab : chat.user;
      await user.field.waitFor();
      await user.exchange(`Which birds can be seen from a ${place}?`);
      await button(place, 'Switch Session').click();
      await list()
        .locator('.monaco-list-row')
        .filter({ hasText: `from a ${place}` })
        .waitFor();
      await leaveQuickInput(chat.workbench.page);
      await button(place, 'New Session').click();
      await user.log.locator('user-message').first().waitFor({ state: 'detached' });
      await user.field.press('ArrowUp');
      await user.hasWritten(`Which birds can be seen from a ${place}?`);
      await user.field.press('ArrowDown');
      await user.hasWritten('');
    });
  }

  it('has an icon in its tab that can be seen on dark as on light', async () => {
    const { page, chooseTheme } = chat.workbench;
    const icon = (): Promise<string | null> =>
      page.locator('.tab.active .monaco-icon-label-iconpath').getAttribute('style');
    for (const theme of ['Dark', 'Light']) {
      await chooseTheme(`${theme} Modern`);
      await openTab(chat.workbench);
      await eventually(async () => assert.ok((await icon())?.includes(`tab-${theme.toLowerCase()}.svg`)));
    }
  });

  it('finds words in its tab', async () => {
    const { page } = chat.workbench;
    await openTab(chat.workbench);
    await inTab.exchange('Do kingfishers nest in banks?');
    // The browser of these tests finds no words anywhere, so the test listens to what the page is asked to find.
    await inTab.panel.locator('body').evaluate(`{
      const asked = (globalThis.asked = []);
      globalThis.find = (words) => asked.push(words) > 0;
    }`);
    const find = page.locator('.simple-find-part.visible input');
    await eventually(async () => {
      await inTab.field.press('Control+F');
      assert.ok(await find.isVisible());
    });
    await find.fill('kingfishers');
    await find.press('Enter');
    await becomes(() => inTab.panel.locator('body').evaluate('asked.at(-1)'), 'kingfishers');
    await find.press('Escape');
  });

  it('takes in a selection from the menu of an editor, and files from the menus of editor and explorer', async () => {
    const { page, runCommand } = chat.workbench;
    await runCommand('View: Close Editor');
    const chip = (name: string): Locator =>
      chat.user.panel
        .locator('chat-composer .chip')
        .filter({ hasText: name })
        .getByText(/^\d+ tokens$/);
    const chooseAt = (place: Locator, item: string): Promise<void> =>
      choose(() => place.click({ button: 'right' }), item);
    const inExplorer = (name: string): Locator =>
      page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
    await page.keyboard.press('Control+Shift+E');
    await chooseAt(inExplorer('README.md'), 'Add File to Claude Chat');
    await chip('README.md').waitFor();
    await inExplorer('package.json').dblclick();
    const line = page.locator('.editor-instance[aria-label^="package.json"] .view-line').first();
    await chooseAt(line, 'Add File to Claude Chat');
    await chip('package.json').waitFor();
    await line.click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await chooseAt(line, 'Add Selection to Claude Chat');
    await chip('package.json:1-2').waitFor();
    await chat.user.panel.locator('textarea:focus').waitFor();
    await page.keyboard.type('Compare them.');
    await chat.user.hasWritten('Compare them.');
    await chat.user.answered(() => chat.user.field.press('Enter'));
    const sent = JSON.stringify(chat.api.requests.filter(isChat).at(-1)?.body.messages.at(-1));
    for (const attached of [
      'the file \\"README.md',
      'the file \\"package.json',
      'lines 1 to 2 of \\"package.json',
    ])
      assert.ok(sent.includes(attached), `${attached} in ${sent.slice(0, 300)}`);
  });

  it('takes a file that is dragged in from the explorer with Shift held', async () => {
    const { page } = chat.workbench;
    const middle = async (place: Locator): Promise<{ readonly x: number; readonly y: number }> => {
      const box = await place.boundingBox();
      assert.ok(box !== null);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    await page.keyboard.press('Control+Shift+E');
    const file = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'README.md' });
    // Waits until the list stands still, which a view that has just come up does not.
    await file.hover();
    const from = await middle(file);
    const to = await middle(chat.user.log);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y, { steps: 5 });
    await page.keyboard.down('Shift');
    await page.mouse.move(to.x, to.y, { steps: 20 });
    await chat.workbench.screenshot('drag');
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await chat.user.panel.locator('chat-composer .chip').filter({ hasText: 'README.md' }).waitFor();
  });

  it('is called after the session where VS Code shows the title of a view, as in the other side bar', async () => {
    const { page, runCommand } = chat.workbench;
    const title = (): Promise<string | null> =>
      page.locator('.part.sidebar > .title .title-label').first().textContent();
    await runCommand('Session Memory: New Session');
    await runCommand('View: Move View');
    for (const choice of ['Chat', 'New Side Bar Entry'])
      await list().locator('.monaco-list-row').filter({ hasText: choice }).click();
    await becomes(title, 'Session Memory: Chat');
    await chat.user.exchange('What do larks eat?');
    await becomes(title, 'Session Memory: What do larks eat?');
  });

  it('says on its icon that an answer is unread in a session that was left', async () => {
    const { api, user, workbench } = chat;
    const badge = workbench.page.locator('.part.activitybar .badge-content').filter({ hasText: /^1$/ });
    const gate = api.hold(isChat, 'middle');
    api.answers.next({ content: [{ type: 'text', text: 'Seeds. '.repeat(20) }] }, { when: isChat });
    await user.say('And in winter?');
    await gate.held;
    await workbench.runCommand('Session Memory: New Session');
    await user.log.locator('user-message').first().waitFor({ state: 'detached' });
    assert.equal(await badge.isVisible(), false);
    gate.release();
    await badge.waitFor();
    await workbench.runCommand('Session Memory: Switch Session');
    await list().locator('.monaco-list-row').filter({ hasText: 'larks' }).click();
    await badge.waitFor({ state: 'hidden' });
    await user.answers.last().getByText('Seeds.').waitFor();
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    const { workbench } = chat;
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
