/** What a rule and a sentence about it have in common: words in any form, and values of which a rule can have only one. */

import { areForms, clausesOf, negation, stem, topicOf } from '../prose/topics.ts';
import { eastAsian } from '../scripts.ts';
import type { Instruction } from './instruction.ts';
import { type Limit, limitsOf } from './rule-limits.ts';
import { scopeOf } from './rule-scopes.ts';
import { choiceOf, isMeasure, isNumber, numbersIn } from './rule-values.ts';

export interface RuleWords {
  /** Content words in one form; of Chinese and Japanese also single characters. */
  readonly words: ReadonlySet<string>;
  /** In figures, also where they are written as words. */
  readonly numbers: readonly string[];
  /** By what is chosen, the values that it names: a language, a tense, an indentation. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of the values that it rules out. */
  readonly forbidden: ReadonlySet<string>;
  /** Those that it is about: "the German page", where "in German" is chosen. */
  readonly objects: ReadonlySet<string>;
  readonly limits: readonly Limit[];
  /** For whom, where and when it holds. */
  readonly scope: ReadonlySet<string>;
  /** What it calls by its name or gives as code, in small letters. */
  readonly names: ReadonlySet<string>;
  readonly negative: boolean;
}

/** Characters that say nothing by themselves. */
const fillers = new Set(
  '的一是不了在有我他这个们来上大为和地到以说时要就出会可也你对能而那得于着下之过后里用所然多么去都没起还好些样她但因只从想把它与又点等给请再别吧呢吗啊每前次先全现该让做写面',
);

/** Cost in proportion to the text. */
export function ruleWordsOf(quote: string): RuleWords {
  const text = quote.slice(0, 1_000);
  const topic = topicOf(text);
  const limits = limitsOf(text);
  const words = new Set([...topic.words].filter(saysSomething));
  // Of a limit only what is limited tells what it is about.
  if (limits.length > 0) for (const word of ['under', 'over']) words.delete(word);
  for (const [sign] of text.matchAll(/\p{Script=Han}/gu)) if (!fillers.has(sign)) words.add(sign);
  // Of what is written with hyphens or dots each part counts too.
  for (const [parts] of text.matchAll(/[\p{L}\p{N}]+(?:[-_/.][\p{L}\p{N}]+)+/gu))
    for (const word of topicOf(parts.replace(/[-_/.]/g, ' ')).words) words.add(word);
  for (const [short] of text.matchAll(/(?<!\p{L})\p{Lu}[\p{Lu}#]+(?!\p{L})/gu))
    words.add(short.toLowerCase());
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return {
    words,
    numbers: numbersIn(text),
    values: valuesIn([...words, ...said]),
    forbidden: forbiddenIn(text),
    objects: objectsIn(said),
    limits,
    scope: scopeOf(text, isChosen),
    names: namesIn(text),
    negative: topic.negative,
  };
}

/** What a rule chooses or counts is no place: "in German", "with tabs". */
const isChosen = (word: string): boolean =>
  [word, stem(word)].some((form) => choiceOf(form) !== undefined || isNumber(form) || isMeasure(form));

const known = new WeakMap<Instruction, RuleWords>();

/** Of one entry they are worked out once. */
export function wordsOfRule(entry: Instruction): RuleWords {
  const words = known.get(entry) ?? ruleWordsOf(entry.quote);
  known.set(entry, words);
  return words;
}

function valuesIn(words: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const values = new Map<string, Set<string>>();
  for (const word of words) {
    const choice = choiceOf(word);
    if (choice !== undefined) values.set(choice, (values.get(choice) ?? new Set()).add(word));
  }
  return values;
}

/** Values behind a "no" or "never" of the same clause, in the forms that `valuesIn` finds them in. */
function forbiddenIn(text: string): ReadonlySet<string> {
  const forbidden = new Set<string>();
  for (const [from, to] of clausesOf(text)) {
    const clause = text.slice(from, to);
    const at = clause.search(negation);
    if (at < 0) continue;
    const said = clause.slice(at);
    const words = [...topicOf(said).words, ...(said.toLowerCase().match(/\p{L}+/gu) ?? [])];
    for (const word of words) if (choiceOf(word) !== undefined) forbidden.add(word);
  }
  return forbidden;
}

/** Values behind an article or a quantifier, but those that are chosen by "use the …" or "in the …". */
function objectsIn(said: readonly string[]): ReadonlySet<string> {
  return new Set(
    said.flatMap((word, at) =>
      determiners.has(said[at - 1] ?? '') && (isColumn(said[at + 1]) || !choosing.has(said[at - 2] ?? ''))
        ? [word, stem(word)].filter((form) => choiceOf(form) !== undefined)
        : [],
    ),
  );
}

/** "In the first column" chooses no person. */
const isColumn = (word = ''): boolean =>
  /^(?:column|row|line|page|entry|item|field|spalte|zeile|seite)/.test(word);
const determiners = new Set(
  'the every each all any this these der die das den dem jede jeder jedes alle le la les chaque tous el los las cada todas todos il lo gli i ogni tutti het de elke каждый каждая все'.split(
    ' ',
  ),
);
const choosing = new Set('in use using to with as auf im en au al nel na в на'.split(' '));

/** Code, what is written like it, and capitals, which say nothing at the beginning of a sentence. */
const name =
  /`[^`]{1,80}`|(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]+(?:[._/+#]+[\p{L}\p{N}]+)+|(?<=[\p{L}\p{N},] )\p{Lu}[\p{L}\p{N}_+#-]+|\p{L}[+#]+|\p{Lu}{2,}|\p{Ll}+\p{Lu}\p{L}*)/gu;

const namesIn = (text: string): ReadonlySet<string> =>
  new Set((text.match(name) ?? []).map((found) => found.replaceAll('`', '').toLowerCase()));

const saysSomething = (word: string): boolean =>
  !eastAsian.test(word) || [...word].some((sign) => !fillers.has(sign) && !/\p{Script=Hiragana}/u.test(sign));

/** Begins so much alike that it may be the same word in another form: what else they have in common is weighed besides. */
export const isForm = (one: string, other: string): boolean =>
  Math.abs(one.length - other.length) <= longestEnding && areForms(one, other, prefix);

const longestEnding = 4;

/** Forms of one word have at least so many letters in common. */
export const prefix = 4;

/** They choose differently: another language, another tense, short instead of long. */
export function choosesAnew(older: RuleWords, newer: RuleWords): boolean {
  for (const [choice, values] of older.values) {
    const others = newer.values.get(choice);
    if (others !== undefined && [...others].some((value) => !values.has(value))) return true;
  }
  return false;
}
