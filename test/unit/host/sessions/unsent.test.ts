import assert from 'node:assert/strict';
import { listOf } from '../../../../src/core/append-list.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { wasRecorded } from '../../../../src/host/sessions/unsent.ts';
import { assistant, continuation, user } from '../../../support/conversation.ts';

describe('whether a message stands in the transcript', () => {
  const answer = assistant('Half of the');
  const records = listOf<TranscriptRecord>([user('first'), answer, continuation(answer), user('second')]);

  it('is told by its words, from where it was sent on', () => {
    assert.equal(wasRecorded(records, 0, 'first'), true);
    assert.equal(wasRecorded(records, 1, 'first'), false);
    assert.equal(wasRecorded(records, 1, 'second'), true);
  });

  it('is not told by a message of which nothing was typed, though one may be sent without words', () => {
    assert.equal(wasRecorded(records, 0, ''), false);
    assert.equal(wasRecorded(listOf<TranscriptRecord>([user('')]), 0, ''), true);
  });
});
