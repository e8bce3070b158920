/**
 * Values of which a rule can have only one, so that another takes its place: what is chosen, and how many of what is counted.
 * In ten languages. Words are looked up in small letters, as they stand and in the form that topics have them in.
 */
import { stem } from '../prose/topics.ts';
import { valueLists } from './rule-value-lists.ts';

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
      Object.entries(valueLists.choices).flatMap(([choice, list]) =>
        formsOf(list).map((value) => [value, choice] as const),
      ),
    ),
    measures: new Set(formsOf(valueLists.measures)),
    numerals: new Map(
      Object.entries(valueLists.numerals).flatMap(([number, list]) =>
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
