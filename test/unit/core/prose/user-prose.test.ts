import assert from 'node:assert/strict';
import fc from 'fast-check';
import { userWords } from '../../../../src/core/compaction/user-words.ts';
import { passagesOf, typedPart } from '../../../../src/core/prose/user-prose.ts';
import { user } from '../../../support/conversation.ts';

describe('passagesOf', () => {
  it('loses nothing: its passages joined are the message', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '```',
        '~~~',
        '> a',
        '<x>',
        '</x>',
        '</x><y>',
        'ERROR a',
        'It says:',
        '    b',
        'diff --git a b',
        '+c',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const message = lines.join('\n');
        const passages = passagesOf(message);
        assert.equal(passages.map((passage) => passage.text).join('\n'), message);
        assert.equal(
          passages.reduce((sum, passage) => sum + passage.lines, 0),
          message === '' ? 0 : message.split('\n').length,
        );
      }),
    );
  });

  const cases: readonly (readonly [name: string, message: string, typed: readonly string[]])[] = [
    ['prose', 'One.\n\nTwo.', ['One.\n\nTwo.']],
    ['a list', 'Do:\n- this;\n- that;', ['Do:\n- this;\n- that;']],
    ['a fence in prose', 'a\n```ts\nb\n```\nc', ['a', 'c']],
    ['a longer fence around a shorter', 'a\n````\n```\nb\n```\n````\nc', ['a', 'c']],
    ['a stray line within machine output', 'a\nERROR x\nERROR y\nz\nERROR z\n\nb', ['a', '\nb']],
    ['one code line in prose', 'a\nconst x = {\nb', ['a', 'b']],
    ['a table', '| a | b |\n| - | - |\nmine', ['mine']],
    ['a very long line without blanks', `${'x'.repeat(5_000)}\nmine`, ['mine']],
    ['a very long line of prose', 'word '.repeat(2_000).trim(), ['word '.repeat(2_000).trim()]],
  ];
  for (const [name, message, typed] of cases) {
    it(`finds what was typed in ${name}`, () => {
      const found = passagesOf(message).filter((passage) => passage.kind === 'typed');
      assert.deepEqual(
        found.map((passage) => passage.text),
        typed,
      );
    });
  }
});

/** Typed lines that begin or end as code and logs do. */
const seeming = [
  'Always write placeholders like {user_name}',
  'Never rename the columns (they are public);',
  'Never call render();',
  'Use Postgres for storage (not MySQL);',
  'Schreibe Platzhalter immer als {name}',
  'Keine Spalten umbenennen (sie sind öffentlich);',
  'プレースホルダは必ず次の形で書くこと{x}',
  'for every answer, keep it under 100 words;',
  'return only JSON, never prose:',
  'import only from the index, never from inner files',
  'AppError must always be thrown instead of Error.',
  'INFO boxes must always be blue.',
];
/** Lines of code and logs in which words of a person stand. */
const deceptive = [
  'for item in items and others:',
  'public static final class Reader extends Base {',
  "throw new Error('You must never do this again, please');",
  'return "you must never do this";',
  'insert into users (name, age) values (1, 2);',
  'enum Color { Red, Green, Blue, Yellow }',
  'EXPLAIN ANALYZE SELECT name FROM users WHERE id IN (1, 2);',
  'ERROR You must name a region.',
  'ValueError: you must always name the region',
  '    logger.info("The user must do {x}".format(x));',
];

describe('a line that begins or ends as code and logs do', () => {
  const fence = `\`\`\`\n${'some code here(line);\n'.repeat(20)}\`\`\``;
  for (const line of seeming) {
    it(`is typed where it is a sentence: ${line}`, () => {
      assert.equal(typedPart(line).trim(), line);
      assert.equal(typedPart(`${line}\n${fence}`).trim(), line);
    });
  }
  for (const line of deceptive) {
    it(`is a machine's where it is none: ${line}`, () => {
      assert.equal(typedPart(line), '');
    });
  }
  it('is one of a log’s among a log’s lines, and of code’s between code', () => {
    const logged = Array.from({ length: 30 }, (_, line) => `INFO the job ${line} has been started {id: 1}`);
    assert.equal(typedPart(logged.join('\n')), '');
    assert.equal(
      typedPart(['f(1);', 'g(2) {', 'Never call the last one (it is old);', 'h(3);'].join('\n')),
      '',
    );
  });
  it('is kept beside a marked paste whatever it is, and left out with its like', () => {
    const short = 'ValueError: you must always name the region';
    const words = (message: string) => userWords([user(message)], 10_000).text;
    assert.equal(words(`${short}\n${fence}`), `[turn 1]\n${short}\n[…pasted material left out: 22 lines]`);
    const many = Array(20).fill('f(1);').join('\n');
    assert.equal(words(`${many}\n${many}\n${fence}`), '[turn 1]\n[…pasted material left out: 62 lines]');
  });
});

