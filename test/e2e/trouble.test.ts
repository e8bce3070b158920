import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { becomes, eventually } from '../support/eventually.ts';
import { rateLimited, spendLimitReached, status } from '../support/messages-api/faults.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, eagerMemory, openChat, reloadChat } from './chat-window.ts';
import { notifications } from './notifications.ts';
import { onlyTranscript } from './stored-session.ts';
import { leaveQuickInput, type Workbench } from './workbench.ts';

const verses = Array.from({ length: 40 }, (_, index) => `Verse ${index + 1} of the song.`).join('\n\n');
/** As the server says it where no further try is to be made. */
const isFinal = { 'x-should-retry': 'false' };

/** Each trouble is told where it happened, with what is safe and what to do, and is over once it is mended. */
describe('Trouble, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      settings: eagerMemory,
      env: { SESSION_MEMORY_SILENCE_MS: '2000' },
    }));
    await user.exchange('Let us begin, with words enough for a memory.');
  });

  after(() => close());

  afterEach(() => api.faults.clear());

  const turnStatus = () => user.log.locator('turn-status');
  const memoryStatus = (text: string | RegExp) =>
    user.panel.getByRole('status', { name: 'Memory' }).getByText(text);
  const sent = () => JSON.stringify(api.requests.filter(isChat).at(-1)?.body.messages);

  /** The message is there once; sent again by this button, it is answered and the notice is gone. */
  async function mendedBy(button: string, notice: RegExp, message: string): Promise<void> {
    await user.answered(() => user.choose(notice, button));
    await user.notice(notice).waitFor({ state: 'detached' });
    await user.saidOnce(message);
    assert.equal(sent().split(message).length - 1, 1, 'the message went out once');
  }

  it('of a rate limit counts down to the next try, which the user need not ask for', async () => {
    api.faults.next(rateLimited(3), { when: isChat });
    const progress = await user.watchProgress();
    assert.match(await user.exchange('Hello, limit.'), /\w/);
    const counted = (await progress()).flatMap(
      (said) => /^The rate limit .*Trying again in (\d+)\u00a0s\.$/.exec(said)?.slice(1).map(Number) ?? [],
    );
    const [first = 0, ...rest] = counted;
    assert.ok(first >= 1 && first <= 4 && rest.length > 0, String(counted));
    assert.deepEqual(
      counted,
      counted.toSorted((one, other) => other - one),
    );
    await becomes(() => user.notice(/rate limit/).count(), 0);
    await user.saidOnce('Hello, limit.');
  });

  it('of a limit that lasts says when it ends, and leaves the next try to the user', async () => {
    api.faults.next(rateLimited(3_600), { when: isChat });
    await user.say('Hello, long limit.');
    assert.match(await user.told(/The rate limit/), /Your message is kept\..*Retry in 60 min\./s);
    await user.idle();
    await mendedBy('Retry', /The rate limit/, 'Hello, long limit.');
  });

  it('of an overloaded server that stays so says whose it is, and offers another try', async () => {
    api.faults.next(status(529, isFinal), { when: isChat });
    await user.say('Hello, crowd.');
    assert.match(
      await user.told(/is overloaded/),
      /^.*127\.0\.0\.1.*\(529\).*Retry in a while.*Your message is kept/s,
    );
    await mendedBy('Retry', /is overloaded/, 'Hello, crowd.');
  });

  it('of a key that is not accepted leads to setting another', async () => {
    api.faults.next(status(401), { when: isChat });
    await user.say('Hello, guard.');
    assert.match(await user.told(/did not accept the API key/), /Set another .* then retry/);
    await user.choose(/did not accept/, 'Set API key');
    const input = workbench.page.locator('.quick-input-widget input[type="password"]');
    await input.waitFor();
    await leaveQuickInput(workbench.page);
    await mendedBy('Retry', /did not accept/, 'Hello, guard.');
  });

  it('of a spent limit says that waiting does not help, and shows the log', async () => {
    const before = api.requests.filter(isChat).length;
    api.faults.next(spendLimitReached, { when: isChat });
    await user.say('Hello, bank.');
    assert.match(await user.told(/A spend limit/), /Check the account’s billing, then retry/);
    assert.equal(api.requests.filter(isChat).length, before + 1, 'it is not tried again by itself');
    await user.choose(/A spend limit/, 'Show log');
    await workbench.page
      .locator('.part.panel select option:checked')
      .filter({ hasText: /^Session Memory$/ })
      .first()
      .waitFor({ state: 'attached' });
    await workbench.runCommand('View: Hide Panel');
    await mendedBy('Retry', /A spend limit/, 'Hello, bank.');
  });

  it('of a server that says nothing is told while it may still answer', async () => {
    const gate = api.hold(isChat);
    const answer = user.exchange('Hello, silence.');
    await turnStatus()
      .getByText(
        /^Nothing has come for [3-9]\.\d\ss\. The connection is still open, and your message is kept\.$/,
      )
      .waitFor();
    await user.button('Stop waiting').waitFor();
    gate.release();
    assert.match(await answer, /\w/);
    await turnStatus().waitFor({ state: 'hidden' });
  });

  it('of a server that never answers ends in a notice, after one more try', async () => {
    api.faults.next({ kind: 'hang' }, { when: isChat, times: 2 });
    await user.say('Hello, nobody.');
    await turnStatus()
      .getByText(/Nothing has come for/)
      .waitFor();
    assert.match(
      await user.told(/was silent for 4 s, so the call was given up/),
      /Retry\. Your message is kept\./,
    );
    await mendedBy('Retry', /was silent/, 'Hello, nobody.');
  });

  it('of an answer that breaks off keeps what had come, and continues it by name of its last words', async () => {
    api.answers.next({ content: [{ type: 'text', text: verses }] }, { when: isChat });
    api.faults.next({ kind: 'cut', afterEvents: 9 }, { when: isChat });
    await user.say('Sing me a song.');
    assert.match(await user.told(/broke off/), /What had arrived is kept/);
    await eventually(async () =>
      assert.match(await user.answers.last().innerText(), /Verse 1 of the song\./),
    );
    await goesOn(/broke off/, 'Sing me a song.', /> Verse \d/);
    await eventually(async () => assert.match(await user.wholeLog(), /Verse 1 of the song\./));
  });

  it('of an answer at its length limit says so, and continues it', async () => {
    const text = 'The longest word in the book is antidisestablishment';
    api.answers.next({ content: [{ type: 'text', text }], stopReason: 'max_tokens' }, { when: isChat });
    await user.say('Name a long word.');
    await user.told(/^.*The answer reached its length limit\. Continue asks for the rest\./s);
    await user.answers.last().getByText(text).waitFor();
    await goesOn(/length limit\. Continue/, 'Name a long word.', /> .*antidisestablishment/);
  });

  /** By the notice's button, without a word in the user's name: neither in the conversation nor among what was sent before. */
  async function goesOn(notice: RegExp, lastSaid: string, ending: RegExp): Promise<void> {
    const bubbles = user.log.locator('user-message .bubble:visible');
    const said = await bubbles.allTextContents();
    api.answers.next({ content: [{ type: 'text', text: 'arianism, and that is all.' }] }, { when: isChat });
    await user.answered(() => user.choose(notice, 'Continue'));
    await user.notice(notice).waitFor({ state: 'detached' });
    await user.answers.last().getByText('arianism, and that is all.').waitFor();
    assert.match(sent(), /It ended with:.*go on with the very next word/);
    assert.match(sent(), ending);
    await becomes(() => bubbles.allTextContents(), said);
    await user.log.locator('user-message').last().getByText('Continued', { exact: true }).waitFor();
    await becomes(() => user.log.getByText('The answer above was cut off').count(), 0);
    await user.field.press('ArrowUp');
    await user.hasWritten(lastSaid);
    await user.field.fill('');
  }

  it('of an answer that is declined says what stays out, and that other words may help', async () => {
    api.faults.next({ kind: 'refusal' }, { when: isChat });
    await user.say('Something forbidden.');
    assert.match(await user.told(/declined/), /stays out of what is sent.*rephrase and send again/);
    await user.exchange('Something harmless.');
    assert.doesNotMatch(sent(), /forbidden/);
    await user.notice(/declined to answer\. The exchange/).waitFor({ state: 'detached' });
  });

  it('of the disk is told, the chat goes on, and what could not be saved is saved later', async () => {
    const folder = dirname(await onlyTranscript(workbench));
    const aside = `${folder}.aside`;
    await rename(folder, aside);
    await writeFile(folder, 'in the way');
    await user.exchange('Is this written down?');
    const told = await user.told(/Could not save the conversation/);
    assert.match(
      told,
      /There is a file where a folder belongs.*saving is tried again.*Keep this window open.*Show log/s,
    );
    await rm(folder);
    await rename(aside, folder);
    await user.exchange('And this?');
    await user.notice(/Could not save/).waitFor({ state: 'detached' });
    await reloadChat(workbench);
    await user.answers.last().waitFor();
    for (const message of ['Is this written down?', 'And this?']) await user.saidOnce(message);
  });

  it('of the memory stays beside the memory, with why, and is gone after the next update', async () => {
    const asked = api.nextRequest(isMemory);
    api.faults.next(status(400), { when: isMemory });
    await user.exchange('Remember this, please.');
    await (await asked).ended;
    await memoryStatus('The last update failed; the memory before it is kept').waitFor();
    await user.panel
      .locator('.memory-failure')
      .getByText(/refused the request \(400\)/)
      .waitFor();
    assert.equal(await user.notice(/refused/).count(), 0, 'the conversation is not disturbed');
    await user.button('Update now').click();
    await memoryStatus('Memory ready').waitFor();
    await user.panel.locator('.memory-failure').waitFor({ state: 'hidden' });
  });

  it('has put no message over the workbench, whatever happened', async () => {
    assert.deepEqual(await notifications(workbench), []);
    assert.deepEqual(workbench.cspViolations(), []);
  });
});
