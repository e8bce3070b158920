import assert from 'node:assert/strict';
import type { Attachment, Item, View } from '../../../src/protocol/view.ts';
import { attacks, bombs } from '../../support/attacks.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

/** A view that says `text` wherever it can say anything. */
const answering = (text: string): View => {
  const line = text.slice(0, 1_000);
  const file: Attachment = { id: 'f', kind: 'file', name: line, tokens: 1, problem: line };
  const items: readonly Item[] = [
    { kind: 'user', id: 'u', text, record: 'r', attachments: [file] },
    { kind: 'answer', id: 'a', text, thinking: text, state: 'done' },
    { kind: 'tool', id: 't', name: line, summary: line, output: text, state: 'done' },
    { kind: 'notice', id: 'n', level: 'error', text: text.slice(0, 5_000), actions: [] },
  ];
  return {
    ...sampleView,
    items,
    title: line,
    model: line,
    server: line,
    memory: { ...sampleView.memory, text: line, lastChange: line, failure: line },
    composer: { ...sampleView.composer, attachments: [file] },
    draft: { text: line, placed: 1 },
  };
};

describe('the panel under attack', () => {
  const open = panelBench();

  for (const attack of attacks) {
    it(`shows ${JSON.stringify(attack.slice(0, 60))} as text and does nothing`, async () => {
      const { page } = await open(answering(attack));
      await page.getByRole('button', { name: 'Memory details' }).click();
      const dangerous =
        'img, iframe, object, embed, form, base, style, math, video, [onerror], [onload], [ping], [style*=url]';
      assert.equal(await page.locator(`session-memory-chat :is(${dangerous})`).count(), 0);
      assert.equal(
        await page.locator('body > :not(script, session-memory-chat), body script:not([src])').count(),
        0,
      );
      assert.equal(
        await page.locator('answer-message :is(script, meta, link, input, [id], [name])').count(),
        0,
      );
      assert.equal(await page.evaluate('globalThis.attacked'), undefined);
      const hrefs = await page.evaluate<string[]>('[...document.links].map((link) => link.protocol)');
      assert.deepEqual(
        hrefs.filter((protocol) => !['https:', 'http:', 'mailto:'].includes(protocol)),
        [],
      );
    });
  }

  it('shows where a link leads, in letters that cannot be mistaken', async () => {
    const { page } = await open(
      answering('[\u0430pple.com](https://\u0430pple.com/) and \u202e[gpj.exe](https://example.com/a)'),
    );
    const links = page.locator('answer-message').getByRole('link');
    assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.title)), [
      'https://xn--pple-43d.com/',
      'https://example.com/a',
    ]);
    assert.equal(
      await page.evaluate('getComputedStyle(document.querySelector("answer-message a")).unicodeBidi'),
      'isolate',
    );
  });

  it('only tells the host when a link is clicked, and goes nowhere', async () => {
    const panel = await open(answering('[x](https://example.com/a)'));
    const url = panel.page.url();
    await panel.page.evaluate(
      'document.addEventListener("click", (event) => { globalThis.reached = event.target.tagName; })',
    );
    await panel.page.getByRole('link', { name: 'x', exact: true }).click();
    await panel.page.getByRole('link', { name: 'x', exact: true }).click({ button: 'middle' });
    const opened = (await panel.intents()).filter(({ kind }) => kind !== 'focusChanged');
    assert.deepEqual(opened.slice(-2), [
      { kind: 'openLink', href: 'https://example.com/a' },
      { kind: 'openLink', href: 'https://example.com/a' },
    ]);
    assert.equal(panel.page.url(), url);
    // VS Code listens for clicks on links at the document, and would open them without asking the host.
    assert.equal(await panel.page.evaluate('globalThis.reached'), undefined);
  });

  for (const [name, bomb] of bombs) {
    it(`survives ${name} and goes on`, async () => {
      const panel = await open(answering(bomb));
      await panel.change({
        kind: 'itemAdded',
        item: { kind: 'answer', id: 'z', text: 'Still *here*.', state: 'done' },
      });
      assert.equal(await panel.page.locator('em').last().textContent(), 'here');
    });
  }

  it('goes on while a bomb arrives piece by piece', async () => {
    for (const [, bomb] of bombs) {
      const panel = await open({
        ...sampleView,
        items: [{ kind: 'answer', id: 'a', text: '', state: 'streaming' }],
      });
      const piece = Math.ceil(Math.min(bomb.length, 200_000) / 20);
      for (let from = 0; from < piece * 20; from += piece)
        await panel.change({
          kind: 'textAppended',
          id: 'a',
          part: 'text',
          text: bomb.slice(from, from + piece),
        });
      await panel.page.locator('textarea').fill('still here');
      assert.equal(await panel.page.locator('textarea').inputValue(), 'still here');
    }
  });

  it('takes nothing from a window of another origin', async () => {
    // A short conversation asks for what is before it, in its own time.
    const panel = await open({ ...sampleView, hasEarlier: false });
    const before = await panel.intents();
    await panel.page.evaluate(
      `for (const origin of ['https://evil.example', 'null', '']) window.dispatchEvent(new MessageEvent('message', {
        origin, data: { kind: 'focusComposer' },
      }))`,
    );
    assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'body');
    assert.deepEqual(await panel.intents(), before);
  });

  it('drops and reports messages that are none, and goes on', async () => {
    const panel = await open(sampleView);
    for (const message of [
      {},
      { kind: 'evil' },
      { kind: 'snapshot' },
      { kind: 'change', session: 'session-1', revision: 2 },
    ]) {
      await panel.send(message);
    }
    assert.equal((await panel.intents()).filter((intent) => intent.kind === 'panelFailed').length, 4);
    await panel.page.getByRole('separator').waitFor();
  });

  it('leaves no handle to the host where other scripts could take it', async () => {
    const { page } = await open(sampleView);
    const found = await page.evaluate<string[]>(
      'Object.keys(globalThis).filter((key) => typeof globalThis[key]?.postMessage === "function" && ![window, self, parent, top, frames].includes(globalThis[key]))',
    );
    assert.deepEqual(found, []);
  });
});
