import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat, reloadChat } from './chat-window.ts';
import { leaveQuickInput, quickInput, type Workbench } from './workbench.ts';

const first = 'What is 日本?';

/** What is typed: lines, undo, input methods, what was sent before, commands; and who is to answer it, and how. */
describe('Writing and choosing in the composer, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      settings: { 'sessionMemory.memory.initTokens': 100 },
    }));
  });

  after(() => close());

  const height = async (): Promise<number> => (await user.field.boundingBox())?.height ?? 0;
  const chatRequests = (): number => api.requests.filter(isChat).length;
  const lastChat = () => api.requests.filter(isChat).at(-1);
  const editor = (name: string): Locator =>
    workbench.page.locator(`.editor-instance[aria-label^="${name}"] .view-lines`);

  /** As an input method presses a key of its own: to accept what it proposes, or to give it up. */
  const composing = (key: 'Enter' | 'Escape'): Promise<void> =>
    user.panel.locator('body').evaluate(`{
      const field = document.querySelector('chat-composer textarea');
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      const facts = { key: '${key}', isComposing: true, bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', facts));
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '日本' }));
    }`);

  /** Saves the document that is open under this name in the workspace, and gives what was written. */
  async function saved(name: string): Promise<string> {
    const { page, workspaceDir } = workbench;
    await workbench.runCommand('File: Save As...');
    const dialog = page.locator('.quick-input-widget');
    // What is typed before a folder has been read is taken out again, or not heard.
    await dialog.locator('.monaco-list-row').first().waitFor();
    await dialog.locator('input[type="text"]').fill(join(workspaceDir, name));
    await dialog.locator('.monaco-list-row').filter({ hasText: 'README.md' }).waitFor();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await page.locator('.tab.active').filter({ hasText: name }).waitFor();
    return readFile(join(workspaceDir, name), 'utf8');
  }

  /** Runs a command as it is typed, letter for letter. */
  async function command(text: string): Promise<void> {
    await user.field.focus();
    await user.field.pressSequentially(text);
    await user.field.press('Enter');
    await user.hasWritten('');
  }

  it('switches compaction and memory off and on, and the settings keep it', async () => {
    const box = (name: RegExp): Locator => user.panel.getByRole('checkbox', { name });
    const open = (): Promise<void> => user.button('Options').click();
    await open();
    await box(/^Compact automatically/).click();
    await box(/^Keep the memory/).click();
    await user.panel.getByText('Background memory is switched off').waitFor();
    await reloadChat(workbench);
    await user.panel.getByText('Background memory is switched off').waitFor();
    await open();
    for (const name of [/^Compact automatically/, /^Keep the memory/])
      await becomes(() => box(name).isChecked(), false);
    await box(/^Keep the memory/).click();
    await user.panel.getByText('Background memory is switched off').waitFor({ state: 'detached' });
  });

  describe('once there is a conversation', () => {
    before(() => user.exchange(`${first}\n${'I have never been there. '.repeat(20)}`));

    it('takes several lines and grows with them, up to a part of the panel', async () => {
      await user.field.pressSequentially('one');
      const oneLine = await height();
      for (const line of ['two', 'three']) {
        await user.field.press('Shift+Enter');
        await user.field.pressSequentially(line);
      }
      await user.hasWritten('one\ntwo\nthree');
      await eventually(async () => {
        const threeLines = await height();
        assert.ok(threeLines >= 2.5 * oneLine - 30, `${threeLines} for three lines, ${oneLine} for one`);
      });
      const three = await height();
      await user.field.fill('line\n'.repeat(200));
      await eventually(async () => {
        const many = await height();
        assert.ok(many > three && many < 500, `${many} for 200 lines, ${three} for three`);
      });
      await user.button('Send').waitFor();
      await user.field.fill('');
    });

    it('undoes what was typed, step by step', async () => {
      await user.field.pressSequentially('kept ');
      await user.field.blur();
      await user.field.focus();
      await user.field.press('End');
      await workbench.page.keyboard.insertText('taken back');
      await user.hasWritten('kept taken back');
      await user.field.press('ControlOrMeta+Z');
      await user.hasWritten('kept ');
      await user.field.fill('');
    });

    it('sends with Enter, but leaves Enter and Escape to an input method', async () => {
      const before = chatRequests();
      await user.field.pressSequentially('And where is 日本');
      await composing('Enter');
      await user.hasWritten('And where is 日本');
      assert.equal(chatRequests(), before);
      const gate = api.hold(isChat, 'middle');
      await user.field.press('Enter');
      const request = await gate.held;
      await user.button('Stop').waitFor();
      await composing('Escape');
      await user.button('Stop').waitFor();
      await user.field.press('Escape');
      await user.told(/Stopped\. What had arrived is kept\./);
      await request.ended;
      gate.release();
      await user.answered(() => user.choose(/Stopped/, 'Retry'));
      await user.saidOnce('And where is 日本');
    });

    it('brings back by arrow-up what was sent before, and by arrow-down the empty field', async () => {
      await user.exchange('The message before.');
      await user.exchange('The message after.');
      await user.field.press('ArrowUp');
      await user.hasWritten('The message after.');
      await user.field.press('ArrowUp');
      await user.hasWritten('The message before.');
      await user.field.press('ArrowDown');
      await user.field.press('ArrowDown');
      await user.hasWritten('');
      await user.field.pressSequentially('mine');
      await user.field.press('ArrowUp');
      await user.hasWritten('mine');
      await user.field.fill('');
    });

    it('lists the commands as they are typed, and what there is by /help', async () => {
      await user.field.pressSequentially('/');
      const options = user.panel.getByRole('option');
      const names = async () => (await options.allInnerTexts()).map((text) => /^\/\w+/.exec(text)?.[0]);
      await becomes(names, ['/compact', '/memory', '/new', '/model', '/export', '/help']);
      await user.field.pressSequentially('he');
      await options.nth(1).waitFor({ state: 'hidden' });
      await user.field.press('Enter');
      const help = user.panel.getByRole('region', { name: 'Help' });
      await help.getByText('Shift+Enter').waitFor();
      await help.getByRole('button', { name: 'Close help' }).click();
      await help.waitFor({ state: 'hidden' });
      await user.hasWritten('');
    });

    it('does not take for a command what only looks like one, and says so before it sends it', async () => {
      const before = chatRequests();
      await user.field.pressSequentially('/etc');
      await user.field.press('Enter');
      await user.panel.getByRole('alert').getByText('There is no command /etc.').waitFor();
      assert.equal(chatRequests(), before);
      await user.answered(() => user.field.press('Enter'));
      await user.saidOnce('/etc');
    });

    it('opens the memory by /memory, and the models by /model', async () => {
      await command('/memory');
      await editor('session-memory.md').getByText('## Pinned').first().waitFor();
      await command('/model');
      const title = workbench.page.locator('.quick-input-title').getByText('Model', { exact: true });
      await title.waitFor();
      await leaveQuickInput(workbench.page);
      await title.waitFor({ state: 'hidden' });
    });

    it('compacts by /compact, with a focus that the memory is then written for', async () => {
      for (const what of ['cables', 'docks', 'eddies', 'ferries'])
        await user.exchange(`Tell me about ${what}. `.repeat(40));
      await command('/compact the opening hours of the docks');
      await eventually(() => {
        const asked = api.requests.filter(isMemory).map(({ body }) => JSON.stringify(body.messages.at(-1)));
        assert.match(asked.join('\n'), /the opening hours of the docks/);
      });
      await user.panel.getByRole('separator', { name: /^Compacted: .*\d → \d/ }).waitFor();
    });

    it('opens the whole conversation as Markdown by /export', async () => {
      await user.exchange('How deep is the harbour?');
      const asked = user.log.locator('user-message').filter({ hasText: 'How deep' });
      await asked.hover();
      await asked.getByRole('button', { name: 'Edit message' }).click();
      const edited = user.panel.getByRole('textbox', { name: 'Edit message' });
      await edited.fill('How wide is the harbour?');
      await edited.press('Enter');
      await user.answers.getByText('You wrote: "How wide').waitFor();
      await user.idle();
      await command('/export');
      const lines = workbench.page.locator('.editor-instance[aria-label*="Untitled-1"] .view-lines');
      await lines.getByText(`# ${first}`).first().waitFor();
      await workbench.page.locator('.statusbar').getByText('Markdown', { exact: true }).waitFor();
      const text = await saved('exported.md');
      const answered = (words: string): string =>
        `## claude-sonnet-5-5 · [\\d :-]+\\n\\nYou wrote: "${words}`;
      const parts = [
        `^# ${first.replace('?', '\\?')}`,
        '## You · turn \\d+ · [\\d :-]+\\n\\nTell me about cables\\.',
        answered('Tell me about cables'),
        '\\*Compacted: [\\d,.]+ → [\\d,.]+ tokens · ',
        '\\*Version 2 of 2\\*\\n\\nHow wide is the harbour\\?',
        answered('How wide is the harbour'),
        '\\n# Another branch\\n',
        '\\*Version 1 of 2, beside “How wide is the harbour\\?”\\*\\n\\nHow deep is the harbour\\?',
        answered('How deep is the harbour'),
      ];
      assert.match(text, new RegExp(parts.join('[\\s\\S]*')));
      assert.equal(text.split('You wrote: "How deep').length - 1, 1, 'each branch has its own answer');
    });

    it('begins a new session by /new, and the old one stays in the list', async () => {
      await command('/new');
      await user.log.locator('user-message').first().waitFor({ state: 'detached' });
      await user.log.locator('empty-state').waitFor();
      await workbench.runCommand('Session Memory: Switch Session');
      const row = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: first });
      await row.click();
      await user.log.locator('user-message').filter({ hasText: first }).waitFor();
    });

    it('lets the model and the effort be chosen, which the next request follows', async () => {
      const { page } = workbench;
      const input = quickInput(page);
      await user.panel.getByRole('button', { name: /^Model: claude-sonnet-5-5/ }).click();
      const rows = page.locator('.quick-input-list .monaco-list-row');
      await rows.first().waitFor();
      await input.fill('haiku-5-5');
      await rows.and(page.locator('.focused')).filter({ hasText: 'Claude Haiku 5.5' }).waitFor();
      await input.press('Enter');
      await user.panel.locator('.composer-model').getByText('claude-haiku-5-5').waitFor();
      await user.panel.getByRole('button', { name: 'Effort: default' }).click();
      await rows.filter({ hasText: /^low/ }).click();
      await user.panel.getByRole('button', { name: 'Effort: low' }).waitFor();
      await user.exchange('Quickly now.');
      assert.equal(lastChat()?.body.model, 'claude-haiku-5-5');
      assert.equal(lastChat()?.body.output_config?.effort, 'low');
    });

    it('has broken no Content Security Policy and thrown nothing', () => {
      const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
      assert.deepEqual([...workbench.cspViolations(), ...ours], []);
    });
  });
});
