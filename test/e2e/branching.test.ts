import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import { type ChatUser, wordsOf } from './chat-user.ts';
import { type ChatWindow, eagerMemory, openChat, reloadChat } from './chat-window.ts';
import type { Workbench } from './workbench.ts';

/** Enough words that the memory has something to cover. */
const about = (bird: string): string =>
  `Tell me about the ${bird}. ${'I want to know where it lives and what it eats. '.repeat(8)}`;

/** An earlier message is edited and sent again; either branch can be shown, each with its own memory. */
describe('Branches of a conversation, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      server: { answer: { chatChars: 500 } },
      settings: { ...eagerMemory, 'sessionMemory.memory.initTokens': 200 },
    }));
  });

  after(() => close());

  const memoryFile = () => join(workbench.workspaceDir, '.claude', 'session-memory.md');
  const messages = () => user.log.locator('user-message');
  const message = (text: string) => messages().filter({ hasText: text });

  /** The user's own words in the newest chat request. */
  function sentBirds(): string[] {
    const sent = api.requests.filter(isChat).at(-1)?.body.messages ?? [];
    const own = JSON.stringify(sent.filter(({ role }) => role === 'user'));
    return [...own.matchAll(/Tell me about the (\w+)/g)].map(([, bird]) => bird ?? '');
  }

  async function shownBirds(): Promise<string[]> {
    const all = await messages().locator('.bubble').allInnerTexts();
    return all.map((text) => /about the (\w+)/.exec(text)?.[1] ?? text);
  }

  /** Resolves when the memory file says `pattern`, or nothing of it when `isAbsent`. */
  async function untilMemory(pattern: RegExp, isAbsent = false): Promise<string> {
    return eventually(async () => {
      const text = await readFile(memoryFile(), 'utf8');
      assert.ok(text !== '' && pattern.test(text) !== isAbsent, `${pattern} in ${text}`);
      return text;
    });
  }

  async function edit(text: string, instead: string): Promise<void> {
    await message(text).hover();
    await message(text).getByRole('button', { name: 'Edit message' }).click();
    const field = user.panel.getByRole('textbox', { name: 'Edit message' });
    await eventually(async () => assert.match(await field.inputValue(), new RegExp(text)));
    await field.fill(instead);
    await field.press('Enter');
  }

  it('sends an edited message where it stood: nothing that followed it is shown or sent', async () => {
    for (const bird of ['heron', 'osprey', 'wren']) await user.exchange(about(bird));
    await untilMemory(/wren/);
    const gate = api.hold(isChat, 'start');
    await edit('osprey', about('kestrel'));
    await gate.held;
    gate.release();
    await user.answers.nth(1).waitFor();
    await user.idle();
    await becomes(sentBirds, ['heron', 'kestrel']);
    await becomes(shownBirds, ['heron', 'kestrel']);
    await message('kestrel').getByRole('group', { name: 'Version 2 of 2' }).waitFor();
  });

  it('has a memory that speaks of this branch alone', async () => {
    const memory = await untilMemory(/kestrel/);
    assert.match(memory, /heron/);
    assert.doesNotMatch(memory, /osprey|wren/);
    const asked = JSON.stringify(api.requests.filter(isMemory).at(-1)?.body.messages);
    assert.doesNotMatch(asked, /osprey|wren/);
  });

  it('goes on where it is', async () => {
    await user.exchange(about('plover'));
    await becomes(sentBirds, ['heron', 'kestrel', 'plover']);
  });

  it('shows the branch that was left, with its memory and what was pinned meanwhile', async () => {
    const memory = await untilMemory(/plover/);
    await writeFile(memoryFile(), memory.replace('## Pinned\n', '## Pinned\n\n- Ship on Friday.\n'));
    await message('kestrel').getByRole('button', { name: 'Previous version' }).click();
    await message('wren').waitFor();
    await becomes(shownBirds, ['heron', 'osprey', 'wren']);
    const back = await untilMemory(/wren/);
    assert.match(back, /- Ship on Friday\./);
    assert.doesNotMatch(back, /kestrel|plover/);
  });

  it('is still so after a reload, and sends only that branch', async () => {
    await reloadChat(workbench);
    await message('wren').waitFor();
    await becomes(shownBirds, ['heron', 'osprey', 'wren']);
    await user.exchange(about('dunlin'));
    await becomes(sentBirds, ['heron', 'osprey', 'wren', 'dunlin']);
    await message('osprey').getByRole('group', { name: 'Version 1 of 2' }).waitFor();
  });

  it('goes back to the newer branch as it was left', async () => {
    await message('osprey').getByRole('button', { name: 'Next version' }).click();
    await message('plover').waitFor();
    await becomes(shownBirds, ['heron', 'kestrel', 'plover']);
  });

  it('stops the answer that runs when a message is edited', async () => {
    const gate = api.hold(isChat, 'middle');
    await user.say(about('avocet'));
    const stopped = await gate.held;
    await edit('avocet', about('godwit'));
    await stopped.ended;
    assert.equal(stopped.outcome, 'aborted');
    gate.release();
    await message('godwit').getByRole('group', { name: 'Version 2 of 2' }).waitFor();
    await user.idle();
    await becomes(sentBirds, ['heron', 'kestrel', 'plover', 'godwit']);
  });

  it('asks for another answer to the last message, and keeps the first', async () => {
    await user.answers.last().waitFor();
    const first = await wordsOf(user.answers.last());
    const saying = { content: [{ type: 'text', text: 'The godwit, in other words.' }] };
    api.answers.next(saying, { when: isChat });
    await user.button('Answer again').click();
    await user.log.getByText('The godwit, in other words.').waitFor();
    await becomes(sentBirds, ['heron', 'kestrel', 'plover', 'godwit']);
    await message('godwit').getByRole('button', { name: 'Previous version' }).click();
    await user.log.getByText('The godwit, in other words.').waitFor({ state: 'detached' });
    await becomes(() => user.answers.last().innerText(), first);
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    assert.deepEqual(workbench.cspViolations(), []);
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual(ours, []);
    const failed = api.requests.filter(({ status, outcome }) => status !== 200 && outcome !== 'aborted');
    assert.deepEqual(
      failed.map(({ error }) => error),
      [],
    );
  });
});
