import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Fonts, Item, View } from '../../../src/protocol/view.ts';
import { cutOff } from '../../support/panel-page/cut-off.ts';
import { inSight } from '../../support/panel-page/in-sight.ts';
import {
  composingView,
  crowdedView,
  emptyView,
  sampleView,
  troubledView,
} from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const idle: View = { ...sampleView, turn: { state: 'idle' } };
const withItems = (...items: readonly Item[]): View => ({ ...idle, items, hasEarlier: false });
const answer = (text: string): Item => ({ kind: 'answer', id: 'a', text, state: 'done' });

async function unfoldAll(page: Page): Promise<void> {
  for (const name of [
    'Memory details',
    'Näheres zum Gedächtnis',
    'Options',
    'Optionen',
    /^(Usage|Verbrauch)/,
  ]) {
    const button = page.getByRole('button', { name });
    if ((await button.count()) > 0) await button.click();
  }
}

const views: readonly [string, View][] = [
  ['a conversation', sampleView],
  ['no conversation yet', emptyView],
  ['trouble', troubledView],
  ['attachments', composingView],
];

// 200 % of a side bar that is 380 pixels wide leaves 190.
const widths: readonly [string, number, number][] = [
  ['at 300 pixels', 300, 800],
  ['at 200 % zoom', 190, 320],
  ['in an editor tab', 1100, 800],
];

describe('the panel at any width', () => {
  const open = panelBench();

  for (const [where, width, height] of widths) {
    for (const [name, view] of views) {
      it(`cuts nothing off ${where}, with ${name}`, async () => {
        const { page } = await open(view, { width, height });
        assert.deepEqual(await cutOff(page), []);
        await unfoldAll(page);
        assert.deepEqual(await cutOff(page), []);
      });
    }
  }

  it('leaves most of its height to the conversation', async () => {
    for (const [width, share] of [
      [300, 0.7],
      [420, 0.75],
    ] as const) {
      const { page } = await open(idle, { width });
      const box = await page.getByRole('log').boundingBox();
      assert.ok((box?.height ?? 0) > 800 * share, `${box?.height} of 800 pixels at a width of ${width}`);
    }
  });

  it('leaves room for the conversation when all that unfolds is unfolded', async () => {
    const { page } = await open(idle, { width: 300 });
    await unfoldAll(page);
    const box = await page.getByRole('log').boundingBox();
    assert.ok((box?.height ?? 0) > 120, `${box?.height} pixels`);
  });
});

describe('what stands under the text', () => {
  const open = panelBench();
  const model = 'claude-sonnet-5-5 via a-gateway-with-a-long-name.example.com:42973';
  const named: View = { ...idle, model: 'claude-sonnet-5-5', server: model.split(' via ')[1] ?? '' };

  for (const language of ['en', 'de'] as const)
    it(`stays whole or is cut off at its end, on a level with the buttons, in ${language}`, async () => {
      for (const width of [260, 300, 380, 460, 900]) {
        const { page } = await open(named, { width, language });
        const choices = await page.evaluate<readonly { lines: number; right: number; middle: number }[]>(
          `[...document.querySelectorAll('.composer-choice')].map((one) => {
            const { top, right, height } = one.getBoundingClientRect();
            return { lines: height / parseFloat(getComputedStyle(one).lineHeight), right, middle: top + height / 2 };
          })`,
        );
        const send = await page.locator('.send').boundingBox();
        const { x, y, height } = send ?? { x: 0, y: 0, height: 0 };
        for (const { lines, right } of choices)
          assert.ok(lines > 0.9 && lines < 1.5 && right <= x, `${lines} lines to ${right} at ${width}`);
        const level = (choices.at(-1)?.middle ?? 0) - (y + height / 2);
        assert.ok(Math.abs(level) < 1.5, `${level} pixels off at ${width}`);
        assert.deepEqual(await cutOff(page), []);
      }
    });

  it('tells all of the model by its title', async () => {
    const { page } = await open(named, { width: 300 });
    const choice = page.locator('.composer-model');
    const [hidden, title] = await choice.evaluate((one) => {
      const [words] = one.children;
      return [(words?.scrollWidth ?? 0) - (words?.clientWidth ?? 0), one.getAttribute('title')] as const;
    });
    assert.ok(hidden > 0, 'it is cut off');
    assert.equal(title, `Model: ${model}`);
  });
});

