import assert from 'node:assert/strict';
import { becomes } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat, openTab } from './chat-window.ts';
import { isReadingAt, isReadingAtEnd, readAt } from './reading.ts';
import { focusEditor } from './workbench.ts';

const subjects = ['anchors', 'buoys', 'cables', 'docks'];
const verses = Array.from({ length: 30 }, (_, index) => `Verse ${index + 1} of the song.`).join('\n\n');

/** VS Code destroys the page of a chat that is hidden. Whoever reads or writes there finds everything as it was. */
describe('A chat that is hidden for a while, in the real workbench', () => {
  let chat: ChatWindow;
  /** Of the chat that is there: its view first, later its tab. */
  let user: ChatUser;

  before(async () => {
    chat = await openChat({ settings: { 'sessionMemory.memory.enabled': false } });
    user = new ChatUser(chat.workbench.panel('anywhere'));
    for (const subject of subjects) {
      sings();
      await user.exchange(`Sing of ${subject}.`);
    }
  });

  after(() => chat.close());

  const editor = () => user.log.getByRole('textbox', { name: 'Edit message' });
  const details = () => user.button('Memory details');
  const bar = () => chat.workbench.page.locator('.part.auxiliarybar');
  const run = (title: string): Promise<void> => chat.workbench.runCommand(title);
  const sings = (): void =>
    chat.api.answers.next({ content: [{ type: 'text', text: verses }] }, { when: isChat });

  async function hide(command: string): Promise<void> {
    await user.panel.locator('body').evaluate('globalThis.isOldPage = true');
    await run(command);
    await user.field.waitFor({ state: 'detached' });
  }

  async function isShownAnew(): Promise<void> {
    await user.field.waitFor();
    assert.equal(await user.panel.locator('body').evaluate('globalThis.isOldPage ?? false'), false);
    await user.idle();
  }

  /** Another answer comes while nobody looks; `first` is what the user does before the chat is hidden. */
  async function hiddenDuringAnswer<T>(message: string, first: () => Promise<T>, by: string): Promise<T> {
    const gate = chat.api.hold(isChat, 'middle');
    const asked = chat.api.nextRequest(isChat);
    sings();
    await user.say(message);
    await gate.held;
    const done = await first();
    await hide(by);
    gate.release();
    await (await asked).ended;
    return done;
  }

  /** All of the newest answer is there. */
  const hasCaughtUp = (): Promise<void> =>
    user.answers.last().getByText('Verse 30 of the song.').waitFor({ state: 'attached' });

  it('in its view has the same message at the same place, the draft, the open edit, and all of the answer', async () => {
    const toggle = 'View: Toggle Secondary Side Bar Visibility';
    const reading = async () => {
      await details().click();
      const message = user.log.locator('user-message').filter({ hasText: 'Sing of cables.' });
      await message.getByRole('button', { name: 'Edit message' }).click();
      await editor().fill('Sing of chains instead.');
      await user.field.fill('And then of fjords');
      return await readAt(user, 'Sing of buoys.');
    };
    const place = await hiddenDuringAnswer('Sing of eddies.', reading, toggle);
    await run(toggle);
    await isShownAnew();
    await hasCaughtUp();
    await isReadingAt(user, place);
    await user.hasWritten('And then of fjords');
    await becomes(() => editor().inputValue(), 'Sing of chains instead.');
    assert.equal(await details().getAttribute('aria-expanded'), 'true');
    await editor().press('Escape');
    await user.clear();
    await hide(toggle);
  });

  it('in a tab behind another has the same message at the same place, and the end for who was there', async () => {
    const { workbench } = chat;
    if (await bar().isVisible()) await run('View: Toggle Secondary Side Bar Visibility');
    await openTab(workbench);
    const cover = 'File: New Untitled Text File';
    const place = await hiddenDuringAnswer('Sing of geysers.', () => readAt(user, 'Sing of buoys.'), cover);
    await run('View: Close Editor');
    await isShownAnew();
    await hasCaughtUp();
    await isReadingAt(user, place);
    const atEnd = () => isReadingAtEnd(user);
    await hiddenDuringAnswer('Sing of harbours.', atEnd, cover);
    await run('View: Close Editor');
    await isShownAnew();
    await hasCaughtUp();
    await atEnd();
  });

  it('in a tab comes back after a reload of the window, and leaves the keyboard to the editor', async () => {
    const { page } = chat.workbench;
    const focused = page.locator('.editor-instance[aria-label^="README.md"] .monaco-editor.focused');
    await page.keyboard.press('Control+Shift+E');
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'README.md' }).dblclick();
    await focusEditor(page, 'README.md');
    await run('View: Move Editor into Next Group');
    await user.field.waitFor();
    await focusEditor(page, 'README.md');
    await hide('Developer: Reload Window');
    await isShownAnew();
    await hasCaughtUp();
    await focused.waitFor();
    assert.equal(await user.panel.locator('body').evaluate('document.hasFocus()'), false);
  });
});
