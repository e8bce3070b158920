import assert from 'node:assert/strict';
import type { LockResult, OwnedLock, WindowLock } from '../../../src/core/ports/window-lock.ts';
import { acquirePatiently, type Patience } from '../../../src/host/patient-lock.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

const owned: OwnedLock = { kind: 'owner', release: async () => {} };

/** A lock that another window has, and somebody who waits for it. */
async function waiting(patience: Partial<Patience> = {}) {
  let letGo = (_owned: OwnedLock): void => assert.fail('Nobody watches.');
  let beat = (): void => assert.fail('Nobody watches.');
  let isWatched = false;
  const lock: WindowLock = {
    acquire: async () => ({ kind: 'held' }),
    watch: (onOwner, onAlive = () => {}) => {
      [letGo, beat, isWatched] = [onOwner, onAlive, true];
      return () => {
        isWatched = false;
      };
    },
  };
  const clock = new FakeClock();
  let result: LockResult | null = null;
  void acquirePatiently(lock, { clock, ...patience }).then((ended) => {
    result = ended;
  });
  await settle();
  assert.equal(isWatched, true);
  return {
    clock,
    letGo: () => letGo(owned),
    beat: (times = 1) => {
      for (let count = 0; count < times; count++) beat();
    },
    result: async () => {
      await settle();
      assert.equal(isWatched, result === null);
      return result;
    },
  };
}

describe('A lock that another window has', () => {
  it('is waited for through the signs of life of a window that takes its time to reload', async () => {
    const { beat, letGo, result } = await waiting();
    beat(3);
    assert.equal(await result(), null);
    letGo();
    assert.equal(await result(), owned);
  });

  it('is given up as soon as its owner is seen to go on living', async () => {
    const { beat, result } = await waiting();
    beat(4);
    assert.deepEqual(await result(), { kind: 'held' });
  });

  it('is given up at the first sign of life where nobody is patient', async () => {
    const { beat, result } = await waiting({ isPatient: () => false });
    beat();
    assert.deepEqual(await result(), { kind: 'held' });
  });

  it('is given up after a while where nothing is seen of its owner, and it does not come free', async () => {
    const { clock, result } = await waiting();
    await clock.advance(19_000);
    assert.equal(await result(), null);
    await clock.advance(1_000);
    assert.deepEqual(await result(), { kind: 'held' });
  });
});
