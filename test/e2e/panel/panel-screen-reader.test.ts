import assert from 'node:assert/strict';
import type { AnswerItem, Item, View } from '../../../src/protocol/view.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { composingView, sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const idle: View = { ...sampleView, turn: { state: 'idle' }, hasEarlier: false };
const answer = (text: string, state: AnswerItem['state']): Item => ({
  kind: 'answer',
  id: 'new',
  text,
  state,
});

/** Keeps every sentence that a screen reader is given, with how urgently. */
const listen = `globalThis.heard = [];
for (const region of document.querySelectorAll('live-announcer [aria-live]'))
  new MutationObserver(() => {
    const words = [...region.children].map((sentence) => sentence.textContent);
    for (const sentence of words) heard.push(region.ariaLive + ': ' + sentence);
  }).observe(region, { childList: true });`;

async function heard({ page }: PanelPage, last: string): Promise<readonly string[]> {
  await page.locator('live-announcer').getByText(last).waitFor({ state: 'attached' });
  return page.evaluate<readonly string[]>('heard');
}

describe('what a screen reader is told by the panel', () => {
  const open = panelBench();

  it('is that an answer begins and the whole of it at its end, nothing in between', async () => {
    const panel = await open(idle);
    await panel.page.evaluate(listen);
    await panel.change({ kind: 'fields', fields: { turn: { state: 'streaming' } } });
    await panel.change({ kind: 'itemAdded', item: answer('', 'streaming') });
    for (const text of ['The ', 'ferry ', 'sails.'])
      await panel.change({ kind: 'textAppended', id: 'new', part: 'text', text });
    await panel.change(
      { kind: 'itemReplaced', item: answer('The ferry sails.', 'done') },
      { kind: 'fields', fields: { turn: { state: 'idle' } } },
    );
    assert.deepEqual(await heard(panel, 'The ferry sails.'), [
      'polite: Claude is responding.',
      'polite: The ferry sails.',
    ]);
  });

  it('is a compaction with its figures', async () => {
    const panel = await open(idle);
    await panel.page.evaluate(listen);
    const mark = idle.items.find((item) => item.kind === 'compaction');
    assert.ok(mark !== undefined);
    await panel.change({ kind: 'itemAdded', item: { ...mark, id: 'again' } });
    const words = 'Compacted: 120,000 → 30,000 tokens, 85 → 12 messages, 12 kept word for word, waited 3 ms';
    assert.deepEqual(await heard(panel, words), [`polite: ${words}`]);
  });

  it('is an error at once', async () => {
    const panel = await open(idle);
    await panel.page.evaluate(listen);
    const text = 'The API key was not accepted.';
    const item: Item = { kind: 'notice', id: 'n', level: 'error', text, actions: ['setApiKey'] };
    await panel.change({ kind: 'itemAdded', item });
    assert.deepEqual(await heard(panel, text), [`assertive: ${text}`]);
  });

  it('is no more of the memory than is there to be read', async () => {
    const panel = await open(idle);
    assert.equal(await panel.page.getByRole('status').getAttribute('aria-live'), 'off');
    assert.equal(await panel.page.getByRole('log').getAttribute('aria-live'), 'off');
  });
});

describe('the roles and names of the panel', () => {
  const open = panelBench();

  it('tell everything above the conversation', async () => {
    const { page } = await open(idle);
    assert.equal(
      await page.locator('.head').ariaSnapshot(),
      `- region "Context and memory":
  - meter "Context used"
  - text: 62K / 200K
  - button "Compact now"
  - status "Memory": Memory ready covers 34 messages
  - button "Update now"
  - button "Show what changed in the memory"
  - button "Open memory"
  - button "Memory details"`,
    );
  });

  it('tell everything about the next message', async () => {
    const { page } = await open(composingView);
    const snapshot = await page.locator('chat-composer').ariaSnapshot();
    const controls = snapshot.match(/(?:button|textbox|listitem|list)(?: "[^"]*")?/g);
    assert.deepEqual(controls, [
      'list "Attached"',
      'listitem "src/parser/tokens.ts"',
      'button "Remove src/parser/tokens.ts"',
      'listitem "screenshot.png"',
      'button "Remove screenshot.png"',
      'listitem "It is not there any more."',
      'button "Remove notes/gone.md"',
      'listitem "src/loan.ts:3-9"',
      'button "Attach src/loan.ts:3-9"',
      'textbox "Message Claude"',
      'button "Attach files"',
      'button "Options"',
      'button "Model: claude-sonnet-5-5"',
      'button "Effort: low"',
      'button "Usage: $0.42 + $0.06 memory"',
      'button "Send"',
    ]);
  });
});
