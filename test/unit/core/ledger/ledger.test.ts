import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import {
  emptyLedger,
  instructionTurns,
  type Ledger,
  readRecord,
} from '../../../../src/core/ledger/ledger.ts';
import {
  ledgerErrors,
  ledgerIdentifiers,
  ledgerSections,
  withLedger,
} from '../../../../src/core/ledger/ledger-sections.ts';
import { formatMemory, parseMemory, sectionBody, skeleton } from '../../../../src/core/memory/memory.ts';
import { noOwnership, type Ownership } from '../../../../src/core/ports/memory-history.ts';
import { assistant, results, use, user } from '../../../support/conversation.ts';

const ledgerOf = (...records: readonly TranscriptRecord[]): Ledger => records.reduce(readRecord, emptyLedger);

const filesOf = (...records: readonly TranscriptRecord[]): readonly string[] =>
  ledgerSections(ledgerOf(...records)).files;

/** One call of a tool in a turn of its own, answered well. */
const done = (name: string, input: Parameters<typeof use>[2]): readonly TranscriptRecord[] => [
  user('Go on.'),
  assistant('', use('u1', name, input)),
  results(['u1', 'ok']),
  assistant('Done.'),
];

describe('the ledger’s instructions in the document', () => {
  it('are quoted with their turns, struck ones with the turn that took them back', () => {
    const ledger = ledgerOf(
      user('Never use emojis.'),
      user('Always ask first.'),
      user('You may use emojis again.'),
    );
    assert.deepEqual(ledgerSections(ledger).standingInstructions, [
      '- ~~"Never use emojis."~~ (turn 1, taken back in turn 3)',
      '- "Always ask first." (turn 2)',
    ]);
    assert.deepEqual([...instructionTurns(ledger)], [2]);
  });

  it('come from what the user typed, not from answers, results or notes that code added', () => {
    const noted = { ...user('Hello.'), content: [{ type: 'text', text: 'Never use tabs.' }] };
    const ledger = ledgerOf(
      noted,
      assistant('Never use tabs.', use('u1', 'look', { path: 'a.ts' })),
      results(['u1', 'Always use tabs.']),
    );
    assert.deepEqual(ledgerSections(ledger).standingInstructions, []);
  });

  it('hold no credentials', () => {
    const ledger = ledgerOf(user('Always use the key sk-ant-api03-AbCdEfGhIjKlMnOp0123456789 for staging.'));
    assert.deepEqual(ledgerSections(ledger).standingInstructions, [
      '- "Always use the key [redacted: Anthropic key] for staging." (turn 1)',
    ]);
  });

  it('hold none that the user told in his own words, now or earlier', () => {
    const ledger = ledgerOf(
      user('Come to the side door, type 6613 on the keypad and wait for the beep.'),
      user('Always mention 6613 last.'),
    );
    assert.deepEqual(ledgerSections(ledger).standingInstructions, [
      '- "Always mention [redacted: code] last." (turn 2)',
    ]);
  });

  it('say how many had to yield', () => {
    const ledger = ledgerOf(
      ...Array.from({ length: 250 }, (_, turn) => user(`Never open door number ${turn}.`)),
    );
    assert.equal(
      ledgerSections(ledger).standingInstructions[0],
      '- (50 more are left out here; the transcript has them)',
    );
  });
});

