import assert from 'node:assert/strict';
import { listOf, slice } from '../../../../src/core/append-list.ts';
import {
  branchBefore,
  branchWith,
  currentBranch,
  readVersions,
} from '../../../../src/core/conversation/branches.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import type { Transcript, TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';

/** `u1`, `a1`: messages; `u2'u1`: sent instead of `u1`; `>a1`: a switch to the branch that ends there; `$`: spent. */
function transcriptOf(script: string): Transcript {
  const records = script.split(' ').map((word, at): TranscriptRecord => {
    const base = { id: word, parent: null, at };
    if (word.startsWith('>')) return { ...base, id: `s${at}`, kind: 'switch', to: word.slice(1) };
    if (word === '$') {
      const usage = { inputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
      return { ...base, id: `s${at}`, kind: 'spent', account: 'memory', provider: 'p', model: 'm', usage };
    }
    if (word.startsWith('c')) return { ...base, kind: 'undo', undoes: 'x' };
    const [id = '', insteadOf] = word.split("'");
    if (word.startsWith('u'))
      return {
        ...base,
        id,
        kind: 'user',
        content: [text(word)],
        typed: word,
        ...(insteadOf === undefined ? {} : { insteadOf }),
      };
    const answer = { kind: 'assistant', provider: 'p', model: 'm', outcome: 'complete' } as const;
    return { ...base, ...answer, content: [text(word)], stopReason: 'end_turn', usage: null };
  });
  return listOf(records);
}

const ids = (branch: Transcript | null): string | null =>
  branch === null
    ? null
    : slice(branch, 0)
        .map(({ id }) => id)
        .join(' ');

describe('branches of a transcript', () => {
  const cases: readonly (readonly [script: string, current: string])[] = [
    ['u1 a1 u2 a2', 'u1 a1 u2 a2'],
    ['u1 a1 $ u2 a2', 'u1 a1 u2 a2'],
    ["u1 a1 u2 a2 u3'u2 a3", 'u1 a1 u3 a3'],
    ["u1 a1 u2 a2 u3'u1 a3", 'u3 a3'],
    ["u1 a1 u2 a2 u3'u2 a3 >a2", 'u1 a1 u2 a2'],
    ["u1 a1 u2 a2 u3'u2 a3 >a2 u4 a4", 'u1 a1 u2 a2 u4 a4'],
    ["u1 a1 u2 a2 u3'u2 a3 >a2 u4 a4 >a3 u5", 'u1 a1 u3 a3 u5'],
    // A compaction belongs to the branch on which it was made, before the message that is edited or after it.
    ["u1 a1 c1 u2 a2 u3'u2 a3", 'u1 a1 c1 u3 a3'],
    ["u1 a1 u2 c1 a2 u3'u2 a3", 'u1 a1 u3 a3'],
    // What was spent while a message was being edited says nothing about branches.
    ["u1 a1 u2 a2 $ u3'u2 $ a3", 'u1 a1 u3 a3'],
    // A branch whose end or beginning was lost on disk.
    ['u1 a1 u2 a2 >lost u3', 'u1 a1 u2 a2 u3'],
  ];
  for (const [script, current] of cases) {
    it(`shows ${current} of ${script}`, () => {
      assert.equal(ids(currentBranch(transcriptOf(script))), current);
    });
  }

  it('lets a message whose original was lost on disk follow what both followed', () => {
    const [first, second, third] = transcriptOf("u1 a1 u3'lost").backing;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    const whole = listOf([first, second, { ...third, parent: 'a1' }]);
    assert.equal(ids(currentBranch(whole)), 'u1 a1 u3');
    assert.equal(readVersions(whole).size, 0);
  });

  it('knows what stands before a message, also on a branch that is not shown', () => {
    const transcript = transcriptOf("u1 a1 u2 a2 u3'u1 a3");
    assert.equal(ids(branchBefore(transcript, 'u2')), 'u1 a1');
    assert.equal(ids(branchBefore(transcript, 'u1')), '');
    assert.equal(branchBefore(transcript, 'nobody'), null);
  });

  it('finds the branch with a message as it was last shown', () => {
    const nested = "u1 a1 u2 a2 u3'u2 a3 u4'u1 a4";
    assert.equal(ids(branchWith(transcriptOf(nested), 'u1')), 'u1 a1 u3 a3');
    // The older of two branches below it was shown last.
    assert.equal(ids(branchWith(transcriptOf(`${nested} >a2 >a4`), 'u1')), 'u1 a1 u2 a2');
    assert.equal(ids(branchWith(transcriptOf(nested), 'u4')), 'u4 a4');
    assert.equal(branchWith(transcriptOf(nested), 'nobody'), null);
  });

  it('keeps all versions of a message together, under the id of each', () => {
    const transcript = transcriptOf("u1 a1 u2 a2 u3'u2 a3 u4'u3 a4 u5'u2 a5");
    const versions = readVersions(transcript);
    for (const id of ['u2', 'u3', 'u4', 'u5']) assert.deepEqual(versions.get(id), ['u2', 'u3', 'u4', 'u5']);
    assert.equal(versions.get('u1'), undefined);
  });
});
