import assert from 'node:assert/strict';
import { defaultSettings } from '../../../../src/core/settings.ts';
import type { PendingAttachment } from '../../../../src/host/composer/attachment-list.ts';
import { presentComposer } from '../../../../src/host/composer/present-composer.ts';
import type { Offer } from '../../../../src/host/composer/selection-offer.ts';

const offer: Offer = {
  isAttached: true,
  selected: { key: 'k', name: 'a.js', firstLine: 3, lastLine: 4, length: 5, text: () => 'abcde' },
};
const pinned: PendingAttachment = {
  id: 'attachment1',
  source: { kind: 'selection', name: 'a.js', firstLine: 3, lastLine: 4, text: 'abcde' },
  attached: { kind: 'selection', name: 'a.js', firstLine: 3, lastLine: 4, tokens: 40, hidden: 2, blocks: 1 },
  problem: null,
};
const none = { attachments: [], offer: null, found: null, settings: defaultSettings };

describe('The composer in the view', () => {
  it('tells what is known of each attachment, and nothing of its content', () => {
    const reading: PendingAttachment = {
      id: 'attachment2',
      source: { kind: 'image', name: 'x'.repeat(5_000), data: 'secret bytes' },
      attached: null,
      problem: null,
    };
    const part: PendingAttachment = {
      ...reading,
      id: 'attachment4',
      source: { kind: 'file', uri: 'file:///a.js', name: 'a.js', firstLine: 3, lastLine: 5 },
    };
    const failed = { ...reading, id: 'attachment3', problem: 'It is not there.' };
    const { attachments } = presentComposer({ ...none, attachments: [pinned, reading, failed, part] });
    const name = 'x'.repeat(300);
    assert.deepEqual(attachments, [
      {
        id: 'attachment1',
        kind: 'selection',
        name: 'a.js',
        firstLine: 3,
        lastLine: 4,
        tokens: 40,
        hidden: 2,
      },
      { id: 'attachment2', kind: 'image', name, tokens: 0, isReading: true },
      { id: 'attachment3', kind: 'image', name, tokens: 0, problem: 'It is not there.' },
      {
        id: 'attachment4',
        kind: 'file',
        name: 'a.js',
        firstLine: 3,
        lastLine: 5,
        tokens: 0,
        isReading: true,
      },
    ]);
  });

  it('offers the selection, but not what stays attached anyway', () => {
    assert.deepEqual(presentComposer({ ...none, offer }).selection, {
      attachment: { id: 'selection', kind: 'selection', name: 'a.js', firstLine: 3, lastLine: 4, tokens: 2 },
      isAttached: true,
    });
    assert.equal(presentComposer({ ...none, offer, attachments: [pinned] }).selection, null);
  });

  it('says whether the model can be told how hard to think', () => {
    const hasEffort = (model: string): boolean =>
      presentComposer({ ...none, settings: { ...defaultSettings, model } }).hasEffort;
    assert.equal(hasEffort('claude-sonnet-5-5'), true);
    assert.equal(hasEffort('claude-haiku-4-5'), false);
    assert.equal(hasEffort('somebody-elses'), true);
  });
});
