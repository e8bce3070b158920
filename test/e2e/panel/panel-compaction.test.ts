import assert from 'node:assert/strict';
import type { CompactionItem, Item, View } from '../../../src/protocol/view.ts';
import { sampleCompaction, sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const showing = (changes: Partial<CompactionItem>): View => ({
  ...sampleView,
  turn: { state: 'idle' },
  hasEarlier: false,
  items: [{ ...sampleCompaction, ...changes }],
});

describe('the mark of a compaction in the panel', () => {
  const open = panelBench();
  const notes = async (changes: Partial<CompactionItem>): Promise<string> => {
    const { page } = await open(showing(changes));
    return page.locator('compaction-mark').innerText();
  };

  it('says how many of the user’s earlier words did not go along', async () => {
    assert.match(await notes({ wordsOmitted: 1 }), /One earlier message of yours did not fit/);
    assert.match(await notes({ wordsOmitted: 1_234 }), /1,234 earlier messages of yours/);
    assert.match(await notes({ wordsCut: 1 }), /One long message of yours went along with its beginning/);
    const all = await notes({ wordsOmitted: 2, wordsCut: 3, pastedLines: 1_234 });
    assert.match(all, /2 earlier messages.*3 long messages.*1,234 lines that you had pasted/s);
  });

  it('says from which turn on all was kept, and leads there', async () => {
    const said: Item = { kind: 'user', id: 'u', record: 'r', text: 'Kept' };
    const kept = { ...sampleCompaction, keptFrom: { turn: 31, record: 'r' } };
    const { page } = await open({ ...showing({}), items: [said, kept] });
    const words = '12 kept word for word from turn 31 on';
    await page.getByRole('separator', { name: words }).waitFor();
    await page.getByRole('button', { name: words }).click();
    await page.locator('user-message:focus', { hasText: 'Kept' }).waitFor();
  });

  it('says nothing of them where all went along, or where the compaction has been undone', async () => {
    assert.doesNotMatch(await notes({}), /of yours/);
    assert.doesNotMatch(await notes({ wordsOmitted: 0 }), /of yours/);
    const undone = { wordsOmitted: 3, wordsCut: 3, pastedLines: 3, undone: true };
    assert.doesNotMatch(await notes(undone), /of yours|had pasted/);
  });
});
