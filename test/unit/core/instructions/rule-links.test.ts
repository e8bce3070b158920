import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWriters } from '../../../../bench/probe/conversations.ts';
import { revocationsIn } from '../../../../bench/probe/revocations.ts';
import type { Instructions } from '../../../../src/core/instructions/instruction.ts';
import { linkFeatures } from '../../../../src/core/instructions/link-features.ts';
import { linkWeights } from '../../../../src/core/instructions/link-weights.ts';
import { instructionsFrom } from '../../../support/instructions-from.ts';

const struckIn = ({ entries }: Instructions): readonly (readonly [string, number | null])[] =>
  entries.filter((entry) => entry.revokedIn !== null).map((entry) => [entry.quote, entry.revokedIn]);

const others = 'Never push to main. Keep every function under 40 lines.';

/** None of them says "forget" or "rule". */
const replaced: readonly (readonly [rule: string, newer: string])[] = [
  ['Always write the tests in Jest.', 'Tests go into Vitest now, Jest is gone.'],
  [
    'Always write the story in present tense.',
    'I reread it and past tense is better, so past tense for everything.',
  ],
  ['Always indent with tabs.', 'Use spaces instead of tabs from now on, the linter wants it.'],
  ['Always use British spelling.', 'Actually use American spelling for all of it going forward.'],
  ['Please always add type hints.', 'You know what, drop the type hints, in new code too.'],
  ['Keep every chapter under 1,500 words.', 'Chapters may be longer after all, up to 3,000 words each.'],
  ['Kommentare bitte immer auf Deutsch.', 'Ab jetzt die Kommentare doch lieber auf Englisch.'],
  ['Los mensajes siempre en español.', 'Cambio de planes: los mensajes van en inglés a partir de ahora.'],
  ['Комментарии пиши только на русском.', 'Комментарии всё-таки пиши на английском.'],
];

/** Both can be kept at once. */
const together: readonly (readonly [rule: string, newer: string])[] = [
  ['Always use UK spelling.', 'Never use US spelling.'],
  ['Always use Go for services.', 'Never use JS for services.'],
  ['Always use go for our backend services.', 'Never use js for our backend services.'],
  ['Always use Python for our backend services.', 'Never use Java for our backend services.'],
  ['Never use C++ for services.', 'Always use C# for services.'],
  ['Never use `==` in code.', 'Always use `===` in code.'],
  ['Always show prices in €.', 'Never show prices in $.'],
  ['Always write dates as DD.MM.', 'Never write dates as MM/DD.'],
  ['Always answer in German.', 'Never answer in English.'],
  ['Never answer in English.', 'Always answer in German.'],
  ['Always put labels over the bars.', 'Never put labels under the bars.'],
  ['Keep answers under 100 words.', 'Keep answers over 50 words.'],
  ['Write at most 3 sentences per answer.', 'Write at least 2 sentences per answer.'],
  ['Never write more than 100 words.', 'Write at least 20 words.'],
  ['Schreib höchstens 30 Sätze.', 'Schreib mindestens 20 Sätze.'],
  ['Écris au plus 30 phrases.', 'Écris au moins 20 phrases.'],
  ['回答最多30句。', '回答至少20句。'],
  ['回答最多三句。', '回答至少两句。'],
  ['Reply in German to me.', 'Reply in English to customers.'],
  ['Réponds en allemand pour moi.', 'Réponds en anglais pour les clients.'],
  ['Always use British spelling for the UK site.', 'Always use American spelling for the US site.'],
];

/** They are about the same, and one breaks the other. */
const contrary: readonly (readonly [rule: string, newer: string])[] = [
  ['Keep answers under 100 words.', 'Keep answers over 200 words.'],
  ['Keep answers under 100 words.', 'Keep answers under 50 words.'],
  ['Reply in German to customers.', 'Reply in English to customers.'],
  ['Never use emojis and keep answers under 100 words.', 'Always keep answers under 200 words.'],
  ['Never write more than 100 words.', 'Never write more than 200 words.'],
  ['Answer in German in the chat.', 'Answer in English in this conversation.'],
  ['Antworte im Chat auf Deutsch.', 'Antworte in diesem Gespräch auf Englisch.'],
  ['Always use UK spelling.', 'Never use UK spelling.'],
  ['Never answer in German.', 'Always answer in German.'],
];