/** No recogniser takes it for a rule, and it is one. */
const rule = 'Kelvin, naturally, wherever heat comes up in the material.';
const kelvin = '温度はすべてケルビンで書いてほしい。';

const log = (count: number) =>
  Array.from(
    { length: count },
    (_, line) => `2024-01-01 10:00:${line} request ${line} took ${line * 7} ms`,
  ).join('\n');
const code = Array.from(
  { length: 20 },
  (_, line) => `export function step${line}(given: number): number {\n  return given + ${line};\n}`,
).join('\n');
const foreign = 'The committee met on the first Monday and went through the minutes of the year before';
const wrapped = `${foreign}\nwithout anybody objecting to a single line of them, which took them until the\nevening; nobody had brought anything to eat.`;
const diff = [
  'diff --git a/one.ts b/one.ts',
  'index 1234567..89abcde 100644',
  '--- a/one.ts',
  '+++ b/one.ts',
  '@@ -1,9 +1,10 @@',
  ...Array.from({ length: 8 }, (_, line) => ` const kept${line} = compute(${line}, 'of the older kind');`),
  '-const old = 1;',
  '+const fresh = 2;',
  '+const fresher = 3;',
].join('\n');
const mail = `-----Original Message-----\nFrom: Ann Other\nSent: Monday\nTo: Me\nSubject: Minutes\n\nHi all,\n\n${wrapped}\n\n${wrapped}`;

/** Where the rule is typed; what must not come along with it. */
const survivors: readonly (readonly [name: string, message: string, leftOut?: string, said?: string])[] = [
  ['in the paragraph after an announcement', `He said:\n${wrapped}\n${rule}`],
  ['right after an announcement', `This is what the output shows:\n${rule}`],
  ['after an announcement in German', `Kollege Meier schrieb:\n${wrapped}\n${rule}`],
  ['after an announcement in Chinese', `日志：\n${wrapped}\n${rule}`],
  ['after a long announced paragraph', `The article says:\n${Array(60).fill(wrapped).join('\n')}\n${rule}`],
  ['before an announced log', `${rule}\nThe log says:\n${log(30)}`, 'took'],
  ['after an announced log, on the next line', `The log says:\n${log(30)}\n${rule}`, 'took'],
  ['after a log, on the next line', `Why?\n${log(30)}\n${rule}`, 'took'],
  ['among the lines of a log', `Why?\n${log(30)}\n${rule}\n${log(30)}`, 'took'],
  ['among the lines of a log, indented', `Why?\n${log(30)}\n        ${rule}\n${log(30)}`, 'took'],
  ['among the lines of a log, in Japanese', `${log(30)}\n${kelvin}\n${log(30)}`, 'took', kelvin],
  ['among the lines of a log, as an item', `${log(30)}\n- ${rule}\n${log(30)}`, 'took'],
  ['among the lines of code', `${code}\n${rule}\n${code}`, 'given'],
  ['indented right below code', `${code}\n    ${rule}`, 'given'],
  ['in a line that begins like a log’s', `WARNING: ${rule} ${'It matters to us a great deal. '.repeat(8)}`],
  [
    'in a line that begins like an error',
    `ValueError is never raised here; ${rule} ${'It matters to us a lot. '.repeat(9)}`,
  ],
  [
    'in a line that begins like code',
    `For every single chapter, ${rule} ${'It matters a lot to us all, '.repeat(8)} so:`,
  ],
  ['in a long line of Japanese', kelvin.repeat(300), 'pasted', kelvin],
  ['behind a fence that nobody closed', `See:\n\`\`\`ts\n${code}\n\n${rule}`, 'given'],
  [
    'between two fences of which the first is not closed',
    `\`\`\`ts\n${code}\n\n${rule}\n\n\`\`\`ts\n${code}\n\`\`\`\nSee?`,
    'given',
  ],
  [
    'after inline code in three backticks',
    `\`\`\`npm test\`\`\` is what I run.\n\n${code}\n\n${rule}`,
    'given',
  ],
  ['after a rule of tildes', `~~~~~~~~\n${rule}\n\n${wrapped}`],
  [
    'after a quotation, on the next line',
    `Ann wrote:\n> ${foreign}\n> ${foreign}\n> ${foreign}\n${rule}`,
    foreign,
  ],
  ['in tags of its own', `<rules>\n${rule}\n</rules>`],
  ['in tags of its own, on their line', `<rules>${rule} ${'It matters to us. '.repeat(12)}</rules>`],
  [
    'in tags that are like it',
    `<my_house_rules>\n${rule} ${'It matters to us. '.repeat(12)}\n</my_house_rules>`,
  ],
  ['behind a closing tag, on its line', `<log>\n${log(30)}\n</log> ${rule}`, 'took'],
  ['behind a word in tags', `<b>Always</b> ${rule} ${'It matters to us. '.repeat(12)}`],
  [
    'between two documents of which the first is not closed',
    `<doc>\n${log(30)}\n\n${rule}\n\n<doc>\n${log(30)}\n</doc>`,
    'took',
  ],
  ['after a diff, on the next line', `${diff}\n${rule}`, 'older kind'],
  ['after a diff, as an item on the next line', `${diff}\n- ${rule}`, 'older kind'],
  [
    'after a diff that was cut short, as an item',
    `${diff.replace('+1,10', '+1,90')}\n- ${rule}`,
    'older kind',
  ],
  ['below a mail that never ends', `${mail}\n\n${rule}`, 'anybody'],
  [
    'below a mail’s signature',
    `${mail}\n\nKind regards,\nAnn\n\n${rule}\n\nAnd by the way, thank you for all of that.`,
    'anybody',
  ],
  ['below a mail that says where it ends', `${mail}\n---- End of message ----\n${rule}`, 'anybody'],
  ['above a mail', `${rule}\n\n${mail}\n\nAnn`, 'anybody'],
  [
    'after two hyphens and a word of mail programs',
    `-- Original names stay, and ${rule}\n\n${wrapped}\n\n${rule}`,
  ],
];

