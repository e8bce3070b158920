import assert from 'node:assert/strict';
import type { Item, View } from '../../../src/protocol/view.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const said = (n: number): Item => ({ kind: 'user', id: `u${n}`, text: `Message ${n}` });
const run = (from: number, to: number): readonly Item[] =>
  Array.from({ length: to - from }, (_, n) => said(from + n));
const withItems = (items: readonly Item[]): View => ({
  ...sampleView,
  items,
  hasEarlier: true,
  turn: { state: 'idle' },
});

/** The messages that have elements, in the order of the page. */
const shown = (panel: PanelPage): Promise<readonly string[]> =>
  panel.page.locator('user-message .bubble').allTextContents();
const texts = (items: readonly Item[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'user' ? [item.text] : []));
/** Everything has its element once the panel has had a quiet moment. */
const complete = (panel: PanelPage, count: number): Promise<void> =>
  panel.page
    .locator('user-message')
    .nth(count - 1)
    .waitFor({ state: 'attached' });

describe('a long conversation', () => {
  const open = panelBench();

  it('shows its end at once, and has all that was loaded in the end, in order', async () => {
    const items = run(0, 205);
    const panel = await open(withItems(items));
    assert.equal((await shown(panel)).at(-1), 'Message 204');
    await complete(panel, 205);
    assert.deepEqual(await shown(panel), texts(items));
  });

  it('keeps the order whatever comes, goes and changes', async () => {
    const panel = await open(withItems(run(100, 147)));
    await panel.change(
      { kind: 'itemsPrepended', items: run(50, 100), hasEarlier: true },
      { kind: 'itemRemoved', id: 'u120' },
      { kind: 'itemAdded', item: said(147) },
      { kind: 'itemReplaced', item: { kind: 'user', id: 'u60', text: 'Message sixty' } },
      { kind: 'itemsPrepended', items: run(49, 50), hasEarlier: false },
      {
        kind: 'itemReplaced',
        item: { kind: 'notice', id: 'u70', level: 'info', text: 'Seventy', actions: [] },
      },
    );
    await complete(panel, 97);
    const expected = texts(run(49, 148))
      .filter((text) => text !== 'Message 120' && text !== 'Message 70')
      .map((text) => (text === 'Message 60' ? 'Message sixty' : text));
    assert.deepEqual(await shown(panel), expected);
    await panel.page.getByText('Seventy').waitFor({ state: 'attached' });
  });

  it('keeps the elements of what is near, however much is loaded and wherever one reads', async () => {
    const panel = await open(withItems(run(0, 4_000)));
    await complete(panel, 1_900);
    const near = async (text: string): Promise<void> => {
      await panel.page.locator('.bubble', { hasText: text }).first().waitFor();
      const all = await shown(panel);
      assert.ok(all.length <= 2_020, `${all.length} elements`);
      const places = all.map((message) => Number(message.split(' ')[1]));
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
      );
    };
    await near('Message 3999');
    for (const share of [0.75, 0.5, 0.25, 0]) {
      await panel.page.evaluate(`new Promise((resolve) => {
        const log = document.querySelector('.log');
        log.scrollTop = ${share} * log.scrollHeight;
        const isSeen = (bubble) => {
          const { top } = bubble.getBoundingClientRect();
          return top > 150 && top < 700;
        };
        const look = () =>
          [...document.querySelectorAll('.bubble')].some(isSeen) ? resolve() : requestAnimationFrame(look);
        requestAnimationFrame(look);
      })`);
    }
    await near('Message 0');
    await panel.page.getByRole('button', { name: 'Jump to the latest message' }).click();
    await near('Message 3999');
  });

  it('has the buttons of every message whole and within reach', async () => {
    const items = run(0, 41).map((item) => ({ ...item, record: item.id }));
    const panel = await open(withItems(items));
    await complete(panel, 41);
    const { page } = panel;
    // The last of a chunk, which is laid out apart from the message below.
    for (const text of ['Message 0', 'Message 20', 'Message 40']) {
      const message = page.locator('user-message').filter({ has: page.getByText(text, { exact: true }) });
      await message.scrollIntoViewIfNeeded();
      await message.hover();
      const copy = message.getByRole('button', { name: 'Copy message' });
      assert.ok((await inSight(copy)).share > 0.99, text);
      const { x, y, width, height } = (await copy.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      await page.mouse.move(x + width / 2, y + 2);
      await page.mouse.click(x + width / 2, y + height - 2);
      assert.deepEqual((await panel.intents()).at(-1), { kind: 'copyText', text });
    }
  });

  it('is replaced as a whole when another session is shown', async () => {
    const panel = await open(withItems(run(0, 90)));
    await panel.show(withItems(run(500, 503)), 'session-2');
    assert.deepEqual(await shown(panel), texts(run(500, 503)));
  });

  it('shows a long list in parts that count on', async () => {
    const items = Array.from({ length: 200 }, (_, n) => `${n + 1}. Point ${n + 1} of a list that is long.`);
    const answer: Item = { kind: 'answer', id: 'a', text: items.join('\n'), state: 'done' };
    const panel = await open(withItems([answer]));
    assert.ok((await panel.page.locator('markdown-text .part > ol').count()) > 1);
    assert.equal(await panel.page.locator('markdown-text .part > ol > li').count(), 200);
    const starts = await panel.page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('markdown-text .part > ol')].map((list) => list.start + ' ' + list.firstElementChild.textContent)`,
    );
    for (const start of starts) assert.match(start, /^(\d+) Point \1 /);
    const gaps = await panel.page.evaluate<readonly number[]>(
      `[...document.querySelectorAll('markdown-text li')].map((item, at, all) => at === 0 ? 0 :
        Math.round(item.getBoundingClientRect().top - all[at - 1].getBoundingClientRect().bottom)).slice(1)`,
    );
    assert.deepEqual([...new Set(gaps)], [3]);
  });
});
