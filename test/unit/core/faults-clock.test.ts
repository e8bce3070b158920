import assert from 'node:assert/strict';
import { settle, until } from '../../support/fake-clock.ts';
import { rateLimited, status } from '../../support/messages-api/faults.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';

const day = 24 * 3_600_000;

/** A machine that slept, a time server that corrects, a user who sets the clock. */
const jumps: readonly (readonly [string, number])[] = [
  ['a day forward', day],
  ['a day back', -day],
  ['to before 1970', -100 * 365 * day],
];

for (const [name, ms] of jumps) {
  describe(`A clock that jumps ${name}`, () => {
    let faulty: FaultyWorld;

    beforeEach(async () => {
      faulty = await FaultyWorld.start();
      await faulty.converse(3);
    });

    afterEach(() => faulty.end());

    /** All is as if nothing had been. */
    async function goesOn(): Promise<void> {
      await faulty.converse(2);
      const { memory, costUsd } = faulty.engine.snapshot();
      assert.equal(memory.status, 'ready');
      assert.ok((costUsd.chat ?? 0) > 0 && (costUsd.memory ?? 0) > 0);
      assert.deepEqual(faulty.invalid(), []);
    }

    it('between turns changes nothing', async () => {
      faulty.clock.jump(ms);
      await goesOn();
      assert.equal((await faulty.engine.compact()).status, 'compacted');
      await goesOn();
    });

    it('in a pause does not change the pause', async () => {
      faulty.strike(rateLimited(60), 'chat');
      const sent = faulty.engine.send(faulty.message());
      await until(() => faulty.waits.length === 1);
      faulty.clock.jump(ms);
      await settle(20);
      assert.equal(faulty.requests('chat').length, 4);
      await faulty.clock.advance(61_000);
      assert.equal((await sent).status, 'completed');
      await goesOn();
    });

    it('while the server is silent does not change how long it may be', async () => {
      faulty.strike({ kind: 'hang' }, 'chat');
      const sent = faulty.engine.send(faulty.message());
      await until(() => faulty.requests('chat').length === 4);
      faulty.clock.jump(ms);
      await faulty.clock.advance(119_999);
      await settle(20);
      assert.equal(faulty.requests('chat').length, 4);
      assert.deepEqual(
        faulty.waits.map(({ reason }) => reason),
        ['silent'],
      );
      await faulty.clock.advance(1_001);
      assert.equal((await sent).status, 'completed');
      await goesOn();
    });

    it('during an update of the memory lands the update', async () => {
      faulty.strike(status(529), 'memory');
      await faulty.engine.send(faulty.message());
      faulty.clock.jump(ms);
      assert.equal((await faulty.through('memory', faulty.engine.updateMemory())).status, 'updated');
      await goesOn();
    });

    it('while a compaction waits does not change the wait, nor what is told of it', async () => {
      await faulty.end();
      faulty = await FaultyWorld.start({ settings: { memoryEnabled: false } });
      await faulty.converse(9);
      faulty.strike({ kind: 'hang' }, 'memory');
      const compaction = faulty.engine.compact();
      await until(() => faulty.requests('memory').length === 1);
      faulty.clock.jump(ms);
      await faulty.clock.advance(30_000);
      const { status: end, waitedMs } = await compaction;
      assert.equal(end, 'compacted');
      assert.ok(waitedMs >= 0 && waitedMs <= 30_000, `${waitedMs} ms`);
    });
  });
}
