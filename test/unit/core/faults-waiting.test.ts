import assert from 'node:assert/strict';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { settle, until } from '../../support/fake-clock.ts';
import { type Fault, rateLimited, status } from '../../support/messages-api/faults.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';
import { ended } from '../../support/session/stated-outcomes.ts';

const always = 99;
const chatOnly: Partial<SessionSettings> = { memoryEnabled: false };

let faulty: FaultyWorld;

async function start(settings: Partial<SessionSettings>, turns: number): Promise<void> {
  faulty = await FaultyWorld.start({ settings });
  await faulty.converse(turns);
}

const waiting = () => {
  const { turn } = faulty.engine.state;
  return turn.phase === 'answering' ? turn.waiting : null;
};

const turn = () => faulty.engine.snapshot().turn;

describe('A wait for the server', () => {
  beforeEach(() => start(chatOnly, 3));
  afterEach(() => faulty.end());

  const pauses: readonly [name: string, fault: Fault, kind: string, leastMs: number, mostMs: number][] = [
    ['as long as the server asks', rateLimited(7), 'rateLimited', 7_000, 8_000],
    ['up to two minutes', rateLimited(119), 'rateLimited', 119_000, 120_000],
    ['about a second where the server does not say', status(529), 'overloaded', 500, 1_000],
  ];
  for (const [name, fault, kind, leastMs, mostMs] of pauses) {
    it(`before another try is shown with its reason and its end: ${name}`, async () => {
      faulty.strike(fault, 'chat');
      const sent = faulty.engine.send(faulty.message());
      await until(() => waiting() !== null);
      const shown = waiting();
      assert.ok(shown?.reason === 'retry');
      const ms = shown.until - faulty.clock.now();
      assert.deepEqual([shown.failure.kind, turn()], [kind, 'waiting']);
      assert.ok(ms >= leastMs && ms <= mostMs, `${ms} ms`);
      await faulty.clock.advance(ms);
      assert.equal((await sent).status, 'completed');
      assert.deepEqual([waiting(), turn()], [null, 'idle']);
    });
  }

  it('grows from try to try, and each is shown', async () => {
    faulty.strike(status(529), 'chat', 4);
    const startedAt = faulty.clock.now();
    assert.equal((await faulty.through('chat', faulty.engine.send(faulty.message()))).status, 'completed');
    const ends = faulty.waits.map((wait) => (wait.reason === 'retry' ? wait.until - startedAt : wait));
    assert.deepEqual(ends, [750, 2_250, 5_250, 11_250]);
  });

  for (const kind of ['hang', 'silent'] as const) {
    it(`is shown after a minute of silence, and ends after two, when the server is ${kind}`, async () => {
      faulty.strike({ kind }, 'chat', always);
      const startedAt = faulty.clock.now();
      const outcome = await faulty.through('chat', faulty.engine.send(faulty.message()));
      assert.equal(ended(outcome), 'failed: network');
      assert.match(outcome.failure?.message ?? '', /silent for 2 min/);
      const [first, ...later] = faulty.waits;
      assert.deepEqual(first, { reason: 'silent', since: startedAt });
      const reasons = later.map(({ reason }) => reason);
      assert.deepEqual(reasons, ['retry', 'silent']);
      assert.ok(faulty.clock.now() - startedAt >= 240_000);
    });
  }

  const stopped: readonly [name: string, fault: Fault, hasCome: () => boolean][] = [
    ['in a pause', rateLimited(60), () => waiting()?.reason === 'retry'],
    ['before the headers', { kind: 'hang' }, () => faulty.requests('chat').length === 4],
    ['in a silent stream', { kind: 'silent' }, () => faulty.requests('chat')[3]?.status === 200],
  ];
  for (const [name, fault, hasCome] of stopped) {
    it(`ends at once when the user stops it ${name}; the message is kept and can be sent again`, async () => {
      faulty.strike(fault, 'chat', always);
      const sent = faulty.engine.send(faulty.message());
      await until(hasCome);
      const now = faulty.clock.now();
      faulty.engine.stop();
      assert.equal((await sent).status, 'cancelled');
      assert.deepEqual([turn(), faulty.clock.now(), faulty.clock.pending], ['idle', now, []]);
      assert.equal(faulty.kept.at(-1), 'user');
      faulty.mend();
      assert.equal((await faulty.engine.retry()).status, 'completed');
      assert.equal(faulty.typed.length, 4);
      await faulty.converse(1);
      assert.deepEqual(faulty.invalid(), []);
    });
  }

  it('keeps what is sent meanwhile for later, in order', async () => {
    faulty.strike(rateLimited(60), 'chat');
    const first = faulty.engine.send(faulty.message());
    await until(() => waiting() !== null);
    const second = faulty.engine.send(faulty.message());
    await settle(20);
    assert.equal(faulty.requests('chat').length, 4);
    assert.equal((await faulty.through('chat', first)).status, 'completed');
    assert.equal((await second).status, 'completed');
    assert.deepEqual(faulty.kept.slice(-4), ['user', 'complete', 'user', 'complete']);
  });
});

