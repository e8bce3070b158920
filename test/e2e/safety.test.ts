import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { attacks, bombs } from '../support/attacks.ts';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, eagerMemory, openChat, reloadChat } from './chat-window.ts';
import { type WatchedPage, watchPage } from './watched-page.ts';
import { leaveQuickInput, type Workbench } from './workbench.ts';

/** Attacks in one answer: few enough that a reader finds the one that succeeds. */
const inOneAnswer = 12;
/** The whole of them are met in the panel's own tests; here the point is that the host sends them on. */
const bombChars = 6_000;

const oneLine = attacks.filter((attack) => !attack.includes('\n'));
/** A slash would make a folder, and file systems take no longer names. */
const fileNames = oneLine
  .map((attack) => attack.replaceAll('/', '\u2044'))
  .filter((name) => Buffer.byteLength(name) < 200);
/** As many as a message takes. */
const inOneMessage = 20;
const numbered = (index: number): string => String(index).padStart(2, '0');
const files = Object.fromEntries(
  fileNames.map((name, index) => [`evil/${numbered(index)} ${name}.md`, `file ${numbered(index)}`]),
);
/** Comments are quoted in the panel's question about the file, and everything else comes with the memory. */
const memory = [
  '# Session memory',
  ...oneLine.slice(0, 5).map((attack) => `<!-- ${attack.replaceAll('--', '')} -->`),
  '## Pinned',
  oneLine.map((attack) => `- ${attack}`).join('\n'),
  `## ${oneLine[0]}`,
  '- My own section.',
].join('\n\n');

