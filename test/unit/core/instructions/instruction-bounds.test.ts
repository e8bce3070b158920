import assert from 'node:assert/strict';
import {
  type Instruction,
  type Instructions,
  noInstructions,
} from '../../../../src/core/instructions/instruction.ts';
import { bounded } from '../../../../src/core/instructions/instruction-bounds.ts';
import { emptyLedger } from '../../../../src/core/ledger/ledger.ts';
import { decodeMarks, encodeMarks } from '../../../../src/core/ledger/ledger-encoding.ts';
import { topicOf } from '../../../../src/core/prose/topics.ts';

type Said = Pick<Instruction, 'quote'> & Partial<Instruction>;

/** As they are said one after the other. */
function taken(...said: readonly Said[]): Instructions {
  let instructions = noInstructions;
  for (const [index, one] of said.entries()) {
    const entry = { kind: 'instruction', revokedIn: null, topic: topicOf(one.quote), ...one } as const;
    const entries = [...instructions.entries, { ...entry, turn: index + 1 }];
    instructions = bounded({ ...instructions, entries });
  }
  return instructions;
}

const many = (count: number, one: (index: number) => Said): readonly Said[] =>
  Array.from({ length: count }, (_, index) => one(index));

const quotes = ({ entries }: Instructions): readonly string[] => entries.map(({ quote }) => quote);

/** Words of which no two numbers have the same. */
const named = (index: number): string =>
  [...String(index)]
    .map((digit) => 'alpha beta gamma delta eta zeta theta iota kappa mu'.split(' ')[+digit])
    .join(' ');

const early: readonly Said[] = [
  { quote: 'Never rename a public function.' },
  { quote: 'Answer in British English, please.' },
];

describe('instructions that outgrow their bounds', () => {
  const noise: readonly (readonly [name: string, later: readonly Said[]])[] = [
    [
      'doubtful ones, each in its own words',
      many(1_000, (index) => ({ quote: `Look at ${named(index)}.`, isDoubtful: true })),
    ],
    [
      'doubtful ones of one form',
      many(1_000, (index) => ({ quote: `Carry out step ${index}.`, isDoubtful: true })),
    ],
    [
      'sure ones of one form',
      many(1_000, (index) => ({ quote: `Carry out step ${index} in src/a${index}.ts.` })),
    ],
    [
      'long ones of one form',
      many(1_000, (index) => ({ quote: `Error: E${index} in ${'the step '.repeat(60)}`, isDoubtful: true })),
    ],
    [
      'what only a summary has noticed',
      many(1_000, (index) => ({ quote: `Mind ${named(index)}.`, byModel: true })),
    ],
    ['corrections', many(1_000, (index) => ({ quote: `No, I meant ${named(index)}.`, kind: 'correction' }))],
  ];
  for (const [name, later] of noise) {
    it(`keep what was said early before ${name}`, () => {
      const { entries, omitted } = taken(...early, ...later);
      assert.deepEqual(
        quotes({ ...noInstructions, entries: entries.slice(0, 2) }),
        early.map(({ quote }) => quote),
      );
      assert.ok(entries.length <= 200);
      assert.equal(entries.length + omitted, early.length + later.length);
      assert.equal(entries.at(-1)?.quote, later.at(-1)?.quote);
    });
  }

  it('keep a doubtful one that was said early before doubtful ones of one form', () => {
    const first: Said = { quote: 'Amounts in euros.', isDoubtful: true };
    const kept = quotes(
      taken(first, ...many(1_000, (index) => ({ quote: `Now do ${index}.`, isDoubtful: true }))),
    );
    assert.equal(kept[0], first.quote);
    assert.ok(kept.length <= 20, `${kept.length}`);
  });

  it('keep every one of a row that is sure, as long as there is room', () => {
    const row = many(60, (index) => ({ quote: `Never touch table t${index}.` }));
    assert.equal(taken(...row).entries.length, 60);
  });

  it('are as doubtful after a reload as before', () => {
    const instructions = taken(...early, { quote: 'Amounts in euros.', isDoubtful: true });
    const marks = [{ read: 3, after: 'r', ledger: { ...emptyLedger, instructions } }];
    const [mark] = decodeMarks(JSON.parse(JSON.stringify(encodeMarks(marks))));
    assert.deepEqual(mark?.ledger.instructions.entries, instructions.entries);
  });
});
