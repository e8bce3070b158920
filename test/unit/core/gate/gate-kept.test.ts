import assert from 'node:assert/strict';
import { text } from '../../../../src/core/conversation/message.ts';
import { lostInMerge, type Merged } from '../../../../src/core/gate/gate-kept.ts';
import { emptyLedger, readRecord } from '../../../../src/core/ledger/ledger.ts';
import { noOwnership } from '../../../../src/core/ports/memory-history.ts';

const typed = 'Never push to main.';
const ledger = readRecord(emptyLedger, {
  kind: 'user',
  id: 'u1',
  parent: null,
  at: 1,
  typed,
  content: [text(typed)],
});

const merged = (given: Partial<Merged>): Merged => ({
  text: `# Session memory\n\n## Standing Instructions\n\n- "${typed}" (turn 1)\n`,
  user: '# Session memory\n',
  ledger,
  ownership: noOwnership,
  overridden: [],
  ...given,
});

describe('the last look at a merged memory', () => {
  const whole =
    '# Session memory\n\n## Pinned\n\nShip on Friday.\n\n## Mine\n\n- tea at four\n\n## User Intent\n\n- a CLI\n';

  it('finds nothing where all is there', () => {
    assert.deepEqual(lostInMerge(merged({})), { users: [], codes: [] });
  });

  it('misses what was pinned, stood in a section of the user’s own, or was held', () => {
    const ownership = { ...noOwnership, held: ['- a CLI'] };
    const { users } = lostInMerge(merged({ user: whole, ownership }));
    assert.deepEqual(users, ['Ship on Friday.', '- tea at four', '- a CLI']);
  });

  it('does not miss what the updater may drop', () => {
    const user = '# Session memory\n\n## User Intent\n\n- a CLI\n';
    assert.deepEqual(lostInMerge(merged({ user })).users, []);
  });

  it('does not miss a line for how it ends or for a byte order mark in it', () => {
    const user = whole.replace('tea', 'te\ufeffa').replaceAll('\n', '\r\n');
    assert.deepEqual(lostInMerge(merged({ text: user, user })).users, []);
  });

  it('misses a standing instruction', () => {
    assert.deepEqual(lostInMerge(merged({ text: '# Session memory\n' })).codes, [
      { heading: 'Standing Instructions', line: `- "${typed}" (turn 1)` },
    ]);
  });

  const reasons: readonly (readonly [name: string, given: Partial<Merged>])[] = [
    ['deleted', { ownership: { ...noOwnership, deletedLines: [`- "${typed}" (turn 1)`] } }],
    [
      'took out with its section',
      { ownership: { ...noOwnership, deletedSections: ['Standing Instructions'] } },
    ],
    ['put in other words', { overridden: [`- "${typed}" (turn 1)`] }],
  ];
  for (const [name, given] of reasons) {
    it(`does not miss one that the user ${name}`, () => {
      assert.deepEqual(lostInMerge(merged({ text: '# Session memory\n', ...given })).codes, []);
    });
  }
});
