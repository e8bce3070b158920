import assert from 'node:assert/strict';
import type { MemoryOutcome } from '../../../src/core/outcome.ts';
import type { Fault } from '../../support/messages-api/faults.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';
import { ended, figures, statedOutcomes } from '../../support/session/stated-outcomes.ts';

const always = 99;

describe('A background update of the memory', () => {
  let faulty: FaultyWorld;

  beforeEach(async () => {
    faulty = await FaultyWorld.start();
    await faulty.converse(3);
    assert.equal(faulty.engine.snapshot().memory.status, 'ready');
  });

  afterEach(() => faulty.end());

  /** A turn whose update meets this fault, and a turn beside the update; then the update's end. */
  async function updateUnder(fault: Fault, times: number): Promise<MemoryOutcome> {
    faulty.strike(fault, 'memory', times);
    assert.equal((await faulty.engine.send(faulty.message())).status, 'completed');
    const { job } = faulty.engine.state.memory;
    assert.ok(job !== null && !job.foreground, 'the turn has ended, and its update runs in the background');
    // Whoever asks for an update that is already under way hears of that one.
    return faulty.through('memory', faulty.engine.updateMemory());
  }

  async function goesOn(): Promise<void> {
    faulty.mend();
    await faulty.converse(1);
    const { status, failure } = faulty.engine.snapshot().memory;
    assert.deepEqual([status, failure], ['ready', undefined]);
    assert.equal(faulty.engine.state.memory.backoff.failures, 0);
    assert.deepEqual(faulty.invalid(), []);
  }

  for (const { name, fault, update } of statedOutcomes) {
    it(`struck once by ${name} ends as ${update.once}, and the next goes well`, async () => {
      const outcome = await updateUnder(fault, 1);
      assert.equal(ended(outcome), update.once, JSON.stringify(outcome));
      await goesOn();
    });

    it(`struck for good by ${name} ends as ${update.always} after ${update.requests}, and the old memory stays`, async () => {
      const { text, covered } = faulty.engine.state.memory;
      const { kept } = faulty;
      const { versions } = faulty.world.history;
      const asked = faulty.requests('memory').length;
      const outcome = await updateUnder(fault, always);
      assert.equal(ended(outcome), update.always, JSON.stringify(outcome));
      assert.equal(figures(faulty.requests('memory').length - asked), update.requests);
      const { memory } = faulty.engine.state;
      assert.deepEqual([memory.text, faulty.world.file.text, memory.covered], [text, text, covered]);
      assert.deepEqual(faulty.world.history.versions, versions);
      assert.deepEqual(faulty.engine.snapshot().memory.failure, outcome.failure);
      assert.deepEqual(faulty.kept, [...kept, 'user', 'complete'], 'nothing of it is in the conversation');
      await goesOn();
    });

    it(`struck for good by ${name} holds up no turn and no compaction`, async () => {
      faulty.strike(fault, 'memory', always);
      const now = faulty.clock.now();
      for (let turn = 0; turn < 4; turn++) {
        const outcome = await faulty.engine.send(faulty.message());
        assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
      }
      const { status, waitedMs } = await faulty.engine.compact();
      assert.deepEqual([status, waitedMs], ['compacted', 0]);
      assert.equal((await faulty.engine.send(faulty.message())).status, 'completed');
      assert.deepEqual(faulty.waits, []);
      assert.equal(faulty.clock.now(), now);
      assert.deepEqual(faulty.invalid(), []);
    });
  }
});
