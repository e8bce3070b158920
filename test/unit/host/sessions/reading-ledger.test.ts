import assert from 'node:assert/strict';
import { listOf } from '../../../../src/core/append-list.ts';
import { readBranch } from '../../../../src/core/ledger/ledger-marks.ts';
import type { Clock } from '../../../../src/core/ports/clock.ts';
import { ledgerRead, ledgerReady } from '../../../../src/host/sessions/reading-ledger.ts';
import { assistant, user } from '../../../support/conversation.ts';

/** On which every look takes a millisecond. `meanwhile` is what the host does in each pause. */
function ticking(meanwhile: () => void): Clock {
  let now = 0;
  return {
    now: () => now++,
    after: (_, fire) => {
      const timer = setImmediate(() => {
        meanwhile();
        fire();
      });
      return () => clearImmediate(timer);
    },
  };
}

const records = Array.from({ length: 300 }, (_, turn) => [
  user(`Never use word ${turn}.`),
  assistant('Very well.'),
]).flat();

describe('Reading a stored conversation for its ledger', () => {
  it('rests after each slice, and the host answers meanwhile', async () => {
    let answered = 0;
    await ledgerRead(
      { records },
      ticking(() => answered++),
    );
    assert.equal(answered, records.length / 8);
  });

  it('comes to what reading in one piece gives', async () => {
    const marks = await ledgerRead(
      { records },
      ticking(() => {}),
    );
    const whole = readBranch([], listOf(records));
    assert.deepEqual(marks.at(-1)?.ledger, whole.ledger);
    assert.deepEqual(marks.slice(0, -1), whole.marks);
  });

  it('reads only what is new where marks were kept, and rests not once for that', async () => {
    const kept = await ledgerRead(
      { records: records.slice(0, -2) },
      ticking(() => {}),
    );
    let answered = 0;
    const marks = await ledgerRead(
      { records, ledgerMarks: kept },
      ticking(() => answered++),
    );
    assert.equal(answered, 0);
    assert.deepEqual(marks.at(-1)?.ledger, readBranch([], listOf(records)).ledger);
  });

  it('rests also when the clock is set back', async () => {
    let answered = 0;
    const clock = ticking(() => answered++);
    let looks = 0;
    await ledgerRead({ records }, { ...clock, now: () => (looks++ === 0 ? 1_000_000 : clock.now()) });
    assert.ok(answered > 10, `${answered} rests`);
  });

  it('is made ready in slices, too', async () => {
    let answered = 0;
    let now = 0;
    // Each step takes longer than a slice may.
    await ledgerReady({ ...ticking(() => answered++), now: () => (now += 10) });
    assert.ok(answered > 5, `${answered} rests`);
  });

  it('has nothing to mark in an empty session', async () => {
    assert.deepEqual(
      await ledgerRead(
        { records: [] },
        ticking(() => {}),
      ),
      [],
    );
  });
});
