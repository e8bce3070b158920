// The conversation that the pictures show: a street's tool library decides what happens to a broken tool.
import { type ScriptedAnswer, say } from '../messages-api/answers.ts';
import { asksForMemory } from '../messages-api/memory-answer.ts';
import { blocksOf, type MessagesRequest, textOf } from '../messages-api/wire.ts';

export interface Turn {
  readonly user: string;
  readonly answer: string;
  readonly thinking?: string;
}

const tools = [
  'cordless drill',
  'long ladder',
  'short ladder',
  'pasta machine',
  'hedge trimmer',
  'tile cutter',
  'sander',
  'wheelbarrow',
  'steam cleaner',
  'jigsaw',
];
const people = ['Amira', 'Jonas', 'Wen', 'Paul', 'Ilse', 'Mateo', 'Ruth', 'Sefa', 'Noor', 'Anton', 'Greta'];
/** Loans that matter to the story: the tool, and what was said of it when it came back. */
const special = new Map<number, readonly [tool: string, remark: string]>([
  [37, ['hedge trimmer', 'blade blunt']],
  [112, ['sander', 'belt torn']],
  [168, ['steam cleaner', 'cable loose']],
  [243, ['hedge trimmer', 'blade blunt']],
  [301, ['long ladder', 'rung cracked']],
  [313, ['long ladder', 'ok']],
  [377, ['sander', 'belt torn']],
  [455, ['jigsaw', 'blade blunt']],
]);

/** Two winters of loans, as somebody would paste them into a fence. */
const ledger = Array.from({ length: 640 }, (_, index) => {
  const lent = new Date(Date.UTC(2024, 9, 1 + Math.floor(index * 0.9))).toISOString().slice(0, 10);
  const back = new Date(Date.UTC(2024, 9, 4 + (index % 9) + Math.floor(index * 0.9)))
    .toISOString()
    .slice(0, 10);
  const [tool, remark] = special.get(index) ?? [tools[(index * 7) % tools.length], 'ok'];
  const person = people[(index * 5) % people.length];
  return `${1001 + index};${lent};${back};${tool};${person};${(index % 11) * 2 + 1} Mill Street;${remark}`;
}).join('\n');

