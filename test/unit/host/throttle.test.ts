import assert from 'node:assert/strict';
import { Throttle } from '../../../src/host/throttle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('Throttle', () => {
  it('runs the first request at once and gathers those that follow', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const throttle = new Throttle(33, clock, () => runs++);
    throttle.request();
    assert.equal(runs, 1);
    for (let count = 0; count < 100; count++) throttle.request();
    assert.equal(runs, 1);
    await clock.advance(33);
    assert.equal(runs, 2);
    await clock.advance(1000);
    assert.equal(runs, 2);
    assert.deepEqual(clock.pending, []);
  });

  it('never runs more often than it may while requests keep coming', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const throttle = new Throttle(33, clock, () => runs++);
    for (let ms = 0; ms < 330; ms++) {
      throttle.request();
      await clock.advance(1);
    }
    assert.equal(runs, 11);
  });

  it('survives a request made while it runs', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const throttle: Throttle = new Throttle(10, clock, () => {
      runs++;
      if (runs < 3) throttle.request();
    });
    throttle.request();
    assert.equal(runs, 1);
    await clock.advance(100);
    assert.equal(runs, 3);
  });

  it('forgets what was asked when it is cancelled', async () => {
    const clock = new FakeClock();
    let runs = 0;
    const throttle = new Throttle(10, clock, () => runs++);
    throttle.request();
    throttle.request();
    throttle.cancel();
    await clock.advance(100);
    assert.equal(runs, 1);
  });
});
