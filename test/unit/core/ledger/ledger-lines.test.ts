import assert from 'node:assert/strict';
import { restore } from '../../../../src/core/gate/gate-restore.ts';
import { emptyLedger } from '../../../../src/core/ledger/ledger.ts';
import { type ErrorTrail, withErrors, withSequel } from '../../../../src/core/ledger/ledger-errors.ts';
import { codeIn, isDeleted, lineKey, turnNamedIn } from '../../../../src/core/ledger/ledger-lines.ts';
import { ledgerErrors } from '../../../../src/core/ledger/ledger-sections.ts';
import { sectionBody, skeleton } from '../../../../src/core/memory/memory.ts';

const seen = (message: string, trail: ErrorTrail, turn: number): ErrorTrail =>
  withSequel(withErrors(trail, [message], turn), () => `I call install() in turn ${turn}.`);

describe('lines of the memory that code keeps', () => {
  const same: readonly (readonly [one: string, other: string])[] = [
    ['- "Never use tabs." (turn 1)', '* ~~"Never  use tabs."~~ (turn 2, taken back in turn 3)'],
    ['- `src/a.ts`: read (turn 1)', '1. `src/a.ts`: changed (turn 9)'],
    ['- `Error: x` (turn 1); then: I look.', '- `Error: x` (turn 2, seen 2 times)'],
  ];
  for (const [one, other] of same) {
    it(`are the same to the user: ${one} and ${other}`, () => assert.equal(lineKey(one), lineKey(other)));
  }

  const apart: readonly (readonly [one: string, other: string])[] = [
    ['- "Never use tabs." (turn 1)', '- "Never use tab." (turn 1)'],
    ['- `Error: x` (turn 1)', '- `Error: y` (turn 1)'],
    ['- `x` is wrong (turn 1)', '- `x` (turn 1)'],
  ];
  for (const [one, other] of apart) {
    it(`are not the same: ${one} and ${other}`, () => assert.notEqual(lineKey(one), lineKey(other)));
  }

  it('stay out once they are deleted, until the user says the same again', () => {
    const deleted = ['- "Look at (turn 9) again." (turn 2)'];
    assert.equal(isDeleted('- "Look at (turn 9) again." (turn 2)', deleted), true);
    assert.equal(isDeleted('- "Look at (turn 9) again." (turn 3)', deleted), false);
  });

  for (const message of [
    'Error: cannot find module lodash',
    'error[E0502]: cannot borrow `world` as mutable',
    '`world` (turn 3) is unknown: `w``',
  ]) {
    it(`hold errors word for word, and stay out where a deleted one is seen again: ${message}`, () => {
      const first = seen(message, [], 1);
      const [line = ''] = ledgerErrors({ ...emptyLedger, errors: first });
      const again = { ...emptyLedger, turn: 2, errors: seen(message, first, 2) };
      const bodyWithout = (deletedLines: readonly string[]): string =>
        sectionBody(
          restore(skeleton(), again, { held: [], deletedLines, deletedSections: [] }).document,
          'Errors & Corrections',
        );
      const shown = message.replaceAll('``', "''");
      assert.ok(bodyWithout([]).includes(shown));
      assert.deepEqual([turnNamedIn(line)?.turn, codeIn(line)], [1, shown]);
      assert.ok(!bodyWithout([line]).includes(shown));
    });
  }
});