describe('A wait for a summary before a compaction', () => {
  beforeEach(async () => {
    await start(chatOnly, 9);
    faulty.strike({ kind: 'hang' }, 'memory', always);
  });
  afterEach(() => faulty.end());

  const isHanging = () => faulty.requests('memory').length === 1;

  it('is shown, and after half a minute code’s own extract serves', async () => {
    const compaction = faulty.engine.compact();
    await until(isHanging);
    assert.equal(turn(), 'waiting');
    await faulty.clock.advance(30_000);
    const { status: end, waitedMs } = await compaction;
    assert.deepEqual([end, waitedMs], ['compacted', 30_000]);
    assert.equal(faulty.engine.state.memory.provisional, true);
    await faulty.converse(1);
    assert.deepEqual(faulty.invalid(), []);
  });

  it('ends at once when the user stops it, and the conversation is as it was', async () => {
    const { contextTokens, messages } = faulty.engine.snapshot();
    const compaction = faulty.engine.compact();
    await until(isHanging);
    faulty.engine.stop();
    assert.equal(ended(await compaction), 'failed: cancelled');
    const after = faulty.engine.snapshot();
    assert.deepEqual([after.contextTokens, after.messages, after.turn], [contextTokens, messages, 'idle']);
    assert.equal((await faulty.engine.send(faulty.message())).status, 'completed');
  });

  it('ends for a turn at the limit, too: stopped, the message is kept and goes out later', async () => {
    const full = {
      ...faulty.engine.state.settings,
      contextLimitTokens: faulty.engine.snapshot().contextTokens,
    };
    faulty.engine.settingsChanged(full, 'anthropic');
    const asked = faulty.requests('chat').length;
    const sent = faulty.engine.send(faulty.message());
    await until(isHanging);
    assert.equal(turn(), 'waiting');
    faulty.engine.stop();
    assert.equal((await sent).status, 'cancelled');
    assert.deepEqual([faulty.requests('chat').length, faulty.kept.at(-1)], [asked, 'user']);
    const again = faulty.engine.retry();
    await until(() => faulty.engine.state.compacting?.phase === 'waiting');
    await faulty.clock.advance(30_000);
    assert.equal((await again).status, 'completed');
    assert.equal(faulty.engine.snapshot().epoch, 1);
    assert.deepEqual(faulty.invalid(), []);
  });
});

describe('Background work', () => {
  beforeEach(() => start({}, 3));
  afterEach(() => faulty.end());

  /** A turn whose update meets a full server and pauses before it tries again. */
  async function updateInPause(): Promise<void> {
    faulty.strike(status(529), 'memory');
    await faulty.engine.send(faulty.message());
    await until(() => faulty.world.log.some((line) => line.includes('memory call failed')));
    await until(() => faulty.clock.pending.length > 0);
  }

  it('yields: while the chat is held up it asks for nothing, and then goes on', async () => {
    await updateInPause();
    const asked = faulty.requests('memory').length;
    faulty.strike(rateLimited(30), 'chat');
    const sent = faulty.engine.send(faulty.message());
    await until(() => waiting() !== null);
    await faulty.clock.advance(29_999);
    await settle(20);
    assert.equal(faulty.requests('memory').length, asked);
    assert.equal((await faulty.through('chat', sent)).status, 'completed');
    await faulty.engine.whenIdle();
    assert.ok(faulty.requests('memory').length > asked);
    assert.equal(faulty.engine.snapshot().memory.status, 'ready');
  });

  it('leaves the server alone for as long as it told the chat to', async () => {
    await updateInPause();
    const asked = faulty.requests('memory').length;
    faulty.strike(rateLimited(3_600), 'chat');
    assert.equal(ended(await faulty.engine.send(faulty.message())), 'failed: rateLimited');
    const update = faulty.engine.updateMemory();
    await faulty.clock.advance(10_000);
    assert.equal(ended(await update), 'failed: rateLimited');
    assert.equal(faulty.requests('memory').length, asked);
    assert.equal((await faulty.engine.retry()).status, 'completed', 'the user may try at any time');
    await faulty.engine.whenIdle();
    assert.equal(faulty.engine.snapshot().memory.status, 'ready');
  });

  it('goes on when the user stops a turn', async () => {
    await updateInPause();
    faulty.strike({ kind: 'hang' }, 'chat');
    const sent = faulty.engine.send(faulty.message());
    await until(() => faulty.requests('chat').length === 5);
    faulty.engine.stop();
    assert.equal((await sent).status, 'cancelled');
    const update = faulty.engine.updateMemory();
    await faulty.clock.advance(10_000);
    assert.equal((await update).status, 'updated');
  });
});
