import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptPlace } from '../../../../webview/log/reading-place.ts';

const place = { record: 'r-7', further: 1, offset: -120.5 };

/** A saved state, and how often it was written. */
function channelWith(first?: unknown) {
  let state = first;
  let writes = 0;
  return {
    restore: () => state,
    save(next: unknown) {
      // As VS Code keeps it.
      state = JSON.parse(JSON.stringify(next));
      writes += 1;
    },
    writes: () => writes,
  };
}

describe('the place of the reading', () => {
  it('is where the page before was left, in the same session alone', () => {
    const channel = channelWith();
    keptPlace(channel).keep('s', place);
    assert.deepEqual(keptPlace(channel).left('s'), place);
    assert.equal(keptPlace(channel).left('other'), null);
  });

  it('is the end once the end was kept', () => {
    const channel = channelWith();
    const kept = keptPlace(channel);
    kept.keep('s', place);
    kept.keep('s', null);
    assert.equal(keptPlace(channel).left('s'), null);
  });

  it('is written for the end once, however often that is kept', () => {
    const channel = channelWith({ reading: { session: 's', ...place } });
    const kept = keptPlace(channel);
    for (let step = 0; step < 100; step += 1) kept.keep('s', null);
    assert.equal(channel.writes(), 1);
  });

  for (const damage of [
    { session: 7 },
    { record: null },
    { record: ['r-7'] },
    { further: 0.5 },
    { further: '1' },
    { offset: '0' },
    { offset: null },
    { offset: undefined },
  ])
    it(`is the end where what was saved has ${JSON.stringify(damage)}`, () => {
      const reading = { session: 's', ...place };
      assert.deepEqual(keptPlace(channelWith({ reading })).left('s'), place);
      assert.equal(keptPlace(channelWith({ reading: { ...reading, ...damage } })).left('s'), null);
    });

  it('is the end whatever else lies in the saved state', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        assert.equal(keptPlace(channelWith(anything)).left('s'), null);
        assert.equal(keptPlace(channelWith({ reading: anything })).left('s'), null);
      }),
    );
  });
});