describe('the ledger’s files', () => {
  const calls: readonly (readonly [
    name: string,
    tool: string,
    input: Parameters<typeof use>[2],
    lines: readonly string[],
  ])[] = [
    ['a file that is read', 'read_file', { path: 'src/a.ts' }, ['- `src/a.ts`: read (turn 1)']],
    [
      'a file that is written',
      'Write',
      { file_path: 'src/a.ts', content: 'x' },
      ['- `src/a.ts`: created (turn 1)'],
    ],
    [
      'a file that is edited',
      'Edit',
      { file_path: '/w/a b.ts', old_string: 'x' },
      ['- `/w/a b.ts`: changed (turn 1)'],
    ],
    [
      'an editor tool’s command',
      'str_replace_based_edit_tool',
      { command: 'create', path: './a.ts' },
      ['- `a.ts`: created (turn 1)'],
    ],
    ['a file that is deleted', 'delete_file', { path: 'a.ts' }, ['- `a.ts`: deleted (turn 1)']],
    [
      'a file that is moved',
      'move_file',
      { source: 'a.ts', destination: 'b.ts' },
      ['- `a.ts`: deleted (turn 1)', '- `b.ts`: created (turn 1)'],
    ],
    [
      'several files',
      'read',
      { paths: ['a.ts', 'b.ts'] },
      ['- `a.ts`: read (turn 1)', '- `b.ts`: read (turn 1)'],
    ],
    [
      'shell commands',
      'bash',
      { command: 'cat src/a.ts | head -3 && rm -f old.txt; echo hi > "out put.log"' },
      ['- `src/a.ts`: read (turn 1)', '- `old.txt`: deleted (turn 1)', '- `out put.log`: created (turn 1)'],
    ],
    [
      'a here document without its body',
      'bash',
      { command: "cat <<'EOF' > a.py\nrm b.py\nEOF\nrm c.py" },
      ['- `a.py`: created (turn 1)', '- `c.py`: deleted (turn 1)'],
    ],
    ['sed in place', 'bash', { command: "sed -i 's/a/b/' src/x.ts" }, ['- `src/x.ts`: changed (turn 1)']],
    [
      'git mv',
      'bash',
      { command: 'git mv a.ts lib/b.ts' },
      ['- `a.ts`: deleted (turn 1)', '- `lib/b.ts`: created (turn 1)'],
    ],
    ['nothing of patterns and variables', 'bash', { command: 'rm -rf *.log $DIR/x; cat < /dev/null' }, []],
    ['nothing of tools that name no file', 'search', { query: 'src/a.ts' }, []],
    ['nothing of odd input', 'read_file', { path: 3, file: null }, []],
  ];
  for (const [name, tool, input, lines] of calls) {
    it(`know ${name}`, () => assert.deepEqual(filesOf(...done(tool, input)), lines));
  }

  it('show the last state, and when the file was created', () => {
    const records = [
      ...done('Write', { path: 'a.ts' }),
      ...done('Read', { path: 'a.ts' }),
      ...done('Edit', { path: 'a.ts' }),
      ...done('Write', { path: 'a.ts' }),
    ];
    assert.deepEqual(filesOf(...records), ['- `a.ts`: created (turn 1), changed (turn 4)']);
    assert.deepEqual(filesOf(...records, ...done('delete_file', { path: 'a.ts' })), [
      '- `a.ts`: created (turn 1), deleted (turn 5)',
    ]);
  });

  it('do not believe a call that failed or was never answered', () => {
    const calls = [
      user('Go.'),
      assistant('', use('u1', 'Write', { path: 'a.ts' }), use('u2', 'Write', { path: 'b.ts' })),
    ];
    assert.deepEqual(filesOf(...calls), []);
    assert.deepEqual(filesOf(...calls, results(['u1', 'Permission denied', true])), []);
  });

  it('believe commands in an answer’s text only where the user reports that they were run', () => {
    const answer = assistant('Let me see.\n\n```bash\nrm old.txt\n```\n');
    assert.deepEqual(filesOf(user('Go.'), answer, user('Thanks.')), []);
    assert.deepEqual(filesOf(user('Go.'), answer, user('<returncode>1</returncode>')), []);
    assert.deepEqual(filesOf(user('Go.'), answer, user('<returncode>0</returncode>\n<output>\n</output>')), [
      '- `old.txt`: deleted (turn 2)',
    ]);
  });
});

/** With what comes before it, so that it stands at every place around a cut. */
const padded = (most: number, text: string): readonly string[] =>
  Array.from(
    { length: text.length + 12 },
    (_, index) => `${'word '.repeat(most).slice(0, most - index + 4)} ${text}`,
  );

describe('a credential that a cut would part', () => {
  const secret = 'Vq7rTz81kLmP';
  const url = `postgres://app:${secret}@db.internal:5432/main`;
  const known = (shown: unknown): string => JSON.stringify(shown);

  it('is in no error, of a tool or of a paste', () => {
    for (const line of padded(290, url)) {
      const ledger = ledgerOf(
        user(`It says:\n\`\`\`\nOperationalError: ${line}\n\`\`\``),
        results(['u1', `OperationalError: ${line}`, true]),
      );
      assert.equal(ledger.errors.length, 1);
      assert.doesNotMatch(known(ledger.errors), /Vq7/, line);
    }
  });

  it('is not in what came after an error', () => {
    for (const line of padded(200, url)) {
      const ledger = ledgerOf(user('Go.'), results(['u1', 'Error: no connection', true]), assistant(line));
      assert.notEqual(ledger.errors[0]?.followedBy, '');
      assert.doesNotMatch(known(ledger.errors), /Vq7/, line);
    }
  });
});

