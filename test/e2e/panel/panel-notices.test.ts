import assert from 'node:assert/strict';
import type { Item, View } from '../../../src/protocol/view.ts';
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
