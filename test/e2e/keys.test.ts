import assert from 'node:assert/strict';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { type ChatWindow, openChat, openTab } from './chat-window.ts';

const nothing = /Nothing to compact yet/;

/** The keys of the chat are its own: elsewhere they mean what they mean there. */
describe('The keys of the chat, in the real workbench', () => {
  let chat: ChatWindow;

  before(async () => {
    chat = await openChat({ settings: { 'sessionMemory.memory.enabled': false } });
  });

  after(() => chat.close());

  it('open the chat with the keyboard in its field, from wherever the focus is', async () => {
    const { page } = chat.workbench;
    const isFocused = (): Promise<boolean> => chat.user.panel.locator('body').evaluate('document.hasFocus()');
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'README.md' }).click();
    await becomes(isFocused, false);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Shift+M');
    await eventually(async () => {
      await page.keyboard.type('x');
      assert.match(await chat.user.field.inputValue(), /^x+$/);
    });
    await chat.user.field.fill('');
  });

  it('compact from the chat in the side bar', async () => {
    const { user } = chat;
    await user.field.press('Control+Shift+K');
    await user.told(nothing);
  });

  it('compact from the chat in an editor tab, and nothing while the focus is elsewhere', async () => {
    const { page, runCommand } = chat.workbench;
    await runCommand('Session Memory: Undo Compaction');
    await chat.user.told(/no compaction to undo/);
    const user = await openTab(chat.workbench);
    await user.panel.locator('body').evaluate(`{
      const told = (globalThis.told = []);
      const look = () => told.push(...[...document.querySelectorAll('inline-notice')].map((one) => one.textContent));
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    await page.keyboard.press('Control+Shift+F');
    await page.locator('.search-view textarea').first().click();
    await page.keyboard.press('Control+Shift+K');
    await page.keyboard.press('Control+Shift+E');
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await page.keyboard.press('Control+Shift+K');
    // Asked for after them, and answered in the same place.
    await runCommand('Session Memory: Undo Compaction');
    await user.told(/no compaction to undo/);
    assert.doesNotMatch(String(await user.panel.locator('body').evaluate('told.join()')), nothing);
    // VS Code hears of the focus a moment after it has moved.
    await eventually(async () => {
      await user.field.press('Control+Shift+K');
      assert.ok(await user.notice(nothing).isVisible());
    });
  });

  it('stop the answer from the chat', async () => {
    const { api, user } = chat;
    const gate = api.hold(isChat, 'middle');
    api.answers.next({ content: [{ type: 'text', text: 'It never ends. '.repeat(20) }] }, { when: isChat });
    await user.say('Tell me all.');
    const request = await gate.held;
    await user.button('Stop').waitFor();
    // VS Code hears of the answer, as of the focus, a moment after it has begun.
    await eventually(async () => {
      await user.field.press('Control+.');
      assert.equal(await user.button('Stop').isVisible(), false);
    });
    await request.ended;
    assert.equal(request.outcome, 'aborted');
    await user.answers.last().getByText('It never ends.').waitFor();
  });
});
