import assert from 'node:assert/strict';
import type { Change } from '../../../src/protocol/messages.ts';
import type { AnswerItem, Attachment, Item, View } from '../../../src/protocol/view.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { panelBench } from './panel-bench.ts';

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, n) => `Paragraph ${n}.`).join('\n\n');
const answer = (id: string, text: string, state: AnswerItem['state'] = 'done'): AnswerItem => ({
  kind: 'answer',
  id,
  text,
  state,
});
const withItems = (items: readonly Item[], hasEarlier = false): View => ({
  ...sampleView,
  items,
  hasEarlier,
});
const long = withItems([answer('a', paragraphs(80), 'streaming')]);

/** How far the end of the conversation is below the visible part, in pixels. */
const below = (panel: PanelPage): Promise<number> =>
  panel.page.evaluate<number>(`(() => {
    const log = document.querySelector('.log');
    return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
  })()`);

const scrollTop = (panel: PanelPage): Promise<number> =>
  panel.page.evaluate<number>('document.querySelector(".log").scrollTop');

const grow = (panel: PanelPage, text: string): Promise<void> =>
  panel.change({ kind: 'textAppended', id: 'a', part: 'text', text });

async function scrollUp(panel: PanelPage): Promise<void> {
  await panel.page.getByRole('log').hover();
  await panel.page.mouse.wheel(0, -400);
  await panel.page.getByRole('button', { name: 'Jump to the latest message' }).waitFor();
}

