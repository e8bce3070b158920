import assert from 'node:assert/strict';
import { status } from '../../support/messages-api/faults.ts';
import { canaryKey, FaultyWorld } from '../../support/session/faulty-world.ts';
import { ended } from '../../support/session/stated-outcomes.ts';

const always = 999;
const minute = 60_000;

describe('The background updater after failures', () => {
  let faulty: FaultyWorld;

  beforeEach(async () => {
    faulty = await FaultyWorld.start();
    await faulty.converse(3);
    faulty.strike(status(401), 'memory', always);
  });

  afterEach(() => faulty.end());

  /** Requests for the memory while these turns go by. */
  async function askedDuring(turns: number): Promise<number> {
    const before = faulty.requests('memory').length;
    await faulty.converse(turns);
    return faulty.requests('memory').length - before;
  }

  it('tries at each of three turns and then rests', async () => {
    assert.equal(await askedDuring(3), 3);
    assert.equal(await askedDuring(3), 0);
    assert.equal(faulty.engine.snapshot().memory.status, 'failed');
    assert.equal(faulty.engine.snapshot().memory.failure?.kind, 'auth');
  });

  it('rests twice as long after each further failure, up to half an hour', async () => {
    await askedDuring(3);
    for (const minutes of [1, 2, 4, 8, 16, 30, 30, 30]) {
      await faulty.clock.advance(minutes * minute - 1);
      assert.equal(await askedDuring(1), 0, `within ${minutes} min`);
      await faulty.clock.advance(1);
      assert.equal(await askedDuring(1), 1, `after ${minutes} min`);
    }
  });

  it('goes back to work for good after one success', async () => {
    await askedDuring(3);
    faulty.mend();
    await faulty.clock.advance(minute);
    assert.equal(await askedDuring(3), 3);
    assert.equal(faulty.engine.snapshot().memory.status, 'ready');
  });

  it('is not kept from work by a rest when the user asks, and that success ends the rest', async () => {
    await askedDuring(3);
    assert.equal(ended(await faulty.engine.updateMemory()), 'failed: auth', 'asked in spite of the rest');
    assert.equal(await askedDuring(1), 0, 'the rest goes on');
    faulty.mend();
    assert.equal(ended(await faulty.engine.updateMemory()), 'updated');
    assert.equal(await askedDuring(1), 1);
  });

  it('rests over a compaction and what it leaves to be caught up on', async () => {
    await askedDuring(3);
    const before = faulty.requests('memory').length;
    assert.equal((await faulty.engine.compact()).status, 'compacted');
    await faulty.engine.whenIdle();
    assert.equal(await askedDuring(2), 0);
    assert.equal(faulty.requests('memory').length, before);
  });

  it('starts nothing by itself for a turn that ended while a failing update ran', async () => {
    const gate = faulty.world.api.hold(({ purpose }) => purpose === 'memory');
    faulty.mend();
    faulty.world.api.answers.next(
      { content: [] },
      { when: ({ purpose }) => purpose === 'memory', times: always },
    );
    const before = faulty.requests('memory').length;
    await faulty.engine.send(faulty.message());
    await gate.held;
    await faulty.engine.send(faulty.message());
    gate.release();
    await faulty.engine.whenIdle();
    assert.equal(faulty.requests('memory').length - before, 1, 'the next turn’s end tries again');
    assert.equal(await askedDuring(1), 1);
  });

  it('rests no longer than agreed when the clock is set back, and works again when it is set forward', async () => {
    await askedDuring(3);
    faulty.clock.jump(-24 * 60 * minute);
    assert.equal(await askedDuring(1), 1, 'a rest of a day was never agreed');
    faulty.clock.jump(24 * 60 * minute);
    assert.equal(await askedDuring(1), 1);
  });
});

describe('An update in chunks that fails', () => {
  for (const foreground of [false, true]) {
    it(`is not tried again by itself ${foreground ? 'when the user asked for it' : 'in the background'}`, async () => {
      // A small window: the new messages do not fit one request for the memory.
      const settings = {
        model: 'local-model',
        contextLimitTokens: 60_000,
        initTokens: 29_000,
        updateEveryTurn: false,
      };
      const faulty = await FaultyWorld.start({
        key: canaryKey,
        settings: { ...settings, memoryEnabled: !foreground },
        api: { answer: { chatChars: 18_000 } },
      });
      try {
        faulty.strike(status(401), 'memory', always);
        await faulty.converse(4);
        const before = faulty.requests('memory').length;
        if (foreground) assert.equal(ended(await faulty.engine.updateMemory()), 'failed: auth');
        else await faulty.converse(1);
        await faulty.engine.whenIdle();
        assert.equal(faulty.requests('memory').length - before, 1);
        const { job, again } = faulty.engine.state.memory;
        assert.deepEqual([job, again], [null, null]);
      } finally {
        await faulty.end();
      }
    });
  }
});
