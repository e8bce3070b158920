import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import type { Item, View } from '../../../src/protocol/view.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
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

  it('tells the host also of a text that was taken out again', async () => {
    const panel = await open(idle);
    for (const text of ['a password', '']) {
      await field(panel).fill(text);
      await field(panel).blur();
    }
    await field(panel).focus();
    await field(panel).blur();
    assert.deepEqual(
      await sent(panel, 'draftChanged'),
      ['a password', ''].map((text) => ({ kind: 'draftChanged', text })),
    );
  });

  it('keeps the draft over a reload', async () => {
    const panel = await open(idle);
    await field(panel).fill('half a thought');
    await panel.page.reload();
    await panel.show(idle);
    assert.equal(await field(panel).inputValue(), 'half a thought');
  });

  it('brings no message back as the draft that was sent, where VS Code gives back an older state', async () => {
    const panel = await open(idle);
    await field(panel).fill('half a thought');
    await panel.page.reload();
    const sentSince: Item = { kind: 'user', id: 'new', text: 'half a thought, ended', record: 'new' };
    await panel.show({ ...idle, items: [...idle.items, sentSince] });
    assert.equal(await field(panel).inputValue(), '');
  });

  it('lets go of what another panel has sent, also while that waits', async () => {
    const panel = await open(idle);
    await field(panel).fill('the same');
    await field(panel).blur();
    await panel.send({ kind: 'sentElsewhere', text: 'the same' });
    assert.equal(await field(panel).inputValue(), '');
    await field(panel).fill('the same');
    await panel.page.reload();
    const waiting: Item = { kind: 'user', id: 'queued', text: 'the same', pending: true };
    await panel.show({ ...idle, items: [...idle.items, waiting] });
    assert.equal(await field(panel).inputValue(), '');
  });

  it('keeps what differs from what another panel has sent, and the host keeps it too', async () => {
    const panel = await open(idle);
    await field(panel).fill('mine');
    await field(panel).blur();
    await panel.send({ kind: 'sentElsewhere', text: 'theirs' });
    assert.equal(await field(panel).inputValue(), 'mine');
    const mine = { kind: 'draftChanged', text: 'mine' };
    assert.deepEqual(await sent(panel, 'draftChanged'), [mine, mine]);
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

  it('opens the table of tokens and cost from the cost, and closes it again', async () => {
    const panel = await open(idle);
    const button = panel.page.getByRole('button', { name: 'Usage: $0.42 + $0.06 memory' });
    const table = panel.page.getByRole('table', { name: /^88% of this session’s input/ });
    assert.equal(await table.isVisible(), false);
    await button.press('Enter');
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    const rows = await table.getByRole('row').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split(/\s*\t\s*/)),
      [
        ['', 'Input', 'From cache', 'To cache', 'Output', 'Cost in $', 'Saved in $'],
        ['Chat', '9K', '410K', '62K', '14K', '0.42', '0.68'],
        ['Memory', '900', '120K', '4K', '3K', '0.06', '0.21'],
        ['Session', '9.9K', '530K', '66K', '17K', '0.48', '0.89'],
        ['All: chat', '790K', '39M', '5.2M', '1.1M', '33.02', '61.40'],
        ['All: memory', '22K', '9.1M', '110K', '180K', '4.12', '17.22'],
        ['All sessions', '812K', '48M', '5.3M', '1.2M', '37.14', '78.62'],
      ],
    );
    await button.click();
    assert.equal(await table.isVisible(), false);
  });

  const money = (costUsd: number | null, savedUsd: number | null): View['cost'] => {
    const { chat, ...others } = idle.cost;
    const spent = { costUsd, savedUsd };
    return { ...others, chat: { ...chat, ...spent }, session: { ...others.session, ...spent } };
  };

  for (const language of ['en', 'de'] as const)
    for (const [what, cost] of [
      ['large sums', idle.cost],
      ['small sums', money(0.0026, 0.0064)],
      ['losses', money(0.0064, -0.0026)],
      ['sums that nobody knows', money(null, null)],
    ] as const)
      it(`shows the whole table in a panel 300 pixels wide, with ${what} in ${language}`, async () => {
        const panel = await open({ ...idle, cost }, { width: 300, language });
        await panel.page.locator('.composer-cost').click();
        const table = panel.page.locator('cost-table');
        const hidden = await table
          .getByRole('group')
          .evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth);
        assert.equal(hidden, 0);
        for (const cell of await table.locator('tr:nth-child(1) > :last-child, caption').all())
          assert.ok((await inSight(cell)).share > 0.99, await cell.innerText());
      });

  it('says that the cost is unknown where a price is, and shows the tokens all the same', async () => {
    const unknown = { ...idle.cost.chat, costUsd: null, savedUsd: null };
    const panel = await open({ ...idle, cost: { ...idle.cost, chat: unknown, session: unknown } });
    await panel.page.getByRole('button', { name: 'Usage: cost unknown' }).click();
    const chat = panel.page.getByRole('row', { name: /^Chat/ });
    assert.match(await chat.innerText(), /410K.*\?\s+\?/);
    await panel.page.getByText('Some models have no price here').waitFor();
  });

  it('brings back what was sent before, by the arrow keys of an empty field', async () => {
    const panel = await open(idle);
    await field(panel).press('ArrowUp');
    assert.equal(await field(panel).inputValue(), 'Yes, the test first. Keep it short.');
    await field(panel).press('ArrowUp');
    assert.equal(await field(panel).inputValue(), 'Why does the parser drop the last comment of a file?');
    await field(panel).press('ArrowDown');
    await field(panel).press('ArrowDown');
    assert.equal(await field(panel).inputValue(), '');
  });

  it('leaves the arrow keys to text that was written, to a moved caret and to an input method', async () => {
    const panel = await open(idle);
    await field(panel).fill('mine');
    await field(panel).press('ArrowUp');
    assert.equal(await field(panel).inputValue(), 'mine');
    await field(panel).fill('');
    await field(panel).dispatchEvent('keydown', { key: 'ArrowUp', isComposing: true, bubbles: true });
    assert.equal(await field(panel).inputValue(), '');
    await field(panel).press('ArrowUp');
    await field(panel).press('ArrowLeft');
    await field(panel).press('ArrowUp');
    assert.equal(await field(panel).inputValue(), 'Yes, the test first. Keep it short.');
  });

  it('offers commands while one is being written, and runs the one that is marked', async () => {
    const panel = await open(idle);
    const options = panel.page.getByRole('option');
    await field(panel).pressSequentially('/');
    assert.equal(await options.count(), 6);
    await field(panel).pressSequentially('m');
    assert.deepEqual(await options.allTextContents(), [
      '/memory Open the memory file',
      '/model Choose the model',
    ]);
    await field(panel).press('ArrowDown');
    const marked = await field(panel).getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator('[aria-selected=true]').getAttribute('id'), marked);
    const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
    await field(panel).press('Enter');
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'chooseModel' });
    assert.equal(await field(panel).inputValue(), '');
    assert.deepEqual(await sent(panel, 'submit'), []);
  });

  it('walks from what is shown to what was sent earlier', async () => {
    const said: Item = { kind: 'user', id: 'u', text: 'Now' };
    const panel = await open({ ...idle, items: [said], earlierPrompts: ['Long ago', 'Now', 'Before'] });
    for (const prompt of ['Now', 'Before', 'Long ago', 'Long ago']) {
      await field(panel).press('ArrowUp');
      assert.equal(await field(panel).inputValue(), prompt);
    }
  });

  it('waits for a focus where a command takes one', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('/c');
    await field(panel).press('Tab');
    await field(panel).pressSequentially('the parser');
    await field(panel).press('Enter');
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'compact', focus: 'the parser' });
  });

  it('closes the list with Escape without stopping the answer', async () => {
    const panel = await open(sampleView);
    await field(panel).pressSequentially('/');
    await field(panel).press('Escape');
    assert.equal(await panel.page.getByRole('listbox').count(), 0);
    assert.deepEqual(await sent(panel, 'stop'), []);
    await field(panel).press('Escape');
    assert.equal((await sent(panel, 'stop')).length, 1);
  });

  it('runs no command with anything before it, and sends an unknown one only after a hint', async () => {
    const panel = await open(idle);
    await field(panel).fill('please /new');
    await field(panel).press('Enter');
    await field(panel).fill('/status');
    await field(panel).press('Enter');
    await panel.page.getByText('There is no command /status').waitFor();
    assert.deepEqual(await sent(panel, 'submit', 'newSession'), [{ kind: 'submit', text: 'please /new' }]);
    await field(panel).press('Enter');
    assert.deepEqual((await sent(panel, 'submit')).at(-1), { kind: 'submit', text: '/status' });
  });

  it('knows /clear for /new, and does not list it', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('/cle');
    assert.equal(await panel.page.getByRole('option').count(), 0);
    await field(panel).pressSequentially('ar');
    await field(panel).press('Enter');
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'newSession' });
    assert.equal(await field(panel).inputValue(), '');
  });

  it('lists commands and keys when asked for help, and closes the list again', async () => {
    const panel = await open(idle);
    await field(panel).fill('/help');
    await field(panel).press('Enter');
    const help = panel.page.getByRole('region', { name: 'Help' });
    assert.match((await help.textContent()) ?? '', /\/compact \[focus\].*Arrow up/);
    await panel.page.getByRole('button', { name: 'Close help' }).click();
    assert.equal(await help.count(), 0);
    assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'textarea');
  });

  it('closes the help with Escape, from the text and from its button, and does not stop the answer', async () => {
    const panel = await open(sampleView);
    const help = panel.page.getByRole('region', { name: 'Help' });
    const ask = async (): Promise<void> => {
      await field(panel).fill('/help');
      await field(panel).press('Enter');
      await help.waitFor();
    };
    await ask();
    await field(panel).press('Escape');
    assert.equal(await help.count(), 0);
    await ask();
    await panel.page.getByRole('button', { name: 'Close help' }).press('Escape');
    assert.equal(await help.count(), 0);
    assert.deepEqual(await sent(panel, 'stop'), []);
    await field(panel).press('Escape');
    assert.equal((await sent(panel, 'stop')).length, 1);
  });

  it('leaves Enter and Tab alone while no files are shown, and lets Escape end the mention first', async () => {
    const panel = await open(sampleView);
    await field(panel).pressSequentially('thanks @bob');
    await field(panel).press('Escape');
    assert.deepEqual(await sent(panel, 'stop'), []);
    await field(panel).press('Escape');
    assert.equal((await sent(panel, 'stop')).length, 1);
    await field(panel).fill('');
    await field(panel).pressSequentially('thanks @bob');
    await field(panel).press('Tab');
    assert.notEqual(await panel.page.evaluate('document.activeElement.localName'), 'textarea');
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), [{ kind: 'submit', text: 'thanks @bob' }]);
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