/** Code is coloured when there is time for it. */
const withoutColours = (html: string): string =>
  html.replaceAll(/<span class="hljs-[^>]*>([^<]*)<\/span>/g, '$1');

describe('the conversation', () => {
  const open = panelBench();

  it('opens at its end and stays there while an answer grows', async () => {
    const panel = await open(long);
    assert.ok((await below(panel)) < 2);
    await grow(panel, `\n\n${paragraphs(20)}`);
    assert.ok((await below(panel)) < 2);
  });

  it('stays there when what stands at the end changes its height, by its words or by the theme', async () => {
    const panel = await open(long);
    const wait = (text: string): Promise<void> =>
      panel.change({ kind: 'fields', fields: { turn: { state: 'waiting', reason: 'retry', text } } });
    for (const text of [
      'Wait.',
      'The rate limit is reached. '.repeat(12),
      'Wait.',
      'Your message is kept. '.repeat(6),
    ]) {
      await wait(text);
      assert.ok((await below(panel)) < 2, text);
    }
    const height = () => panel.page.evaluate<number>('document.querySelector(".log").scrollHeight');
    const before = await height();
    await panel.page.evaluate('document.documentElement.style.setProperty("--vscode-font-size", "19px")');
    await panel.change();
    assert.ok((await height()) > before);
    assert.ok((await below(panel)) < 2);
  });

  it('does not fight a reader who has scrolled up', async () => {
    const panel = await open(long);
    await scrollUp(panel);
    const top = await scrollTop(panel);
    await grow(panel, `\n\n${paragraphs(20)}`);
    assert.equal(await scrollTop(panel), top);
  });

  it('goes back to the end by the button, and follows again', async () => {
    const panel = await open(long);
    await scrollUp(panel);
    await panel.page.getByRole('button', { name: 'Jump to the latest message' }).click();
    await grow(panel, `\n\n${paragraphs(20)}`);
    assert.ok((await below(panel)) < 2);
  });

  it('stays at the end through turns in which messages change places and the composer its size', async () => {
    const quiet: View = { ...long, turn: { state: 'idle' }, items: [answer('a', paragraphs(60))] };
    const panel = await open(quiet, { width: 280, height: 500 });
    const chip: Attachment = { id: 'x', kind: 'file', name: 'src/a.js', tokens: 5 };
    const chips = (count: number): Change => ({
      kind: 'fields',
      fields: { composer: { ...quiet.composer, attachments: Array.from({ length: count }, () => chip) } },
    });
    const turns = Array.from({ length: 25 }, (_, turn): readonly Change[] => [
      chips(4),
      { kind: 'itemAdded', item: { kind: 'user', id: 'waits', text: 'Go on.', pending: true } },
      chips(0),
      { kind: 'itemRemoved', id: 'waits' },
      { kind: 'itemAdded', item: { kind: 'user', id: `u${turn}`, text: 'Go on.' } },
      chips(1),
      { kind: 'itemAdded', item: answer(`a${turn}`, paragraphs(4 + (turn % 7)), 'streaming') },
      { kind: 'itemReplaced', item: answer(`a${turn}`, paragraphs(12)) },
    ]).flat();
    const changes = turns.map((change, index) => ({
      kind: 'change',
      session: 'session-1',
      revision: index + 2,
      change,
    }));
    const lost = await panel.page.evaluate<number>(`(async () => {
      const log = document.querySelector('.log');
      const latest = document.querySelector('.latest');
      let lost = 0;
      for (const [index, change] of ${JSON.stringify(changes)}.entries()) {
        panelTest.send(change);
        // Pauses of all lengths between none and a frame and a half, as a host's messages come.
        if (index % 3 !== 0) await new Promise((next) => setTimeout(next, (index * 7) % 26));
        if (!latest.hidden) lost++;
      }
      return lost;
    })()`);
    assert.equal(lost, 0);
  });

  it('shows a message that is sent here, wherever the reader was', async () => {
    const panel = await open({ ...long, turn: { state: 'idle' }, canSubmit: true });
    await scrollUp(panel);
    await panel.page.getByRole('textbox', { name: 'Message Claude' }).fill('New');
    await panel.page.keyboard.press('Enter');
    await panel.waitForIntent('submit');
    await panel.change({ kind: 'itemAdded', item: { kind: 'user', id: 'u', text: 'New' } });
    assert.ok((await below(panel)) < 2);
  });

  it('shows where an edited message goes on, once', async () => {
    const message: Item = { kind: 'user', id: 'u', text: 'Old', record: 'r' };
    const panel = await open(withItems([message, answer('a', paragraphs(80))]));
    await panel.page.evaluate('document.querySelector(".log").scrollTop = 0');
    await panel.page.getByRole('button', { name: 'Edit message' }).click();
    await panel.page.keyboard.press('Enter');
    await panel.waitForIntent('editMessage');
    await panel.change({ kind: 'itemAdded', item: answer('b', paragraphs(80)) });
    assert.ok((await below(panel)) < 2);
    await scrollUp(panel);
    const top = await scrollTop(panel);
    await panel.change({ kind: 'itemAdded', item: { kind: 'user', id: 'v', text: 'Queued' } });
    assert.equal(await scrollTop(panel), top);
  });

  it('leaves a reader alone where a message comes that was not sent here and now', async () => {
    const panel = await open(long);
    await scrollUp(panel);
    const top = await scrollTop(panel);
    const waiting: Item = { kind: 'user', id: 'w', text: 'Next', pending: true };
    await panel.change({ kind: 'itemAdded', item: waiting });
    await panel.change({ kind: 'itemRemoved', id: 'w' }, { kind: 'itemAdded', item: waiting });
    await panel.change(
      { kind: 'itemRemoved', id: 'w' },
      { kind: 'itemAdded', item: { kind: 'user', id: 'u', text: 'Next' } },
    );
    assert.equal(await scrollTop(panel), top);
  });

  it('lets go of the end at the smallest movement up, and takes hold of it again near the end on the way down', async () => {
    const panel = await open(long);
    await panel.page.getByRole('log').hover();
    await panel.page.mouse.wheel(0, -12);
    await panel.page.getByRole('button', { name: 'Jump to the latest message' }).waitFor();
    const top = await scrollTop(panel);
    await grow(panel, `\n\n${paragraphs(20)}`);
    assert.equal(await scrollTop(panel), top);
    await panel.page.mouse.wheel(0, (await below(panel)) - 10);
    await panel.page.getByRole('button', { name: 'Jump to the latest message' }).waitFor({ state: 'hidden' });
    await grow(panel, `\n\n${paragraphs(20)}`);
    assert.ok((await below(panel)) < 2);
  });

  for (const top of [0, 60]) {
    it(`keeps the place when earlier messages are put before it, ${top} pixels from the top`, async () => {
      const panel = await open(withItems([answer('a', `${paragraphs(80)}\n\n## Here`)], true));
      await scrollUp(panel);
      await panel.page.evaluate(`document.querySelector('.log').scrollTop = ${top}`);
      await panel.waitForIntent('loadEarlier');
      const place = 'Math.round(document.querySelector("h5").getBoundingClientRect().top)';
      const before = await panel.page.evaluate<number>(place);
      const earlier = Array.from({ length: 20 }, (_, n) => answer(`e${n}`, paragraphs(5)));
      await panel.change({ kind: 'itemsPrepended', items: earlier, hasEarlier: true });
      assert.ok(Math.abs((await panel.page.evaluate<number>(place)) - before) <= 2);
    });
  }

  it('asks once for earlier messages until they have come', async () => {
    const panel = await open(withItems([answer('a', 'short')], true));
    await panel.page.getByRole('button', { name: 'Load earlier messages' }).click();
    await panel.page.getByRole('button', { name: 'Load earlier messages' }).click();
    assert.equal((await panel.intents()).filter((intent) => intent.kind === 'loadEarlier').length, 1);
  });

  it('shows the same while an answer streams in pieces as when it comes whole', async () => {
    const source = sampleView.items.find((item) => item.kind === 'answer')?.text ?? '';
    const html = (panel: PanelPage): Promise<string> => panel.page.locator('markdown-text').innerHTML();
    const coloured = (panel: PanelPage) => panel.page.locator('.hljs-keyword').first().waitFor();
    const whole = await open(withItems([answer('a', source)]));
    const pieces = await open(withItems([answer('a', '', 'streaming')]));
    for (let at = 0; at < source.length; at += 37) await grow(pieces, source.slice(at, at + 37));
    await Promise.all([coloured(whole), coloured(pieces)]);
    assert.equal(await html(pieces), await html(whole));
  });

  it('leaves finished paragraphs untouched while the answer goes on', async () => {
    const panel = await open(withItems([answer('a', 'one\n\ntwo\n\nthree\n\nfour', 'streaming')]));
    await panel.page.evaluate('document.querySelector("markdown-text p").dataset.mark = "kept"');
    await grow(panel, ' and more\n\nfive');
    assert.equal(await panel.page.locator('p[data-mark=kept]').textContent(), 'one');
  });

  it('leaves finished items and rows untouched while a list or a table goes on', async () => {
    const list = '1. one\n2. two\n   - [ ] inner\n3. three';
    const table = '| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4';
    const panel = await open(withItems([answer('a', `${list}\n\n---\n\n${table}`, 'streaming')]));
    await panel.page.evaluate(
      'for (const part of document.querySelectorAll("markdown-text :is(ol > li:first-child, tbody > tr:first-child)")) part.dataset.mark = "kept"',
    );
    await grow(panel, '.5 |\n| 5 | 6 |');
    const rows = panel.page.locator('markdown-text tbody tr');
    assert.deepEqual(await rows.allInnerTexts(), ['1\t2', '3\t4.5', '5\t6']);
    assert.equal(await rows.first().getAttribute('data-mark'), 'kept');
    const other = await open(withItems([answer('a', list, 'streaming')]));
    await other.page.evaluate('document.querySelector("markdown-text li").dataset.mark = "kept"');
    await grow(other, ' and more\n   - [x] done\n4. four');
    assert.equal(await other.page.locator('markdown-text li[data-mark=kept]').innerText(), 'one');
    assert.equal(await other.page.locator('markdown-text ol > li').count(), 4);
  });

  it('shows every beginning of an answer as it would show it alone', async () => {
    const source = [
      'Text, *then*\nmore:\n\n- a\n- [x] b\n  1. c **d**\n\n     e\n  2. f\n- g `h`\n\n  i\n\n> j\n> - k\n\n',
      '| l | m |\n|--:|---|\n| n | [o](https://example.com) |\n| p |\n\nq\n===\n\n1. r\n   ```ts\n   let s = 1;\n   ```\n2. t\n\nא\n- ב',
    ].join('');
    const html = (panel: PanelPage): Promise<string> => panel.page.locator('markdown-text').innerHTML();
    const growing = await open(withItems([answer('a', '', 'streaming')]));
    const alone = await open(withItems([]));
    for (let at = 0; at < source.length; at += 9) {
      await grow(growing, source.slice(at, at + 9));
      await alone.show(withItems([answer(`a${at}`, source.slice(0, at + 9), 'streaming')]));
      assert.equal(withoutColours(await html(growing)), withoutColours(await html(alone)));
    }
  });

  it('announces the finished answer and nothing before', async () => {
    const panel = await open(withItems([answer('a', 'Be', 'streaming')]));
    const polite = panel.page.locator('[aria-live=polite]');
    await grow(panel, 'cause');
    assert.equal(await polite.textContent(), '');
    await panel.change({ kind: 'itemReplaced', item: answer('a', 'Because.') });
    await polite.getByText('Because.', { exact: true }).waitFor({ state: 'attached' });
  });

  it('does not announce a notice again that only steps aside for an answer', async () => {
    const notice = {
      kind: 'notice',
      id: 'n',
      level: 'error',
      text: 'The key is wrong.',
      actions: [],
    } as const;
    const panel = await open(withItems([notice]));
    await panel.change(
      { kind: 'itemRemoved', id: 'n' },
      { kind: 'itemAdded', item: answer('a', 'Because.') },
      { kind: 'itemAdded', item: notice },
    );
    await panel.page.locator('[aria-live=polite]').getByText('Because.').waitFor({ state: 'attached' });
    assert.equal(await panel.page.locator('live-announcer [aria-live=assertive]').textContent(), '');
  });

  it('copies code and answers through the host', async () => {
    const panel = await open(withItems([answer('a', 'See:\n```ts\nlet a = 1;\n```\n')]));
    await panel.page.getByRole('button', { name: 'Copy code' }).click();
    await panel.page.getByRole('button', { name: 'Copy answer' }).click();
    assert.deepEqual((await panel.intents()).slice(-2), [
      { kind: 'copyText', text: 'let a = 1;' },
      { kind: 'copyText', text: 'See:\n```ts\nlet a = 1;\n```\n' },
    ]);
  });

  it('names the language of code and colours it, also inside a quotation', async () => {
    const quoted = 'Say:\n\n> Put it back:\n>\n> ```sh\n> node main.js report "sander" # torn\n> ```\n';
    const panel = await open(withItems([answer('a', `${quoted}\n    no language\n`)]));
    const [shell, plain] = [panel.page.locator('code-block').nth(0), panel.page.locator('code-block').nth(1)];
    assert.equal(await shell.locator('.code-language').innerText(), 'sh');
    await shell.locator('.hljs-string', { hasText: '"sander"' }).waitFor();
    await shell.locator('.hljs-comment', { hasText: '# torn' }).waitFor();
    assert.equal(await plain.locator('.code-language').innerText(), 'Code');
    await plain.getByRole('button', { name: 'Open as new file' }).click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'newFile', text: 'no language', language: '' });
  });

  it('colours code also while the page is never idle', async () => {
    const panel = await open(withItems([]));
    await panel.page.evaluate(`{
      const work = () => {
        for (const start = performance.now(); performance.now() - start < 30; );
        requestAnimationFrame(work);
      };
      work();
    }`);
    await panel.change({ kind: 'itemAdded', item: answer('a', '```ts\nlet a = 1;\n```\n') });
    await panel.page.locator('.hljs-keyword').waitFor();
  });

  it('folds thinking away, and shows it when asked', async () => {
    const panel = await open(withItems([{ ...answer('a', 'So.'), thinking: 'Let me see.' } as AnswerItem]));
    const thinking = panel.page.getByText('Let me see.');
    assert.equal(await thinking.isVisible(), false);
    await panel.page.getByText('Thinking', { exact: true }).press('Enter');
    await thinking.waitFor();
  });

  it('lets thinking that is open grow without writing it anew, and shows it whole at the end', async () => {
    const panel = await open(withItems([{ kind: 'answer', id: 'a', text: '', state: 'streaming' }]));
    const more = (text: string): Promise<void> =>
      panel.change({ kind: 'textAppended', id: 'a', part: 'thinking', text });
    await more('Let me');
    await panel.page.getByText('Thinking…', { exact: true }).press('Enter');
    await panel.page.evaluate('globalThis.before = document.querySelector(".thinking-text").firstChild');
    await more(' see.');
    const thinking = panel.page.locator('.thinking-text');
    assert.equal(await thinking.innerText(), 'Let me see.');
    assert.equal(
      await panel.page.evaluate('before === document.querySelector(".thinking-text").firstChild'),
      true,
    );
    await panel.change({ kind: 'itemReplaced', item: { ...answer('a', 'So.'), thinking: 'I saw.' } });
    assert.equal(await thinking.innerText(), 'I saw.');
  });

  it('hands code to the host to insert or to open, exactly as it stands', async () => {
    const panel = await open(withItems([answer('a', 'See:\n```ts\nlet a = $1;\n\tb();\n```\n')]));
    await panel.page.getByRole('button', { name: 'Insert at cursor' }).click();
    await panel.page.getByRole('button', { name: 'Open as new file' }).click();
    const text = 'let a = $1;\n\tb();';
    assert.deepEqual((await panel.intents()).slice(-2), [
      { kind: 'insertCode', text },
      { kind: 'newFile', text, language: 'ts' },
    ]);
  });

  it('asks for a snapshot when it has missed something', async () => {
    const panel = await open(long);
    await panel.send({
      kind: 'change',
      session: 'session-1',
      revision: 99,
      change: { kind: 'fields', fields: { title: 'late' } },
    });
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'ready', protocol: 1 });
  });

  it('offers what a notice offers, and nothing but that', async () => {
    const notice: Item = {
      kind: 'notice',
      id: 'n',
      level: 'error',
      text: 'No key.',
      actions: ['setApiKey', 'retry'],
    };
    const panel = await open(withItems([notice]));
    const group = panel.page.getByRole('group', { name: 'Problem' });
    assert.equal(await group.getByRole('button').count(), 2);
    await group.getByRole('button', { name: 'Retry' }).click();
    assert.deepEqual((await panel.intents()).at(-1), { kind: 'act', id: 'n', action: 'retry' });
  });
});
