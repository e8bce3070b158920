import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { View } from '../../../src/protocol/view.ts';
import { composingView, emptyView, sampleView, troubledView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

/** Everything that can be operated, as it stands on the page, each by its name. */
const operable = `(() => {
  const name = (control) =>
    control.getAttribute('aria-label') || control.labels?.[0]?.textContent || control.textContent.trim();
  const all = 'a[href], button, input, textarea, summary, vscode-button, [tabindex="0"]';
  globalThis.nameOf = name;
  return [...document.querySelectorAll(all)]
    .filter((control) => control.checkVisibility() && !control.disabled)
    .map(name);
})()`;

/** The names of what has the focus after each Tab, until the focus leaves the page. */
async function tabThrough(page: Page, key: 'Tab' | 'Shift+Tab', most: number): Promise<readonly string[]> {
  const names: string[] = [];
  while (names.length <= most) {
    await page.keyboard.press(key);
    const name = await page.evaluate<string | null>(
      'document.activeElement === document.body ? null : nameOf(document.activeElement)',
    );
    if (name === null) return names;
    names.push(name);
  }
  throw new Error(`The focus goes round: ${names.join(', ')}`);
}

/** Whether a reader sees where the focus is: by an outline, or by the frame around a text field. */
const focusIsSeen = `(() => {
  let element = document.activeElement;
  const framed = element.closest('.composer-box, message-editor');
  if (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, borderColor, opacity } = getComputedStyle(element);
  const rgb = (color) => {
    const probe = document.createElement('i');
    probe.style.color = color;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  const focus = rgb('var(--vscode-focusBorder)');
  const hasOutline = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  const hasFrame = framed && getComputedStyle(framed).borderColor === focus;
  return Boolean(hasOutline || hasFrame || borderColor === focus);
})()`;

/** Nothing scrolls, so that no button comes or goes on the way. */
const tall = 1600;

const escapes: readonly [what: string, name: RegExp][] = [
  ['the memory card', /^Memory details$/],
  ['the table of costs', /^Usage/],
  ['the switches', /^Options$/],
];

describe('the panel by keyboard alone', () => {
  const open = panelBench();

  const views: readonly [string, View][] = [
    ['a conversation', { ...sampleView, hasEarlier: false }],
    ['no conversation yet', emptyView],
    ['trouble', troubledView],
    ['attachments', { ...composingView, hasEarlier: false }],
  ];
  for (const [name, view] of views) {
    it(`reaches every control with ${name}, in the order in which it is read, and leaves again`, async () => {
      const { page } = await open(view, { height: tall });
      await page.getByRole('button', { name: 'Memory details' }).click();
      await page.getByRole('button', { name: 'Options' }).click();
      const all = await page.evaluate<readonly string[]>(operable);
      assert.ok(all.length > 8, all.join());
      // Tab goes on from here.
      await page
        .getByRole('button', { name: 'Compact now' })
        .or(page.getByRole('button', { name: 'Memory details' }))
        .first()
        .focus();
      const from = await page.evaluate<string>('nameOf(document.activeElement)');
      assert.deepEqual(await tabThrough(page, 'Tab', all.length), all.slice(all.indexOf(from) + 1));
      assert.deepEqual(await tabThrough(page, 'Shift+Tab', all.length), all.toReversed());
    });
  }

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`shows where the focus is, in ${theme}`, async () => {
      const { page } = await open({ ...sampleView, hasEarlier: false }, { theme, height: tall });
      const count = (await page.evaluate<readonly string[]>(operable)).length;
      const unseen: string[] = [];
      for (let index = 0; index < count; index += 1) {
        await page.keyboard.press('Tab');
        if (!(await page.evaluate<boolean>(focusIsSeen)))
          unseen.push(await page.evaluate<string>('nameOf(document.activeElement)'));
      }
      assert.deepEqual(unseen, []);
    });
  }

  it('shows the buttons of a message as soon as one of them has the focus', async () => {
    const { page } = await open({
      ...sampleView,
      hasEarlier: false,
      turn: { state: 'idle' },
      items: sampleView.items.map((item) =>
        item.kind === 'user' ? { ...item, record: `r-${item.id}` } : item,
      ),
    });
    const edit = page.getByRole('button', { name: 'Edit message' }).first();
    await edit.focus();
    const opacity = await page.evaluate<string>(`(async () => {
      const tools = document.activeElement.closest('.message-tools');
      await Promise.all(tools.getAnimations().map((animation) => animation.finished));
      return getComputedStyle(tools).opacity;
    })()`);
    assert.equal(opacity, '1');
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Edit message' });
    await field.waitFor();
    assert.equal(await field.evaluate((element) => element === element.ownerDocument.activeElement), true);
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    assert.equal(await edit.evaluate((element) => element === element.ownerDocument.activeElement), true);
  });

  for (const [what, name] of escapes) {
    it(`opens ${what} by Enter and closes it by Escape, from within and from its button`, async () => {
      const panel = await open({ ...sampleView, hasEarlier: false });
      const button = panel.page.getByRole('button', { name });
      const isOpen = () => button.getAttribute('aria-expanded');
      await button.focus();
      await panel.page.keyboard.press('Enter');
      assert.equal(await isOpen(), 'true');
      // An input method's own.
      await button.dispatchEvent('keydown', { key: 'Escape', keyCode: 229, bubbles: true });
      assert.equal(await isOpen(), 'true');
      await panel.page.keyboard.press('Escape');
      assert.equal(await isOpen(), 'false');
      await panel.page.keyboard.press('Space');
      const id = await button.getAttribute('aria-controls');
      await panel.page.locator(`#${id} :is(vscode-button, input, [tabindex="0"])`).first().press('Escape');
      assert.equal(await isOpen(), 'false');
      assert.equal(await button.evaluate((element) => element === element.ownerDocument.activeElement), true);
      // Escape stops the answer only where nothing is open that it closes.
      assert.equal(
        (await panel.intents()).some(({ kind }) => kind === 'stop'),
        false,
      );
      await panel.page.keyboard.press('Escape');
      assert.deepEqual((await panel.intents()).at(-1), { kind: 'stop' });
    });
  }

  it('walks through the commands by the arrow keys, round their end, and keeps the text at Escape', async () => {
    const { page } = await open({ ...sampleView, turn: { state: 'idle' } });
    const field = page.getByRole('textbox', { name: 'Message Claude' });
    await field.pressSequentially('/');
    const marked = () => page.locator('[role="option"][aria-selected="true"] .command-name').innerText();
    const count = await page.getByRole('option').count();
    const first = await marked();
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await marked(), first);
    for (let step = 1; step < count; step += 1) await page.keyboard.press('ArrowDown');
    assert.equal(await marked(), first);
    await page.keyboard.press('ArrowUp');
    assert.notEqual(await marked(), first);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('option').count(), 0);
    assert.equal(await field.inputValue(), '/');
    assert.equal(await field.evaluate((element) => element === element.ownerDocument.activeElement), true);
  });

  it('scrolls the conversation by the arrow keys', async () => {
    const { page } = await open({ ...sampleView, hasEarlier: false }, { height: 500 });
    const log = page.getByRole('log');
    await log.focus();
    const top = () => log.evaluate((element) => element.scrollTop);
    assert.ok((await top()) > 0);
    const scrolled = log.evaluate(
      (element) => new Promise((done) => element.addEventListener('scroll', done, { once: true })),
    );
    await page.keyboard.press('Home');
    await scrolled;
  });
});
