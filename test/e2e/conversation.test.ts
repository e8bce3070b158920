import assert from 'node:assert/strict';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat, openTab, reloadChat } from './chat-window.ts';
import { leaveQuickInput, type Workbench } from './workbench.ts';

const verses = Array.from({ length: 40 }, (_, index) => `Verse ${index + 1} of the song.`).join('\n\n');

/** A conversation outlives interruptions, failures and reloads, and is one conversation wherever it is shown. */
describe('A conversation, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat());
    await user.exchange('Let us begin.');
  });

  after(() => close());

  const lastSent = () => api.requests.filter(isChat).at(-1)?.body.messages ?? [];
  const saying = (text: string) => ({ content: [{ type: 'text', text }] });

  it('keeps what had arrived of an answer that was stopped, and the message for another try', async () => {
    const gate = api.hold(isChat, 'middle');
    api.answers.next(saying(verses), { when: isChat });
    await user.say('Sing me a long song.');
    const request = await gate.held;
    await user.log.getByText('Verse 1 of the song.').waitFor();
    await user.button('Stop').click();
    await user.told(/Stopped\. What had arrived is kept\./);
    await user.idle();
    await request.ended;
    gate.release();
    assert.equal(request.outcome, 'aborted');
    await eventually(async () => {
      const kept = await user.answers.last().innerText();
      assert.match(kept, /Verse 1 of the song\./);
      assert.doesNotMatch(kept, /Verse 40|interrupted/);
    });
    await user.answered(() => user.choose(/Stopped/, 'Retry'));
    await user.saidOnce('Sing me a long song.');
  });

  it('keeps what had arrived before the connection broke, and tries again when asked', async () => {
    api.answers.next(saying(verses), { when: isChat });
    api.faults.next({ kind: 'cut', afterEvents: 6 }, { when: isChat });
    await user.say('Sing me another one.');
    assert.match(await user.told(/broke off/), /Continue it, or retry\. What had arrived is kept\./);
    await eventually(async () =>
      assert.match(await user.answers.last().innerText(), /Verse 1 of the song\./),
    );
    await user.answered(() => user.choose(/broke off/, 'Retry'));
    await user.notice(/broke off/).waitFor({ state: 'detached' });
    const sent = JSON.stringify(lastSent());
    assert.equal(sent.split('Sing me another one.').length - 1, 1);
  });

  it('is one and the same in the side bar and in an editor tab', async () => {
    const other = await openTab(workbench);
    await other.log.locator('user-message').filter({ hasText: 'Sing me another one.' }).waitFor();
    const gate = api.hold(isChat, 'middle');
    api.answers.next(saying(verses), { when: isChat });
    await other.say('And one for the road.');
    await gate.held;
    for (const shown of [user, other]) {
      await shown.answers.last().getByText('Verse 1 of the song.').waitFor();
      await shown.button('Stop').waitFor();
    }
    gate.release();
    for (const shown of [user, other]) {
      await shown.answers.last().getByText('Verse 40 of the song.').waitFor();
      await shown.idle();
    }
    await eventually(async () => assert.equal(await user.wholeLog(), await other.wholeLog()));
  });

  it('is where it was after the window is reloaded, the draft included', async () => {
    const before = await user.wholeLog();
    await user.field.fill('What I was about to say');
    await user.field.blur();
    // The panel tells the host things in order: when the host shows its list, it has heard of the draft.
    await user.panel.getByRole('button', { name: /^Model: / }).click();
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await leaveQuickInput(workbench.page);
    await reloadChat(workbench);
    await user.answers.last().getByText('Verse 40').waitFor();
    await becomes(() => user.wholeLog(), before);
    await user.hasWritten('What I was about to say');
    await user.answered(() => user.button('Send').click());
    assert.match(JSON.stringify(lastSent()[0]), /Let us begin\./);
    assert.match(JSON.stringify(lastSent().at(-1)), /What I was about to say/);
  });
});
