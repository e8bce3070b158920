import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat } from './chat-window.ts';

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
  const list = (): Locator => chat.workbench.page.locator('.quick-input-widget');

  for (const place of ['view', 'tab'] as const) {
    it(`has its buttons and its menu at the ${place}`, async () => {
      const { workbench } = chat;
      if (place === 'tab') await workbench.runCommand('Session Memory: Open Chat in Editor');
      const user = place === 'tab' ? inTab : chat.user;
      await user.field.waitFor();
      await user.exchange(`Which birds can be seen from a ${place}?`);
      await button(place, 'Switch Session').click();
      await list()
        .locator('.monaco-list-row')
        .filter({ hasText: `from a ${place}` })
        .waitFor();
      await workbench.page.keyboard.press('Escape');
      await button(place, 'New Session').click();
      await user.log.locator('user-message').first().waitFor({ state: 'detached' });
      await user.field.press('ArrowUp');
      await user.hasWritten(`Which birds can be seen from a ${place}?`);
      await user.field.press('ArrowDown');
      await user.hasWritten('');
      await around[place]()
        .getByRole('button', { name: /^(?:Views and )?More Actions/ })
        .click();
      await menuItem('Compact Now').click();
      await user.told(/Nothing to compact yet/);
    });
  }

  it('has an icon in its tab that can be seen on dark as on light', async () => {
    const { page, runCommand, chooseTheme } = chat.workbench;
    const icon = (): Promise<string | null> =>
      page.locator('.tab.active .monaco-icon-label-iconpath').getAttribute('style');
    for (const theme of ['Dark', 'Light']) {
      await chooseTheme(`${theme} Modern`);
      await runCommand('Session Memory: Open Chat in Editor');
      await eventually(async () => assert.ok((await icon())?.includes(`tab-${theme.toLowerCase()}.svg`)));
    }
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    const { workbench } = chat;
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
