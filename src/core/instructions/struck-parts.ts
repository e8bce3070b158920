/**
 * Of a sentence with several rules strikes only the one that is meant. A condition goes with what it governs: neither "never
 * change it" without its "if" nor "if it is old" alone is what the user said.
 */

import { clausesOf, sharedForms, type Topic, topicOf } from '../prose/topics.ts';
import { classesOf } from '../prose/word-classes.ts';
import type { Span } from '../span.ts';
import type { Instruction } from './instruction.ts';

/** The entry struck, or parted where it holds rules that nobody took back. */
export function struck(entry: Instruction, about: Topic, turn: number): readonly Instruction[] {
  const whole: readonly Instruction[] = [{ ...entry, revokedIn: turn }];
  const clauses = clausesOf(entry.quote);
  const counts = clauses.map(([from, to]) => sharedForms(about.words, topicOf(entry.quote.slice(from, to))));
  const best = Math.max(...counts);
  const [from, to] = withConditions(entry.quote, clauses, counts.indexOf(best), counts.lastIndexOf(best));
  const before = rule(entry.quote.slice(0, from));
  const after = rule(entry.quote.slice(to));
  if (best === 0 || (before === '' && after === '')) return whole;
  const part = (quote: string, revokedIn: number | null): Instruction => ({
    ...entry,
    quote,
    revokedIn,
    topic: topicOf(quote),
  });
  const taken = trimmed(entry.quote.slice(from, to));
  return [before, after]
    .filter((quote) => quote !== '')
    .map((quote) => part(quote, null))
    .toSpliced(before === '' ? 0 : 1, 0, part(taken, turn));
}

const listed = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

const joining = listed('and but or und aber oder et mais ou y pero o e ma mas en maar of и но или');

/** Where no comma stands before them they may be an article, "my", "in" and the English "of". */
const ambiguous = listed('o ma en of');

const afterMarks = new RegExp(`^[\\s,;:，；：、—–-]+(?:(?:${[...joining].join('|')})\\s+)?`, 'iu');
const atBeginning = new RegExp(
  `^(?:${[...joining].filter((word) => !ambiguous.has(word)).join('|')})\\s+`,
  'iu',
);

const trimmed = (part: string): string =>
  part
    .replace(afterMarks, '')
    .replace(atBeginning, '')
    .replace(/[\s,;:，；：、—–-]+$/u, '');

/** What is left of a sentence, where it still says something; else empty. */
function rule(part: string): string {
  const quote = trimmed(part);
  return /:$/.test(part.trim()) || topicOf(quote).words.size < 2 ? '' : quote;
}

/** From the first to the last of the clauses that are meant, with the conditions and exceptions that belong to them. */
function withConditions(sentence: string, clauses: readonly Span[], first: number, last: number): Span {
  const said = clauses.map(([from, to]) => sentence.slice(from, to));
  const isSame = (at: number): boolean =>
    at > 0 && at < said.length && !/[;；。]/u.test(sentence.slice(clauses[at - 1]?.[1], clauses[at]?.[0]));
  const isPart = (at: number): boolean => isCondition(said[at] ?? '') || isPlace(said[at] ?? '');
  let start = first;
  let end = last;
  while (isSame(start)) start--;
  const isGoverned = isCondition(said[start] ?? '') || (first === start && isPlace(said[start] ?? ''));
  while (isSame(end + 1) && (isGoverned || isPart(end + 1))) end++;
  if (!isGoverned) {
    const lead = start;
    start = first;
    while (start > lead && isPart(start)) start--;
    if (start === lead + 1 && isPart(lead)) start = lead;
  }
  return [clauses[start]?.[0] ?? 0, clauses[end]?.[1] ?? sentence.length];
}

const conditions = `if when whenever while unless except until once because as although where wherever whoever besides apart provided
  wenn falls sobald solange während außer ausgenommen sofern es bis weil da obwohl wo
  si quand lorsque sauf excepté tant pendant dès jusqu
  cuando mientras salvo excepto hasta
  se quando mentre tranne eccetto salvo finché
  exceto enquanto até
  als wanneer indien tenzij behalve zolang totdat
  если когда кроме пока хотя`;
const places = `for in on at with inside within during under outside without
  für in im bei beim auf mit ohne außerhalb
  pour dans en chez avec sur sans lors
  para con sin fuera per nel nella con senza em com sem
  voor op bij met zonder
  для в во на при без`;
const conditionWords = listed(conditions);
const placeWords = listed(places);

const unspaced =
  /^(?:如果|要是|若|当|除非|除了|只要|在.{1,12}(?:时|中|里)|对于|もし)|(?:时|时候|的话|場合(?:は|に)?|とき(?:は|に)?|時(?:は|に)?|なら|たら|れば|以外(?:は)?|では|には)$/u;

const openingOf = (clause: string): readonly string[] => {
  const words =
    clause
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 12) ?? [];
  return joining.has(words[0] ?? '') ? words.slice(1) : words;
};

const isCondition = (clause: string): boolean =>
  conditionWords.has(openingOf(clause)[0] ?? '') || unspaced.test(clause.trim());

/** With a verb of its own, what begins with a place is a rule. */
function isPlace(clause: string): boolean {
  const [opening = '', ...others] = openingOf(clause);
  return placeWords.has(opening) && !others.some((word) => classesOf(word)[0] === 'verb');
}
