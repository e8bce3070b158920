import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listOf } from '../../../../src/core/append-list.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { noUsage } from '../../../../src/core/conversation/usage.ts';
import { maxPoints, noSizes, withSizes } from '../../../../src/host/panel/context-sizes.ts';
import { assistant, results, use, user } from '../../../support/conversation.ts';

const answered = (tokens: number): TranscriptRecord => ({
  ...assistant('Yes.'),
  usage: { inputTokens: 1, cacheReadTokens: tokens - 2, cacheWriteTokens: 0, outputTokens: 1 },
});

const compacted = (tokensBefore: number, tokensAfter: number): TranscriptRecord => ({
  id: `c${tokensBefore}`,
  parent: null,
  at: 0,
  kind: 'compaction',
  strategy: 'instant',
  head: [],
  document: '',
  covered: 'r1',
  tailFrom: null,
  tokensBefore,
  tokensAfter,
  messagesBefore: 4,
  messagesAfter: 1,
  waitedMs: 1,
  provisional: false,
});

const read = (records: readonly TranscriptRecord[]) => withSizes(noSizes, listOf(records)).points;

describe('the sizes of the context', () => {
  it('are those of turns that ended, and of compactions before and after', () => {
    const records = [user('a'), answered(100), user('b'), answered(300), compacted(310, 40), user('c')];
    assert.deepEqual(read([...records, answered(90)]), [
      { turn: 1, tokens: 100 },
      { turn: 2, tokens: 300 },
      { turn: 2, tokens: 310, compactedTo: 40 },
      { turn: 3, tokens: 90 },
    ]);
  });

  it('leave out what reported nothing, and rounds inside a turn', () => {
    const round = { ...assistant('', use('t1', 'look', {})), usage: { ...noUsage, inputTokens: 50 } };
    const records = [user('a'), round, results(['t1', 'x']), assistant('Done.'), user('b'), answered(70)];
    assert.deepEqual(read(records), [{ turn: 2, tokens: 70 }]);
  });

  it('stay few, and the same however often one looks', () => {
    const some = fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 3, max: 9_000 }).map(answered) },
        { weight: 1, arbitrary: fc.integer({ min: 3, max: 9_000 }).map((size) => compacted(size, 2)) },
      ),
      { maxLength: 900, size: 'max' },
    );
    fc.assert(
      fc.property(some, fc.nat(900), (records, cut) => {
        const once = withSizes(noSizes, listOf(records));
        const first = withSizes(noSizes, listOf(records.slice(0, cut)));
        assert.deepEqual(withSizes(first, listOf(records)), once);
        assert.ok(once.points.length <= maxPoints);
        const turns = once.points.map(({ turn }) => turn);
        assert.deepEqual(
          turns,
          turns.toSorted((one, other) => one - other),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are not made anew where nothing is new', () => {
    const transcript = listOf([user('a'), answered(100)]);
    const sizes = withSizes(noSizes, transcript);
    assert.equal(withSizes(sizes, transcript), sizes);
  });
});
