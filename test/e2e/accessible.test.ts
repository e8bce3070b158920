import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { rateLimited } from '../support/messages-api/faults.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { axeViolations } from './axe-in-frame.ts';
import { type ChatWindow, eagerMemory, openChat, openTab } from './chat-window.ts';

const rich = `## What is where

The tides are in **two** places, see [the handbook](https://example.com/tides) and \`src/tides.js\`:

- [x] by the hour
- [ ] by hand

\`\`\`js
/** The first of the day counts. */
export const highTide = (table, limit = 4.5) => table.find(({ height }) => height > limit);
const said = 'high' + /tide/g.exec(said);
\`\`\`

| Day | High |
|:----|-----:|
| Mon | 4.8 |

> Never trust the log on a stormy day.`;

const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];

/** A theme that is still being drawn has the colours of two. */
const breaksNone = (panel: FrameLocator, theme: string): Promise<void> =>
  eventually(async () => assert.deepEqual(await axeViolations(panel), [], theme));

/** With everything open at once, by axe's rules, in the real frame with the real themes' colours. */
describe('The panel by the rules of accessibility, in the real workbench', () => {
  let chat: ChatWindow;

  before(async () => {
    chat = await openChat({ settings: eagerMemory, viewport: { width: 1280, height: 1500 } });
    const { api, user } = chat;
    for (const message of ['When is high tide?', 'And low tide?', 'Who writes the log?']) {
      const content = [
        { type: 'thinking', thinking: 'Two sources disagree.' },
        { type: 'text', text: rich },
      ];
      api.answers.next({ content }, { when: isChat });
      await user.exchange(`${message} ${'Always put it in writing. '.repeat(30)}`);
    }
    await user.panel.getByText('Memory ready').waitFor();
    await user.button('Compact now').click();
    await user.panel.getByRole('separator').waitFor();
    await user.field.pressSequentially('Look into @loan');
    await user.panel.getByRole('option').first().waitFor();
    await user.field.press('Enter');
    await user.panel.locator('chat-composer .chip').waitFor();
    api.faults.next({ kind: 'cut', afterEvents: 9 }, { when: isChat });
    api.answers.next({ content: [{ type: 'text', text: rich.repeat(4) }] }, { when: isChat });
    await user.button('Send').click();
    await user.told(/broke off/);
    api.faults.next(rateLimited(3_600), { when: isChat });
    await user.choose(/broke off/, 'Continue');
    await user.told(/Retry in 60 min/);
    await user.log.locator('summary:visible').last().click();
    await user.button('Memory details').click();
    await user.button('Options').click();
    await user.panel.getByRole('button', { name: /^Usage/ }).click();
    await user.field.pressSequentially('And @store');
    await user.panel.getByRole('option').first().waitFor();
    await user.field.press('Enter');
    await user.panel.locator('chat-composer .chip').waitFor();
    // Our page lets the side bar's ground through, which axe does not see from within.
    await user.panel.locator('html').evaluate((root) => {
      root.style.background = 'var(--vscode-sideBar-background)';
    });
  });

  after(() => chat.close());

  for (const theme of themes) {
    it(`breaks none in ${theme}, with card, chart, costs, options, notice, chips and a list open`, async () => {
      const { user, workbench } = chat;
      await workbench.chooseTheme(theme);
      await workbench.screenshot(`accessible ${theme}`);
      await breaksNone(user.panel, theme);
      await user.field.fill('/');
      await user.panel.getByRole('option').first().waitFor();
      await breaksNone(user.panel, theme);
      await user.field.fill('');
    });
  }

  it('breaks none in any theme while a message is edited', async () => {
    const { user, workbench } = chat;
    await user.log.getByRole('button', { name: 'Edit message' }).last().click();
    const editor = user.log.getByRole('textbox', { name: 'Edit message' });
    await editor.waitFor();
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await breaksNone(user.panel, theme);
    }
    await editor.press('Escape');
  });

  it('breaks none in any theme in an editor tab', async () => {
    const { workbench } = chat;
    const { panel: tab } = await openTab(workbench);
    await tab.getByRole('separator').waitFor();
    await tab.locator('html').evaluate((root) => {
      root.style.background = 'var(--vscode-editor-background)';
    });
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await tab.locator(`body[data-vscode-theme-name*="${theme}"]`).waitFor();
      await breaksNone(tab, theme);
    }
    await workbench.runCommand('View: Close Editor');
  });

  it('breaks none in any theme in a session that has not begun', async () => {
    const { user, workbench } = chat;
    await workbench.runCommand('Session Memory: New Session');
    await user.log.locator('empty-state').waitFor();
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await breaksNone(user.panel, theme);
    }
  });
});
