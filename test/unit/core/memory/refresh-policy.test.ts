import assert from 'node:assert/strict';
import {
  afterFailure,
  type RefreshFacts,
  refreshReason,
  rested,
} from '../../../../src/core/memory/refresh-policy.ts';
import { defaultSettings, type SessionSettings } from '../../../../src/core/settings.ts';

const facts: RefreshFacts = {
  contextTokens: 40_000,
  limitTokens: 200_000,
  hasMemory: true,
  tokensAtUpdate: 39_000,
  toolCallsSince: 0,
  backoff: rested,
  now: 0,
};

const table: readonly [string, Partial<RefreshFacts>, Partial<SessionSettings>, string | null][] = [
  ['nothing is due so soon after an update', {}, {}, null],
  [
    'the first memory is due at its threshold',
    { hasMemory: false, contextTokens: 10_000 },
    {},
    'first memory',
  ],
  ['and not before', { hasMemory: false, contextTokens: 9_999 }, {}, null],
  [
    'the first memory is due at half the limit at the latest',
    { hasMemory: false, contextTokens: 4_000, limitTokens: 8_000 },
    {},
    'first memory',
  ],
  ['an update is due after so many tokens', { tokensAtUpdate: 35_000 }, {}, 'tokens'],
  [
    'or 4 % of a large context, where that is more',
    { contextTokens: 150_000, tokensAtUpdate: 144_900 },
    {},
    null,
  ],
  ['an update is due after so many tool calls', { toolCallsSince: 3 }, {}, 'tool calls'],
  ['unless tool calls do not count', { toolCallsSince: 30 }, { updateToolCalls: 0 }, null],
  ['every turn when asked for', {}, { updateEveryTurn: true }, 'every turn'],
  [
    'near the limit the memory follows each turn, however little it adds',
    { contextTokens: 165_000, tokensAtUpdate: 164_990 },
    {},
    'nearly full',
  ],
  ['but not where nothing was added', { contextTokens: 165_000, tokensAtUpdate: 165_000 }, {}, null],
  ['nor below', { contextTokens: 160_000, tokensAtUpdate: 159_900 }, {}, null],
  [
    'nothing is due while the updater rests',
    { toolCallsSince: 9, backoff: { failures: 3, restUntil: 60_000 } },
    {},
    null,
  ],
  ['nothing is due when the memory is switched off', { toolCallsSince: 9 }, { memoryEnabled: false }, null],
  [
    'nothing is due in the background under the traditional strategy',
    { toolCallsSince: 9 },
    { strategy: 'traditional' },
    null,
  ],
];

describe('When an update of the memory is due', () => {
  for (const [name, some, settings, expected] of table) {
    it(name, () =>
      assert.equal(refreshReason({ ...defaultSettings, ...settings }, { ...facts, ...some }), expected),
    );
  }
});

describe('After failures in a row', () => {
  it('the updater rests from the third on, twice as long each time, half an hour at most', () => {
    let backoff = rested;
    const rests = Array.from({ length: 10 }, () => {
      backoff = afterFailure(backoff, 0);
      return (backoff.restUntil ?? 0) / 60_000;
    });
    assert.deepEqual(rests, [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]);
  });
});
