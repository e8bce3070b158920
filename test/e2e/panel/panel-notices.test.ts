import assert from 'node:assert/strict';
import type { Item, NoticeItem, View } from '../../../src/protocol/view.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const limit = (until: number): Item => ({
  kind: 'notice',
  id: 'n1',
  level: 'error',
  text: 'The rate limit is reached. Your message is kept.',
  until,
  actions: ['retry'],
});
const withItems = (...items: readonly Item[]): View => ({
  ...sampleView,
  turn: { state: 'idle' },
  hasEarlier: false,
  items,
});

const reply = (id: string, text: string): NoticeItem => ({
  kind: 'notice',
  id,
  level: 'warning',
  text,
  actions: ['dismiss'],
});
const gone = reply('host.open', 'There is no file “src/gone.js” in this workspace.');

describe('an answer that ended early', () => {
  const open = panelBench();
  const broken: Item = { kind: 'answer', id: 'a', text: 'A word', state: 'interrupted' };
  const notice = (actions: NoticeItem['actions']): Item => ({ ...reply('n', 'It broke off.'), actions });
  const note = (panel: PanelPage) =>
    panel.page.getByText('The answer was interrupted.').filter({ visible: true });

  it('says so itself only while no notice below offers the rest of it', async () => {
    const panel = await open(withItems(broken));
    assert.equal(await note(panel).count(), 1);
    const told = async (...items: readonly Item[]): Promise<number> => {
      await panel.show(withItems(...items));
      return note(panel).count();
    };
    assert.equal(await told(broken, notice(['continue', 'retry'])), 0);
    assert.equal(await told(broken, notice(['dismiss']), notice(['continue'])), 0);
    assert.equal(await told(broken, notice(['retry'])), 1);
    assert.equal(await told(broken, { kind: 'user', id: 'u', text: 'On' }, notice(['continue'])), 1);
    assert.equal(await told(broken), 1);
  });
});

describe('the banner of an offline chat', () => {
  const open = panelBench();

  it('offers a key where one is missing, and the setting where that says so', async () => {
    const panel = await open({ ...sampleView, mode: 'offline' });
    const banner = panel.page.locator('mode-banner');
    await banner.getByRole('button', { name: 'Set API key' }).click();
    await panel.show({ ...sampleView, mode: 'offlineByChoice' });
    assert.match(await banner.innerText(), /Offline, as your settings say/);
    assert.equal(await banner.getByRole('button', { name: 'Set API key' }).count(), 0);
    await banner.getByRole('button', { name: 'Open settings' }).click();
    assert.deepEqual(
      (await panel.intents()).map(({ kind }) => kind).filter((kind) => /^set|^open/.test(kind)),
      ['setApiKey', 'openSettings'],
    );
  });
});