describe('the panel in each theme', () => {
  const open = panelBench();
  const style = (page: Page, selector: string, name: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}'))['${name}']`);
  const colour = (page: Page, name: string): Promise<string> =>
    page.evaluate(`(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(--vscode-${name})';
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    })()`);

  for (const theme of ['hc-dark', 'hc-light'] as const) {
    it(`frames a button while what it unfolds is open, in ${theme}`, async () => {
      const { page } = await open(idle, { theme });
      for (const name of ['Options', 'Memory details']) {
        const frame = (): Promise<string> =>
          style(page, `[aria-label="${name}"].icon-button`, 'borderTopColor');
        const before = await frame();
        await page.getByRole('button', { name, exact: true }).click();
        const active = await colour(page, 'contrastActiveBorder');
        assert.notEqual(before, active, name);
        assert.equal(await frame(), active, name);
      }
    });

    it(`shows two pixels around the text field that has the keyboard, in ${theme}`, async () => {
      const { page } = await open(idle, { theme });
      assert.equal(await style(page, '.composer-box', 'outlineStyle'), 'none');
      await page.getByRole('textbox').focus();
      const focus = await colour(page, 'focusBorder');
      for (const part of ['border', 'outline']) {
        const side = part === 'border' ? 'borderTop' : part;
        assert.equal(await style(page, '.composer-box', `${side}Color`), focus);
        assert.equal(await style(page, '.composer-box', `${side}Width`), '1px');
      }
    });

    it(`dims no quotation, in ${theme}`, async () => {
      const { page } = await open(withItems(answer('> Said.')), { theme });
      assert.equal(await style(page, 'blockquote', 'color'), await colour(page, 'foreground'));
    });
  }

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`has check boxes as VS Code has them, in ${theme}`, async () => {
      const { page } = await open(idle, { theme });
      await page.getByRole('button', { name: 'Options', exact: true }).click();
      const looks = await page.evaluate<readonly string[]>(`(() => {
        const box = document.querySelector('composer-options input');
        const { backgroundColor, borderTopColor } = getComputedStyle(box);
        return [backgroundColor, borderTopColor, getComputedStyle(box, '::before').borderBottomColor];
      })()`);
      assert.equal(
        await style(page, 'composer-options', 'backgroundColor'),
        await colour(page, 'editor-background'),
      );
      const names = ['background', 'border', 'foreground'];
      assert.deepEqual(looks, await Promise.all(names.map((name) => colour(page, `checkbox-${name}`))));
      const marks = (): Promise<readonly string[]> =>
        page.evaluate(
          `[...document.querySelectorAll('composer-options input')].map((box) => getComputedStyle(box, '::before').content)`,
        );
      await page.getByRole('checkbox').first().setChecked(false);
      assert.deepEqual(await marks(), ['none', '""']);
    });

    it(`shows that code is a link, in ${theme}`, async () => {
      const { page } = await open(withItems(answer('See `src/a.ts`, [`b`](src/b.ts) and `c`.')), { theme });
      const looks = await page.evaluate<
        readonly string[]
      >(`[...document.querySelectorAll('p code')].map((code) => {
        const { color, textDecorationLine } = getComputedStyle(code);
        return color + ' ' + textDecorationLine;
      })`);
      const link = `${await colour(page, 'textLink-foreground')} underline`;
      assert.deepEqual(looks.slice(0, 2), [link, link]);
      assert.match(looks[2] ?? '', / none$/);
      const { violations } = await new AxeBuilder({ page }).include('markdown-text').analyze();
      const found = violations.flatMap(({ nodes }) => nodes.map((node) => node.failureSummary));
      assert.deepEqual(found, []);
    });
  }

  it('writes thinking smaller than the answer', async () => {
    const thought: Item = { kind: 'answer', id: 'a', text: 'Yes.', thinking: 'Is it?', state: 'done' };
    const { page } = await open(withItems(thought), { theme: 'light' });
    assert.equal(await style(page, '.thinking-text', 'fontSize'), '12px');
    assert.equal(await style(page, 'markdown-text p', 'fontSize'), '13px');
  });
});