const unrelated: readonly (readonly [rule: string, said: string])[] = [
  ['Never mention Bob again.', 'Never mention the war again.'],
  ['Never touch src/a.ts again.', 'Never touch src/b.ts again.'],
  ['Always write tests for every endpoint.', 'Always write docs for every endpoint now.'],
  ['No more adverbs.', 'No more similes.'],
  ['Comments in English, always.', 'Commit messages in English, too.'],
  ['Always use TypeScript.', 'Also use ESLint with TypeScript from now on.'],
  ['Keep answers under 100 words.', 'Keep headings under 6 words.'],
  ['Never use more than 5 bullet points.', 'Just this once make it 10 bullet points.'],
  ['Always answer in British English.', 'Only this time use American English, the memo goes to Boston.'],
  ['Never use the word "moist".', 'Again: never moist.'],
  ['No dairy in any recipe.', 'Can I use dairy after all if I take a pill?'],
  ['Always write chapter 3 in past tense.', 'Always write chapter 4 in present tense.'],
  ['Always show the totals.', 'Run it and show the totals again.'],
];

describe('what takes the place of a rule', () => {
  for (const [rule, newer] of replaced) {
    it(`strikes it: "${rule}" by "${newer}"`, () => {
      assert.deepEqual(struckIn(instructionsFrom(others, rule, 'Fine.', newer)), [[rule, 4]]);
    });
  }

  for (const [rule, newer] of together) {
    it(`is not what can be kept beside it: "${rule}" beside "${newer}"`, () => {
      assert.deepEqual(struckIn(instructionsFrom(rule, newer)), []);
    });
  }

  for (const [rule, newer] of contrary) {
    it(`is what breaks it: "${rule}" and "${newer}"`, () => {
      assert.deepEqual(struckIn(instructionsFrom(rule, newer)), [[rule, 2]]);
    });
  }

  for (const [rule, said] of unrelated) {
    it(`is not what speaks of something else: "${rule}" beside "${said}"`, () => {
      assert.deepEqual(struckIn(instructionsFrom(others, rule, 'Fine.', said)), []);
    });
  }

  it('is found in two of three conversations, and hardly ever where nothing was taken back', async () => {
    const sets = (await readWriters()).filter(({ name }) => /^blind-[bgnt]$/.test(name));
    const { struck, of, falselyStruck, standing } = revocationsIn(
      sets.flatMap(({ conversations }) => conversations),
    );
    assert.ok(of > 50 && standing > 500);
    assert.ok(struck / of > 0.66, `${struck} of ${of}`);
    assert.ok(falselyStruck / standing < 0.01, `${falselyStruck} of ${standing}`);
  });

  it('does not let a request that may be no rule strike what surely is one', () => {
    const { entries } = instructionsFrom('Never use tabs.', 'hm, tabs maybe');
    assert.equal(entries[0]?.revokedIn, null);
  });

  it('weighs every feature', () => assert.equal(linkWeights.weights.length, linkFeatures.length));

  it('strikes nothing of its own message, and only what stood', () => {
    const sentence = fc.constantFrom(
      ...replaced.flat(),
      ...unrelated.flat(),
      'OK.',
      '',
      '\u{1F600} again',
      '表は使わないで。',
      'やっぱり表にして。',
    );
    fc.assert(
      fc.property(fc.array(fc.array(sentence, { maxLength: 4 }), { maxLength: 8 }), (messages) => {
        const { entries } = instructionsFrom(...messages.map((sentences) => sentences.join(' ')));
        for (const { turn, revokedIn } of entries) assert.ok(revokedIn === null || revokedIn > turn);
      }),
    );
  });
});
