import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Item, UserItem, View } from '../../../src/protocol/view.ts';
import { cutOff } from '../../support/panel-page/cut-off.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const user = (more: Partial<UserItem> = {}): UserItem => ({
  kind: 'user',
  id: 'i0',
  text: 'First words',
  record: 'r-1',
  ...more,
});
const answer: Item = { kind: 'answer', id: 'a0', text: 'An answer.', state: 'done', canRetry: true };
const view = (...items: readonly Item[]): View => ({ ...sampleView, items, turn: { state: 'idle' } });

const field = ({ page }: PanelPage) => page.getByRole('textbox', { name: 'Edit message' });
const button = ({ page }: PanelPage, name: string) => page.getByRole('button', { name, exact: true });

async function edits(panel: PanelPage) {
  return (await panel.intents()).filter(({ kind }) => kind === 'editMessage');
}

describe('editing a message in the panel', () => {
  const open = panelBench();

  it('opens it in place by the keyboard alone, and Enter sends the new words', async () => {
    const panel = await open(view(user(), answer));
    await button(panel, 'Edit message').focus();
    await panel.page.keyboard.press('Enter');
    await field(panel).waitFor();
    assert.equal(await panel.page.locator('.bubble').isVisible(), false);
    await panel.page.keyboard.type(', better');
    await panel.page.keyboard.press('Shift+Enter');
    await panel.page.keyboard.type('two lines');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await edits(panel), [
      { kind: 'editMessage', record: 'r-1', text: 'First words, better\ntwo lines' },
    ]);
    await field(panel).waitFor({ state: 'detached' });
    assert.equal(await panel.page.evaluate('document.activeElement.getAttribute("role")'), 'log');
  });

  it('is taken back by Escape, which stops nothing, and the focus returns', async () => {
    const panel = await open({ ...view(user(), answer), turn: { state: 'streaming' } });
    await button(panel, 'Edit message').click();
    await field(panel).fill('Other words');
    await field(panel).press('Escape');
    await field(panel).waitFor({ state: 'detached' });
    assert.equal(await panel.page.locator('.bubble').textContent(), 'First words');
    assert.equal(
      await panel.page.evaluate('document.activeElement.getAttribute("aria-label")'),
      'Edit message',
    );
    assert.deepEqual(
      (await panel.intents()).filter(({ kind }) => kind === 'editMessage' || kind === 'stop'),
      [],
    );
  });

  it('leaves Enter and Escape to an input method that is composing', async () => {
    const panel = await open(view(user(), answer));
    await button(panel, 'Edit message').click();
    for (const key of ['Enter', 'Escape']) {
      await field(panel).dispatchEvent('keydown', {
        key,
        isComposing: true,
        bubbles: true,
        cancelable: true,
      });
      await field(panel).dispatchEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true });
    }
    assert.deepEqual(await edits(panel), []);
    assert.ok(await field(panel).isVisible());
  });

  for (const [language, edit, submit, send] of [
    ['en', 'Edit message', 'Send edited message', 'Send'],
    ['de', 'Nachricht bearbeiten', 'Geänderte Nachricht senden', 'Senden'],
  ] as const) {
    it(`calls its button by another name than the composer’s, in ${language}`, async () => {
      const panel = await open(view(user(), answer), { language, width: 300 });
      await button(panel, edit).click();
      assert.equal(await button(panel, send).count(), 1);
      assert.deepEqual(await cutOff(panel.page), []);
      await button(panel, submit).click();
      assert.deepEqual(await edits(panel), [{ kind: 'editMessage', record: 'r-1', text: 'First words' }]);
    });
  }

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`is accessible in ${theme}`, async () => {
      const panel = await open(view(user({ text: 'Words that stay' }), answer), { theme });
      await button(panel, 'Edit message').click();
      await field(panel).waitFor();
      const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        [],
      );
    });
  }

  it('stays in sight while an answer grows below it', async () => {
    const streaming: Item = { kind: 'answer', id: 'a0', text: 'One.', state: 'streaming' };
    const panel = await open({ ...view(user(), streaming), turn: { state: 'streaming' } });
    await button(panel, 'Edit message').click();
    await field(panel).fill('Other words');
    await panel.change({ kind: 'textAppended', id: 'a0', part: 'text', text: '\n\nA line.'.repeat(80) });
    await panel.page.getByText('A line.').last().waitFor();
    assert.ok((await inSight(panel.page.locator('message-editor'))).share > 0.99);
    await field(panel).press('Enter');
    assert.equal((await edits(panel)).length, 1);
  });

  it('sends nothing that is empty', async () => {
    const panel = await open(view(user(), answer));
    await button(panel, 'Edit message').click();
    await field(panel).fill('  \n ');
    await field(panel).press('Enter');
    assert.deepEqual(await edits(panel), []);
    assert.ok(await field(panel).isVisible());
  });

  it('goes on while the conversation changes around it, and after the page was gone', async () => {
    const panel = await open(view(user(), answer));
    await button(panel, 'Edit message').click();
    await field(panel).fill('Half a sen');
    await panel.change({ kind: 'itemAdded', item: { kind: 'user', id: 'i2', text: 'More', record: 'r-2' } });
    await panel.change({
      kind: 'itemReplaced',
      item: user({ versions: { shown: 1, count: 2, next: 'r-9' } }),
    });
    assert.equal(await field(panel).inputValue(), 'Half a sen');
    await panel.page.reload();
    await panel.show(view(user(), answer));
    assert.equal(await field(panel).inputValue(), 'Half a sen');
    await button(panel, 'Cancel').click();
    await panel.page.reload();
    await panel.show(view(user(), answer));
    assert.equal(await field(panel).count(), 0);
  });

  it('is not offered for a message that waits', async () => {
    const panel = await open(view({ kind: 'user', id: 'queued.1', text: 'Later', pending: true }));
    assert.equal(await button(panel, 'Edit message').count(), 0);
  });

  it('is no matter where nothing was written: that an answer was continued is told in a line', async () => {
    const versions = { shown: 2, count: 2, previous: 'r-0' };
    const continued = user({ id: 'i2', text: '', record: 'r-2', continues: true, versions });
    const panel = await open(view(user(), answer, continued));
    const line = panel.page.locator('user-message').last();
    assert.equal(await line.innerText(), 'Continued\n2/2');
    assert.equal(await line.getByRole('heading').count(), 0);
    for (const name of ['Edit message', 'Copy message']) assert.equal(await button(panel, name).count(), 1);
    await panel.show(view(user(), answer, { ...continued, continues: false, text: 'Other words' }));
    assert.match(await line.innerText(), /^You\s+Other words/);
    assert.equal(await button(panel, 'Edit message').count(), 2);
  });

  it('comes after the note that the message before it was not answered', async () => {
    const next = user({ id: 'i2', text: 'Next', record: 'r-2', afterUnanswered: true });
    const panel = await open(view(user(), next));
    const messages = panel.page.locator('user-message');
    assert.match(await messages.last().innerText(), /^Not answered\s+You\s+Next/);
    assert.doesNotMatch(await messages.first().innerText(), /Not answered/);
  });

  const waiting = {
    kind: 'user',
    id: 'queued.r9',
    text: 'Later',
    pending: true,
    canWithdraw: true,
  } as const;

  it('is taken back while it waits: by its button, with which the keyboard goes to the text field', async () => {
    const panel = await open(view(user(), answer, waiting));
    await button(panel, 'Take back').press('Enter');
    assert.deepEqual(
      (await panel.intents()).filter(({ kind }) => kind === 'withdraw'),
      [{ kind: 'withdraw', id: 'queued.r9' }],
    );
    assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'textarea');
    await panel.change({ kind: 'itemReplaced', item: { ...waiting, canWithdraw: false } });
    assert.equal(await button(panel, 'Take back').count(), 0);
    await panel.page.getByText('Queued until the current answer ends').waitFor();
  });

  it('keeps the keyboard on its button while it waits, and gives it to the conversation when it goes out', async () => {
    const panel = await open(view(user(), answer, waiting));
    const focused = (selector: string) =>
      panel.page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`);
    await button(panel, 'Take back').focus();
    await panel.change({ kind: 'itemReplaced', item: { ...waiting, text: 'Later still' } });
    await panel.page.getByText('Later still').waitFor();
    assert.equal(await focused('user-message vscode-button'), true);
    await panel.change({ kind: 'itemRemoved', id: waiting.id });
    await panel.page.getByText('Later still').waitFor({ state: 'detached' });
    assert.equal(await focused('.log'), true);
  });

  it('shows which version it is, and goes to the others while nothing runs', async () => {
    const versions = { shown: 2, count: 3, previous: 'r-0', next: 'r-2' };
    const panel = await open(view(user({ versions }), answer));
    const group = panel.page.getByRole('group', { name: 'Version 2 of 3' });
    assert.equal(await group.innerText(), '2/3');
    await button(panel, 'Previous version').click();
    await button(panel, 'Next version').click();
    assert.deepEqual(
      (await panel.intents()).filter(({ kind }) => kind === 'showVersion'),
      [
        { kind: 'showVersion', record: 'r-0' },
        { kind: 'showVersion', record: 'r-2' },
      ],
    );
    await panel.show(
      view(user({ record: 'r-2', versions: { shown: 3, count: 3, previous: 'r-1' } }), answer),
    );
    assert.equal(await button(panel, 'Next version').isDisabled(), true);
    const polite = panel.page.locator('[aria-live=polite]');
    await polite.getByText('Version 3 of 3', { exact: true }).waitFor({ state: 'attached' });
    await panel.change({ kind: 'fields', fields: { turn: { state: 'streaming' } } });
    assert.equal(await button(panel, 'Previous version').isDisabled(), true);
  });

  it('copies a message, and asks for an answer once more where that is offered', async () => {
    const panel = await open(view(user(), answer));
    await button(panel, 'Copy message').click();
    await button(panel, 'Answer again').click();
    assert.deepEqual((await panel.intents()).slice(-2), [
      { kind: 'copyText', text: 'First words' },
      { kind: 'retryAnswer' },
    ]);
    await panel.change({ kind: 'itemReplaced', item: { ...answer, canRetry: false } });
    assert.equal(await button(panel, 'Answer again').isVisible(), false);
  });
});
