import assert from 'node:assert/strict';
import { becomes, eventually } from '../support/eventually.ts';
import { status } from '../support/messages-api/faults.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { cutOffIn } from '../support/panel-page/cut-off.ts';
import type { UserSettings } from '../support/vscode/user-settings.ts';
import { type ChatWindow, eagerMemory, openChat } from './chat-window.ts';

const settings: UserSettings = {
  ...eagerMemory,
  'workbench.reduceMotion': 'on',
  'editor.accessibilitySupport': 'on',
};
const long = 'The station needs it in writing. '.repeat(100);

/** Keeps every sentence that a screen reader is given, with how urgently. */
const listen = `globalThis.heard = [];
for (const region of document.querySelectorAll('live-announcer [aria-live]'))
  new MutationObserver(() => {
    for (const sentence of region.children) heard.push(region.ariaLive + ': ' + sentence.textContent);
  }).observe(region, { childList: true });`;

/** What VS Code itself says of its user: no motion, large letters, a screen reader. */
describe('The panel under the settings of VS Code, in the real workbench', () => {
  let chat: ChatWindow;

  before(async () => {
    chat = await openChat({ settings });
  });

  after(() => chat.close());

  const inPanel = <T>(script: string): Promise<T> =>
    chat.user.panel.locator('body').evaluate<T, unknown>(script);
  const heard = (): Promise<readonly string[]> => inPanel('heard');
  /** Of the last of these in the conversation. */
  const style = (selector: string, property: string): Promise<string> =>
    inPanel(`getComputedStyle([...document.querySelectorAll('${selector}')].at(-1)).${property}`);

  it('tells a screen reader of a finished answer and of a compaction, and of nothing between', async () => {
    const { api, user } = chat;
    await user.panel.locator('body.vscode-using-screen-reader').waitFor();
    await inPanel(listen);
    api.answers.next({ content: [{ type: 'text', text: 'At six in the morning.' }] }, { when: isChat });
    await user.exchange(`When is high tide? ${long}`);
    await becomes(heard, ['polite: Claude is responding.', 'polite: At six in the morning.']);
    await user.panel.getByText('Memory ready').waitFor();
    await user.exchange(`And low tide? ${long}`);
    api.answers.next({ content: [{ type: 'text', text: 'It falls by then.' }] }, { when: isChat });
    await user.exchange(`And at noon? ${long}`);
    await becomes(async () => (await heard()).at(-1), 'polite: It falls by then.');
    await user.panel.getByText('Memory ready').waitFor();
    await inPanel('void (heard.length = 0)');
    await user.button('Compact now').click();
    const name = await eventually(async () => {
      const told = (await user.panel.getByRole('separator').getAttribute('aria-label')) ?? '';
      assert.match(told, /^Compacted: /);
      return told;
    });
    await becomes(heard, [`polite: ${name}`]);
  });

  it('interrupts a screen reader for an error, once', async () => {
    const { api, user } = chat;
    await inPanel('void (heard.length = 0)');
    api.faults.next(status(401), { when: isChat });
    await user.say('Is the gate open?');
    await user.told(/did not accept the API key/);
    const urgent = async () => (await heard()).filter((sentence) => sentence.startsWith('assertive: '));
    await eventually(async () =>
      assert.match((await urgent()).join('\n'), /^assertive: .* did not accept the API key\..*$/),
    );
    await user.answered(() => user.choose(/did not accept/, 'Retry'));
  });

  it("moves nothing where VS Code's motion is off", async () => {
    const { api, user } = chat;
    await user.panel.locator('body.vscode-reduce-motion').waitFor();
    const gate = api.hold(isChat);
    await user.say('Does anything move?');
    await user.log.locator('turn-status').getByText('Waiting for Claude…').waitFor();
    await user.log.locator('turn-status .ring').waitFor({ state: 'hidden' });
    const moving = `document.getAnimations().filter(({ playState }) => playState === 'running').length`;
    await becomes(() => inPanel(moving), 0);
    gate.release();
    await user.idle();
  });

  it('follows the fonts of the chat and of the editor while it is open', async () => {
    const { api, user, workbench } = chat;
    const text = 'הגאות בשש בבוקר.\n\n```js\nrun();\n```';
    api.answers.next({ content: [{ type: 'text', text }] }, { when: isChat });
    await user.exchange('שלום, מתי הגאות?');
    await becomes(() => style('markdown-text p', 'fontSize'), '13px');
    const code = await style('pre code', 'fontSize');
    await workbench.changeSettings({
      ...settings,
      'sessionMemory.baseUrl': api.url,
      'chat.fontSize': 20,
      'editor.fontSize': 17,
    });
    await becomes(() => style('markdown-text p', 'fontSize'), '20px');
    await becomes(() => style('chat-composer textarea', 'fontSize'), '20px');
    assert.notEqual(code, '17px');
    await becomes(() => style('pre code', 'fontSize'), '17px');
    await workbench.screenshot('chat font of 20 pixels');
    await becomes(() => cutOffIn(user.panel), []);
  });

  it('reads Hebrew from the right, and code from the left', async () => {
    await becomes(() => style('user-message .bubble', 'direction'), 'rtl');
    await becomes(() => style('markdown-text p', 'direction'), 'rtl');
    await becomes(() => style('pre', 'direction'), 'ltr');
  });
});