export const turns: readonly Turn[] = [
  {
    user: `Our street shares its tools, and this program keeps track of who has what. docs/decisions.md leaves one question open: what to do when a tool comes back broken. Help me to settle it.

Never add fines, in code or in texts. We had them for one winter, and people hid tools instead of bringing them back.`,
    thinking:
      'They had fines and dropped them. So whatever I propose must make it easy to own up, and must not look like a fine.\n\nTwo questions are mixed: may the tool go out, and who pays. Only the first is the program’s business. Ask for figures before writing code.',
    answer: `Then the rule should make it easy to *say* that something broke, since that is the moment you lose with fines.

I would separate two questions that are easily mixed up:

1. **May the tool be lent?** That is what the program must know. A broken tool leaves the shelf until somebody has mended it.
2. **Who pays?** That is between neighbours, and the program should not keep it. A field for blame would be a fine in other clothes.

So the smallest thing that works is one more state of a tool, *out of order*, with a note in the words of whoever brought it back. \`lend\` refuses such a tool and shows the note; a second command takes the state away again.

Before I propose code: how often does it happen, and to which tools? If it is always the same three, an inspection in autumn would save more than any command.`,
  },
  {
    user: `Good question. Here is the list of two winters, semicolons, remarks at the end. What broke, and how often?

\`\`\`csv
loan;lent;back;tool;borrower;house;remark
${ledger}
\`\`\``,
    answer: `Seven of the 640 loans ended with a remark, on four kinds of trouble:

| remark | how often | first | last |
|---|---|---|---|
| blade blunt | 3 | November 2024 | November 2025 |
| belt torn | 2 | January 2025 | September 2025 |
| cable loose | 1 | March 2025 | |
| rung cracked | 1 | June 2025 | |

Two things stand out:

- **Nothing was broken by carelessness.** Blades and belts wear out. That speaks for your rule without fines, and for a box of spare belts and blades.
- **The cracked rung is different.** A ladder with a cracked rung must not go out again, not even "carefully". It was lent again four days later.

That second point is the case for the command: today nothing in the program could have stopped that loan.`,
  },
  {
    user: `The ladder convinces me. Add a command "report TOOL NOTE" and one that takes it back. Keep everything in loans.json, as decision 4 says, and do not rename anything that exists.`,
    answer: `A report is an entry in \`loans.json\` like a loan, without a person and with a note. Nothing that exists changes its name or its shape:

\`\`\`js
case 'report':
  if (!note) fail('Say in a few words what is broken.');
  loans.push({ tool, note, since: new Date().toISOString() });
  await writeLoans(loans);
  console.log(\`\${tool} stays on the shelf until it is mended.\`);
  break;
case 'mended':
  await writeLoans(loans.filter((loan) => loan.tool !== tool || loan.note === undefined));
  break;
\`\`\`

\`lend\` finds the entry and refuses, as it does for a tool that is already lent, but says why:

\`\`\`js
const entry = loans.find((loan) => loan.tool === tool);
if (entry?.note) fail(\`\${tool} is out of order: \${entry.note}.\`);
if (entry) fail(\`\${tool} is already lent.\`);
\`\`\`

One consequence to know: a tool that is reported while it is still lent has two entries. \`return\` must therefore remove the loan and leave the report alone.`,
  },
  {
    user: `Wrong: since is a day, not a time. Decision 3. dueDay would compare apples with pears. Otherwise yes.`,
    answer: `You are right, and it would have shown only at night: \`dueDay\` builds on whole days, and a time behind the date moves the end of a loan by up to a day. The line becomes

\`\`\`js
loans.push({ tool, note, since: today });
\`\`\`

with the \`today\` that \`main.js\` already has. I have looked for other places where a time could slip in: there are none, since \`lend\` uses the same \`today\`.

The rest stands as it was. \`report\` and \`mended\` are in \`src/main.js\`, and \`return\` now keeps an entry that has a note.`,
  },
  {
    user: `Now the tests. Cover the case that a tool is reported while it is lent.`,
    answer: `To be testable without a shell, the three rules move into \`src/loan.js\` as plain functions; \`main.js\` only calls them:

\`\`\`js
export const isBroken = (loans, tool) => loans.some((loan) => loan.tool === tool && loan.note);
export const returned = (loans, tool) => loans.filter((loan) => loan.tool !== tool || loan.note);
export const mended = (loans, tool) => loans.filter((loan) => loan.tool !== tool || !loan.note);
\`\`\`

and \`test/loan.test.js\` gets

\`\`\`js
test('a tool that is reported while it is lent stays reported when it comes back', () => {
  const lent = { tool: 'long ladder', person: 'Wen', since: '2026-03-01' };
  const report = { tool: 'long ladder', note: 'rung cracked', since: '2026-03-02' };
  assert.deepEqual(returned([lent, report], 'long ladder'), [report]);
});

test('a mended tool can be lent again', () => {
  const report = { tool: 'sander', note: 'belt torn', since: '2026-03-02' };
  assert.equal(isBroken(mended([report], 'sander'), 'sander'), false);
});
\`\`\`

All five tests pass, the three old ones included.`,
  },
  {
    user: `What does "overdue" say about a broken tool?`,
    answer: `Nothing, and that is right: a report has no borrower, so nobody is late. \`isOverdue\` would have counted it after 14 days, though, so \`overdue\` now skips entries with a note.

I would show them in a list of their own at the end:

\`\`\`
out of order
  long ladder: rung cracked, since 2026-03-02
\`\`\`

so that whoever is good with wood or wires sees what waits for them.`,
  },
];

export const lastTurn: Turn = {
  user: 'Good. Now the paragraph for the README: what do I do when something breaks?',
  answer: `In the tone of the rest, short and without blame:

> **Something broke?** It happens, and it costs you nothing. Put the tool back and tell the program what is wrong:
>
> \`\`\`sh
> node src/main.js report "sander" "belt torn"
> \`\`\`
>
> Nobody can borrow it until it is mended. If you can mend it yourself, do, and say \`mended "sander"\`.

It names both commands and keeps to your rule: no fines, not even as a joke.`,
};