describe('the ledger’s errors', () => {
  it('are verbatim, with what followed', () => {
    const ledger = ledgerOf(
      user('Run it.'),
      assistant('', use('u1', 'bash', { command: 'node a.js' })),
      results(['u1', 'starting\nTypeError: x is not a function\n    at a.js:3:1\n', true]),
      assistant('The callback was missing. I pass it now.'),
    );
    assert.deepEqual(ledgerErrors(ledger), [
      '- `TypeError: x is not a function` (turn 1); then: The callback was missing.',
    ]);
  });

  it('are found in what the user pastes, and counted when they come again', () => {
    const paste = 'It fails:\n```\nnpm ERR! missing script: lint\n```';
    assert.deepEqual(ledgerErrors(ledgerOf(user(paste), assistant('Add it.'), user(paste))), [
      '- `npm ERR! missing script: lint` (turn 2, seen 2 times)',
    ]);
  });

  it('are also warnings that tell of a failure', () => {
    const paste = (line: string): string => `It restarts:\n\`\`\`\n${line}\n\`\`\``;
    const failed =
      'Warning  BackOff  kubelet  Back-off restarting failed container worker in pod batch-6c9f7d';
    assert.deepEqual(ledgerErrors(ledgerOf(user(paste(failed)))), [`- \`${failed}\` (turn 1)`]);
    assert.deepEqual(ledgerErrors(ledgerOf(user(paste('Warning: the cache is cold')))), []);
  });

  it('are taken from a failed call even where no line looks like one', () => {
    const ledger = ledgerOf(
      user('Go.'),
      assistant('', use('u1', 'x', {})),
      results(['u1', 'It is broken', true]),
    );
    assert.deepEqual(ledgerErrors(ledger), ['- `It is broken` (turn 1)']);
  });

  it('are not made of a report that there are none', () => {
    const ledger = ledgerOf(
      user('Go.'),
      assistant('', use('u1', 'x', {})),
      results(['u1', 'error: 0 errors found']),
    );
    assert.deepEqual(ledgerErrors(ledger), []);
  });
});

describe('the ledger’s identifiers', () => {
  it('are those that occur again or that the user named', () => {
    const ledger = ledgerOf(
      user('Ticket ABC-4711 is about src/core/a.ts, see https://example.com/x?y=1.'),
      assistant('In src/core/a.ts version 2.14.3 is set; commit 3f78685 did it.'),
      assistant('Commit 3f78685 again; order #98765 once.'),
    );
    assert.deepEqual(ledgerIdentifiers(ledger), [
      'src/core/a.ts',
      '3f78685',
      'ABC-4711',
      'https://example.com/x?y=1',
    ]);
  });

  it('are also paths and addresses that were told once, after the others and in bounded number', () => {
    const once = Array.from({ length: 30 }, (_, index) => `src/part-${index}.ts`);
    const ledger = ledgerOf(user('Ticket ABC-4711.'), assistant(`Order #98765 is in ${once.join(', ')}.`));
    const found = ledgerIdentifiers(ledger);
    assert.equal(found[0], 'ABC-4711');
    assert.equal(found.length, 21);
    assert.ok(found.slice(1).every((identifier) => once.includes(identifier)));
  });

  it('are what the user picked out to show, before what stands in a long paste', () => {
    const long = Array.from({ length: 60 }, (_, index) => `step ${index} of the build is done`).join('\n');
    const shown = user('See:\n```\n  --> src/systems/movement.rs:88\n```\nWhat now?');
    const pasted = user(`See:\n\`\`\`\n${long} in src/systems/render.rs\n\`\`\`\nWhat now?`);
    assert.deepEqual(ledgerIdentifiers(ledgerOf(shown, pasted)), [
      'src/systems/movement.rs',
      'src/systems/render.rs',
    ]);
  });

  it('hold no credentials', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const ledger = ledgerOf(user(`Use https://x.test/?token=abcd1234efgh5678ijkl and ${key}.`));
    assert.deepEqual(ledgerIdentifiers(ledger), []);
  });
});

