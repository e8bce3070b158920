import assert from 'node:assert/strict';
import { becomes } from '../support/eventually.ts';
import { status } from '../support/messages-api/faults.ts';
import { isChat } from '../support/messages-api/request-log.ts';
import { type MessagesApi, startMessagesApi } from '../support/messages-api/server.ts';
import type { UserSettings } from '../support/vscode/user-settings.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, openChat } from './chat-window.ts';
import type { Workbench } from './workbench.ts';

const base: UserSettings = {
  'sessionMemory.provider': 'anthropic',
  'sessionMemory.contextLimitTokens': 20_000,
  'sessionMemory.memory.enabled': false,
};

/** Every problem is told in the panel, nothing is lost by it, and the chat goes on once it is mended. */
describe('Bad input, in the real workbench', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  before(async () => {
    ({ api, workbench, user, close } = await openChat({
      env: { ANTHROPIC_API_KEY: undefined },
      settings: { ...base, 'sessionMemory.baseUrl': '' },
    }));
  });

  after(async () => {
    await close();
    // Another one than it began with.
    await api.stop();
  });

  const chatRequests = () => api.requests.filter(isChat);

  /** Changes the address; the line under the composer says when the panel has it. */
  async function talkTo(baseUrl: string, shown: string): Promise<void> {
    await workbench.changeSettings({ ...base, 'sessionMemory.baseUrl': baseUrl });
    await user.panel.locator('.composer-model').getByText(shown, { exact: true }).waitFor();
  }

  const standIn = (): Promise<void> => talkTo(api.url, `claude-sonnet-5-5 via ${new URL(api.url).host}`);

  async function enterKey(key: string): Promise<void> {
    const input = workbench.page.locator('.quick-input-widget input[type="password"]');
    await input.fill(key);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The message that failed is there once; sent again, it is answered and the problem is gone. */
  async function retryWorks(message: string, notice: RegExp): Promise<void> {
    await user.saidOnce(message);
    await user.answered(() => user.choose(notice, 'Retry'));
    await user.saidOnce(message);
    await user.notice(notice).waitFor({ state: 'detached' });
    const sent = JSON.stringify(chatRequests().at(-1)?.body.messages);
    assert.equal(sent.split(message).length - 1, 1, 'the message went out once');
  }

  it('asks for a key where there is none, and keeps the message that could not be sent', async () => {
    await user.panel.getByText('an API key is needed').waitFor();
    await user.say('Is anybody there?');
    assert.match(await user.told(/API key/), /Set API key/);
    await user.saidOnce('Is anybody there?');
  });

  it('says that a wrong key was not accepted, and goes on with the right one', async () => {
    await standIn();
    await user.choose(/API key/, 'Set API key');
    await enterKey('not-the-key');
    await user.choose(/API key/, 'Retry');
    assert.match(await user.told(/did not accept the API key/), /Set another .*then retry/);
    await becomes(() => chatRequests().at(-1)?.status, 401);
    await user.choose(/did not accept/, 'Set API key');
    await enterKey('test-key');
    await retryWorks('Is anybody there?', /did not accept/);
  });

  it('takes no empty message, and says so', async () => {
    const before = api.requests.length;
    await user.field.fill('  \n ');
    await becomes(() => user.button('Send').isDisabled(), true);
    await user.field.press('Enter');
    await user.panel.getByRole('alert').getByText('nothing to send').waitFor();
    await user.field.fill('Something');
    await user.panel.getByRole('alert').waitFor({ state: 'hidden' });
    assert.equal(api.requests.length, before);
  });

  it('gives a message of a megabyte back, with its size and the limit', async () => {
    const before = api.requests.length;
    const huge = 'word '.repeat(200_000);
    await user.say(huge);
    assert.match(await user.told(/tokens long/), /limit of 20.?000\b.*Shorten it/s);
    await becomes(async () => (await user.field.inputValue()).length, huge.length);
    assert.equal(api.requests.length, before);
    await user.exchange('And a short one?');
    await user.notice(/tokens long/).waitFor({ state: 'detached' });
  });

  it('says that nothing answers at the address, after a countdown, and retries when something does', async () => {
    const { host, port } = new URL(api.url);
    await api.stop();
    const progress = await user.watchProgress();
    await user.say('Hello, empty port');
    const told = await user.told(/Nothing answers/);
    assert.match((await progress()).join('\n'), /Nothing answers .* Trying again in \d/);
    assert.ok(told.includes(host), told);
    assert.match(told, /then retry/);
    api = await startMessagesApi({ port: Number(port) });
    await retryWorks('Hello, empty port', /Nothing answers/);
  });

  it('sends nothing to an address that would carry the key in the clear', async () => {
    await talkTo('http://llm.example.com', 'claude-sonnet-5-5');
    await user.say('Hello, example');
    const told = await user.told(/baseUrl/);
    assert.match(told, /must begin with https:\/\/.*Nothing was sent/);
    assert.match(told, /Open settings/);
    await standIn();
    await retryWorks('Hello, example', /baseUrl/);
  });

  it('names a model that the server does not know, and the setting that chooses another', async () => {
    const message = 'model: claude-sonnet-5-5';
    api.faults.next({ kind: 'status', status: 404, type: 'not_found_error', message });
    await user.say('Hello, model');
    const told = await user.told(/does not know the model/);
    assert.match(told, /claude-sonnet-5-5.*sessionMemory\.model/);
    assert.match(told, /Open settings/);
    await retryWorks('Hello, model', /does not know the model/);
  });

  it('counts down to the next try at an overloaded server, which may go well', async () => {
    api.faults.next(status(529, { 'retry-after': '2' }));
    const progress = await user.watchProgress();
    assert.match(await user.exchange('Hello, crowd'), /\w/);
    assert.match((await progress()).join('\n'), /overloaded.* Trying again in [123]/);
    await becomes(() => user.notice(/overloaded/).count(), 0);
  });

  it('can be stopped while it waits for an overloaded server, and retried', async () => {
    api.faults.next(status(529, { 'retry-after': '60' }));
    await user.say('Hello again, crowd');
    await user.log.getByText(/Trying again in \d\d/).waitFor();
    await user.button('Stop').click();
    await user.told(/Your message is kept/);
    await retryWorks('Hello again, crowd', /Your message is kept/);
  });

  it('has broken no Content Security Policy and thrown nothing', () => {
    assert.deepEqual(workbench.cspViolations(), []);
    const ours = workbench.uncaughtErrors().filter((error) => error.includes('session-memory'));
    assert.deepEqual(ours, []);
  });
});