/** To whatever else is asked. */
const elsewise = `## Where it goes wrong

\`lend\` looks for an open loan of the tool and finds none, so it lends:

1. the report has no \`person\`, and \`isOpen\` asks for one;
2. whoever mends it takes the report away, but **not the note**.

- [x] \`lend\` refuses what is out of order
- [ ] \`return\` keeps the note

The line to change is in \`src/loan.js\`:

\`\`\`js
/** True while somebody has it, or while it waits to be mended. */
export function isOpen(loan, today = new Date()) {
  // A report has no end: 0 days, but it counts.
  return loan.note !== undefined || (loan.person !== undefined && dueDay(loan) >= today);
}
\`\`\`

See [the decisions](https://example.com/decisions), number 3.`;

interface Remembered {
  /** The turn from which on the memory knows it. */
  readonly since: number;
  readonly line: string;
}

const sections: readonly (readonly [string, readonly Remembered[]])[] = [
  [
    'User Intent',
    [
      {
        since: 1,
        line: 'Settle what happens "when a tool comes back broken", left open in `docs/decisions.md`.',
      },
      { since: 3, line: 'After the cracked rung: a command `report TOOL NOTE` and one that takes it back.' },
      { since: 5, line: 'Tests, also for a tool that is reported while it is lent.' },
    ],
  ],
  [
    'Completed Work',
    [
      { since: 2, line: 'Two winters of loans read: 7 remarks in 640 (3 blades, 2 belts, 1 cable, 1 rung).' },
      {
        since: 3,
        line: '`report` and `mended` in `src/main.js`; `lend` refuses a reported tool and says why.',
      },
      { since: 5, line: '`isBroken`, `returned`, `mended` in `src/loan.js`, two new tests, all five pass.' },
      { since: 6, line: '`overdue` skips reports and lists them at its end as "out of order".' },
    ],
  ],
  [
    'Errors & Corrections',
    [
      { since: 2, line: 'A ladder with a cracked rung was lent again four days later.' },
      {
        since: 4,
        line: 'User: "since is a day, not a time. Decision 3." The first draft had stored a time; now it is `today`.',
      },
    ],
  ],
  [
    'Active Work',
    [
      { since: 1, line: 'Which rule for broken tools, without fines.' },
      { since: 6, line: 'Commands, tests and `overdue` are done. Nothing is half finished.' },
    ],
  ],
  ['Pending Tasks', [{ since: 1, line: 'Tell it in the README and in `docs/decisions.md` (implied).' }]],
  [
    'Key References',
    [
      { since: 1, line: '`docs/decisions.md`: 3 dates are days, 4 one file `loans.json`.' },
      { since: 3, line: 'A report is an entry with `note` and without `person`.' },
    ],
  ],
];

/** What a model would return as memory after so many turns. */
function memoryAfter(turn: number): string {
  return sections
    .map(([heading, lines]) => {
      const known = lines.filter(({ since }) => since <= turn).map(({ line }) => `- ${line}`);
      return `## ${heading}\n\n${known.length === 0 ? '(none)' : known.join('\n')}`;
    })
    .join('\n\n');
}

export const pinned = '- Texts are for neighbours, not for programmers.';

/** What the scripted model says: the next turn's answer, or a memory of the turns so far. */
export function answerer(): (request: MessagesRequest) => ScriptedAnswer {
  const all = [...turns, lastTurn];
  const answered = new Set<Turn>();
  return (request) => {
    if (asksForMemory(request)) return say(memoryAfter(answered.size));
    const asked = blocksOf(request.messages.at(-1)?.content ?? [])
      .map(textOf)
      .join('\n');
    const turn = all.find(({ user }) => asked.includes(user));
    if (turn === undefined) return say(elsewise);
    answered.add(turn);
    const thinking = turn.thinking === undefined ? [] : [{ type: 'thinking', thinking: turn.thinking }];
    return { content: [...thinking, { type: 'text', text: turn.answer }] };
  };
}