/** Whatever a model, a memory file or a file's name says is text: it runs, loads, opens and changes nothing. */
describe('Hostile text, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];
  let watched: WatchedPage;

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      server: { deltaChars: 1_000 },
      settings: eagerMemory,
      files: { ...files, '.claude/session-memory.md': `${memory}\n` },
    }));
    watched = watchPage(workbench.page);
  });

  after(() => close());

  /** What an attack has brought about, with the first test that met it. */
  const harm = new Map<string, string>();

  afterEach(async function () {
    const done = await Promise.all([watched.troubles(), harmInPanel()]).catch(String);
    for (const one of [
      done,
      workbench.uncaughtErrors().filter((error) => error.includes('session-memory')),
    ].flat(2))
      if (!harm.has(one)) harm.set(one, this.currentTest?.title ?? '');
  });

  /** What has come to be in the panel because a text asked for it. */
  async function harmInPanel(): Promise<readonly string[]> {
    const chat = user.panel.locator('session-memory-chat');
    const made =
      'img, iframe, object, embed, form, base, style, math, video, script, meta, link, [onerror], [onload], [ping], [style*=url]';
    const elements =
      (await chat.locator(made).count()) +
      (await user.log.locator('answer-message :is([id], [name])').count());
    const protocols = await user.panel
      .locator('body')
      .evaluate<string[], unknown>(
        '[...new Set([...document.links].map(({ protocol }) => protocol))].filter((one) => !["https:", "http:", "mailto:"].includes(one))',
      );
    return [...(elements > 0 ? [`${elements} elements`] : []), ...protocols];
  }

  const editor = (name: string): Locator =>
    workbench.page.locator(`.editor-instance[aria-label^="${name}"] .view-lines`).first();
  const chips = (): Locator => user.panel.locator('chat-composer .chip');

  async function answer(text: string): Promise<void> {
    api.answers.next({ content: [{ type: 'text', text }] }, { when: isChat });
    await user.exchange('Go on.');
  }

  it('in a memory file that the folder brought is quoted, and asked about', async () => {
    const told = await user.told(/not written here/);
    assert.match(told, /HTML comments \(line 3, 5, 7, 9, 11:\s“<script>globalThis\.attacked=1<\/script>”/);
    await user.choose(/not written here/, 'Review');
    await editor('session-memory.md').getByText('<script>globalThis.attacked=1').first().waitFor();
    await workbench.runCommand('View: Close Editor');
    await user.choose(/not written here/, 'Use it');
    await user.notice(/not written here/).waitFor({ state: 'detached' });
  });

  it('in the first message names the session, in the list as in the panel', async () => {
    const [first = ''] = attacks;
    await user.exchange(first);
    await user.saidOnce(first);
    await workbench.runCommand('Session Memory: Switch Session');
    const row = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: first });
    await row.waitFor();
    await leaveQuickInput(workbench.page);
    await row.waitFor({ state: 'hidden' });
  });

  for (let from = 0; from < attacks.length; from += inOneAnswer) {
    const some = attacks.slice(from, from + inOneAnswer);
    it(`in answers is shown as it was written, attacks ${from + 1} to ${from + some.length}`, async () => {
      await answer(some.join('\n\n'));
      const last = user.answers.last();
      await eventually(async () => assert.ok((await last.innerText()).length > some.join('').length / 3));
    });
  }

  it('in answers gives nothing to click that is not a link to the web', async () => {
    await user.panel.locator('body').evaluate(`{
      const inert = [...document.querySelectorAll('answer-message *, user-message *')]
        .filter((element) => element.closest('a, button, vscode-button, summary, [role=button]') === null);
      for (const element of inert) for (const type of ['click', 'auxclick', 'dblclick'])
        element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }`);
    assert.equal(await workbench.page.getByRole('dialog').count(), 0);
    await user.panel.getByText('command:workbench.action.reloadWindow').first().waitFor();
  });

  it('may lead to the web only by a click, and only after VS Code has asked', async () => {
    await answer('[a way out](https://example.com/out?of=here)');
    await user.answers.last().getByRole('link', { name: 'a way out' }).click();
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'https://example.com' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('opens exactly the address that it shows, where that is allowed', async () => {
    const address = 'https://example.com/out?u=a%26b&v=%23#c%2Fd';
    await workbench.page.evaluate(`{
      globalThis.opened = [];
      const location = { set href(address) { opened.push(address); } };
      globalThis.open = (address) => {
        if (address) opened.push(address);
        return { location };
      };
    }`);
    await answer(`[exactly here](${address})`);
    await user.answers.last().getByRole('link', { name: 'exactly here' }).click();
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'https://example.com' });
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await becomes(() => workbench.page.evaluate('opened'), [address]);
  });

  it('may be a Markdown bomb, and the panel goes on', async () => {
    for (const [name, bomb] of bombs) {
      await answer(bomb.slice(0, bombChars));
      await user.field.fill(`Still here after ${name}`);
      await user.hasWritten(`Still here after ${name}`);
    }
    await user.field.fill('');
  });

  it('in the memory is shown by the card, the change, the history, the preview and the compaction', async () => {
    const updating = api.nextRequest(isMemory);
    await user.exchange('What do you remember?');
    await (await updating).ended;
    await user.panel.getByRole('status', { name: 'Memory' }).getByText('Memory ready').waitFor();
    await user.button('Memory details').click();
    await user.button('Show what changed in the memory').click();
    await workbench.page.locator('.monaco-diff-editor .modified .view-lines').first().waitFor();
    await user.button('Preview compaction').click();
    await editor('Compaction preview.md').getByText('# What a compaction now would send').waitFor();
    await user.button('Compact now').click();
    await user.panel.getByRole('separator', { name: /^Compacted: / }).waitFor();
    await user.log.getByRole('button', { name: 'View memory' }).last().click();
    await editor('Memory at the compaction of').getByText('## Pinned').first().waitFor();
    await user.button('Memory history').click();
    const versions = workbench.page.locator('.quick-input-list .monaco-list-row');
    await versions.first().waitFor();
    await leaveQuickInput(workbench.page);
    await versions.first().waitFor({ state: 'hidden' });
  });

  for (let from = 0; from < fileNames.length; from += inOneMessage) {
    const some = fileNames.slice(from, from + inOneMessage).map((_, index) => numbered(from + index));
    it(`in the names of files is offered, attached and sent, ${some[0]} to ${some.at(-1)}`, async () => {
      for (const [index, name] of some.entries()) {
        await user.field.pressSequentially(`@evil/${name}`);
        await user.panel
          .getByRole('option')
          .filter({ hasText: `${name} ` })
          .first()
          .waitFor();
        await user.field.press('Enter');
        await chips()
          .nth(index)
          .getByText(/tokens?$/)
          .waitFor();
      }
      await workbench.screenshot(`hostile names ${some[0]}`);
      await user.answered(() => user.field.press('Enter'));
      const sent = JSON.stringify(api.requests.filter(isChat).at(-1)?.body.messages.at(-1));
      for (const name of some) assert.ok(sent.includes(`file ${name}`), sent);
      await becomes(() => user.log.locator('user-message').last().locator('.chip').count(), some.length);
    });
  }

  it('in the names of files is shown again after a reload', async () => {
    const inLast = fileNames.length % inOneMessage || inOneMessage;
    const shown = user.log.locator('user-message').last().locator('.chip');
    await reloadChat(workbench);
    await shown.first().waitFor();
    await becomes(() => shown.count(), inLast);
  });

  it('is exported as the text that it is', async () => {
    await user.field.fill('/export');
    await user.field.press('Enter');
    await workbench.page.locator('.tab').filter({ hasText: 'Untitled' }).first().waitFor();
    await workbench.page
      .locator('.editor-instance .view-lines')
      .getByText('globalThis.attacked')
      .first()
      .waitFor();
  });

  it('has run, loaded, opened and changed nothing', () => assert.deepEqual([...harm], []));
});
