import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instructionsFrom } from '../../../support/instructions-from.ts';
import { corrections, orders, ordinary } from '../../../support/ledger-examples.ts';

const standing = (...messages: readonly string[]): readonly string[] =>
  instructionsFrom(...messages)
    .entries.filter((entry) => entry.revokedIn === null)
    .map((entry) => entry.quote);

const struck = (...messages: readonly string[]): readonly (readonly [string, number | null])[] =>
  instructionsFrom(...messages)
    .entries.filter((entry) => entry.revokedIn !== null)
    .map((entry) => [entry.quote, entry.revokedIn]);

describe('standing instructions', () => {
  it('are seen in 97 of 100 sentences that plainly give one or put something right, in ten languages', () => {
    const missed = [...orders, ...corrections].filter((said) => standing(said).length === 0);
    assert.ok(missed.length < (orders.length + corrections.length) * 0.03, missed.join('\n'));
  });

  it('are seen in less than one of 100 sentences that plainly give none', () => {
    const taken = ordinary.filter((said) => standing(said).length > 0);
    assert.ok(taken.length < ordinary.length * 0.01, taken.join('\n'));
  });

  it('tells corrections from instructions', () => {
    const kinds = instructionsFrom('No, I meant the other file. Always ask first.').entries.map(
      (entry) => entry.kind,
    );
    assert.deepEqual(kinds, ['correction', 'instruction']);
  });

  const quoted: readonly (readonly [name: string, message: string, quotes: readonly string[]])[] = [
    ['only the sentence', 'The page is slow. Never cache prices! Can you look?', ['Never cache prices!']],
    [
      'only the list item',
      'Do these:\n- rename the class\n- never touch auth.ts\n- add a test',
      ['never touch auth.ts'],
    ],
    [
      'a sentence that was wrapped as one line',
      'Please look at the totals in the report, and from now on\nalways round to two decimals.',
      ['Please look at the totals in the report, and from now on always round to two decimals.'],
    ],
    ['abbreviations as part of a sentence', 'Never use slang, e.g. gonna.', ['Never use slang, e.g. gonna.']],
    [
      'every item under a heading of rules',
      'House rules:\n- metric\n- present tense',
      ['metric', 'present tense'],
    ],
    ['a list of bans with its heading', "Don't:\n- use tabs\n- push", ["Don't: - use tabs - push"]],
    ['bold orders', '**Never** delete the backups.', ['**Never** delete the backups.']],
    ['typographic apostrophes as typed', 'Don’t use tabs.', ['Don’t use tabs.']],
    ['what stands in tags of its own', '<rules>Never cache prices.</rules>', ['Never cache prices.']],
    ['Chinese without blanks', '谢谢。不要用表格。继续吧。', ['不要用表格。']],
  ];
  for (const [name, message, quotes] of quoted) {
    it(`quotes ${name}`, () => assert.deepEqual(standing(message), quotes));
  }

  const others: readonly (readonly [name: string, message: string])[] = [
    ['quotation marks', 'What do you think of “Never explain, never complain”?'],
    [
      'quotation marks over several sentences',
      'The note said "Always lock up. Never leave the key." and nothing else.',
    ],
    ['code', 'What does `never use this` do here?'],
    ['a block quote', 'See below.\n> Never push to main.\n> Always squash.\nWhat does it mean?'],
    ['a code fence', 'Review this:\n```\n# Always use tabs\nnever push\n```'],
    ['an unclosed code fence', 'Review this:\n```\nnever push to main'],
    [
      'a wrapped document',
      '<document>\nAlways sign the form.\nNever send it back.\n</document>\nSummarise it.',
    ],
    ['nested wrappers', '<file><name>a</name>\n<file>\nnever\n</file>\nAlways do this.\n</file>'],
    ['a wrapper that begins where another ends', '<a>\nx\n</a><b>\nNever do that.\n</b>'],
    [
      'a log',
      'It fails:\n2024-01-01 10:00:00 WARN Always set the flag\n2024-01-01 10:00:01 ERROR never reached',
    ],
    [
      'a trace',
      'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    always_do()\nValueError: must never be None',
    ],
    [
      'a diff',
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-never use tabs\n+Always use tabs\n context',
    ],
    [
      'words announced as somebody else’s',
      'The README says:\n\nNever commit to main.\nAlways rebase.\n\nWhat now?',
    ],
    [
      'a forwarded mail',
      'Can you answer this?\n----- Forwarded message -----\nYou must refund me at once.\nNever call again.',
    ],
    ['what somebody said', 'My boss said we must never deploy on Fridays.'],
  ];
  for (const [name, message] of others) {
    it(`takes no orders from ${name}`, () => assert.deepEqual(standing(message), []));
  }

  it('reads on after a paste', () => {
    assert.deepEqual(standing('```\nnever\n```\nAlways run the linter.\n> never\nNo emojis.'), [
      'Always run the linter.',
      'No emojis.',
    ]);
  });

  it('reads what the user wraps as instructions', () => {
    assert.deepEqual(standing('<rules>\nNever push to main.\n</rules>'), ['Never push to main.']);
  });

  it('does not let an unclosed tag hide what follows', () => {
    assert.deepEqual(standing('<p>\nNever push to main.'), ['Never push to main.']);
  });
});

