import assert from 'node:assert/strict';
import {
  readOfferMemory,
  type SelectedText,
  SelectionOffer,
} from '../../../../src/host/composer/selection-offer.ts';

const selected = (key: string, length = 10): SelectedText => ({
  key,
  name: 'a.js',
  firstLine: 1,
  lastLine: 2,
  length,
  text: () => 'x'.repeat(length),
});

function offering(isFollowed = true): { readonly offer: SelectionOffer; readonly changes: () => number } {
  let count = 0;
  const offer = new SelectionOffer({ isFollowed, doneWith: '' }, () => count++);
  return { offer, changes: () => count };
}

describe('The offer of a selection', () => {
  it('goes along as soon as something is selected, and says so', () => {
    const { offer, changes } = offering();
    assert.equal(offer.offer === null, true);
    offer.select(selected('one'));
    assert.equal(offer.offer?.isAttached, true);
    offer.select(selected('one'));
    assert.equal(changes(), 1, 'the same selection is no news');
    offer.select(null);
    assert.equal(offer.offer, null);
  });

  it('does not go along twice unless it is asked for', () => {
    const { offer } = offering();
    offer.select(selected('one'));
    offer.settle();
    assert.equal(offer.offer?.isAttached, false);
    offer.select(null);
    offer.select(selected('one'));
    assert.equal(offer.offer?.isAttached, false);
    offer.follow(true);
    assert.equal(offer.offer?.isAttached, true);
    offer.settle();
    assert.equal(offer.offer?.isAttached, false);
    offer.select(selected('two'));
    assert.equal(offer.offer?.isAttached, true);
  });

  it('stays out once it was taken out, whatever is selected then, until it is wanted again', () => {
    const { offer } = offering();
    offer.select(selected('one'));
    offer.follow(false);
    offer.select(selected('two'));
    assert.equal(offer.offer?.isAttached, false);
    assert.equal(offer.memory.isFollowed, false);
    offer.follow(true);
    assert.equal(offer.offer?.isAttached, true);
    offer.select(selected('three'));
    assert.equal(offer.offer?.isAttached, true);
  });

  it('begins as the user left it', () => {
    const { offer } = offering(false);
    offer.select(selected('one'));
    assert.equal(offer.offer?.isAttached, false);
  });

  it('remembers over a reload what went along already', () => {
    const { offer } = offering();
    offer.select(selected('one'));
    offer.settle();
    const again = new SelectionOffer(readOfferMemory(JSON.parse(JSON.stringify(offer.memory))), () => {});
    again.select(selected('one'));
    assert.equal(again.offer?.isAttached, false);
    again.select(selected('two'));
    assert.equal(again.offer?.isAttached, true);
  });

  it('goes along where nothing, or nonsense, is remembered', () => {
    for (const stored of [undefined, null, 7, { isFollowed: 'no', doneWith: 3 }, []])
      assert.deepEqual(readOfferMemory(stored), { isFollowed: true, doneWith: '' });
  });

  it('does not take along a whole large file unasked', () => {
    const { offer } = offering();
    offer.select(selected('all of it', 50_001));
    assert.equal(offer.offer?.isAttached, false);
    offer.follow(true);
    assert.equal(offer.offer?.isAttached, true);
  });
});