describe('the panel with as much in the composer as it takes', () => {
  const open = panelBench();

  for (const [width, height] of [
    [300, 460],
    [300, 700],
    [380, 560],
    [380, 800],
    [1100, 800],
  ] as const) {
    it(`keeps button, text, conversation and the memory’s card in sight at ${width} × ${height}`, async () => {
      const { page } = await open(crowdedView, { width, height });
      const part = (selector: string) => inSight(page.locator(selector));
      assert.ok((await part('chat-composer')).height <= height * 0.6, 'the composer takes its share only');
      for (const what of ['.send', '.composer-model', '.chips-sum'])
        assert.ok((await part(what)).share > 0.99, what);
      await page.getByRole('button', { name: 'Memory details' }).click();
      assert.ok((await part('.send')).share > 0.99, 'the button below the open card');
      const heights = {
        card: (await part('memory-card')).height,
        log: (await part('.log')).height,
        text: (await part('chat-composer textarea')).height,
        chips: (await part('composer-attachments attachment-chips')).height,
      };
      assert.ok(
        heights.card >= 80 && heights.log >= 110 && heights.text >= 30 && heights.chips >= 40,
        JSON.stringify(heights),
      );
      assert.deepEqual(await cutOff(page), []);
    });
  }

  it('opens the card at its beginning, however far it was read before', async () => {
    const { page } = await open(crowdedView, { width: 300, height: 600 });
    const details = page.getByRole('button', { name: 'Memory details' });
    const top = () => page.evaluate<number>('document.querySelector("memory-card").scrollTop');
    await details.click();
    await page.evaluate('document.querySelector("memory-card").scrollTop = 60');
    assert.equal(await top(), 60);
    await details.click();
    await details.click();
    assert.equal(await top(), 0);
  });

  it('scrolls to the last of the chips by keyboard', async () => {
    const { page } = await open(crowdedView, { width: 300, height: 600 });
    const last = page.locator('composer-attachments .chip').last();
    assert.equal((await inSight(last)).height, 0);
    await last.getByRole('button').focus();
    assert.ok((await inSight(last)).share > 0.99);
  });
});