const wordsOf = (message: string): string => userWords([user(message)], 100_000).text;

describe('the net under the rules', () => {
  for (const [name, message, leftOut, said = rule] of survivors) {
    it(`holds a rule ${name}`, () => {
      const words = wordsOf(message);
      assert.ok(words.includes(said), words);
      if (leftOut !== undefined) assert.ok(!words.includes(leftOut), words);
    });
  }

  const doubtful = survivors.filter(([name]) =>
    /announcement|among|unclosed|nobody closed|never ends/.test(name),
  );
  for (const [name, message] of doubtful) {
    it(`does not make an order of what stands ${name}`, () => {
      assert.ok(!typedPart(message).includes(rule));
    });
  }

  const pastes: readonly (readonly [name: string, message: string])[] = [
    ['a log', log(20_000)],
    ['a log with blank lines between', log(20_000).replaceAll('\n', '\n\n')],
    ['an announced log', `The log says:\n${log(20_000)}`],
    [
      'a log of shouts',
      Array.from({ length: 20_000 }, (_, line) => `INFO: The job number ${line} has been started now.`).join(
        '\n',
      ),
    ],
    [
      'a log of shouts with blank lines between',
      Array.from({ length: 20_000 }, () => 'WARNING: The job has been started again.').join('\n\n'),
    ],
    ['code', Array(300).fill(code).join('\n')],
    ['code in a fence', `\`\`\`ts\n${Array(300).fill(code).join('\n')}\n\`\`\``],
    ['code in a fence that nobody closed', `\`\`\`ts\n${Array(300).fill(code).join('\n')}`],
    [
      'a quotation',
      Array(9_000)
        .fill(`> ${wrapped.replaceAll('\n', '\n> ')}`)
        .join('\n'),
    ],
    ['a document in tags', `<document>\n${Array(9_000).fill(wrapped).join('\n')}\n</document>`],
    ['a mail', `${mail}\n\n${Array(5_000).fill(wrapped).join('\n\n')}`],
    ['a diff', Array(800).fill(diff).join('\n')],
    ['one line without blanks', 'x'.repeat(1_000_000)],
  ];
  for (const [name, paste] of pastes) {
    it(`lets ${name} of a megabyte through, and says so`, () => {
      const words = wordsOf(`Look at this.\n\n${paste}\n\nWhat is wrong?`);
      assert.ok(words.length < 1_500, `${words.length}: ${words.slice(0, 2_000)}`);
      assert.match(words, /^\[turn 1\]\nLook at this\.\n.*\[…pasted material left out: \d+ lines?\]/s);
    });
  }
});
