import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import type { Workbench } from './workbench.ts';

const reply = [
  'Here is what I would change first:',
  '',
  '1. **Validate** the dates before the tariff is looked up.',
  '2. Keep `src/report.js` free of formatting.',
  '',
  '```js',
  'export const isDate = (text) => /^\\d{4}-\\d{2}-\\d{2}$/.test(text);',
  '```',
  '',
  `The rest can stay. ${'It reads well and does what the notes ask for. '.repeat(14)}`,
].join('\n');

/** What a newcomer does: opens the chat, talks, watches the memory, edits it, compacts, and goes on. */
describe('The main job, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let panel: FrameLocator;
  let close: ChatWindow['close'];

  before(async () => {
    let user: ChatUser;
    ({ api, workbench, user, close } = await openChat({
      server: { answer: { chatChars: 900 } },
      settings: {
        'sessionMemory.contextLimitTokens': 8_000,
        'sessionMemory.memory.initTokens': 600,
        'sessionMemory.memory.updateTokens': 300,
      },
    }));
    panel = user.panel;
  });

  after(() => close());

  const memoryFile = () => join(workbench.workspaceDir, '.claude', 'session-memory.md');
  const idle = () => panel.getByRole('button', { name: 'Send' }).waitFor();

  async function say(message: string): Promise<void> {
    await panel.getByRole('textbox', { name: 'Message Claude' }).fill(message);
    await panel.getByRole('button', { name: 'Send' }).click();
  }

  /** Sends and waits for the end of the answer. */
  async function exchange(message: string): Promise<void> {
    const answers = panel.getByRole('log', { name: 'Conversation' }).locator('answer-message');
    const before = await answers.count();
    await say(message);
    await answers.nth(before).waitFor();
    await idle();
  }

  it('shows an answer while it streams in', async () => {
    const gate = api.hold(isChat, 'middle');
    api.answers.next({ content: [{ type: 'text', text: reply }] }, { when: isChat });
    await say('How would you improve the report module? Never touch the tariff tables.');
    const log = panel.getByRole('log', { name: 'Conversation' });
    await gate.held;
    await log.getByText('Here is what I would change first').waitFor();
    await panel.getByRole('button', { name: 'Stop' }).waitFor();
    gate.release();
    await log.getByText('Keep src/report.js free of formatting').waitFor();
    await idle();
  });

  it('keeps the memory file in the background and says so', async () => {
    for (const part of ['parser', 'formatter', 'totals']) {
      await exchange(
        `Now look at the ${part}. ${'Mind the rounding, and keep every public name as it is. '.repeat(6)}`,
      );
    }
    await panel
      .getByRole('status')
      .filter({ hasText: /up to date|ready|remember/i })
      .first()
      .waitFor();
    await eventually(async () => {
      const memory = await readFile(memoryFile(), 'utf8');
      assert.match(memory, /^# Session memory\n/);
      assert.match(memory, /Never touch the tariff tables/);
    });
    const meter = panel.getByRole('meter', { name: 'Context used' });
    await eventually(async () => assert.ok(Number(await meter.getAttribute('aria-valuenow')) > 600));
    await becomes(() => meter.getAttribute('aria-valuemax'), '8000');
  });

  it('compacts at once from the command palette, with the hand edit, and shows before and after', async () => {
    await panel.getByText('Memory ready').waitFor();
    const memory = await readFile(memoryFile(), 'utf8');
    await writeFile(
      memoryFile(),
      memory.replace('## Pinned\n', '## Pinned\n\n- Releases are named after herons.\n'),
    );
    await workbench.runCommand('Session Memory: Compact Now');
    const separator = panel.getByRole('separator');
    await eventually(async () =>
      assert.match(
        (await separator.getAttribute('aria-label')) ?? (await separator.innerText()),
        /\d.*→.*\d/s,
      ),
    );
    await exchange('And what is the next step?');
    const sent = JSON.stringify(api.requests.filter(isChat).at(-1)?.body.messages[0]);
    assert.match(sent, /Releases are named after herons/);
    assert.match(sent, /Never touch the tariff tables/);
  });

  it('breaks no Content Security Policy and throws nothing on the way', () => {
    assert.deepEqual(workbench.cspViolations(), []);
    assert.deepEqual(
      workbench.uncaughtErrors().filter((error) => error.includes('session-memory')),
      [],
    );
    assert.deepEqual(
      api.requests.filter((request) => request.status !== 200).map((request) => request.error),
      [],
    );
  });

  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast']) {
    it(`can be looked at in ${theme}`, async () => {
      await workbench.chooseTheme(theme);
      await workbench.screenshot(`panel ${theme}`);
    });
  }
});
