import assert from 'node:assert/strict';
import { becomes, eventually } from '../support/eventually.ts';
import type { ScriptedAnswer } from '../support/messages-api/answers.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { cutOffIn } from '../support/panel-page/cut-off.ts';
import { axeViolations } from './axe-in-frame.ts';
import { type ChatWindow, eagerMemory, openChat, openTab } from './chat-window.ts';
import { widenChat } from './workbench.ts';

const rich = `The station keeps its tides in **two** places:

1. the table in \`src/tides.js\`, by the hour;
2. the *log*, by hand.

\`\`\`js
export function highTide(table) {
  // The first of the day counts.
  return table.find(({ kind }) => kind === 'high');
}
\`\`\`

| Day | High | Low |
|:----|-----:|----:|
| Mon | 4.8 | 1.1 |
| Tue | 4.6 | 1.3 |

> Never trust the log on a stormy day.

See [the handbook](https://example.com/tides).`;

const thoughtful: ScriptedAnswer = {
  content: [
    { type: 'thinking', thinking: 'Two sources disagree. Which one is right on Mondays?' },
    { type: 'text', text: rich },
  ],
};

const themes = ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast'];

/** The page's own, of which the tests' compiler knows nothing. */
declare function getComputedStyle(element: unknown): { readonly color: string };

/** For those who see little or nothing, who use no mouse, or whose window is small. */
describe('The panel for everyone, in the real workbench', () => {
  let chat: ChatWindow;

  before(async () => {
    chat = await openChat({ settings: eagerMemory });
    const { api, user } = chat;
    for (const message of ['When is high tide?', 'And low tide?', 'Who writes the log?']) {
      api.answers.next(thoughtful, { when: isChat });
      await user.exchange(`${message} ${'The station needs it in writing. '.repeat(20)}`);
    }
    await user.panel.getByText('Memory ready').waitFor();
    await user.button('Compact now').click();
    await user.panel.getByRole('separator').waitFor();
    api.answers.next(thoughtful, { when: isChat });
    await user.exchange('Put both in a table, please.');
    await user.panel.getByText('Memory ready').waitFor();
  });

  after(() => chat.close());

  it('is reached, used and left by keyboard alone', async () => {
    const { user, workbench } = chat;
    const { keyboard } = workbench.page;
    const focused = () =>
      user.panel
        .locator('body')
        .evaluate((body) => body.ownerDocument.activeElement?.getAttribute('aria-label') ?? '');
    await workbench.runCommand('Session Memory: Open Chat');
    await user.panel.locator('textarea:focus').waitFor();
    const names = [await focused()];
    for (let step = 0; step < 6; step += 1) {
      await keyboard.press('Tab');
      names.push(
        await eventually(async () => {
          const name = await focused();
          assert.notEqual(name, names.at(-1), 'the focus has not moved');
          return name;
        }),
      );
    }
    assert.deepEqual(names.slice(0, 2), ['Message Claude', 'Attach files']);
    assert.match(names.join(), /Options.*Model: .*Effort: .*Usage: /);
    await user.field.focus();
    await keyboard.type('By keyboard alone');
    await user.answered(() => keyboard.press('Enter'));
    await user.button('Memory details').focus();
    await keyboard.press('Enter');
    const preview = user.button('Memory history');
    await preview.waitFor();
    await keyboard.press('Escape');
    await preview.waitFor({ state: 'hidden' });
    await becomes(focused, 'Memory details');
    for (const _ of ['Open memory', 'Show what changed in the memory']) await keyboard.press('Shift+Tab');
    await becomes(focused, 'Show what changed in the memory');
    await keyboard.press('Enter');
    await workbench.page.locator('.tab').filter({ hasText: 'what the last update changed' }).waitFor();
    await workbench.runCommand('View: Close Editor');
  });

  for (const theme of themes) {
    it(`is accessible and whole in ${theme}, in a side bar of 300 and of 420 pixels and in a tab`, async () => {
      const { workbench, user } = chat;
      const { page } = workbench;
      await workbench.chooseTheme(theme);
      // Our page lets the side bar's ground through, which axe does not see from within.
      await user.panel.locator('html').evaluate((root) => {
        root.style.background = 'var(--vscode-sideBar-background)';
      });
      for (const width of [300, 420]) {
        await widenChat(page, width);
        await workbench.screenshot(`${theme} ${width}`);
        await becomes(() => axeViolations(user.panel), []);
        await becomes(() => cutOffIn(user.panel), []);
      }
      await openTab(workbench);
      await workbench.panel('editor').getByRole('separator').waitFor();
      await workbench.screenshot(`${theme} tab`);
      await becomes(() => cutOffIn(workbench.panel('editor')), []);
      await workbench.runCommand('View: Close Editor');
    });
  }

  it('colours code by the theme, each kind of word by a colour of its own', async () => {
    const { workbench, user } = chat;
    await user.log.locator('.hljs-string').last().waitFor({ state: 'attached' });
    const coloursIn = async (theme: string): Promise<readonly string[]> => {
      await workbench.chooseTheme(theme);
      return eventually(async () => {
        const colours: string[] = await user.log.evaluate((log) =>
          ['.hljs-keyword', '.hljs-string', 'code'].map((kind) => {
            const found = log.querySelector(`code-block ${kind}`);
            return found === null ? '' : getComputedStyle(found).color;
          }),
        );
        assert.equal(new Set(colours).size, 3, `${theme}: ${colours.join()}`);
        return colours;
      });
    };
    for (const [light, dark] of [
      ['Light Modern', 'Dark Modern'],
      ['Light High Contrast', 'Dark High Contrast'],
    ] as const) {
      const inDark = await coloursIn(dark);
      for (const [kind, colour] of (await coloursIn(light)).entries())
        assert.notEqual(colour, inDark[kind], `${light}: ${colour}`);
    }
  });

  it('is whole at 200 % zoom', async () => {
    const { workbench, user } = chat;
    const { page } = workbench;
    // What a browser's zoom does: half as many pixels for the page, each twice as large.
    await page.setViewportSize({ width: 640, height: 400 });
    await user.field.waitFor();
    await workbench.screenshot('200 percent');
    await becomes(() => cutOffIn(user.panel), []);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('has broken no Content Security Policy and thrown nothing', () => {
    const { workbench } = chat;
    assert.deepEqual(workbench.cspViolations(), []);
    assert.deepEqual(
      workbench.uncaughtErrors().filter((error) => error.includes('session-memory')),
      [],
    );
  });
});
