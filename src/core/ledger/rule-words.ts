/** What a rule and a sentence about it have in common: words in any form, and values of which a rule can have only one. */
import { topicOf } from './ledger-topics.ts';

export interface RuleWords {
  /** Content words in one form; of Chinese and Japanese also single characters. */
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly string[];
  /** By what is chosen, the values that it names: a language, a tense, an indentation. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly negative: boolean;
}

/** Choices, and words for what can be chosen. */
const choices: Readonly<Record<string, string>> = {
  language:
    'english german french spanish italian portuguese dutch russian chinese japanese polish turkish korean englisch deutsch französisch spanisch italienisch anglais allemand français espagnol italien inglés alemán francés español inglese tedesco francese spagnolo italiano inglês alemão português engels duits frans nederlands английск русск немецк',
  spelling: 'british american',
  indentation: 'tab space leerzeichen tabulator tabulation espace',
  tense:
    'present past präsens präteritum présent passé presente pasado passato imparfait tegenwoordige verleden imperfekt',
  person:
    'first second third erste dritte première troisième primera tercera prima terza primeira terceira eerste derde перв треть',
  form: 'bullet prose list paragraph table liste fließtext prosa reimen verse aufzählung tabelle tabla tableau tabella tabela lista',
  length:
    'short long brief detailed longer shorter kurz lang ausführlich kürzer länger court long longue corto largo breve lungo lunghi brevi curto longo kort langer короткие длинные',
  units: 'metric imperial gram ounce cup celsius fahrenheit metrisch gramm mile grammes',
  address: 'sie vous usted formal informal formell lei duzen siezen',
  format: 'json yaml toml xml csv markdown html plaintext latex',
  casing: 'camelcase snake_case kebab-case pascalcase snake camel kebab pascal',
  tool: 'npm yarn pnpm bun jest vitest mocha pytest unittest',
};

/** Characters that say nothing by themselves. */
const fillers = new Set(
  '的一是不了在有我他这个们来上大为和地到以说时要就出会可也你对能而那得于着下之过后里用所然多么去都没起还好些样她但因只从想把它与又点等给请再别吧呢吗啊每前次先全现该让做写面',
);

const numerals = new Set(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred zwei drei vier fünf sechs sieben acht neun zehn zwanzig hundert deux trois quatre cinq sept huit neuf dix vingt cent dos tres cuatro cinco seis siete ocho nueve diez veinte cien due tre quattro cinque sei sette otto nove dieci venti cento dois três quatro sete oito nove dez vinte cem twee drie vier vijf zes zeven acht negen tien twintig honderd два три четыре пять шесть семь восемь девять десять двадцать сто'.split(
    ' ',
  ),
);

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

let choiceOf: ReadonlyMap<string, string> | undefined;

/** In the form that topics have them in. Read at the first use. */
function choicesByValue(): ReadonlyMap<string, string> {
  choiceOf ??= new Map(
    Object.entries(choices).flatMap(([choice, list]) =>
      [...topicOf(list).words, ...list.split(' ')].map((value) => [value, choice] as const),
    ),
  );
  return choiceOf;
}

/** Cost in proportion to the text. */
export function ruleWordsOf(quote: string): RuleWords {
  const text = quote.slice(0, 1_000);
  const topic = topicOf(text);
  const words = new Set([...topic.words].filter(saysSomething));
  for (const [sign] of text.matchAll(/\p{Script=Han}/gu)) if (!fillers.has(sign)) words.add(sign);
  // Of what is written with hyphens or dots each part counts too.
  for (const [parts] of text.matchAll(/[\p{L}\p{N}]+(?:[-_/.][\p{L}\p{N}]+)+/gu))
    for (const word of topicOf(parts.replace(/[-_/.]/g, ' ')).words) words.add(word);
  for (const [short] of text.matchAll(/(?<!\p{L})\p{Lu}[\p{Lu}#]+(?!\p{L})/gu))
    words.add(short.toLowerCase());
  const values = new Map<string, Set<string>>();
  for (const word of [...words, ...(text.toLowerCase().match(/\p{L}+/gu) ?? [])]) {
    const choice = choicesByValue().get(word);
    if (choice !== undefined) values.set(choice, (values.get(choice) ?? new Set()).add(word));
  }
  return { words, numbers: numbersIn(text), values, negative: topic.negative };
}

const saysSomething = (word: string): boolean =>
  !eastAsian.test(word) || [...word].some((sign) => !fillers.has(sign) && !/\p{Script=Hiragana}/u.test(sign));

const numbersIn = (text: string): readonly string[] =>
  [
    ...(text.toLowerCase().match(/\p{L}+|\d[\d.,:]*/gu) ?? []).map((word) => word.replace(/[.,:]+$/, '')),
    ...(text.match(/[一二三四五六七八九十百两](?=[句字行段个条点])/gu) ?? []),
  ].filter((word) => /^\d/.test(word) || numerals.has(word) || /^[一二三四五六七八九十百两]$/u.test(word));

/** Begins so much alike that it may be the same word in another form. */
export function isForm(one: string, other: string): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  if (shorter < prefix || Math.abs(one.length - other.length) > 4) return false;
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return same >= prefix && same * 4 >= shorter * 3;
}

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
