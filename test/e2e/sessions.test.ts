import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import { type ChatUser, wordsOf } from './chat-user.ts';
import { type ChatWindow, openChat, openTab, reloadChat } from './chat-window.ts';
import { leaveQuickInput, type Workbench } from './workbench.ts';

const saying = (text: string) => ({ content: [{ type: 'text', text }] });

const message = ({ log }: ChatUser, text: string): Locator =>
  log.locator('user-message').filter({ hasText: text });

/** Sessions are found, named, deleted and taken up again, and say when something is new in them. */
describe('Sessions, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      settings: { 'sessionMemory.memory.enabled': false },
    }));
  });

  after(() => close());

  const list = (): Locator => workbench.page.locator('.quick-input-widget');
  const rows = (): Locator => list().locator('.monaco-list-row');
  const row = (title: string): Locator => rows().filter({ hasText: title });

  async function openList(): Promise<void> {
    await workbench.runCommand('Session Memory: Switch Session');
    await list().getByPlaceholder('Search by title or date').waitFor();
    await rows().first().waitFor();
  }

  const closeList = (): Promise<void> => leaveQuickInput(workbench.page);

  async function newSession(): Promise<void> {
    await workbench.runCommand('Session Memory: New Session');
    await user.log.locator('user-message').first().waitFor({ state: 'detached' });
  }

  async function press(title: string, button: string): Promise<void> {
    await row(title).hover();
    await row(title).getByRole('button', { name: button }).click();
  }

  it('takes its title from the first message', async () => {
    await user.exchange('How do herons hunt?\nBe brief.');
    await newSession();
    await user.exchange('Why do ospreys dive?');
    await newSession();
    await user.exchange('Where do wrens nest?');
    await openList();
    for (const title of ['How do herons hunt?', 'Why do ospreys dive?', 'Where do wrens nest?'])
      await row(title).waitFor();
    await becomes(() => rows().count(), 3);
    assert.doesNotMatch(await wordsOf(list()), /Be brief/);
    await closeList();
  });

  it('is found by a search, and resumed where it was', async () => {
    await openList();
    const search = list().getByPlaceholder('Search by title or date');
    await search.fill('herons');
    await row('ospreys').waitFor({ state: 'detached' });
    await rows().and(workbench.page.locator('.focused')).filter({ hasText: 'herons' }).waitFor();
    await search.press('Enter');
    await message(user, 'How do herons hunt?').waitFor();
    await user.exchange('And in winter?');
    const sent = JSON.stringify(api.requests.filter(isChat).at(-1)?.body.messages);
    assert.match(sent, /How do herons hunt/);
    assert.doesNotMatch(sent, /ospreys|wrens/);
  });

  it('is renamed, also after a reload', async () => {
    await openList();
    await press('ospreys', 'Rename this session');
    const input = list().locator('input[type="text"]');
    await list().getByText('Rename Session').waitFor();
    await becomes(() => input.inputValue(), 'Why do ospreys dive?');
    await input.fill('  ');
    await list().getByText('A title cannot be empty.').waitFor();
    await input.fill('Fishing birds');
    await input.press('Enter');
    await row('Fishing birds').waitFor();
    await closeList();
    await reloadChat(workbench);
    await message(user, 'And in winter?').waitFor();
    await openList();
    await row('Fishing birds').waitFor();
    await row('ospreys').waitFor({ state: 'detached' });
    await closeList();
  });

  it('gives its title to the tab, as it is renamed and without what nobody sees', async () => {
    const title = async (): Promise<string> =>
      (await workbench.page.locator('.tab.active .label-name').textContent()) ?? '';
    await openTab(workbench);
    await becomes(title, 'How do herons hunt?');
    await openList();
    await press('herons', 'Rename this session');
    await list().getByText('Rename Session').waitFor();
    const input = list().locator('input[type="text"]');
    // What is written before the old title stands there is taken out again.
    await becomes(() => input.inputValue(), 'How do herons hunt?');
    await input.fill(`Her\u202eons\u0007 ${'of the reeds '.repeat(40)}`);
    await input.press('Enter');
    await row('Herons of the reeds').waitFor();
    await closeList();
    await eventually(async () => assert.match(await title(), /^Herons of the reeds .{10,50}…$/));
    await workbench.runCommand('View: Close Editor');
  });

  it('comes up with the keyboard in its composer when it is begun or chosen, wherever the user was', async () => {
    const { page } = workbench;
    const leave = async (): Promise<void> => {
      await page.keyboard.press('Control+Shift+E');
      await page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
    };
    await leave();
    await workbench.runCommand('Session Memory: New Session');
    await user.panel.locator('textarea:focus').waitFor();
    await leave();
    await openList();
    await row('Herons').click();
    await message(user, 'And in winter?').waitFor();
    await user.panel.locator('textarea:focus').waitFor();
  });

  it('is deleted only when asked twice', async () => {
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'This cannot be undone' });
    await openList();
    await press('Fishing birds', 'Delete this session');
    await dialog.waitFor();
    await dialog.getByText('Delete “Fishing birds” with its whole transcript').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await row('Fishing birds').waitFor();
    await press('Fishing birds', 'Delete this session');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row('Fishing birds').waitFor({ state: 'detached' });
    await row('herons').waitFor();
    await becomes(() => rows().count(), 2);
    await closeList();
  });

  it('says that it is at work while it is left, and then that something unread is in it', async () => {
    const gate = api.hold(isChat, 'middle');
    api.answers.next(saying('They stand still, and then strike. '.repeat(8)), { when: isChat });
    await user.say('Go on about herons.');
    await gate.held;
    await openList();
    await row('wrens').click();
    await message(user, 'Where do wrens nest?').waitFor();
    await openList();
    await row('herons').filter({ hasText: 'at work' }).waitFor();
    await closeList();
    const request = await gate.held;
    gate.release();
    await request.ended;
    await eventually(async () => {
      await openList();
      const unread = await row('herons').filter({ hasText: 'unread' }).count();
      if (unread === 0) await closeList();
      assert.equal(unread, 1);
    });
    await row('herons').filter({ hasText: 'unread' }).click();
    await user.answers.last().getByText('They stand still').waitFor();
    await openList();
    await row('herons').waitFor();
    await row('herons').filter({ hasText: 'unread' }).waitFor({ state: 'detached' });
    await closeList();
  });

  it('is open in the side bar and in an editor tab at once, both live', async () => {
    const other = await openTab(workbench);
    await message(other, 'Go on about herons.').waitFor();
    const gate = api.hold(isChat, 'middle');
    api.answers.next(saying('In winter they move south. '.repeat(8)), { when: isChat });
    await user.say('And the young ones?');
    await gate.held;
    for (const shown of [user, other]) {
      await message(shown, 'And the young ones?').waitFor();
      await shown.answers.last().getByText('In winter they move south.').waitFor();
      await shown.button('Stop').waitFor();
    }
    gate.release();
    for (const shown of [user, other]) await shown.idle();
    await other.exchange('Thank you.');
    await message(user, 'Thank you.').waitFor();
    await user.idle();
    await eventually(async () => assert.equal(await user.wholeLog(), await other.wholeLog()));
  });

  it('sends what stands in both of its composers once, and leaves another text where it is', async () => {
    await workbench.runCommand('View: Close Editor');
    await user.field.fill('Whose nest is it?');
    await user.field.blur();
    const other = await openTab(workbench);
    await other.hasWritten('Whose nest is it?');
    await user.answered(() => user.button('Send').click());
    for (const shown of [user, other]) await shown.hasWritten('');
    await other.field.fill('A thought of its own');
    await user.exchange('Anything else?');
    await other.hasWritten('A thought of its own');
    await message(other, 'Anything else?').waitFor();
    await other.clear();
    await user.saidOnce('Whose nest is it?');
    await workbench.runCommand('Session Memory: New Session');
    for (const shown of [user, other]) await message(shown, 'Thank you.').waitFor({ state: 'detached' });
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    assert.deepEqual(workbench.cspViolations(), []);
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual(ours, []);
  });
});
