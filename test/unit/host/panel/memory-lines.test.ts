import assert from 'node:assert/strict';
import { listOf } from '../../../../src/core/append-list.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { emptyLedger } from '../../../../src/core/ledger/ledger.ts';
import type { SessionState } from '../../../../src/core/session.ts';
import { noMemoryLines, withMemoryLines } from '../../../../src/host/panel/memory-lines.ts';
import { userRecord } from '../../../support/user-record.ts';

const branch = listOf<TranscriptRecord>([userRecord('a'), userRecord('b'), userRecord('c')]);

const stateWith = (text: string | null, shown = branch, ledger = emptyLedger): SessionState =>
  ({ memory: { text }, branch: shown, ledger }) as unknown as SessionState;

const text = `# Session memory

## Completed Work

- Created src/a.ts (turn 2)
- Nothing that names a turn

## Standing Instructions

- "Never use tabs." (turn 1)
- ~~"Be brief."~~ (turn 2, taken back in turn 3)
- "The password is Otter-1987." (turn 3)
- "From a branch that is gone." (turn 9)
`;

describe('lines of the memory that lead to their turn', () => {
  it('are those that name a turn which is there, the user’s rules first', () => {
    const { lines } = withMemoryLines(noMemoryLines, stateWith(text));
    assert.deepEqual(lines, [
      { text: '"Never use tabs."', turn: 1, record: 'a', isStruck: false },
      { text: '"Be brief."', turn: 2, record: 'b', isStruck: true },
      { text: '"The password is [redacted: password]."', turn: 3, record: 'c', isStruck: false },
      { text: 'Created src/a.ts', turn: 2, record: 'b', isStruck: false },
    ]);
  });

  it('lose a credential once it is known for one, though the memory is the same', () => {
    const told = '# Session memory\n\n## Active Work\n\n- Opened the gate with quiet otter (turn 1)\n';
    const before = withMemoryLines(noMemoryLines, stateWith(told));
    assert.match(before.lines[0]?.text ?? '', /quiet otter/);
    const ledger = { ...emptyLedger, credentials: new Map([['quiet otter', 'password']]) };
    const after = withMemoryLines(before, stateWith(told, branch, ledger));
    assert.equal(after.lines[0]?.text, 'Opened the gate with [redacted: password]');
    assert.equal(withMemoryLines(after, stateWith(told, branch, ledger)), after);
  });

  it('are also errors of which something in brackets was said, by their own turn, and words that hold a turn', () => {
    const errors = [
      '- `Error: no lodash (turn 2)` (turn 1, seen 2 times); then: I call install() (turn 3)',
      '- "Look at (turn 1) again." (turn 2)',
      '- Called run() (turn 3), which calls stop() (at last)',
      '- Called run() in (turn x)',
    ];
    const { lines } = withMemoryLines(
      noMemoryLines,
      stateWith(`# Session memory\n\n## Errors & Corrections\n\n${errors.join('\n')}\n`),
    );
    assert.deepEqual(
      lines.map(({ text, record }) => [text, record]),
      [
        ['`Error: no lodash (turn 2)`', 'a'],
        ['"Look at (turn 1) again."', 'b'],
        ['Called run()', 'c'],
      ],
    );
  });

  it('show nothing of what the conversation has told, wherever they are cut', () => {
    const ledger = { ...emptyLedger, credentials: new Map([['Gull7Tern2Skua', 'password']]) };
    const long = `- ${'x'.repeat(230)} Gull7Tern2Skua and more of it (turn 1)\n`;
    const { lines } = withMemoryLines(noMemoryLines, stateWith(`## Active Work\n\n${long}`, branch, ledger));
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines[0]?.text ?? '', /Gull/);
  });

  it('are worked out again only for another memory or another branch', () => {
    const whole = text.replace('turn 9', 'turn 3');
    const first = withMemoryLines(noMemoryLines, stateWith(whole));
    assert.equal(withMemoryLines(first, stateWith(whole)), first);
    const grown = listOf<TranscriptRecord>([...branch.backing, userRecord('d')]);
    assert.equal(withMemoryLines(first, stateWith(whole, grown)), first);
    assert.notEqual(withMemoryLines(first, stateWith(`${whole}\n`)), first);
    const other = listOf<TranscriptRecord>([userRecord('x')]);
    assert.deepEqual(
      withMemoryLines(first, stateWith(whole, other)).lines.map(({ record }) => record),
      ['x'],
    );
  });

  it('are worked out again once there is the turn that one of them names', () => {
    const early = text.replace('turn 9', 'turn 4');
    const first = withMemoryLines(noMemoryLines, stateWith(early));
    assert.equal(withMemoryLines(first, stateWith(early)), first);
    const grown = listOf<TranscriptRecord>([...branch.backing, userRecord('d')]);
    const { lines } = withMemoryLines(first, stateWith(early, grown));
    assert.ok(lines.some(({ record }) => record === 'd'));
  });

  it('are none where there is no memory, and bounded where there are many', () => {
    assert.deepEqual(withMemoryLines(noMemoryLines, stateWith(null)).lines, []);
    const many = Array.from({ length: 1_000 }, (_, index) => `- ${'x'.repeat(1_000)} ${index} (turn 1)`).join(
      '\n',
    );
    const { lines } = withMemoryLines(noMemoryLines, stateWith(`# Session memory\n\n## Files\n\n${many}\n`));
    assert.equal(lines.length, 600);
    assert.ok(lines.every((line) => line.text.length <= 240));
  });
});
