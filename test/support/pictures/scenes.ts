// What there is to look at, in the order in which a user comes upon it. Each scene goes on from the one before.

import { widenChat } from '../../e2e/workbench.ts';
import { rateLimited, status } from '../messages-api/faults.ts';
import { isChat, isMemory } from '../messages-api/request-log.ts';
import { png } from '../sample-image.ts';
import { lastTurn, pinned, turns } from './conversation.ts';
import { type PictureWindow, writeInto } from './picture-window.ts';

export interface Scene {
  readonly name: string;
  /** Brings about what is to be seen. */
  readonly set: (window: PictureWindow) => Promise<void>;
  /** Puts away what the next scene has no use for. */
  readonly clear?: (window: PictureWindow) => Promise<void>;
}

/** Scrolls the conversation, and nothing around it, so that this stands at its top. */
const bring = (window: PictureWindow, selector: string): Promise<void> =>
  window.user.panel.locator('.log').evaluate((log, sought) => {
    const found = log.querySelector(sought)?.getBoundingClientRect();
    log.scrollTop += (found?.top ?? 0) - log.getBoundingClientRect().top;
  }, selector);

const unfold = (name: string | RegExp) => async (window: PictureWindow) =>
  window.user.panel.getByRole('button', { name }).first().click();

async function talk(window: PictureWindow): Promise<void> {
  for (const [index, turn] of turns.entries()) {
    const updating = index === 0 ? null : window.api.nextRequest(isMemory);
    await window.user.exchange(turn.user);
    await (await updating)?.ended;
  }
  await window.user.panel.getByText('Memory ready').waitFor();
  await bring(window, 'table');
}

async function compact(window: PictureWindow): Promise<void> {
  await writeInto(window.memoryFile, pinned);
  await window.user.button('Compact now').click();
  await window.user.panel.getByRole('separator').waitFor();
  await window.user.exchange(lastTurn.user);
}

/** As the clipboard gives an image; run in the page. */
const pasteImage = (window: PictureWindow): Promise<void> =>
  window.user.panel.locator('body').evaluate(`{
    const bytes = Uint8Array.from(atob('${png(560, 280).toString('base64')}'), (one) => one.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'cracked rung.png', { type: 'image/png' }));
    document.querySelector('textarea').dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }`);

async function attach(window: PictureWindow): Promise<void> {
  const { user } = window;
  await user.field.pressSequentially('Compare @loan.js');
  await user.panel.getByRole('option').filter({ hasText: 'src/' }).first().waitFor();
  await user.field.press('Enter');
  await pasteImage(window);
  await user.panel.locator('chat-composer .chip').nth(1).waitFor();
  await user.field.pressSequentially('with the picture of the rung. Which line lends it again?');
}

/** A step of the walkthrough, with its picture, for which VS Code wants room. */
const walkthrough = (title: string): Scene => ({
  name: `walkthrough ${title}`,
  set: async ({ page, run }) => {
    const step = page
      .locator('.getting-started-step')
      .filter({ has: page.getByText(title, { exact: true }) });
    if (!(await step.isVisible())) {
      await page.setViewportSize({ width: 2000, height: 900 });
      await run('Welcome: Open Walkthrough...');
      const list = page.locator('.quick-input-list .monaco-list-row');
      await list.filter({ hasText: 'Get Started with Session Memory' }).click();
      await step.waitFor();
    }
    if ((await step.getAttribute('class'))?.includes('expanded') !== true) await step.click();
    const media = page
      .frameLocator('.getting-started-media iframe.webview')
      .frameLocator('iframe#active-frame');
    await media.locator('svg').first().waitFor();
  },
});

/** Back to where the chat is all there is to see. */
async function leaveWalkthrough({ page, run, user }: PictureWindow): Promise<void> {
  if (!(await page.locator('.gettingStartedContainer').isVisible())) return;
  await run('View: Close Editor');
  await page.setViewportSize({ width: 1280, height: 800 });
  await user.field.focus();
}

