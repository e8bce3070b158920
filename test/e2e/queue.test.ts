import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes } from '../support/eventually.ts';
import { type Gate, isChat } from '../support/messages-api/request-log.ts';
import { blocksOf, textOf } from '../support/messages-api/wire.ts';
import { type ChatWindow, openChat } from './chat-window.ts';

/** What is sent while an answer runs, and what becomes of it. */
describe('Messages that wait, in the real workbench', () => {
  let chat: ChatWindow;

  before(async () => {
    chat = await openChat();
  });

  after(() => chat.close());

  const message = (words: string): Locator =>
    chat.user.log.locator('user-message').filter({ hasText: words });
  const note = (words: string): Locator => message(words).getByText('Queued until the current answer ends');
  const chips = (): Locator => chat.user.panel.locator('chat-composer .chip');
  const everythingSent = (): string => JSON.stringify(chat.api.requests.map(({ body }) => body));

  /** Sends this, and stops the answer half way. */
  async function sayAndHold(words: string): Promise<Gate> {
    const gate = chat.api.hold(isChat, 'middle');
    await chat.user.say(words);
    await gate.held;
    return gate;
  }

  it('are seen as waiting, and taken back with what was attached, of which nothing is sent', async () => {
    const { api, user, workbench } = chat;
    const gate = await sayAndHold('How is a loan renewed?');
    await user.field.pressSequentially('And returned, by @loan');
    await user.panel.getByRole('option').first().filter({ hasText: 'loan.js' }).waitFor();
    await user.field.press('Enter');
    await chips()
      .getByText(/^\d+ tokens$/)
      .waitFor();
    await user.field.press('Enter');
    await note('And returned').waitFor();
    await user.hasWritten('');
    await becomes(() => chips().count(), 0);
    await workbench.screenshot('message that waits');
    await message('And returned').getByRole('button', { name: 'Take back' }).press('Enter');
    await user.hasWritten('And returned, by @src/loan.js ');
    await chips().getByText('src/loan.js').waitFor();
    await message('And returned').waitFor({ state: 'detached' });
    await user.panel.locator('textarea:focus').waitFor();
    gate.release();
    await user.idle();
    await user.clear();
    assert.equal(api.requests.filter(isChat).length, 1);
    assert.doesNotMatch(everythingSent(), /And returned/);
  });

  it('come back before what is being written, which is said', async () => {
    const { user } = chat;
    const gate = await sayAndHold('How is a fine worked out?');
    await user.say('In which currency?');
    await note('In which currency?').waitFor();
    await user.field.fill('What I am writing');
    await user.button('Take back').click();
    await user.hasWritten('In which currency?\n\nWhat I am writing');
    await user.told(/stands before what you were writing\. Nothing of it was sent/);
    gate.release();
    await user.idle();
    await user.clear();
    assert.doesNotMatch(everythingSent(), /In which currency/);
  });

  it('are sent in order when they are left alone, and can then no longer be taken back', async () => {
    const { api, user } = chat;
    const before = api.requests.filter(isChat).length;
    const answers = await user.answers.count();
    const gate = await sayAndHold('Who may lend?');
    await user.say('And who may borrow?');
    await user.say('For how long?');
    await note('For how long?').waitFor();
    await becomes(() => user.button('Take back').count(), 2);
    gate.release();
    await becomes(() => user.answers.count(), answers + 3);
    await user.idle();
    const asked = api.requests.filter(isChat).slice(before);
    assert.deepEqual(
      asked.map(({ body }) => textOf(blocksOf(body.messages.at(-1)?.content ?? '')[0] ?? { type: 'text' })),
      ['Who may lend?', 'And who may borrow?', 'For how long?'],
    );
    for (const words of ['And who may borrow?', 'For how long?']) await user.saidOnce(words);
    await becomes(() => user.button('Take back').count(), 0);
    await user.log.getByText('Queued until').waitFor({ state: 'detached' });
  });
});
