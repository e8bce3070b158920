import assert from 'node:assert/strict';
import {
  type Account,
  type Accounts,
  emptyAccount,
  emptyAccounts,
  spendingOf,
} from '../../../../src/core/models/accounts.ts';
import { Spending } from '../../../../src/host/sessions/spending.ts';
import { recordedLog } from '../../../support/recorded-log.ts';
import { openWindow, StoredValues } from '../../../support/session/host-world.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const account = (requests: number, costUsd: number | null): Account => ({
  usage: { inputTokens: 100, cacheReadTokens: 20, cacheWriteTokens: 3, outputTokens: 4, requests },
  costUsd,
  uncachedUsd: costUsd === null ? null : 2 * costUsd,
});
const chatting = (chat: Account): Accounts => ({ chat, memory: emptyAccount });

const { log, lines } = recordedLog();

describe('What all sessions have spent', () => {
  it('is the sum of what each last knew of itself, also in another window', () => {
    const values = new StoredValues();
    const spending = new Spending(values, log);
    assert.deepEqual(spending.total, emptyAccounts);
    spending.keep('a', chatting(account(1, 0.5)));
    spending.keep('a', { chat: account(2, 1), memory: account(1, 0.25) });
    spending.keep('b', chatting(account(3, 2)));
    const expected = {
      chat: {
        usage: { inputTokens: 200, cacheReadTokens: 40, cacheWriteTokens: 6, outputTokens: 8, requests: 5 },
        costUsd: 3,
        uncachedUsd: 6,
      },
      memory: account(1, 0.25),
    };
    assert.deepEqual(spending.total, expected);
    assert.deepEqual(new Spending(values, log).total, expected);
  });

  it('is not known while one price is missing, and known again with it', () => {
    const spending = new Spending(new StoredValues(), log);
    spending.keep('a', chatting(account(1, null)));
    spending.keep('b', chatting(account(1, 2)));
    assert.deepEqual([spending.total.chat.costUsd, spending.total.chat.usage.requests], [null, 2]);
    spending.keep('a', chatting(account(1, 1)));
    assert.equal(spending.total.chat.costUsd, 3);
  });

  it('writes nothing for what is known already', () => {
    let writes = 0;
    const values = { get: () => undefined, update: async () => void writes++ };
    const spending = new Spending(values, log);
    for (const chat of [emptyAccount, account(1, 1), account(1, 1)]) spending.keep('a', chatting(chat));
    assert.equal(writes, 1);
  });

  const part = [1, 2, 3, 4, 5, 0.5, null];
  const good = [...part, ...part];
  for (const stored of [
    null,
    'x',
    [1],
    { a: null, b: [1, 2], c: [-1, ...good.slice(1)], d: ['1', 2, 3], e: [...good, 1] },
  ]) {
    it(`reads over ${JSON.stringify(stored)} in storage`, () => {
      const spending = new Spending({ get: () => stored, update: async () => undefined }, log);
      assert.deepEqual(spending.total, emptyAccounts);
    });
  }

  it('takes what a first version kept of chat and memory together for the chat’s', () => {
    const spending = new Spending({ get: () => ({ a: part }), update: async () => undefined }, log);
    assert.deepEqual([spending.total.chat.usage.requests, spending.total.chat.costUsd], [5, 0.5]);
    assert.deepEqual(spending.total.memory, emptyAccount);
  });

  it('is told of in the log where it cannot be kept, and counts on', async () => {
    const update = () => Promise.reject(new Error('disk full'));
    const spending = new Spending({ get: () => ({ a: good }), update }, log);
    spending.keep('b', chatting(account(1, 1)));
    await Promise.resolve();
    assert.deepEqual([spending.total.chat.usage.requests, spending.total.memory.usage.requests], [6, 5]);
    assert.match(lines.at(-1) ?? '', /could not be kept: .*disk full/);
  });

  it('counts a session once over a reload, and goes on counting', async () => {
    const root = temporaryFolder();
    const values = new StoredValues();
    const before = openWindow(root, { values });
    await before.chat.send('Hello');
    await before.rest();
    const { total } = before.spending;
    assert.ok(total.chat.usage.requests > 0);
    assert.deepEqual(before.chat.snapshot().allSessions, spendingOf(total));
    await before.close();
    const after = openWindow(root, { values });
    await after.sessions.open();
    assert.deepEqual(after.spending.total, total);
    await after.chat.newSession();
    await after.chat.send('Hello again');
    await after.rest();
    assert.ok(after.spending.total.chat.usage.requests > total.chat.usage.requests);
    const { usage, allSessions } = after.chat.snapshot();
    assert.equal(allSessions?.usage.chat.requests, usage.chat.requests + total.chat.usage.requests);
    await after.close();
  });
});