export const scenes: readonly Scene[] = [
  walkthrough('Open the chat'),
  walkthrough('Connect to Claude, or stay offline'),
  walkthrough('Watch the memory grow'),
  walkthrough('Compact without waiting'),
  { name: 'empty', set: leaveWalkthrough },
  { name: 'conversation', set: talk },
  {
    name: 'thinking',
    set: async (window) => {
      await bring(window, 'user-message:nth-of-type(1)');
      await window.user.log.locator('summary').first().click();
    },
  },
  { name: 'compaction', set: compact },
  {
    name: 'memory',
    set: unfold('Memory details'),
    clear: unfold('Memory details'),
  },
  {
    name: 'chart',
    set: async (window) => {
      await unfold('Memory details')(window);
      await window.user.panel.locator('memory-card').evaluate((card) => {
        card.scrollTop = card.scrollHeight;
      });
    },
    clear: unfold('Memory details'),
  },
  { name: 'options', set: unfold('Options'), clear: unfold('Options') },
  { name: 'cost', set: unfold(/^Usage/), clear: unfold(/^Usage/) },
  {
    name: 'commands',
    set: async ({ user }) => user.field.pressSequentially('/'),
    clear: ({ user }) => user.field.fill(''),
  },
  {
    name: 'mentions',
    set: async ({ user }) => {
      await user.field.pressSequentially('@s');
      await user.panel.getByRole('option').nth(2).waitFor();
    },
    clear: async ({ user }) => user.field.fill(''),
  },
  { name: 'attachments', set: attach },
  {
    name: 'attached',
    set: async ({ user }) => void (await user.answered(() => user.field.press('Enter'))),
  },
  {
    name: 'editing',
    set: async ({ user }) => {
      const message = user.log.locator('user-message').last();
      await message.hover();
      await message.getByRole('button', { name: 'Edit message' }).click();
    },
    clear: async ({ user }) => {
      const editor = user.log.locator('message-editor textarea');
      await editor.fill('Which line lends a broken ladder again?');
      await editor.press('Enter');
      await user.log.getByRole('group', { name: /2 of 2/ }).waitFor();
      await user.idle();
    },
  },
  {
    name: 'interrupted',
    set: async ({ user, api }) => {
      api.faults.next({ kind: 'cut', afterEvents: 9 }, { when: isChat });
      await user.say('And what do I write into docs/decisions.md?');
      await user.told(/broke off/);
    },
    clear: async ({ user }) => void (await user.answered(() => user.choose(/broke off/, 'Continue'))),
  },
  {
    name: 'rate-limit',
    set: async ({ user, api }) => {
      api.faults.next(rateLimited(25), { when: isChat });
      await user.say('Anything else that breaks often?');
      await user.log
        .locator('turn-status')
        .getByText(/Trying again in/)
        .waitFor();
    },
    clear: ({ user }) => user.button('Stop').click(),
  },
  {
    name: 'key',
    set: async ({ user, api }) => {
      api.faults.next(status(401), { when: isChat });
      await user.say('Anything else?');
      await user.told(/did not accept/);
    },
    clear: async ({ user }) => void (await user.answered(() => user.choose(/did not accept/, 'Retry'))),
  },
  {
    name: 'sessions',
    set: async ({ run, page, user }) => {
      await run('Session Memory: New Session');
      await page.getByText('Take along what is pinned and your own sections').click();
      await user.log.locator('empty-state').waitFor();
      await run('Session Memory: Switch Session');
      await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    },
    clear: async ({ page }) => {
      await page.locator('.quick-input-list .monaco-list-row').nth(1).click();
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'tab',
    set: async ({ run, panel }) => {
      await run('Session Memory: Open Chat in Editor');
      // Colours come last.
      await panel('editor').locator('.hljs-keyword').last().waitFor();
    },
    clear: ({ run }) => run('View: Close Editor'),
  },
  { name: 'narrow', set: (window) => widenChat(window.page, 300) },
  {
    name: 'narrow-memory',
    set: unfold('Memory details'),
    clear: async (window) => {
      await unfold('Memory details')(window);
      await widenChat(window.page, 420);
    },
  },
  {
    name: 'file',
    set: async ({ run, page }) => {
      await run('Session Memory: Open Memory');
      await page.locator('.editor-instance').getByText('Session memory').first().waitFor();
    },
  },
];
