import assert from 'node:assert/strict';
import type { Instructions } from '../../../../src/core/instructions/instruction.ts';
import { withNoted } from '../../../../src/core/instructions/noted-quotes.ts';
import { instructionsFrom } from '../../../support/instructions-from.ts';

const standingIn = ({ entries }: Instructions): readonly string[] =>
  entries.filter((entry) => entry.revokedIn === null).map((entry) => entry.quote);

const struckIn = ({ entries }: Instructions): readonly (readonly [string, number | null])[] =>
  entries.filter((entry) => entry.revokedIn !== null).map((entry) => [entry.quote, entry.revokedIn]);

/** What other rules are given beside the one that is taken back; none of them may go. */
const others = 'Never push to main. Always answer in British English. Keep every function under 40 lines.';
const kept = [
  'Never push to main.',
  'Always answer in British English.',
  'Keep every function under 40 lines.',
];

const takenBack: readonly (readonly [rule: string, revocation: string])[] = [
  ['Never use emojis.', 'Forget what I said about emojis.'],
  ['Never use emojis.', 'Hm, about those emojis: forget what I said about emojis, I like them.'],
  ['Never use emojis.', 'OK, you can use emojis again, just not too many.'],
  ['Never use emojis.', 'The thing about emojis no longer applies.'],
  ['Never use emojis.', 'Emojis are fine from now on.'],
  ['Never use emojis.', "I've changed my mind about the emojis."],
  ['Never use emojis.', 'Thanks! One more thing, scrap the emoji rule please.'],
  ['Always run the linter first.', 'No need to run the linter any more.'],
  ['Always run the linter first.', "You don't have to run the linter first any longer."],
  ['Do not abbreviate variable names.', 'Drop the rule about abbreviations, the reviewers prefer them.'],
  ['Always cite the page number.', 'Scrap the page number thing, the publisher drops them anyway.'],
  ['Never mention the price.', 'Mentioning the price is fine again.'],
  ['Antworte nie mit Aufzählungen.', 'Vergiss das mit den Aufzählungen, die sind doch praktisch.'],
  ['Verwende niemals Tabs.', 'Du darfst wieder Tabs verwenden.'],
  ["N'utilise jamais de tableaux.", 'Oublie la règle des tableaux, ça ira.'],
  ['Nunca uses abreviaturas.', 'Olvida la regla de las abreviaturas.'],
  ['Non usare mai emoji.', 'Dimentica la regola delle emoji.'],
  ['Nunca uses emojis.', 'Esqueça a regra dos emojis.'],
  ["Gebruik nooit emoji's.", "Vergeet de regel over emoji's."],
  ['Никогда не используй таблицы.', 'Забудь про таблицы, можно.'],
  ['不要使用表格。', '忘掉之前关于表格的要求。'],
];

const replaced: readonly (readonly [rule: string, newer: string])[] = [
  ['Always answer in French.', 'From now on always answer in German.'],
  ['Never write more than 3 sentences.', 'Never write more than 5 sentences.'],
  ['Always indent with tabs.', 'Always indent with spaces.'],
  ['Never use tabs.', 'Always use tabs.'],
  ['Always install with npm.', 'Always install with pnpm.'],
  ['Antworte immer auf Deutsch.', 'Antworte immer auf Englisch.'],
  ['Always write docs in Markdown.', 'Always write docs in HTML.'],
  ['Always export as JSON.', 'Always export as YAML.'],
  ['Always write in the present tense.', 'Always write in the past tense.'],
  ['Always use the metric system.', 'Always use the imperial system.'],
  ['Always test with jest.', 'Always test with vitest.'],
  ['Never write more than ten sentences.', 'Never write more than eleven sentences.'],
  ['Never write more than thirty words.', 'Never write more than forty words.'],
  ['Never write more than 30 words.', 'Never write more than forty words.'],
  ['Never write more than three paragraphs.', 'Never write more than four paragraphs.'],
  ['Never wait more than 3 seconds.', 'Never wait more than 5 seconds.'],
  ['Always indent with 2 spaces.', 'Always indent with 4 spaces.'],
  ['Antworte immer mit höchstens elf Sätzen.', 'Antworte immer mit höchstens zwölf Sätzen.'],
];

/** Both can be kept at once, or they say the same. */
const beside: readonly (readonly [rule: string, newer: string])[] = [
  ['Always write docs in Markdown.', 'Always write configs in YAML.'],
  ['Always write them in Markdown.', 'Always write them in YAML.'],
  ['Use pnpm.', 'From now on use vitest instead.'],
  ['Always use pnpm.', 'Always use vitest.'],
  ['Always use jest.', 'Always use pytest.'],
  ['Always update the German translation.', 'Always update the French translation.'],
  ['Always check the first column for nulls.', 'Always check the third column for nulls.'],
  ['Always back up the Postgres database.', 'Always back up the MySQL database.'],
  ['Always lint the HTML.', 'Always lint the Markdown.'],
  ['Every table needs a caption.', 'Every list needs a caption.'],
  ['Keep answers under five sentences.', 'Keep answers under 5 sentences.'],
  ['Never write more than 1,500 words.', 'Never write more than 1500 words.'],
  ['Write at most five sentences per answer.', 'Answers have at most five sentences.'],
];

const unrelated: readonly string[] = [
  'Forget about the login page, the footer is next.',
  'Never mind.',
  'Hm, about that limit: forget the one download at a time, two are fine after all.',
  'You may use icons again.',
  'Scrap the second chapter.',
  'The old server no longer matters.',
  'May I push to main again?',
  'Always answer the phone in the story.',
  'Keep every class under 40 methods.',
];