describe('what came of a click', () => {
  const open = panelBench();
  const answer: Item = { kind: 'answer', id: 'a', text: 'A line.\n\n'.repeat(80), state: 'done' };

  for (const [width, height] of [
    [380, 800],
    [300, 460],
    [190, 320],
  ] as const) {
    it(`is in sight for who reads further up, at ${width} × ${height}`, async () => {
      const panel = await open(withItems(answer), { width, height });
      const top = () => panel.page.evaluate('document.querySelector(".log").scrollTop');
      await panel.page.evaluate('document.querySelector(".log").scrollTop = 40');
      await panel.change({ kind: 'fields', fields: { replies: [gone] } });
      const notice = panel.page.locator('inline-notice');
      const text = await inSight(notice.getByText('There is no file'));
      assert.ok(height < 450 ? text.height > 36 : text.share > 0.99, JSON.stringify(text));
      assert.ok((await inSight(panel.page.locator('.send'))).share > 0.99, 'the button below it');
      assert.equal(await top(), 40);
    });
  }

  it('shows the newest of several, and leaves the conversation its part', async () => {
    const { page } = await open(
      {
        ...withItems(answer),
        replies: [...['1', '2', '3', '4', '5', '6'].map((id) => reply(id, `${gone.text} `.repeat(4))), gone],
      },
      { width: 300, height: 600 },
    );
    assert.ok((await inSight(page.getByText(gone.text, { exact: true }))).share > 0.99);
    assert.ok((await inSight(page.locator('.log'))).height > 130);
  });

  it('is put away by the keyboard, which goes on in the text field', async () => {
    const panel = await open({ ...withItems(answer), replies: [gone] });
    await panel.page.getByRole('button', { name: 'Dismiss' }).press('Enter');
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'act', id: 'host.open', action: 'dismiss' });
    await panel.change({ kind: 'fields', fields: { replies: [] } });
    assert.equal(await panel.page.locator('reply-notices').isVisible(), false);
    assert.equal(await panel.page.evaluate('document.activeElement.tagName'), 'TEXTAREA');
  });

  it('keeps the keyboard while it stays, whatever comes, goes or changes its place beside it', async () => {
    const panel = await open({ ...withItems(answer), replies: [reply('host.send', 'Not sent.'), gone] });
    const mine = panel.page.locator('inline-notice', { hasText: 'There is no file' });
    await mine.getByRole('button', { name: 'Dismiss' }).focus();
    const other = reply('host.memory', 'The memory is as it was.');
    for (const replies of [[gone, other], [other, { ...gone, text: `${gone.text} Not any more.` }], [gone]]) {
      await panel.change({ kind: 'fields', fields: { replies } });
      await panel.page.waitForFunction(
        `document.querySelectorAll('inline-notice').length === ${replies.length}`,
      );
      assert.equal(await mine.evaluate((notice) => notice.matches(':focus-within')), true);
    }
    await panel.change({ kind: 'fields', fields: { replies: [other] } });
    await mine.waitFor({ state: 'detached' });
    assert.equal(await panel.page.evaluate('document.activeElement.tagName'), 'TEXTAREA');
  });
});

describe('a notice in the panel', () => {
  const open = panelBench();

  it('counts down to when trying again is of use, and says when that has come', async () => {
    const { page, show } = await opened();
    const now = await page.evaluate<number>('Date.now()');
    await show(withItems(limit(now + 60 * 60_000)));
    const notice = page.locator('inline-notice');
    const words = () => notice.locator('.notice-wait').innerText();
    assert.equal(await words(), 'Retry in 60 min.');
    await page.clock.runFor('25:00');
    assert.equal(await words(), 'Retry in 35 min.');
    await page.clock.runFor('34:30');
    assert.equal(await words(), 'Retry in 30 s.');
    await page.clock.runFor('01:00');
    assert.equal(await words(), 'The wait is over: retry.');
    assert.ok(await notice.getByRole('button', { name: 'Retry' }).isEnabled());
  });

  it('says nothing of time where nobody knows when, nor after the wait has been taken from it', async () => {
    const { page, show } = await opened();
    const now = await page.evaluate<number>('Date.now()');
    await show(withItems(limit(now + 60_000)));
    assert.equal(await page.locator('.notice-wait').isVisible(), true);
    const { until: _, ...lasting } = limit(0) as Extract<Item, { kind: 'notice' }>;
    await show(withItems(lasting));
    assert.equal(await page.locator('.notice-wait').isVisible(), false);
  });

  it('covers nothing of the buttons of the message that waits', async () => {
    const { page } = await open(
      {
        ...withItems({ kind: 'user', id: 'u', text: 'Anything else?', record: 'r' }),
        turn: { state: 'waiting', reason: 'retry', text: 'The rate limit is reached.' },
      },
      { theme: 'hc-light' },
    );
    const buttons = await page.locator('.message-tools').boundingBox();
    const wait = await page.locator('turn-status').boundingBox();
    assert.ok(buttons !== null && wait !== null);
    assert.ok(buttons.y + buttons.height <= wait.y, `${buttons.y + buttons.height} and ${wait.y}`);
    for (const button of await page.locator('.message-tools .icon-button').all())
      assert.deepEqual(await inSight(button), { share: 1, height: (await button.boundingBox())?.height });
  });

  /** With its clock in the test's hands; frames still come, so that it can be shown things. */
  async function opened(): Promise<{
    page: Awaited<ReturnType<typeof open>>['page'];
    show: (view: View) => Promise<void>;
  }> {
    const panel = await open(withItems());
    await panel.page.clock.install();
    return { page: panel.page, show: (view) => panel.show(view) };
  }
});
