import assert from 'node:assert/strict';
import type { Item, View } from '../../../src/protocol/view.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

/** Questions and answers, each turn taller or shorter than the one before, so that nobody can guess where one begins. */
const turns = (from: number, to: number): readonly Item[] =>
  Array.from({ length: to - from }, (_, index): readonly Item[] => {
    const number = from + index;
    const text = `Answer number ${number}.\n\n${'It is so.\n\n'.repeat(3 + ((number * 7) % 23))}`;
    return [
      { kind: 'user', id: `u${number}`, record: `record-${number}`, text: `Question number ${number}` },
      { kind: 'answer', id: `a${number}`, text, state: 'done' },
    ];
  }).flat();

const view = (items: readonly Item[], hasEarlier = false): View => ({
  ...sampleView,
  turn: { state: 'idle' },
  items,
  hasEarlier,
});

/** What stands at the top, and how many pixels of it are above. */
interface Top {
  readonly text: string;
  readonly above: number;
}

const top = (panel: PanelPage): Promise<Top> =>
  panel.page.evaluate<Top>(`(() => {
    const { top } = document.querySelector('.log').getBoundingClientRect();
    const isBelow = (part) => part.getBoundingClientRect().bottom > top;
    // Nothing has a place of its own in a chunk that is out of sight.
    const chunk = [...document.querySelectorAll('item-chunk')].find(isBelow);
    const item = [...chunk.children].find(isBelow);
    const text = item.textContent.match(/(Question|Answer) number [0-9]+/)[0];
    return { text, above: Math.round(top - item.getBoundingClientRect().top) };
  })()`);

/** To a pixel: the browser scrolls by whole ones. */
async function isAt(panel: PanelPage, text: string, above: number): Promise<void> {
  const now = await top(panel);
  assert.ok(now.text === text && Math.abs(now.above - above) <= 1, JSON.stringify(now));
}

const below = (panel: PanelPage): Promise<number> =>
  panel.page.evaluate<number>(`(() => {
    const log = document.querySelector('.log');
    return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
  })()`);

/** Scrolls until an item has this many pixels above what is seen, and waits until the panel has taken note. */
async function readAt(panel: PanelPage, text: string, above: number): Promise<void> {
  const item = new RegExp(`${text}(?![0-9])`);
  await panel.page.locator('item-chunk > *', { hasText: item }).waitFor({ state: 'attached' });
  await panel.page.evaluate(`new Promise((resolve) => {
    const log = document.querySelector('.log');
    const items = [...document.querySelectorAll('item-chunk > *')];
    const item = items.find((one) => ${item}.test(one.textContent));
    // Not before what comes into sight has its size.
    const settle = () => {
      const off = item.getBoundingClientRect().top + ${above} - log.getBoundingClientRect().top;
      if (Math.abs(off) < 1) return resolve();
      log.addEventListener('scrollend', settle, { once: true });
      log.scrollTop += off;
    };
    settle();
  })`);
  await panel.change();
}

/** VS Code destroys the page of a panel that is hidden, and loads another when it is shown again. */
async function hideAndShow(panel: PanelPage, shown: View, session?: string): Promise<void> {
  await panel.page.reload();
  await panel.show(shown, session);
  await panel.change();
}