describe('instructions over several turns', () => {
  it('keep the newest wording and turn of what is said again', () => {
    const { entries } = instructionsFrom('Never use tabs.', 'Hello there.', 'Please, never use tabs!');
    assert.deepEqual(
      entries.map(({ quote, turn }) => [quote, turn]),
      [['Please, never use tabs!', 3]],
    );
  });

  const apart: readonly (readonly [one: string, other: string])[] = [
    ['Never use C++ here.', 'Never use C# here.'],
    ['Never use `==`.', 'Never use `===`.'],
    ['Never call `getItem` here.', 'Never call `getitem` here.'],
    ['Never start a line with #.', 'Never start a line with >.'],
    ['Never end a heading with !', 'Never end a heading with ;'],
    ["Always end a list with '.'", "Always end a list with ';'"],
    ['Always show prices in €.', 'Always show prices in $.'],
  ];
  for (const [one, other] of apart) {
    it(`stay apart where one sign tells them apart: "${one}" and "${other}"`, () => {
      assert.deepEqual(standing(one, other), [one, other]);
      assert.deepEqual(standing(`Rules:\n- ${one}\n- ${other}`), [one, other]);
    });
  }

  const alike: readonly (readonly [one: string, other: string])[] = [
    ['Never use tabs.', 'never use tabs'],
    ['Never use tabs.', 'NEVER use tabs!!'],
    ['Never use tabs.', '**Never use tabs.**'],
    ['Don’t use tabs.', "Don't use tabs;"],
    ['Never use tabs.', 'Remember: (never use tabs).'],
    ['不要用表格。', '不要用表格！'],
  ];
  for (const [one, other] of alike) {
    it(`are folded where they say the same: "${one}" and "${other}"`, () => {
      assert.deepEqual(standing(one, other), [other]);
    });
  }

  const revocations: readonly (readonly [order: string, revocation: string])[] = [
    ['Never use emojis.', 'You may use emojis again.'],
    ['No emojis in the answers.', 'Forget what I said about emojis.'],
    ['Always run the linter first.', 'Forget that rule.'],
    ['Keep answers under 100 words.', 'The limit on words no longer applies.'],
    ['Do not use semicolons.', 'Actually do use semicolons.'],
    ['Never mention the price.', 'Mentioning the price is fine again.'],
    ['Verwende niemals Tabs.', 'Du darfst wieder Tabs verwenden.'],
    ["N'utilise jamais de tableaux.", 'Tu peux de nouveau utiliser des tableaux.'],
    ['Nunca uses abreviaturas.', 'Ya puedes volver a usar abreviaturas.'],
    ['不要使用表格。', '现在可以使用表格了。'],
    ['Никогда не используй таблицы.', 'Можешь снова использовать таблицы.'],
  ];
  for (const [order, revocation] of revocations) {
    it(`are struck: "${order}" by "${revocation}"`, () => {
      assert.deepEqual(struck(order, 'Fine.', revocation), [[order, 3]]);
    });
  }

  it('are struck by their opposite', () => {
    assert.deepEqual(struck('Never use tabs.', 'Always use tabs.'), [['Never use tabs.', 2]]);
    assert.deepEqual(standing('Never use tabs.', 'Always use tabs.'), ['Always use tabs.']);
  });

  it('stay when what is taken back is something else', () => {
    assert.deepEqual(struck('Never push to main.', 'Forget about the login page, the footer is next.'), []);
    assert.deepEqual(struck('Never push to main.', 'You may use emojis again.'), []);
    assert.deepEqual(struck('Never push to main.', 'Never mind.'), []);
  });

  it('are not struck by a question', () => {
    assert.deepEqual(struck('Never use emojis.', 'May I use emojis again?'), []);
  });

  it('hold again when given again', () => {
    assert.deepEqual(standing('Never use emojis.', 'You may use emojis again.', 'Never use emojis.'), [
      'Never use emojis.',
    ]);
  });

  it('stay bounded for a user who only gives orders, the newest kept and the others counted', () => {
    const all = Array.from({ length: 1_000 }, (_, turn) => `Never touch the file number ${turn} again.`);
    const { entries, omitted } = instructionsFrom(...all);
    assert.ok(entries.length <= 200);
    assert.equal(entries.length + omitted, 1_000);
    assert.equal(entries.at(-1)?.quote, all.at(-1));
  });

  it('are all kept that one message gives, up to the bounds of the whole, and the others counted', () => {
    const colours = ['red', 'blue', 'green', 'black', 'white', 'amber'];
    const list = (count: number): readonly string[] =>
      Array.from(
        { length: count },
        (_, index) => `Never touch the ${colours[index % 6]} module number ${index}.`,
      );
    const message = (rules: readonly string[]): string => `House rules:\n- ${rules.join('\n- ')}`;
    assert.deepEqual(standing(message(list(60))), list(60));
    const { entries, omitted } = instructionsFrom(message(list(300)));
    assert.deepEqual([entries.length, omitted], [200, 100]);
    assert.equal(entries.at(-1)?.quote, list(300).at(-1));
  });

  const clause =
    'keep the wording of the customer letters as they were sent and do not shorten them in any of the translations that we make';
  const long: readonly (readonly [name: string, said: string])[] = [
    ['clauses', `Always ${Array.from({ length: 9 }, () => clause).join(', ')}, please.`],
    ['words', `Always ${Array.from({ length: 9 }, () => clause).join(' ')} please.`],
    [
      'signs without blanks',
      `从现在起必须${'保留客户信件的原来写法，不要缩短任何一种译文，'.repeat(60)}谢谢。`,
    ],
  ];
  for (const [name, said] of long) {
    it(`are kept where one sentence is overlong, by its ${name}`, () => {
      const kept = standing(said);
      assert.ok(kept.length > 0);
      assert.ok(kept.every((quote) => said.includes(quote) && quote.length <= 1_000));
      assert.equal(kept[0]?.slice(0, 6), said.slice(0, 6));
      assert.ok(kept.join('').length > 800);
    });
  }

  it('are none in what has no blank for thousands of signs', () => {
    assert.deepEqual(standing(`Look: ${'aGVsbG8'.repeat(2_000)}`), []);
  });

  it('let corrections yield before instructions', () => {
    const { entries } = instructionsFrom(
      'Never push to main.',
      ...Array.from({ length: 300 }, (_, turn) => `No, I meant the file number ${turn}.`),
    );
    assert.equal(entries[0]?.quote, 'Never push to main.');
  });

  it('quote only what the user typed, and never fail, whatever that is', () => {
    const words = fc.constantFrom(
      ...orders,
      ...corrections,
      ...ordinary,
      '```',
      '> ',
      '<x>',
      '</x>',
      '"',
      '\n',
      '- ',
    );
    const message = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(words, fc.string())).map((parts) => parts.join(' ')),
      fc.array(words).map((parts) => parts.join('\n')),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), (messages) => {
        for (const { quote, turn } of instructionsFrom(...messages).entries) {
          assert.ok((messages[turn - 1] ?? '').replace(/\s+/g, ' ').includes(quote), quote);
        }
      }),
      { numRuns: 60 },
    );
  });
});
