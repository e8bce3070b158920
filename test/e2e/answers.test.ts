import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat, reloadChat } from './chat-window.ts';
import { lengthen } from './stored-session.ts';
import type { Workbench } from './workbench.ts';

const code = ['export function area(width, height) {', '  return width * height; // in metres', '}'].join(
  '\n',
);
const reply = [
  '# What I would do',
  'First **measure** the room.',
  `\`\`\`js\n${code}\n\`\`\``,
  'Then *paint* it.',
];
const verses = Array.from({ length: 60 }, (_, index) => `Verse ${index + 1} of the song.`).join('\n\n');
const turns = 150;
const said = (turn: number): string => `Old question ${turn + 1} of ${turns}.`;

/** What one reads: answers as they come and stand, and a conversation however long it is. */
describe('Answers, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      server: { thinking: 'adaptive' },
      settings: { 'sessionMemory.memory.enabled': false },
    }));
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  after(() => close());

  const last = (): Locator => user.answers.last();
  /** Resolves when the clipboard begins with this. A browser whose page has lost the focus for a moment reads nothing. */
  const copied = async (text: string): Promise<void> => {
    const begins = `(text) => text.startsWith(${JSON.stringify(text)})`;
    const has = `navigator.clipboard.readText().then(${begins}, () => false)`;
    await workbench.page.waitForFunction(has);
  };
  /** Runs in the panel's page. */
  const inPanel = async <T>(script: string): Promise<T> =>
    (await user.panel.locator('body').evaluate(script)) as T;
  /** Pixels between what is seen and the end of the conversation. */
  const below = (): Promise<number> =>
    inPanel('((log) => log.scrollHeight - log.scrollTop - log.clientHeight)(document.querySelector(".log"))');
  const top = (): Promise<number> => inPanel('document.querySelector(".log").scrollTop');

  /** The log follows what comes with the next frame. */
  const atEnd = (): Promise<void> =>
    eventually(async () => assert.ok((await below()) < 2, 'the end is not in sight'));

  it('are formatted while they stream, and what is finished is left alone', async () => {
    const gate = api.hold(isChat, 'middle');
    const content = [
      { type: 'thinking', thinking: 'The walls come first.' },
      { type: 'text', text: [...reply, verses].join('\n\n') },
    ];
    api.answers.next({ content }, { when: isChat });
    await user.say('How do I paint a room?');
    await gate.held;
    await last().getByRole('heading', { name: 'What I would do' }).waitFor();
    await last().locator('strong').getByText('measure').waitFor();
    await inPanel('for (const one of document.querySelectorAll("answer-message p")) one.isTheSame = true;');
    gate.release();
    await user.idle();
    await last().getByText('Verse 60 of the song.').waitFor();
    assert.equal(await inPanel('document.querySelector("answer-message p").isTheSame'), true);
  });

  it('have code with its language and colours, to copy, to insert at the cursor and to open as a file', async () => {
    const block = last().locator('code-block');
    await block.getByText('js', { exact: true }).waitFor();
    await block.locator('code span').first().waitFor();
    await becomes(() => block.locator('code').textContent(), code);
    await block.hover();
    await block.getByRole('button', { name: 'Copy code' }).click();
    await block.getByRole('button', { name: 'Copied' }).waitFor();
    await copied(code);
    await block.getByRole('button', { name: 'Open as new file' }).click();
    const untitled = workbench.page.locator('.editor-instance[aria-label*="Untitled-1"]');
    await untitled.locator('.view-lines').getByText('in metres').first().waitFor();
    await workbench.page.locator('.statusbar').getByText('JavaScript', { exact: true }).waitFor();
    await untitled.locator('.view-lines').click();
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.page.keyboard.insertText('Before the cursor. ');
    await block.getByRole('button', { name: 'Insert at cursor' }).click();
    await untitled.locator('.view-lines').getByText('Before the cursor.').first().waitFor();
    await untitled.locator('.view-lines').getByText('in metres').first().waitFor();
  });

  it('have what was thought folded away, until someone wants to see it', async () => {
    const thinking = last().locator('details').filter({ hasText: 'Thinking' });
    await becomes(() => thinking.getAttribute('open'), null);
    const text = thinking.locator(':scope > :not(summary)');
    await text.waitFor({ state: 'hidden' });
    await thinking.locator('summary').click();
    await text.waitFor();
    await becomes(() => text.innerText(), 'The walls come first.');
  });

  it('are copied as they were written, and so are messages', async () => {
    await last().hover();
    await last().getByRole('button', { name: 'Copy answer' }).click();
    // The button of the code above may still say so.
    await last().locator('button[aria-label="Copied"]:not(code-block button)').waitFor();
    await copied(reply.join('\n\n'));
    const message = user.log.locator('user-message').first();
    await message.hover();
    await message.getByRole('button', { name: 'Copy message' }).click();
    await message.getByRole('button', { name: 'Copied' }).waitFor();
    await copied('How do I paint a room?');
  });

  it('scroll along while one is at their end, and never away from who reads further up', async () => {
    const gate = api.hold(isChat, 'middle');
    api.answers.next({ content: [{ type: 'text', text: verses }] }, { when: isChat });
    await user.say('Sing me a song.');
    await gate.held;
    await last().getByText('Verse 20 of the song.').waitFor();
    await atEnd();
    await inPanel('document.querySelector(".log").scrollTop -= 400');
    await user.button('Jump to the latest message').waitFor();
    const read = await top();
    gate.release();
    await user.idle();
    await last().getByText('Verse 60 of the song.').waitFor({ state: 'attached' });
    assert.equal(await top(), read);
    await user.button('Jump to the latest message').click();
    await user.button('Jump to the latest message').waitFor({ state: 'hidden' });
    await atEnd();
  });

  it('of a long conversation open at its end, and earlier ones come as one scrolls', async () => {
    await lengthen(workbench, turns, said);
    await reloadChat(workbench);
    const message = (turn: number): Locator => user.log.getByText(said(turn), { exact: true });
    await message(turns - 1).waitFor();
    await atEnd();
    assert.equal(await message(0).count(), 0);
    assert.equal(await user.timesSaid('How do I paint a room?'), 0);
    const first = user.log.locator('user-message').filter({ hasText: 'How do I paint a room?' });
    await eventually(async () => {
      await inPanel('document.querySelector(".log").scrollTop = 0');
      assert.equal(await first.count(), 1);
    });
    await first.waitFor();
    const shown = await user.log.locator('item-list').textContent();
    assert.ok(shown !== null && shown.indexOf('How do I paint a room?') < shown.indexOf(said(0)));
    await user.button('Jump to the latest message').click();
    await message(turns - 1).waitFor();
    await user.exchange('And now?');
    assert.equal(
      JSON.stringify(api.requests.filter(isChat).at(-1)?.body.messages).split('Old question').length - 1,
      2 * turns,
    );
  });

  it('have broken no Content Security Policy and thrown nothing', () => {
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