describe('withLedger', () => {
  const ledger = ledgerOf(
    user('Never use tabs.'),
    user('Always ask first.'),
    ...done('Read', { path: 'a.ts' }),
  );
  const owned = (change: Partial<Ownership>): Ownership => ({ ...noOwnership, ...change });
  const rules = (document = skeleton(), ownership = noOwnership): string =>
    sectionBody(withLedger(document, ledger, ownership), 'Standing Instructions');

  it('adds the two sections that code keeps and leaves the others alone', () => {
    const document = withLedger(
      parseMemory('# Session memory\n\n## Pinned\n\nmine\n\n## Own\n\ntext\n'),
      ledger,
      noOwnership,
    );
    assert.equal(
      formatMemory(document),
      '# Session memory\n\n## Pinned\n\nmine\n\n## Standing Instructions\n\n- "Never use tabs." (turn 1)\n- "Always ask first." (turn 2)\n\n## Files\n\n- `a.ts`: read (turn 3)\n\n## Own\n\ntext\n',
    );
  });

  it('is the same when done again', () => {
    const once = withLedger(skeleton(), ledger, noOwnership);
    assert.deepEqual(withLedger(once, ledger, noOwnership), once);
  });

  it('leaves the document as it is while there is nothing to add', () => {
    assert.deepEqual(withLedger(skeleton(), emptyLedger, noOwnership), skeleton());
  });

  it('leaves out the lines that the user deleted, whatever their bullet', () => {
    const deletedLines = ['* "Never use tabs." (turn 1)', '- `a.ts`: changed (turn 2)'];
    const document = withLedger(skeleton(), ledger, owned({ deletedLines }));
    assert.equal(sectionBody(document, 'Standing Instructions'), '- "Always ask first." (turn 2)');
    assert.equal(sectionBody(document, 'Files'), '');
  });

  it('brings a deleted instruction back once the user has given it again', () => {
    const again = readRecord(ledger, user('Never use tabs.'));
    const document = withLedger(skeleton(), again, owned({ deletedLines: ['- "Never use tabs." (turn 1)'] }));
    assert.match(sectionBody(document, 'Standing Instructions'), /"Never use tabs\." \(turn 4\)/);
  });

  it('leaves out the sections that the user deleted', () => {
    const document = parseMemory('## Active Work\n\nx\n');
    const deletedSections = ['Standing Instructions', 'Files'];
    assert.deepEqual(withLedger(document, ledger, owned({ deletedSections })), document);
  });

  it('keeps the lines that the user holds, and does not say the same beside them', () => {
    const own = '- "Never use tabs." (turn 1)\n- and never in YAML';
    const document = parseMemory(`## Standing Instructions\n\n${own}\n- "Outdated" (turn 1)\n`);
    const held = ['- "Never use tabs." (turn 1)', '- and never in YAML'];
    assert.equal(rules(document, owned({ held })), `${own}\n- "Always ask first." (turn 2)`);
  });
});

describe('the ledger as a whole', () => {
  it('leaves its older values as they were', () => {
    const before = ledgerOf(user('Never use tabs.'));
    const copy = structuredClone(before);
    readRecord(readRecord(before, user('You may use tabs again.')), assistant('src/a.ts and src/a.ts'));
    assert.deepEqual(before, copy);
  });

  it('takes no notice of compactions', () => {
    const undo = { id: 'x', parent: null, at: 0, kind: 'undo', undoes: 'y' } as const;
    assert.equal(readRecord(emptyLedger, undo), emptyLedger);
  });

  it('stays bounded over a thousand turns', () => {
    const size = (turns: number): number => {
      let ledger = emptyLedger;
      for (let turn = 0; turn < turns; turn++) {
        ledger = [
          user(`Never open /srv/data/file-${turn}.csv. No, I meant ticket ABC-${turn}.`),
          assistant(`I see v1.${turn}.0.`, use(`u${turn}`, 'Write', { path: `out/file-${turn}.txt` })),
          results([`u${turn}`, `Error: number ${turn} failed`, turn % 2 === 0]),
        ].reduce(readRecord, ledger);
      }
      return JSON.stringify(ledger).length;
    };
    const [half, whole] = [size(500), size(1_000)];
    assert.ok(whole < half * 1.1 && whole < 100_000, `${half} then ${whole}`);
  });

  it('never fails, whatever the records hold', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('```sh\nrm "\n```', "cat <<'E", '<returncode>0<', '`'),
    );
    const record = fc.oneof(
      odd.map(user),
      fc
        .tuple(odd, fc.jsonValue())
        .map(([said, input]) =>
          assistant(said, { type: 'tool_use', id: 'u', name: said, input: input as null }),
        ),
      fc.tuple(odd, fc.boolean()).map(([output, failed]) => results(['u', output, failed])),
    );
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const document = withLedger(skeleton(), ledgerOf(...records), noOwnership);
        assert.deepEqual(parseMemory(formatMemory(document)), document);
      }),
      { numRuns: 100 },
    );
  });
});
