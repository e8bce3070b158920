import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { View } from '../../../src/protocol/view.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const idle: View = { ...sampleView, turn: { state: 'idle' } };
const field = (panel: PanelPage): Locator => panel.page.getByRole('textbox', { name: 'Message Claude' });

/** The intents of these kinds so far. */
async function sent(panel: PanelPage, ...kinds: readonly string[]): Promise<readonly unknown[]> {
  return (await panel.intents()).filter((intent) => kinds.includes(intent.kind));
}

describe('the composer', () => {
  const open = panelBench();

  it('sends with Enter and is empty then', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('Hello');
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), [{ kind: 'submit', text: 'Hello' }]);
    assert.equal(await field(panel).inputValue(), '');
  });

  it('breaks the line with Shift and Enter', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('a');
    await field(panel).press('Shift+Enter');
    await field(panel).pressSequentially('b');
    assert.equal(await field(panel).inputValue(), 'a\nb');
    assert.deepEqual(await sent(panel, 'submit'), []);
  });

  it('sends nothing that is empty or blank', async () => {
    const panel = await open(idle);
    await field(panel).fill('  \n ');
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), []);
    assert.equal(await panel.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
  });

  it('sends nothing where the host takes nothing', async () => {
    const panel = await open({ ...idle, canSubmit: false, mode: 'restricted' });
    await field(panel).fill('Hello');
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), []);
    assert.equal(await field(panel).inputValue(), 'Hello');
  });

  it('takes a message while an answer is still coming', async () => {
    const panel = await open(sampleView);
    await field(panel).fill('And then?');
    await panel.page.getByRole('button', { name: 'Send' }).click();
    assert.deepEqual(await sent(panel, 'submit'), [{ kind: 'submit', text: 'And then?' }]);
  });

  it('leaves Enter and Escape to an input method that is composing', async () => {
    const panel = await open(sampleView);
    await field(panel).fill('にほん');
    for (const key of ['Enter', 'Escape']) {
      await field(panel).dispatchEvent('keydown', { key, isComposing: true, bubbles: true });
      await field(panel).dispatchEvent('keydown', { key, keyCode: 229, bubbles: true });
    }
    assert.deepEqual(await sent(panel, 'submit', 'stop'), []);
  });

  it('stops with Escape while there is something to stop, and only then', async () => {
    const panel = await open(sampleView);
    await field(panel).press('Escape');
    assert.deepEqual(await sent(panel, 'stop'), [{ kind: 'stop' }]);
    await panel.change({ kind: 'fields', fields: { turn: { state: 'idle' } } });
    await field(panel).press('Escape');
    assert.equal((await sent(panel, 'stop')).length, 1);
  });

  it('tells the host of the draft when it is left', async () => {
    const panel = await open(idle);
    await field(panel).fill('half a thought');
    await field(panel).blur();
    assert.deepEqual((await sent(panel, 'draftChanged')).at(-1), {
      kind: 'draftChanged',
      text: 'half a thought',
    });
  });

  it('keeps the draft over a reload', async () => {
    const panel = await open(idle);
    await field(panel).fill('half a thought');
    await panel.page.reload();
    await panel.show(idle);
    assert.equal(await field(panel).inputValue(), 'half a thought');
  });

  it('takes back a message that the host refused, and keeps what was typed since', async () => {
    const panel = await open(idle);
    await field(panel).fill('too much');
    await field(panel).press('Enter');
    await field(panel).fill('next');
    await panel.change({ kind: 'fields', fields: { draft: { text: 'too much', placed: 1 } } });
    assert.equal(await field(panel).inputValue(), 'too much\n\nnext');
  });

  it('does not let its own echo undo what was typed since', async () => {
    const panel = await open(idle);
    await field(panel).fill('newer');
    await panel.change({ kind: 'fields', fields: { draft: { text: 'new', placed: 0 } } });
    assert.equal(await field(panel).inputValue(), 'newer');
  });

  it('says when a message is too long and keeps it', async () => {
    const panel = await open(idle);
    await panel.page.evaluate(`
      const field = document.querySelector('textarea');
      field.value = 'x'.repeat(2000001);
      field.dispatchEvent(new Event('input'));
    `);
    await panel.page.getByText('This is too long to send').waitFor();
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), []);
  });

  it('takes the focus when the host gives it, and never by itself', async () => {
    const panel = await open(idle);
    const focused = (): Promise<boolean> =>
      panel.page.evaluate('document.activeElement === document.querySelector("textarea")');
    assert.equal(await focused(), false);
    await panel.send({ kind: 'focusComposer' });
    assert.equal(await focused(), true);
  });
});
