/**
 * Values of which a rule can have only one, so that another takes its place: what is chosen, and how many of what is counted.
 * In ten languages. Words are looked up in small letters, as they stand and in the form that topics have them in.
 */
import { stem } from '../prose/topics.ts';

/** By what is chosen, its alternatives and words for them. What can be chosen side by side stands apart. */
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
    'short long brief detailed longer shorter kurz lang ausführlich kürzer länger court longue corto largo breve lungo lunghi brevi curto longo kort langer короткие длинные',
  units: 'metric imperial gram ounce cup celsius fahrenheit metrisch gramm mile grammes',
  address: 'sie vous usted tú formal informal formell lei duzen siezen',
  data: 'json yaml toml xml csv',
  markup: 'markdown html plaintext latex',
  casing: 'camelcase snake_case kebab-case pascalcase snake camel kebab pascal',
  packages: 'npm yarn pnpm bun',
  tests: 'jest vitest mocha',
  pythonTests: 'pytest unittest',
  database: 'postgre postgres mysql sqlite mariadb',
};

/** What a limit counts; other numbers tell one thing from another. */
const measures = `
  sentence line word character char item paragraph bullet page column space minute second hour example option token percent
  satz sätze sätzen satzes zeile zeilen wort worte worten wörter wörtern zeichen absatz absätze absätzen punkt punkte punkten seite seiten spalte spalten minuten sekunden stunden beispiel beispiele beispielen
  phrase mot ligne paragraphe caractère puce colonne seconde heure exemple
  frase palabra línea linea párrafo carácter caracteres página minuto segundo hora ejemplo
  parola parole rig riga righe paragrafo paragrafi carattere caratteri frasi punti pagina pagine minuti secondi esempio esempi
  palavra linha parágrafo caractere exemplo
  zin zinn zinnen regel woord woorden teken tekens alinea bladzijde bladzijden pagina minuut minuten voorbeeld voorbeelden
  слово слова слов словами строка строки строк строками предложение предложения предложений предложениями символ символа символов абзац абзаца абзацев пункт пункта пунктов`;

/** Words that are numbers; left out is what is mostly an article. */
const numerals: Readonly<Record<number, string>> = {
  1: 'one',
  2: 'two zwei deux dos due dois twee два двух',
  3: 'three drei trois tres tre três drie три трёх трех',
  4: 'four vier quatre cuatro quattro quatro четыре четырёх четырех',
  5: 'five fünf cinq cinco cinque vijf пять пяти',
  6: 'six sechs seis sei zes шесть шести',
  7: 'seven sieben sept siete sette sete zeven семь семи',
  8: 'eight acht huit ocho otto oito восемь восьми',
  9: 'nine neun neuf nueve nove negen девять девяти',
  10: 'ten zehn dix diez dieci dez tien десять десяти',
  11: 'eleven elf onze once undici одиннадцать одиннадцати',
  12: 'twelve zwölf douze doce dodici doze twaalf двенадцать двенадцати',
  13: 'thirteen dreizehn treize trece tredici treze dertien тринадцать',
  14: 'fourteen vierzehn quatorze catorce quattordici catorze veertien четырнадцать',
  15: 'fifteen fünfzehn quinze quince quindici vijftien пятнадцать пятнадцати',
  16: 'sixteen sechzehn seize dieciséis sedici dezesseis zestien шестнадцать',
  17: 'seventeen siebzehn diecisiete diciassette dezessete zeventien семнадцать',
  18: 'eighteen achtzehn dieciocho diciotto dezoito achttien восемнадцать',
  19: 'nineteen neunzehn diecinueve diciannove dezenove negentien девятнадцать',
  20: 'twenty zwanzig vingt veinte venti vinte twintig двадцать двадцати',
  30: 'thirty dreißig dreissig trente treinta trenta trinta dertig тридцать тридцати',
  40: 'forty vierzig quarante cuarenta quaranta quarenta veertig сорок сорока',
  50: 'fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig пятьдесят пятидесяти',
  60: 'sixty sechzig soixante sesenta sessanta sessenta zestig шестьдесят',
  70: 'seventy siebzig setenta settanta zeventig семьдесят',
  80: 'eighty achtzig ochenta ottanta oitenta tachtig восемьдесят',
  90: 'ninety neunzig noventa novanta negentig девяносто',
  100: 'hundred hundert cent cien cento cem honderd сто ста',
  1000: 'thousand tausend mille mil duizend тысяча тысячи',
};

const listed = (list: string): readonly string[] => list.trim().split(/\s+/);
const formsOf = (list: string): readonly string[] => listed(list).flatMap((word) => [word, stem(word)]);

interface Values {
  readonly choiceOf: ReadonlyMap<string, string>;
  readonly measures: ReadonlySet<string>;
  readonly numerals: ReadonlyMap<string, number>;
}

let read: Values | undefined;

/** Read at the first use, so that the lists cost the start nothing. */
function values(): Values {
  read ??= {
    choiceOf: new Map(
      Object.entries(choices).flatMap(([choice, list]) =>
        formsOf(list).map((value) => [value, choice] as const),
      ),
    ),
    measures: new Set(formsOf(measures)),
    numerals: new Map(
      Object.entries(numerals).flatMap(([number, list]) =>
        listed(list).map((word) => [word, Number(number)] as const),
      ),
    ),
  };
  return read;
}

/** What a word chooses; undefined for other words. */
export const choiceOf = (word: string): string | undefined => values().choiceOf.get(word);

/** True for what a limit counts. */
export const isMeasure = (word: string): boolean => values().measures.has(word);

/** Figures, single words, and Chinese and Japanese numerals where something is counted: what may be a number. */
const numberLike =
  /\d[\d.,:]*|[一二三四五六七八九十百两]+(?=[句字行段个条点])|(?:(?!\p{Script=Han})\p{L})+/gu;

export interface NumberAt {
  readonly at: number;
  readonly length: number;
  /** NaN for times, versions and the like. */
  readonly value: number;
}

/** The numbers in a text, in figures or words. */
export function* numbersAt(text: string): Generator<NumberAt> {
  for (const { 0: found, index: at } of text.matchAll(numberLike)) {
    const written = found.replace(/[.,:]+$/, '');
    const value = numberOf(written.toLowerCase());
    if (value !== null) yield { at, length: written.length, value };
  }
}

/** The same as texts, each number always as the same one: "5" for "five", "1500" for "1,500". */
export const numbersIn = (text: string): readonly string[] =>
  [...numbersAt(text)].map(({ at, length, value }) =>
    Number.isNaN(value) ? text.slice(at, at + length) : String(value),
  );

export const isNumber = (word: string): boolean => /^\d[\d.,:]*$/.test(word) || values().numerals.has(word);

/** Null for a word that is no number. */
function numberOf(written: string): number | null {
  if (/^\d/.test(written)) return Number(written.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
  return values().numerals.get(written) ?? (/^[一-鿿]/.test(written) ? unspacedValue(written) : null);
}

const digits = '一二三四五六七八九';

/** @param written of digits, tens and hundreds only: 三百二十 */
function unspacedValue(written: string): number {
  let sum = 0;
  let digit = 0;
  for (const sign of written) {
    const unit = sign === '十' ? 10 : sign === '百' ? 100 : 0;
    if (unit === 0) digit = sign === '两' ? 2 : digits.indexOf(sign) + 1;
    else {
      sum += Math.max(1, digit) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}
