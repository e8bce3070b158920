import assert from 'node:assert/strict';
import type { Item } from '../../../src/protocol/view.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

/** Turns of a question and an answer of several lines, so that only a few of them are in sight. */
const turns = (from: number, to: number): readonly Item[] =>
  Array.from({ length: to - from }, (_, index): readonly Item[] => {
    const number = from + index;
    return [
      { kind: 'user', id: `u${number}`, record: `record-${number}`, text: `Question number ${number}` },
      { kind: 'answer', id: `a${number}`, text: 'It is so.\n\n'.repeat(12), state: 'done' },
    ];
  }).flat();

const line = (turn: number) => ({ text: `"Rule ${turn}."`, turn, record: `record-${turn}`, isStruck: false });

describe('a line of the memory', () => {
  const open = panelBench();

  const session = async (hasEarlier: boolean) => {
    const panel = await open({
      ...sampleView,
      turn: { state: 'idle' },
      items: turns(100, 140),
      hasEarlier,
      memoryLines: [line(3), line(104)],
    });
    await panel.page.getByRole('button', { name: 'Memory details' }).click();
    return panel;
  };

  it('leads to the turn that it comes from', async () => {
    const { page } = await session(false);
    await page.getByRole('button', { name: 'Show turn 104 in the conversation' }).click();
    const focused = page.locator(':focus', { hasText: 'Question number 104' });
    await focused.waitFor();
    const box = await focused.boundingBox();
    const height = page.viewportSize()?.height ?? 0;
    assert.ok(box !== null && box.y >= 0 && box.y < height, JSON.stringify(box));
  });

  it('fetches the turn where it is not loaded yet', async () => {
    const panel = await session(true);
    const { page } = panel;
    await page.getByRole('button', { name: 'Show turn 3 in the conversation' }).click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'loadEarlier' });
    await panel.change({ kind: 'itemsPrepended', items: turns(50, 100), hasEarlier: true });
    await page.locator('item-chunk').nth(5).waitFor({ state: 'attached' });
    await panel.change({ kind: 'itemsPrepended', items: turns(1, 50), hasEarlier: false });
    await page.locator(':focus', { hasText: 'Question number 3' }).waitFor();
  });

  it('does nothing where its turn is nowhere', async () => {
    const { page } = await session(false);
    await page.getByRole('button', { name: 'Show turn 3 in the conversation' }).click();
    assert.ok(await page.getByRole('button', { name: 'Show turn 3 in the conversation' }).isVisible());
  });
});
