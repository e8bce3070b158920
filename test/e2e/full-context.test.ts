import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { UserSettings } from '../support/vscode/user-settings.ts';
import { type ChatWindow, openChat } from './chat-window.ts';

const limit = 5_000;
const settings: UserSettings = {
  'sessionMemory.contextLimitTokens': limit,
  'sessionMemory.memory.initTokens': 600,
  'sessionMemory.memory.updateTokens': 300,
};
const parts = ['parser', 'formatter', 'totals', 'tariff', 'calendar', 'printer'];
/** More than a few compactions take; a loop that comes so far has gone wrong. */
const mostTurns = 40;
const automatically = 'Compact automatically when the context is full';

/** What happens when the context is full, with nobody asking for anything. */
describe('A full context, in the real workbench', () => {
  let chat: ChatWindow;
  let turns = 0;

  before(async () => {
    chat = await openChat({ server: { answer: { chatChars: 900 } }, settings });
  });

  after(() => chat.close());

  const marks = (): Locator => chat.user.log.getByRole('separator');
  /** In tokens; the meter's own value ends at its limit. */
  async function used(): Promise<number> {
    const meter = chat.user.panel.getByRole('meter', { name: 'Context used' });
    const words = (await meter.getAttribute('aria-valuetext')) ?? '';
    return Number(/^([\d,]+) of 5,000 tokens/.exec(words)?.[1]?.replaceAll(',', ''));
  }
  const waiting = (): Locator =>
    chat.user.log.locator('turn-status').getByText('Compacting: waiting for the memory to be written…');

  const message = (): string =>
    `Part ${++turns}: look at the ${parts[turns % parts.length]}. ${'Mind the rounding, and keep every public name. '.repeat(9)}`;

  /** Talks on until `isDone`, which is asked between turns. */
  async function talkUntil(isDone: () => Promise<boolean>): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      if (await isDone()) return;
      await chat.user.exchange(message());
    }
    assert.fail(`${mostTurns} turns were not enough`);
  }

  /** What the newest mark says, the figures in the order in which they stand. */
  async function figures(): Promise<{ readonly tokens: readonly number[]; readonly waitedMs: number }> {
    const name = (await marks().last().getAttribute('aria-label')) ?? '';
    const found =
      /^Compacted: ([\d,]+) → ([\d,]+) tokens, \d+ → \d+ messages, \d+ kept word for word from turn \d+ on, waited ([\d.,]+) (ms|s)$/.exec(
        name,
      );
    assert.ok(found !== null, name);
    const [before, after, waited] = found.slice(1, 4).map((text) => Number(text.replaceAll(',', '')));
    assert.equal(await chat.user.log.locator('.mark-figures').last().getByText('waited').count(), 1);
    return { tokens: [before ?? 0, after ?? 0], waitedMs: (waited ?? 0) * (found[4] === 's' ? 1_000 : 1) };
  }

  it('compacts by itself, and waits for no update that is under way', async () => {
    const { api, user } = chat;
    await user.exchange('Never touch the tariff tables, whatever the notes say.');
    await talkUntil(async () => (await used()) > limit * 0.8);
    assert.equal(await marks().count(), 0, 'nothing is compacted before the context is full');
    await user.panel.getByText('Memory ready').waitFor();
    const gate = api.hold(isMemory);
    await talkUntil(async () => (await marks().count()) > 0);
    const { tokens } = await eventually(figures);
    const [before = 0, after = 0] = tokens;
    assert.ok(before > limit, `the context was full: ${before}`);
    assert.ok(after < before * 0.8, `${before} gave way to ${after}`);
    await eventually(async () => assert.ok((await used()) < limit));
    const sent = api.requests.filter(isChat).at(-1)?.body.messages ?? [];
    assert.match(JSON.stringify(sent[0]), /Never touch the tariff tables/);
    assert.match(JSON.stringify(sent.at(-1)), new RegExp(`Part ${turns}: `), 'the message went out');
    await user.saidOnce(`Part ${turns}: `);
    gate.release();
    await chat.workbench.screenshot('compacted by itself');
  });

  it('grows on where that is switched off in the panel, and compacts when it is switched on again', async () => {
    const { user } = chat;
    const compactions = await marks().count();
    await user.button('Options').click();
    const box = user.panel.getByRole('checkbox', { name: automatically });
    await box.click();
    await becomes(() => box.isChecked(), false);
    await talkUntil(async () => (await used()) > limit * 1.2);
    assert.equal(await marks().count(), compactions);
    await box.click();
    await becomes(() => box.isChecked(), true);
    await user.exchange(message());
    await becomes(() => marks().count(), compactions + 1);
  });

  it('shows the wait where summaries are made only then, and Stop ends it with nothing lost', async () => {
    const { api, user, workbench } = chat;
    await workbench.changeSettings({
      ...settings,
      'sessionMemory.baseUrl': api.url,
      'sessionMemory.strategy': 'traditional',
    });
    await user.panel.getByText('updates in the background are switched off').waitFor();
    const asked = api.requests.filter(isMemory).length;
    const gate = api.hold(isMemory);
    await talkUntilHeld(gate.held);
    await waiting().waitFor();
    const compactions = await marks().count();
    await user.log.locator('turn-status .ring').waitFor();
    await workbench.screenshot('waiting for a summary');
    assert.equal(api.requests.filter(isMemory).length, asked + 1);
    await user.button('Stop').click();
    await waiting().waitFor({ state: 'hidden' });
    await user.told(/^.*Stopped\. Your message is kept\./s);
    assert.equal(await marks().count(), compactions, 'the conversation is as it was');
    await user.saidOnce(`Part ${turns}: `);
    gate.release();
  });

  it('makes the summary while the message waits, and says for how long', async () => {
    const { api, user } = chat;
    const compactions = await marks().count();
    await user.panel.getByText('updates in the background are switched off').waitFor();
    // What the summary of the stopped compaction covers need not be waited for, so one turn more is.
    await user.answered(() => user.choose(/Stopped\./, 'Retry'));
    await becomes(() => marks().count(), compactions + 1);
    const gate = api.hold(isMemory);
    await talkUntilHeld(gate.held);
    await waiting().waitFor();
    const chats = api.requests.filter(isChat).length;
    await user.answered(async () => gate.release());
    assert.equal(api.requests.filter(isChat).length, chats + 1);
    await becomes(() => marks().count(), compactions + 2);
    const { tokens, waitedMs } = await eventually(figures);
    assert.ok(waitedMs > 0 && (tokens[0] ?? 0) > limit, JSON.stringify(tokens));
    await eventually(async () => assert.ok((await used()) < limit));
  });

  /** Talks on until the server holds what was asked for a turn that has not been answered. */
  async function talkUntilHeld(held: Promise<unknown>): Promise<void> {
    let isHeld = false;
    void held.then(() => {
      isHeld = true;
    });
    const { user } = chat;
    for (let turn = 0; turn < mostTurns && !isHeld; turn += 1) {
      const before = await user.answers.count();
      await user.say(message());
      await eventually(async () => assert.ok(isHeld || (await user.answers.count()) > before));
      if (!isHeld) await user.idle();
    }
    assert.ok(isHeld, `${mostTurns} turns were not enough`);
  }

  it('has broken no Content Security Policy and thrown nothing', () => {
    const { workbench } = chat;
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual([...workbench.cspViolations(), ...ours], []);
  });
});
