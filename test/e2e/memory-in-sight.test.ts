import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import { type ChatUser, wordsOf } from './chat-user.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import { isReadingAt, readAt } from './reading.ts';
import type { Workbench } from './workbench.ts';

const limit = 12_000;
const begins = 600;
const parts = ['parser', 'formatter', 'totals', 'tariff', 'calendar', 'printer'];

/** What the memory is, covers, costs and does is there to be seen before, at and after a compaction. */
describe('The memory in sight, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      server: { answer: { chatChars: 900 } },
      settings: {
        'sessionMemory.contextLimitTokens': limit,
        'sessionMemory.memory.initTokens': begins,
        'sessionMemory.memory.updateTokens': 400,
      },
    }));
  });

  after(() => close());

  const meter = (): Locator => user.panel.getByRole('meter', { name: 'Context used' });
  const says = (part: Locator, words: RegExp): Promise<void> =>
    eventually(async () => assert.match(await part.innerText(), words));
  const isOff = (button: string): Promise<void> => becomes(() => user.button(button).isDisabled(), true);
  const meterWords = async (): Promise<string> => (await meter().getAttribute('aria-valuetext')) ?? '';
  const used = async (): Promise<number> => Number(await meter().getAttribute('aria-valuenow'));
  const status = (): Locator => user.panel.getByRole('status', { name: 'Memory' });
  const fact = (name: string): Locator =>
    user.panel.locator('memory-card dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
  const separator = (): Locator => user.log.getByRole('separator').last();
  const editor = (name: string): Locator =>
    workbench.page.locator(`.editor-instance[aria-label^="${name}"] .view-lines`);
  const tab = (name: string): Locator => workbench.page.locator('.tab').filter({ hasText: name });

  async function closeEditor(name: string): Promise<void> {
    await workbench.runCommand('View: Close Editor');
    await tab(name).waitFor({ state: 'detached' });
  }

  /** A long message, its answer, and the update of the memory that follows. */
  async function turn(about: string): Promise<void> {
    const updating = api.nextRequest(isMemory);
    await user.exchange(
      `Look at the ${about}. ${'Mind the rounding, and keep every public name. '.repeat(9)}`,
    );
    await (await updating).ended;
    await status()
      .getByText(`covers ${2 * (await user.log.locator('user-message').count())} messages`)
      .waitFor();
    await status().getByText('Memory ready').waitFor();
  }

  it('says at first where the memory begins, and has nothing to show', async () => {
    await status().getByText('No memory yet: the first is written at 600 tokens').waitFor();
    await eventually(async () =>
      assert.match(await meterWords(), /^\d+ of 12,000 tokens; memory begins at 600$/),
    );
    for (const button of ['Open memory', 'Update now', 'Compact now']) await isOff(button);
    await user.button('Memory details').click();
    await says(fact('Covers'), /^nothing yet$/);
    for (const button of ['Memory history', 'Preview compaction']) await isOff(button);
    await user.panel.getByTitle('The memory begins at 600 tokens').waitFor();
  });

  it('shows on the meter what is used, covered and kept, and where the next update is due', async () => {
    for (const part of parts) await turn(part);
    const pattern =
      /^([\d,]+) of 12,000 tokens; ([\d,]+) of them in the memory; next memory update at ([\d,]+); a compaction now would keep ([\d,]+) word for word$/;
    const words = await eventually(async () => {
      const said = await meterWords();
      assert.match(said, pattern);
      return said;
    });
    const [, now, covered, next, tail] = pattern.exec(words) ?? [];
    const tokens = (text: string | undefined): number => Number(text?.replace(',', ''));
    await becomes(used, tokens(now));
    await becomes(() => meter().getAttribute('aria-valuemax'), String(limit));
    assert.ok(tokens(covered) <= tokens(now) && tokens(next) > tokens(now), words);
    // The last two of six turns alike.
    assert.ok(tokens(tail) > 0 && tokens(tail) < tokens(now) / 2, words);
    await user.panel.getByTitle(`Next memory update at ${next} tokens`).waitFor();
    const width = async (part: string): Promise<number> =>
      (await user.panel.locator(part).boundingBox())?.width ?? 0;
    await eventually(async () => {
      const share = (await width('.meter-used')) / (await width('.meter'));
      assert.ok(Math.abs(share - tokens(now) / limit) < 0.02, `${share} is drawn for ${words}`);
      assert.ok((await width('.meter-tail')) > 0 && (await width('.meter-covered')) > 0);
    });
  });

  it('is only looked at: neither a click nor a key on the meter changes anything', async () => {
    const before = [await used(), await meter().getAttribute('aria-valuemax')];
    await meter().click();
    await workbench.page.keyboard.press('ArrowRight');
    assert.deepEqual([await used(), await meter().getAttribute('aria-valuemax')], before);
    assert.equal(await meter().getAttribute('tabindex'), null);
  });

  it('tells in its details what it covers, when and how it changed, what it cost and how long it is', async () => {
    await says(fact('Covers'), /^12 messages, (100|9\d)% of the context$/);
    await says(fact('Kept word for word'), /^[\d,]+ tokens, if compacted now$/);
    await says(fact('Last update'), /^just now$|^\d+ min ago$/);
    await says(fact('Last change'), /: \d+ lines? added/);
    await says(fact('Cost so far'), /^(under )?\$0\.\d+, 6 requests$/);
    await says(fact('Size'), /^[\d,]+ tokens$/);
    await eventually(async () =>
      assert.match(
        (await status().textContent()) ?? '',
        /Memory ready.*covers 12 messages.*(just now|min ago)/s,
      ),
    );
  });

  it('is opened, compared with the version before, and its history shown, by its buttons', async () => {
    await user.button('Open memory').click();
    await editor('session-memory.md').getByText('## Pinned').first().waitFor();
    await closeEditor('session-memory.md');
    await user.button('Show what changed in the memory').click();
    await tab('what the last update changed').waitFor();
    await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await closeEditor('what the last update changed');
    await user.button('Memory history').click();
    const versions = workbench.page.locator('.quick-input-list .monaco-list-row');
    await eventually(async () =>
      assert.ok((await versions.count()) > 3, await versions.allInnerTexts().then(String)),
    );
    // Left by a choice: an Escape that comes before the list has the focus would close the details behind it.
    await versions.nth(1).click();
    await tab('↔ now').waitFor();
    await closeEditor('↔ now');
  });

  it('is brought up to date at once when that is asked for', async () => {
    const gate = api.hold(isMemory);
    // Too little for an update by itself.
    await user.exchange('Go on.');
    await user.button('Update now').click();
    await gate.held;
    await status().getByText('Updating the memory…').waitFor();
    await isOff('Update now');
    gate.release();
    await status().getByText('covers 14 messages').waitFor();
    await fact('Cost so far').getByText(', 7 requests').waitFor();
  });

  it('shows before a compaction what that would send, and does nothing', async () => {
    const before = await used();
    const requests = api.requests.length;
    await user.button('Preview compaction').click();
    const preview = editor('Compaction preview.md');
    await preview.getByText('# What a compaction now would send').waitFor();
    await preview.getByText('Nothing has happened yet; this is only a look.').waitFor();
    await preview.getByText(/About\s[\d,]+\s→\s[\d,]+\stokens/).waitFor();
    await preview.getByText('Memory and first message').waitFor();
    await workbench.page.locator('.editor-instance[aria-label*="Compaction preview"]').first().waitFor();
    await preview.click();
    await workbench.page.keyboard.type('x');
    await workbench.page.getByText('Cannot edit in read-only editor').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await closeEditor('Compaction preview');
    assert.equal(await used(), before);
    assert.equal(api.requests.length, requests);
    assert.equal(await user.log.getByRole('separator').count(), 0);
  });

  it('marks a compaction with all that it did, frees what the meter shows, and leaves the reader where he was', async () => {
    const before = await used();
    const place = await readAt(user, 'Look at the formatter.');
    const requests = api.requests.length;
    await user.button('Compact now').click();
    await eventually(async () =>
      assert.match(
        (await separator().getAttribute('aria-label')) ?? '',
        /^Compacted: [\d,]+ → [\d,]+ tokens, 14 → \d messages, \d kept word for word from turn \d on, waited \d+ ms$/,
      ),
    );
    await isReadingAt(user, place);
    const mark = user.log.locator('compaction-mark');
    const [, from, to] = /([\d,]+) → ([\d,]+) tokens/.exec(await wordsOf(mark)) ?? [];
    const [left, right] = [from, to].map((text) => Number(text?.replace(',', '')));
    assert.equal(left, before);
    const freed = Math.round((100 * (before - Number(right))) / before);
    await mark.getByText(`Compacted · ${freed}% freed`).waitFor();
    await becomes(used, right ?? 0);
    assert.equal(api.requests.length, requests, 'nobody was asked for it');
    await mark.getByRole('button', { name: 'View memory' }).click();
    const swappedIn = editor('Memory at the compaction of');
    await swappedIn.getByText('## Pinned').first().waitFor();
    await swappedIn.click();
    await workbench.page.keyboard.type('x');
    await workbench.page.getByText('Cannot edit in read-only editor').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await closeEditor('Memory at the compaction of');
    await mark.getByRole('button', { name: /kept word for word from turn \d on$/ }).click();
    await user.log.locator('user-message:focus').waitFor();
  });

  it('draws the size of the context over the session, with the compaction marked', async () => {
    await user.panel.getByText('Context over the session').scrollIntoViewIfNeeded();
    const chart = user.panel.locator('context-chart').getByRole('img');
    await eventually(async () => {
      const words = (await chart.getAttribute('aria-label')) ?? '';
      assert.match(words, /^7 turns: at most [\d,]+ of 12,000 tokens, last [\d,]+; 1 compaction\.$/);
      assert.equal(await user.panel.locator('context-chart .note').innerText(), words);
      assert.equal(await chart.locator('.chart-mark').count(), 1);
      assert.match(
        (await chart.locator('.chart-mark title').textContent()) ?? '',
        /^Compacted: [\d,]+ → [\d,]+ tokens$/,
      );
      assert.match((await chart.locator('.chart-line').getAttribute('d')) ?? '', /^M[\d. ]+(L[\d. ]+){8}$/);
    });
    await workbench.screenshot('memory-in-sight');
  });

  it('takes the compaction back from where it is marked, and says so there, on the meter and in the chart', async () => {
    const compacted = await used();
    await user.log.getByRole('button', { name: 'Undo', exact: true }).click();
    await user.panel.getByRole('separator', { name: /^Compaction undone/ }).waitFor();
    await eventually(async () => assert.ok((await used()) > compacted));
    await becomes(() => user.log.getByRole('button', { name: 'Undo', exact: true }).count(), 0);
    await turn('tests');
    await user.panel
      .locator('context-chart p')
      .getByText(/^8 turns: .*; (no|1) compactions?\.$/)
      .waitFor();
  });

  it('has broken no Content Security Policy and thrown nothing', () => {
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
