import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { View } from '../../../src/protocol/view.ts';
import { cutOff } from '../../support/panel-page/cut-off.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
import {
  composingView,
  crowdedView,
  emptyView,
  sampleView,
  troubledView,
} from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

/** What a zoom of 200 % leaves of a side bar that is 380, 300 and 600 pixels wide, in windows of several heights. */
const sizes = [
  { width: 190, height: 320 },
  { width: 150, height: 330 },
  { width: 150, height: 250 },
  { width: 300, height: 300 },
];

const views: readonly [string, View][] = [
  ['an answer that comes in', sampleView],
  ['no conversation yet', emptyView],
  ['attachments', composingView],
  ['twenty attachments', crowdedView],
  ['trouble', troubledView],
];

interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** From top to bottom of what is seen of it, wherever its scrollers stand. */
async function seen(page: Page, selector: string): Promise<Extent> {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box !== null, selector);
  return { top: box.y, bottom: box.y + box.height };
}

describe('the panel where it is low and narrow', () => {
  const open = panelBench();

  for (const { width, height } of sizes) {
    for (const [name, view] of views) {
      it(`keeps conversation, field and button in sight at ${width} × ${height}, with ${name}`, async () => {
        const { page } = await open(view, { width, height });
        const log = await seen(page, 'chat-log');
        assert.ok(log.bottom - log.top >= height * 0.24, `${log.bottom - log.top} pixels of conversation`);
        const field = page.getByRole('textbox', { name: 'Message Claude' });
        await field.focus();
        const { top, bottom } = await seen(page, 'chat-composer textarea');
        const button = view.turn.state === 'idle' ? '.send' : '.stop';
        const row = await seen(page, `.composer-row > ${button}`);
        assert.ok(
          top >= log.bottom - 1,
          `the field begins at ${top}, the conversation ends at ${log.bottom}`,
        );
        assert.ok(bottom <= row.top + 1, `the field ends at ${bottom}, the button begins at ${row.top}`);
        assert.ok(row.bottom <= height, `the button ends at ${row.bottom}`);
        assert.equal(await page.evaluate('document.body.scrollHeight'), height);
        assert.deepEqual(await cutOff(page), []);
      });
    }
  }

  for (const { width, height } of sizes) {
    it(`keeps the memory’s card in sight at ${width} × ${height}, however much is attached`, async () => {
      const { page } = await open(crowdedView, { width, height });
      await page.getByRole('button', { name: 'Memory details' }).click();
      assert.ok((await inSight(page.locator('.composer-row > .send'))).share > 0.99, 'the button');
      const card = await inSight(page.locator('memory-card'));
      assert.ok(card.height >= 30, `${card.height} pixels of the card`);
      const log = await inSight(page.getByRole('log'));
      assert.ok(log.height >= height * 0.24, `${log.height} pixels of conversation`);
    });
  }

  it('scrolls along its pickers by keyboard', async () => {
    const { page } = await open(sampleView, { width: 190, height: 320 });
    const cost = page.getByRole('button', { name: /^Usage/ });
    await cost.focus();
    const box = await cost.boundingBox();
    assert.ok(box !== null && box.x >= 0 && box.x < 190 - 40, `it begins at ${box?.x}`);
  });

  it('shows the memory’s card in its half, and the conversation below it', async () => {
    const { page } = await open({ ...sampleView, turn: { state: 'idle' } }, { width: 190, height: 320 });
    await page.getByRole('button', { name: 'Memory details' }).click();
    const head = await seen(page, '.head');
    assert.ok(head.bottom > 100 && head.bottom <= 161, `the head ends at ${head.bottom}`);
    const log = await seen(page, 'chat-log');
    assert.ok(log.bottom - log.top >= 70, `${log.bottom - log.top} pixels of conversation`);
  });
});