describe('the panel in German', () => {
  const open = panelBench();

  for (const [where, width, height] of widths) {
    it(`cuts nothing off ${where}`, async () => {
      for (const [, view] of views) {
        const { page } = await open(view, { width, height, language: 'de' });
        await unfoldAll(page);
        assert.deepEqual(await cutOff(page), []);
      }
    });
  }

  it('speaks German by itself, and is accessible', async () => {
    const { page } = await open(idle, { language: 'de' });
    await unfoldAll(page);
    for (const name of ['Nachricht an Claude', 'Senden'])
      assert.equal(await page.getByLabel(name, { exact: true }).count(), 1, name);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    assert.match(await page.locator('memory-card').innerText(), /62\.000/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  });
});

describe('the panel for those who want no motion', () => {
  const open = panelBench();
  const busy: View = { ...sampleView, memory: { ...sampleView.memory, status: 'updating' } };
  const running =
    'document.getAnimations().filter((one) => one.playState === "running").map((one) => one.animationName ?? "")';

  it('moves while something goes on, otherwise', async () => {
    const { page } = await open(busy);
    assert.ok((await page.evaluate<readonly string[]>(running)).includes('breathe'));
  });

  it('runs no animation where the system asks for none', async () => {
    const { page } = await open(busy);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(await page.evaluate(running), []);
    await page.getByText('Claude is answering').waitFor();
  });

  it('runs no animation where VS Code asks for none', async () => {
    const { page } = await open(busy);
    await page.evaluate('document.body.classList.add("vscode-reduce-motion")');
    assert.deepEqual(await page.evaluate(running), []);
    await page.getByText('Claude is answering').waitFor();
  });
});

describe('the panel in colours that the system forces', () => {
  const open = panelBench();

  it('still shows how full the context is, and how the memory is doing', async () => {
    const { page } = await open(idle);
    await page.emulateMedia({ forcedColors: 'active' });
    const ground = (selector: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);
    assert.notEqual(await ground('.meter-covered'), await ground('.meter-track'));
    assert.notEqual(await ground('.dot'), 'rgba(0, 0, 0, 0)');
  });
});

describe('the panel from right to left', () => {
  const open = panelBench();
  const directions = (page: Page, selector: string): Promise<readonly string[]> =>
    page.evaluate(
      `[...document.querySelectorAll('${selector}')].map((one) => getComputedStyle(one).direction)`,
    );

  it('turns each message, paragraph, list and table cell by what it says', async () => {
    const { page } = await open(
      withItems(
        { kind: 'user', id: 'u', text: 'מה קורה כאן?' },
        answer('זה עובד.\n\nThis works.\n\n- أولا\n\n| שם | name |\n|---|---|\n| א | a |'),
      ),
    );
    assert.deepEqual(await directions(page, 'user-message .bubble'), ['rtl']);
    assert.deepEqual(await directions(page, 'markdown-text p'), ['rtl', 'ltr']);
    assert.deepEqual(await directions(page, 'markdown-text ul'), ['rtl']);
    assert.deepEqual(await directions(page, 'markdown-text td'), ['rtl', 'ltr']);
  });

  it('keeps code from left to right, in a line, in a block and inside a list', async () => {
    const { page } = await open(
      withItems(answer('שלום `"שלום".length` שלום\n\n- רשימה\n\n  ```js\n  // הערה\n  run();\n  ```\n')),
    );
    assert.deepEqual(await directions(page, 'markdown-text code'), ['ltr', 'ltr']);
    assert.deepEqual(await directions(page, 'markdown-text pre'), ['ltr']);
  });

  it('turns the text field by what is typed, and back', async () => {
    const { page } = await open(idle);
    const field = page.getByRole('textbox', { name: 'Message Claude' });
    await field.fill('مرحبا Claude');
    assert.deepEqual(await directions(page, 'chat-composer textarea'), ['rtl']);
    await field.fill('Hello');
    assert.deepEqual(await directions(page, 'chat-composer textarea'), ['ltr']);
  });
});

describe("the panel in the user's fonts", () => {
  const open = panelBench();
  const view = withItems(
    { kind: 'user', id: 'u', text: 'Hello' },
    answer('See\n\n```js\nrun();\n```\n\nand `run`.'),
  );
  const font = (page: Page, selector: string): Promise<string> =>
    page.evaluate(
      `(({ fontFamily, fontSize }) => fontSize + ' ' + fontFamily)(getComputedStyle(document.querySelector('${selector}')))`,
    );

  it('writes messages and the text field in the chat font, where one is set', async () => {
    const { page } = await open({ ...view, fonts: { family: 'Georgia', size: 17 } });
    for (const selector of ['.bubble', 'markdown-text p', 'chat-composer textarea'])
      assert.equal(await font(page, selector), '17px Georgia', selector);
  });

  it('follows them while it is open, with all that is smaller in proportion', async () => {
    const panel = await open(view);
    const fonts = (fonts: Fonts): Promise<void> => panel.change({ kind: 'fields', fields: { fonts } });
    assert.match(await font(panel.page, 'markdown-text p'), /^13px/);
    assert.match(await font(panel.page, '.code-head'), /^11px/);
    await fonts({ family: 'Georgia', size: 26 });
    assert.equal(await font(panel.page, 'markdown-text p'), '26px Georgia');
    assert.equal(await font(panel.page, '.code-head'), '22px Georgia');
    assert.equal(await font(panel.page, 'turn-status'), '24px Georgia');
    await fonts({});
    assert.match(await font(panel.page, 'markdown-text p'), /^13px/);
  });

  it("writes code in the editor's font", async () => {
    const { page } = await open({ ...view, fonts: { family: 'Georgia', size: 17 } });
    await page.evaluate(`for (const [name, value] of [['family', 'Courier'], ['size', '15px']])
      document.documentElement.style.setProperty('--vscode-editor-font-' + name, value)`);
    assert.equal(await font(page, 'pre code'), '15px Courier');
    assert.match(await font(page, 'p > code'), /Courier$/);
  });

  it("follows VS Code's own font otherwise", async () => {
    const { page } = await open(view);
    await page.evaluate("document.documentElement.style.setProperty('--vscode-font-size', '16px')");
    assert.match(await font(page, 'markdown-text p'), /^16px/);
  });
});
