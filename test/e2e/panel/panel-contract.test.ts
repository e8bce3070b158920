import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { View } from '../../../src/protocol/view.ts';
import { eventually } from '../../support/eventually.ts';
import { emptyView, sampleView, troubledView } from '../../support/panel-page/sample-view.ts';
import type { ThemeName } from '../../support/panel-page/themes.ts';
import { panelBench } from './panel-bench.ts';

describe('the panel by role and name', () => {
  const open = panelBench();

  it('has the conversation, the composer and its buttons', async () => {
    const { page } = await open(sampleView);
    await page.getByRole('log', { name: 'Conversation', exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Message Claude', exact: true }).waitFor();
    for (const name of ['Send', 'Stop', 'Compact now', 'Update now']) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 1, name);
    }
  });

  it('shows Stop only while there is something to stop', async () => {
    const panel = await open(sampleView);
    const stop = panel.page.getByRole('button', { name: 'Stop', exact: true });
    await stop.click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'stop' });
    await panel.change({ kind: 'fields', fields: { turn: { state: 'idle' } } });
    assert.equal(await stop.isVisible(), false);
  });

  it('has a meter in tokens, with its thresholds in words', async () => {
    const { page } = await open(sampleView);
    const meter = page.getByRole('meter', { name: 'Context used', exact: true });
    assert.equal(await meter.getAttribute('aria-valuenow'), '62000');
    assert.equal(await meter.getAttribute('aria-valuemin'), '0');
    assert.equal(await meter.getAttribute('aria-valuemax'), '200000');
    assert.match((await meter.getAttribute('aria-valuetext')) ?? '', /next memory update at 70,000/);
  });

  it('has a meter that clicks and keys leave alone', async () => {
    // A short conversation asks for what is before it, which is no answer to a key.
    const panel = await open({ ...sampleView, hasEarlier: false });
    const before = await panel.intents();
    await panel.page.getByRole('meter').click();
    await panel.page.keyboard.press('ArrowRight');
    assert.deepEqual(await panel.intents(), before);
  });

  it("tells the memory's state in a status", async () => {
    const { page } = await open(troubledView);
    const status = page.getByRole('status');
    assert.match((await status.textContent()) ?? '', /Updates failed several times.*covers 34 messages/);
  });

  it('says after an update what changed in the memory, and offers to show it', async () => {
    const panel = await open(sampleView);
    const button = panel.page.getByRole('button', { name: 'Show what changed in the memory' });
    assert.equal(
      await button.getAttribute('title'),
      'Last change: Active Work, Files: 3 lines added, 1 removed',
    );
    await button.click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'showMemoryChange' });
    const { lastChange: _, ...unchanged } = sampleView.memory;
    await panel.change({ kind: 'fields', fields: { memory: unchanged } });
    assert.equal(await button.isVisible(), false);
  });

  it('tells on demand what the memory covers, what changed last and what it cost', async () => {
    const panel = await open(sampleView);
    const card = panel.page.locator('memory-card');
    assert.equal(await card.getByText('Last change').isVisible(), false);
    await panel.page.getByRole('button', { name: 'Memory details' }).click();
    await card.getByText('Last change', { exact: true }).waitFor();
    const words = (await card.locator('dl').innerText()).replace(/\s+/g, ' ');
    assert.match(words, /Covers 34 messages, 77% of the context/);
    assert.match(words, /Kept word for word 9,000 tokens/);
    assert.match(words, /Next update at 70,000 tokens/);
    assert.match(words, /Last change Active Work, Files: 3 lines added, 1 removed/);
    assert.match(words, /Cost so far \$0\.06, 3 requests/);
    await card.getByRole('button', { name: 'Memory history' }).click();
    await card.getByRole('button', { name: 'Preview compaction' }).click();
    assert.deepEqual((await panel.intents()).slice(-2), [
      { kind: 'showMemoryHistory' },
      { kind: 'previewCompaction' },
    ]);
    const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  });

  it('explains the one tick of the meter, with a tick: where the memory begins, or is updated next', async () => {
    const { meter } = sampleView;
    const states: readonly [string, View['meter'], string][] = [
      [
        'no memory yet',
        { ...meter, contextTokens: 5_000, coveredTokens: 0, updateAtTokens: 9_000 },
        'Begins at 10,000 tokens',
      ],
      ['a memory that is being made, or failed', { ...meter, contextTokens: 12_000, coveredTokens: 0 }, ''],
      [
        'a memory that is off',
        { ...meter, contextTokens: 5_000, coveredTokens: 0, memoryAtTokens: 0, updateAtTokens: 0 },
        '',
      ],
      ['a memory', meter, 'Next update at 70,000 tokens'],
      [
        'one that was compacted',
        { ...meter, contextTokens: 2_000, coveredTokens: 2_000, updateAtTokens: 7_000 },
        'Next update at 7,000 tokens',
      ],
      ['an update beyond the limit', { ...meter, updateAtTokens: 200_001 }, ''],
    ];
    for (const [what, now, words] of states) {
      const { page } = await open({ ...sampleView, meter: now });
      await page.getByRole('button', { name: 'Memory details' }).click();
      const terms = page.locator('memory-card').locator('.begins, .next').filter({ visible: true });
      const told = await terms.evaluateAll((all) =>
        all.map(({ textContent, nextElementSibling }) => `${textContent} ${nextElementSibling?.textContent}`),
      );
      assert.deepEqual(told, words === '' ? [] : [words], what);
      const ticks = page.locator('.meter-tick:visible');
      assert.equal(await ticks.count(), told.length, what);
      if (words !== '') {
        const at = `${Number(/[\d,]+/.exec(words)?.[0].replace(',', '')) / 2_000}%`;
        assert.equal(await ticks.evaluate(({ style }) => style.insetInlineStart), at, what);
        const key = `getComputedStyle(document.querySelector('memory-card :is(.begins, .next):not([hidden])'), '::before').width`;
        assert.equal(await page.evaluate(key), '2px', what);
      }
    }
  });

  it('draws the size of the context on demand, and says the same in words', async () => {
    const panel = await open(sampleView);
    const name = '21 turns: at most 120,000 of 200,000 tokens, last 62,000; 1 compaction.';
    assert.equal(await panel.page.getByRole('img').count(), 0);
    await panel.page.getByRole('button', { name: 'Memory details' }).click();
    const chart = panel.page.getByRole('img', { name, exact: true });
    await chart.waitFor();
    assert.equal(await chart.locator('.chart-mark').count(), 1);
    assert.equal(
      await chart.locator('.chart-mark title').textContent(),
      'Compacted: 120,000 → 30,000 tokens',
    );
    await panel.change({ kind: 'fields', fields: { sizes: [] } });
    assert.equal(await panel.page.getByText('Context over the session').isVisible(), false);
  });

  it('marks a compaction by a separator that says before and after', async () => {
    const panel = await open(sampleView);
    const name = 'Compacted: 120,000 → 30,000 tokens, 85 → 12 messages, 12 kept word for word, waited 3 ms';
    await panel.page.getByRole('separator', { name, exact: true }).waitFor();
    await panel.page.getByRole('button', { name: 'View memory' }).click();
    await panel.page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual((await panel.intents()).slice(-2), [
      { kind: 'showCompactedMemory', record: 'compaction-1' },
      { kind: 'undoCompaction' },
    ]);
  });

  it('offers no compaction where the host says there is none', async () => {
    const { page } = await open(emptyView);
    assert.equal(await page.getByRole('button', { name: 'Compact now' }).isDisabled(), true);
  });

  it('counts down to the next try, and says that it waits for the answer once that is under way', async () => {
    const waiting = (until: number): View => ({
      ...sampleView,
      turn: { state: 'waiting', reason: 'retry', text: 'The server is overloaded.', until },
    });
    const panel = await open(waiting(Date.now() + 60_000));
    await panel.page.getByText(/^The server is overloaded\. Trying again in (5\d|60)\u00a0s\.$/).waitFor();
    await panel.show(waiting(Date.now() - 1));
    await panel.page.locator('turn-status').getByText('Waiting for Claude…').waitFor();
  });

  it('counts a silence from when it began, and offers to stop waiting only while something goes wrong', async () => {
    const panel = await open({ ...sampleView, turn: { state: 'streaming' } });
    const stop = panel.page.getByRole('button', { name: 'Stop waiting' });
    assert.equal(await stop.isVisible(), false);
    const since = Date.now() - 70_000;
    await panel.change({ kind: 'fields', fields: { turn: { state: 'streaming', silentSince: since } } });
    const status = panel.page.locator('turn-status');
    const silent = async (): Promise<number> =>
      Number(/^Nothing has come for (\d+)\ss\..*your message is kept\./.exec(await status.innerText())?.[1]);
    const first = await silent();
    assert.ok(first >= 70, String(first));
    await eventually(async () => assert.ok((await silent()) > first));
    await stop.click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'stop' });
    await panel.change({ kind: 'fields', fields: { turn: { state: 'streaming' } } });
    assert.equal(await stop.isVisible(), false);
  });

  it('has a heading for each turn', async () => {
    const { page } = await open(sampleView);
    const headings = await page.getByRole('heading', { level: 3 }).allTextContents();
    assert.deepEqual(headings, ['You', 'Claude', 'You', 'Claude']);
  });

  const views: readonly [string, View][] = [
    ['a conversation', sampleView],
    ['no conversation yet', emptyView],
    ['trouble', troubledView],
  ];
  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] satisfies readonly ThemeName[]) {
    for (const [name, view] of views) {
      it(`is accessible with ${name} in ${theme}`, async () => {
        const { page } = await open(view, { theme });
        const usage = page.getByRole('button', { name: /^Usage/ });
        if (await usage.isVisible()) await usage.click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
        );
        assert.deepEqual(found, []);
      });
    }
  }

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] satisfies readonly ThemeName[]) {
    it(`is accessible with all that unfolds unfolded in ${theme}, and stays 300 pixels wide`, async () => {
      const { page } = await open({ ...sampleView, turn: { state: 'idle' } }, { theme, width: 300 });
      await page.getByRole('button', { name: 'Memory details' }).click();
      const field = page.getByRole('textbox');
      await field.fill('/help');
      await field.press('Enter');
      await field.fill('/');
      await page.getByRole('option').first().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      assert.deepEqual(found, []);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    });
  }

  it('needs no sideways scrolling at 300 pixels', async () => {
    const { page } = await open(troubledView, { width: 300 });
    assert.equal(await page.evaluate('document.querySelector(".log").scrollWidth <= innerWidth'), true);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  });
});