describe('the place of the reading, in a new page', () => {
  const open = panelBench();

  for (const [text, above] of [
    ['Question number 131', 0],
    ['Question number 120', 17],
    ['Answer number 112', 133],
  ] as const)
    it(`is where it was: ${above} pixels into ${text}`, async () => {
      const panel = await open(view(turns(100, 140)));
      await readAt(panel, text, above);
      await hideAndShow(panel, view(turns(100, 143)));
      await isAt(panel, text, above);
      assert.ok(await panel.page.getByRole('button', { name: 'Jump to the latest message' }).isVisible());
      await panel.change({
        kind: 'itemAdded',
        item: { kind: 'user', id: 'new', text: 'More', record: 'new' },
      });
      await isAt(panel, text, above);
      assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'body');
    });

  it('is where it was though the page gets its size late', async () => {
    const panel = await open(view(turns(100, 140)));
    await readAt(panel, 'Question number 120', 5);
    await panel.page.setViewportSize({ width: 1, height: 1 });
    await hideAndShow(panel, view(turns(100, 140)));
    await panel.page.setViewportSize({ width: 380, height: 800 });
    await panel.change();
    await isAt(panel, 'Question number 120', 5);
    await readAt(panel, 'Question number 110', 5);
    await panel.page.setViewportSize({ width: 480, height: 800 });
    await hideAndShow(panel, view(turns(100, 140)));
    await isAt(panel, 'Question number 110', 5);
  });

  it('is fetched where it is not loaded', async () => {
    const panel = await open(view(turns(1, 140)));
    await readAt(panel, 'Answer number 12', 40);
    await hideAndShow(panel, view(turns(100, 140), true));
    await panel.waitForIntent('loadEarlier');
    await panel.change({ kind: 'itemsPrepended', items: turns(50, 100), hasEarlier: true });
    await panel.change({ kind: 'itemsPrepended', items: turns(1, 50), hasEarlier: false });
    await panel.change();
    await isAt(panel, 'Answer number 12', 40);
  });

  it('is given up for where the reader goes while it is fetched', async () => {
    const panel = await open(view(turns(1, 140)));
    await readAt(panel, 'Answer number 12', 40);
    await hideAndShow(panel, view(turns(100, 140), true));
    await readAt(panel, 'Answer number 131', 20);
    await panel.change({ kind: 'itemsPrepended', items: turns(1, 100), hasEarlier: false });
    await isAt(panel, 'Answer number 131', 20);
  });

  it('is the end for who was there, however much has come', async () => {
    const panel = await open(view(turns(100, 140)));
    await readAt(panel, 'Answer number 112', 40);
    await panel.page.getByRole('button', { name: 'Jump to the latest message' }).click();
    await hideAndShow(panel, view(turns(100, 150)));
    assert.ok((await below(panel)) < 2);
  });

  it('is the end of another session, and of the same one when it is switched to again', async () => {
    const panel = await open(view(turns(100, 140)));
    await readAt(panel, 'Answer number 112', 40);
    await hideAndShow(panel, view(turns(100, 140)));
    await panel.show(view(turns(200, 240)), 'session-2');
    assert.ok((await below(panel)) < 2);
    await panel.show(view(turns(100, 140)), 'session-1');
    assert.ok((await below(panel)) < 2);
    await readAt(panel, 'Answer number 112', 40);
    await hideAndShow(panel, view(turns(200, 240)), 'session-2');
    assert.ok((await below(panel)) < 2);
  });

  it('is the end where the message is not in the conversation', async () => {
    const panel = await open(view(turns(100, 140)));
    await readAt(panel, 'Answer number 112', 40);
    await hideAndShow(panel, view(turns(120, 140)));
    assert.ok((await below(panel)) < 2);
    await hideAndShow(panel, view(turns(100, 140)));
    assert.ok((await below(panel)) < 2);
  });

  for (const place of [
    { record: 'record-112', further: 1_000, offset: 0 },
    { record: 'record-112', further: -1_000, offset: 0 },
    { record: '"] *, [x="', further: 0, offset: 0 },
    { record: 'record-112', further: 0, offset: 'far' },
    { record: {}, further: 0, offset: 0 },
  ])
    it(`is the end where the saved state is ${JSON.stringify(place)}`, async () => {
      const panel = await open(view(turns(100, 140)));
      const state = JSON.stringify({ reading: { session: 'session-1', ...place }, details: 'yes' });
      await panel.page.evaluate(`sessionStorage.setItem('panel-state', ${JSON.stringify(state)})`);
      await hideAndShow(panel, view(turns(100, 140)));
      assert.ok((await below(panel)) < 2);
      assert.equal(await panel.page.locator('memory-card').isVisible(), false);
    });

  it('has the details of the memory open if they were, and closed if they were closed', async () => {
    const panel = await open(view(turns(100, 140)));
    const details = panel.page.getByRole('button', { name: 'Memory details' });
    await details.click();
    await readAt(panel, 'Answer number 112', 40);
    await hideAndShow(panel, view(turns(100, 140)));
    assert.ok(await panel.page.locator('memory-card').isVisible());
    assert.equal(await details.getAttribute('aria-expanded'), 'true');
    await isAt(panel, 'Answer number 112', 40);
    await details.click();
    await hideAndShow(panel, view(turns(100, 140)));
    assert.equal(await panel.page.locator('memory-card').isVisible(), false);
  });
});
