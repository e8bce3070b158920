import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MessageRecord } from '../../../../src/core/conversation/transcript.ts';
import { extractMemory } from '../../../../src/core/ledger/extract.ts';
import {
  formatMemory,
  maxSectionWords,
  modelWritten,
  parseMemory,
  sectionBody,
} from '../../../../src/core/memory/memory.ts';
import { sectionTable } from '../../../../src/core/memory/memory-headings.ts';
import { wordCount } from '../../../../src/core/memory/memory-limit.ts';
import { assistant, results, use, user } from '../../../support/conversation.ts';
import { orders, ordinary } from '../../../support/ledger-examples.ts';

const conversation: readonly MessageRecord[] = [
  user(
    'Hi! Please add a parser for invoices in src/invoice.ts. Never use floats for money. Later we need an export to CSV.',
  ),
  assistant('I look at the project first.', use('u1', 'read_file', { path: 'src/money.ts' })),
  results(['u1', 'export type Cents = number;']),
  assistant(
    '',
    use('u2', 'write_file', { path: 'src/invoice.ts', content: '…' }),
    use('u3', 'bash', { command: 'npm test' }),
  ),
  results(['u2', 'ok'], ['u3', 'AssertionError: expected 100 to equal 1.00', true]),
  assistant('I created src/invoice.ts with parseInvoice.\n\nTODO: handle credit notes (ticket INV-204).'),
  user('No, I meant the invoices of INV-204 only. Where is the test?'),
  assistant('The test is in test/invoice.test.ts. It covers INV-204.\n\nShall I add more cases?'),
];

const section = (
  heading: string,
  records = conversation,
  previous: Parameters<typeof parseMemory>[0] | null = null,
): string =>
  sectionBody(
    extractMemory({ records, previous: previous === null ? null : parseMemory(previous) }),
    heading,
  );

describe('extractMemory', () => {
  it('quotes together only what stood together', () => {
    const typed =
      'Can you look at the parser? It fails on empty lines.\n\n```\nparse()\n```\n\nWhat does the log say?';
    assert.equal(
      section('User Intent', [user(typed), assistant('I look.')]),
      '- First request: "Can you look at the parser? It fails on empty lines." … "What does the log say?" (turn 1)',
    );
  });

  const expected: readonly (readonly [heading: string, lines: string])[] = [
    [
      'User Intent',
      '- First request: "Please add a parser for invoices in src/invoice.ts." … "Later we need an export to CSV." (turn 1)\n- "Where is the test?" (turn 2)',
    ],
    [
      'Completed Work',
      '- I created src/invoice.ts with parseInvoice. (turn 1)\n- `src/invoice.ts`: created (turn 1)',
    ],
    [
      'Errors & Corrections',
      '- `AssertionError: expected 100 to equal 1.00` (turn 1); then: I created src/invoice.ts with parseInvoice.\n- The user corrected: "No, I meant the invoices of INV-204 only." (turn 2)',
    ],
    [
      'Active Work',
      '- Last request (turn 2): "Where is the test?"\n- Answer: The test is in test/invoice.test.ts.\n- Answer: The test is in test/invoice.test.ts. It covers INV-204.\n- Answer: Shall I add more cases?',
    ],
    [
      'Pending Tasks',
      '- Asked for: "Later we need an export to CSV." (turn 1)\n- Listed in an answer: TODO: handle credit notes (ticket INV-204). (turn 1)',
    ],
    ['Key References', '- `INV-204`\n- `src/invoice.ts`\n- `test/invoice.test.ts`\n- `src/money.ts`'],
  ];
  for (const [heading, lines] of expected) {
    it(`fills ${heading} from the conversation`, () => assert.equal(section(heading), lines));
  }

  it('leaves the sections of user and code alone', () => {
    const previous = '## Pinned\n\nmine\n\n## Standing Instructions\n\n- "x" (turn 1)\n\n## Own\n\nmy text\n';
    const document = extractMemory({ records: conversation, previous: parseMemory(previous) });
    for (const heading of ['Pinned', 'Standing Instructions', 'Own']) {
      assert.equal(sectionBody(document, heading), sectionBody(parseMemory(previous), heading));
    }
  });

  it('keeps earlier facts and adds new ones, except for what is in progress', () => {
    const previous =
      '## Completed Work\n\n- Earlier fact\n\n  with a second line\n\n## Active Work\n\n- Old matter\n';
    assert.match(
      section('Completed Work', conversation, previous),
      /^- Earlier fact\n\n {2}with a second line\n- I created/,
    );
    assert.doesNotMatch(section('Active Work', conversation, previous), /Old matter/);
  });

  it('changes nothing where nothing is new', () => {
    const previous = extractMemory({ records: conversation, previous: null });
    assert.deepEqual(extractMemory({ records: [], previous }), previous);
  });

  it('says nothing twice when it reads the same again', () => {
    const once = extractMemory({ records: conversation, previous: null });
    assert.deepEqual(extractMemory({ records: conversation, previous: once }), once);
  });

  it('does not take the offline provider’s quotations for work', () => {
    const quoting = { ...assistant('I created everything. '.repeat(20)), provider: 'offline' };
    const document = extractMemory({
      records: [user('Make the whole thing new, please, from the start.'), quoting],
      previous: null,
    });
    assert.equal(sectionBody(document, 'Completed Work'), '');
    assert.match(sectionBody(document, 'Pending Tasks'), /Not answered yet: "Make the whole thing/);
  });

  it('holds no credentials', () => {
    const key = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const records = [
      user(`Deploy with ${key} please, and tell me when it is there. The rest is as it was yesterday.`),
      assistant(
        `I deployed it with ${key}. I updated the settings, too, so that everything is in place now.`,
      ),
    ];
    const text = formatMemory(extractMemory({ records, previous: null }));
    assert.doesNotMatch(text, /ghp_/);
    assert.match(text, /\[redacted: GitHub token\]/);
  });

  it('keeps every section within its words over a long conversation, the latest included', () => {
    let document = extractMemory({ records: conversation, previous: null });
    for (let turn = 0; turn < 60; turn++) {
      const records = [
        user(
          `Please look at part ${turn} of the plan and tell me what it means. Later we do part ${turn + 1}.`,
        ),
        assistant(
          `I updated part ${turn} and all that belongs to it. The rest of part ${turn} is fixed as well.`,
        ),
      ];
      document = extractMemory({ records, previous: document });
    }
    for (const { heading } of sectionTable)
      assert.ok(wordCount(sectionBody(document, heading)) <= maxSectionWords);
    assert.match(sectionBody(document, 'User Intent'), /part 59/);
  });

  it('is deterministic, never fails, fits the document, and is shorter than what it was made of', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...orders, ...ordinary, '## Files', '```', '- [ ] x', 'ERROR x'),
    );
    const record = fc.oneof(
      said.map(user),
      said.map((text) => assistant(text)),
      said.map((text) => results(['u', text, true])),
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const document = extractMemory({ records, previous: null });
        assert.deepEqual(extractMemory({ records, previous: null }), document);
        assert.deepEqual(parseMemory(formatMemory(document)), document);
        const size = records.reduce((sum, { content }) => sum + JSON.stringify(content).length, 0);
        assert.ok(modelWritten(document).length <= size);
      }),
      { numRuns: 80 },
    );
  });
});