describe('rules that the user takes back', () => {
  for (const [rule, revocation] of takenBack) {
    it(`are struck with the turn that did it: "${rule}" by "${revocation}"`, () => {
      const instructions = instructionsFrom(others, rule, 'Fine.', revocation);
      assert.deepEqual(struckIn(instructions), [[rule, 4]]);
      for (const other of kept) assert.ok(standingIn(instructions).includes(other), other);
    });
  }

  for (const [rule, newer] of replaced) {
    it(`are struck by what takes their place: "${rule}" by "${newer}"`, () => {
      const instructions = instructionsFrom(rule, newer);
      assert.deepEqual([struckIn(instructions), standingIn(instructions)], [[[rule, 2]], [newer]]);
    });
  }

  for (const [rule, newer] of beside) {
    it(`stay beside what chooses something else, or the same: "${rule}" beside "${newer}"`, () => {
      assert.deepEqual(struckIn(instructionsFrom(rule, newer)), []);
    });
  }

  for (const text of unrelated) {
    it(`stay where something else is meant: "${text}"`, () => {
      const instructions = instructionsFrom(others, text);
      assert.deepEqual(struckIn(instructions), []);
    });
  }

  it('are struck alone where they stand in a sentence with others', () => {
    const rules =
      'Always use tabs for indentation; every endpoint has a test; never add a dependency without asking.';
    const instructions = instructionsFrom(rules, 'ah. scrap the tabs rule, the linter says two spaces');
    assert.deepEqual(struckIn(instructions), [['Always use tabs for indentation', 2]]);
    assert.deepEqual(standingIn(instructions), [
      'every endpoint has a test; never add a dependency without asking.',
    ]);
  });

  it('leave what is behind an "and" and was not meant', () => {
    const instructions = instructionsFrom(
      'Always keep the narrator dry, and never let the grandmother speak in anything but proverbs.',
      "I've changed my mind on the grandmother, no more proverbs from her.",
    );
    assert.deepEqual(standingIn(instructions)[0], 'Always keep the narrator dry');
  });

  for (const word of ['and', 'but', 'mas', 'или', 'en']) {
    it(`leave out the word that joined what is left: "${word}"`, () => {
      const instructions = instructionsFrom(
        `Always use tabs for indentation, ${word} never use emojis or icons.`,
        'Forget what I said about tabs.',
      );
      assert.deepEqual(standingIn(instructions), ['never use emojis or icons.']);
    });
  }

  const governed: readonly (readonly [rule: string, said: string, left: readonly string[]])[] = [
    ['If the file is in legacy/, never change the public API.', 'You may change legacy files again now.', []],
    [
      'If the file is in legacy/, never change the public API.',
      'Forget what I said about the public API.',
      [],
    ],
    ['Never change the public API, except in legacy/ files.', 'Forget what I said about legacy files.', []],
    ['In legacy/, never change the public API.', 'Forget what I said about legacy files.', []],
    [
      'Always squash the commits; if the file is in legacy/, never change the public API.',
      'Forget what I said about legacy files.',
      ['Always squash the commits'],
    ],
    [
      'Always squash the commits, never change the public API, unless a file is in legacy/.',
      'Forget what I said about legacy files.',
      ['Always squash the commits'],
    ],
    [
      'A short answer is best, no tabs in the code, never push to main.',
      'Forget what I said about tabs.',
      ['A short answer is best', 'never push to main.'],
    ],
    [
      'In this project, always indent with tabs, never push to main.',
      'Forget what I said about tabs.',
      ['never push to main.'],
    ],
    [
      'Wenn die Datei in legacy/ liegt, ändere niemals die Schnittstelle.',
      'Vergiss das mit den Dateien in legacy.',
      [],
    ],
    [
      "Si le fichier est dans legacy/, ne change jamais l'interface publique.",
      'Oublie la consigne des fichiers legacy.',
      [],
    ],
    ['如果文件在旧目录里，不要修改公共接口。', '忘掉之前关于旧目录的要求。', []],
  ];
  for (const [rule, said, left] of governed) {
    it(`take their condition with them, and it them: "${rule}" by "${said}"`, () => {
      assert.deepEqual(standingIn(instructionsFrom(rule, said)), left);
    });
  }

  it('make room for what holds instead in the same sentence', () => {
    const instructions = instructionsFrom(
      'Never use emojis.',
      'Forget what I said about emojis, and never use icons either.',
    );
    assert.deepEqual(struckIn(instructions), [['Never use emojis.', 2]]);
    assert.deepEqual(standingIn(instructions), ['never use icons either.']);
  });

  it('stay struck when a summary notices them afterwards', () => {
    const instructions = instructionsFrom('Hello.', 'Fine.', 'scrap the tabs rule');
    const noted = withNoted(instructions, [
      { quote: 'tabs for indentation', turn: 1, revokedIn: null },
      { quote: 'every endpoint has a test', turn: 1, revokedIn: null },
    ]);
    assert.deepEqual(struckIn(noted), [['tabs for indentation', 3]]);
    assert.deepEqual(standingIn(noted), ['every endpoint has a test']);
  });

  it('hold again when they are given again', () => {
    const instructions = instructionsFrom(
      'Never use emojis.',
      'You may use emojis again.',
      'Never use emojis.',
    );
    assert.deepEqual(standingIn(instructions), ['Never use emojis.']);
  });

  it('are remembered in bounded number', () => {
    const messages = Array.from({ length: 300 }, (_, index) => `Forget what I said about topic${index}.`);
    assert.ok(instructionsFrom(...messages).withdrawals.length <= 40);
  });
});
