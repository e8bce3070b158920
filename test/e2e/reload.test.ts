import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import { ChatUser } from './chat-user.ts';
import { type ChatWindow, eagerMemory, openChat, reloadChat } from './chat-window.ts';
import { openAnotherPage, panelIn, runCommand, type Workbench } from './workbench.ts';

const verses = Array.from({ length: 40 }, (_, index) => `Verse ${index + 1} of the song.`).join('\n\n');
const interrupted = /last answer was interrupted\. What had arrived is kept/;

/** Whatever the window was doing when it went, the next one goes on from there, and the memory file stays the user's. */
describe('A window that goes in the middle of its work', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({ settings: eagerMemory }));
    await turn('Tell me about anchors, please.');
  });

  after(() => close());

  const read = (): Promise<string> =>
    readFile(join(workbench.workspaceDir, '.claude', 'session-memory.md'), 'utf8');
  const isReady = () =>
    user.panel.getByRole('status', { name: 'Memory' }).getByText('Memory ready').waitFor();

  const reload = (): Promise<void> => reloadChat(workbench);

  async function turn(message: string): Promise<void> {
    const updating = api.nextRequest(isMemory);
    await user.exchange(message);
    await (await updating).ended;
    await isReady();
  }

  /** The session is whole: every message once, the memory file its own, and both go on. */
  async function goesOn(message: string, said: readonly string[]): Promise<void> {
    await turn(message);
    for (const words of [...said, message]) await user.saidOnce(words);
    await becomes(() => user.notice(/not written here/).count(), 0);
    await eventually(async () => {
      const text = await read();
      assert.match(text, /Tell me about anchors/);
      assert.ok(text.includes(message.slice(0, 20)), text);
    });
  }

  it('by a reload while an answer streams in keeps what had arrived, and goes on with it', async () => {
    const gate = api.hold(isChat, 'middle');
    api.answers.next({ content: [{ type: 'text', text: verses }] }, { when: isChat });
    await user.say('Sing me a long song.');
    await gate.held;
    await user.log.getByText('Verse 1 of the song.').waitFor();
    await reload();
    await user.told(interrupted);
    await user.log.getByText('Verse 1 of the song.').waitFor();
    gate.release();
    await user.answered(() => user.choose(interrupted, 'Continue'));
    await user.log.locator('user-message').last().getByText('Continued', { exact: true }).waitFor();
    await user.log.getByText('Verse 1 of the song.').waitFor();
    await goesOn('Go on about buoys.', ['Tell me about anchors, please.', 'Sing me a long song.']);
  });

  it('by a reload while the memory is updated leaves the file whole, and updates it later', async () => {
    const gate = api.hold(isMemory);
    await user.exchange('And what about cables?');
    await gate.held;
    const before = await read();
    await reload();
    await user.answers.last().waitFor();
    gate.release();
    assert.equal(await read(), before);
    await goesOn('And what about docks?', ['And what about cables?']);
    await eventually(async () => assert.match(await read(), /about cables/));
  });

  it('for good, while its host lives on for a while, leaves everything to the next window', async () => {
    const path = join(workbench.workspaceDir, '.claude', 'session-memory.md');
    const gate = api.hold(isChat, 'middle');
    await user.say('And what about eddies?');
    await gate.held;
    const next = await openAnotherPage(workbench);
    await runCommand(next, 'Session Memory: Open Chat');
    user = new ChatUser(panelIn(next));
    await user.told(/Waiting for another window/);
    // Nobody tells the server that this page is gone: it keeps the host for some seconds, with its lock and its storage.
    await workbench.page.close({ runBeforeUnload: false });
    await user.told(interrupted);
    gate.release();
    assert.ok((await readFile(path, 'utf8')).includes('about docks'));
    await user.answered(() => user.choose(interrupted, 'Retry'));
    await goesOn('And what about fjords?', ['And what about docks?', 'And what about eddies?']);
  });
});
