/**
 * Strikes what the user takes back or replaces, with the turn that did so. Of a sentence that holds several rules only
 * the part that is meant is struck; each part stays a quotation. A doubtful match strikes nothing, since forgetting an
 * order is worse than keeping one too long.
 */

import { sharedForms, type Topic, topicOf } from '../prose/topics.ts';
import type { Instruction, Withdrawal } from './instruction.ts';
import type { Revocation } from './revocations.ts';
import { struck } from './struck-parts.ts';

export const mostWithdrawals = 40;

type About = Pick<Revocation, 'topic' | 'meansLatest'>;

export const aboutOf = ({ quote }: Withdrawal): About => ({ topic: topicOf(quote), meansLatest: false });

/** Strikes the standing rules that share most of its words, all of them where they share every word. */
export function strike(
  entries: readonly Instruction[],
  { topic, meansLatest }: About,
  turn: number,
): readonly Instruction[] {
  const standing = entries.filter((entry) => entry.revokedIn === null && entry.turn < turn);
  const matches = standing.map((entry) => ({ entry, count: sharedForms(topic.words, entry.topic) }));
  const best = matches.reduce((most, { count }) => Math.max(most, count), 0);
  const size = topic.words.size;
  let hit: readonly Instruction[] = [];
  if (best > 0 && best * 2 >= Math.min(size, 4)) {
    const closest = matches.filter(({ count }) => count === best).map(({ entry }) => entry);
    hit = best === size ? closest : closest.slice(-1);
  } else if (meansLatest) {
    hit = standing.slice(-1);
  }
  return strikeEach(entries, hit, topic, turn);
}

/** Strikes what a sentence is known to take back. */
export const strikeAll = (
  entries: readonly Instruction[],
  hit: readonly Instruction[],
  sentence: string,
  turn: number,
): readonly Instruction[] => strikeEach(entries, hit, topicOf(sentence), turn);

const strikeEach = (
  entries: readonly Instruction[],
  hit: readonly Instruction[],
  about: Topic,
  turn: number,
): readonly Instruction[] =>
  hit.some((entry) => entries.includes(entry))
    ? entries.flatMap((entry) => (hit.includes(entry) ? struck(entry, about, turn) : [entry]))
    : entries;

/** Values of which a rule can have only one; another one takes its place. */
const alternatives = [
  'english german french spanish italian portuguese dutch russian chinese japanese polish turkish korean englisch deutsch französisch spanisch italienisch anglais allemand français espagnol inglés alemán francés español inglese tedesco francese spagnolo английск русск немецк',
  'tab space leerzeichen tabulator tabulation espace',
  'bullet prose list paragraph table liste fließtext aufzählung',
  'metric imperial metrisch',
  'british american',
  'formal informal du sie tu vous tú usted',
  'npm yarn pnpm bun',
  'jest vitest mocha',
  'json yaml toml xml csv',
  'markdown html plaintext',
  'short long brief detailed kurz lang ausführlich',
  'camelcase snake_case kebab-case pascalcase',
  'postgre postgres mysql sqlite mariadb',
  'present past präsens präteritum présent passé',
];

const isNumber = (word: string): boolean => /^\d[\d.,]*$/.test(word) || numerals.has(word);
const numerals = new Set(
  'one two three four five six seven eight nine ten twelve twenty hundred zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq dos tres cuatro cinco due tre quattro cinque dois três quatro twee drie vijf два три четыре пять'.split(
    ' ',
  ),
);

/** What a limit counts; other numbers tell one thing from another. */
const counted =
  'sentence line word character char item paragraph bullet page column space minute second hour example option token percent satz sätze zeil zeilen wort wörter zeichen absatz absätze punkte phrase mot ligne paragraphe caractère frase palabra línea linea párrafo parola rig riga righe carattere linha parágrafo zinn zinnen regel woord woorden слов строк предложени символ';

interface Values {
  /** Which list of alternatives a word stands in. */
  readonly slots: ReadonlyMap<string, number>;
  readonly measures: ReadonlySet<string>;
}

let read: Values | undefined;

/** In the form that topics have them in. Read at the first use: the patterns behind it would weigh on the start. */
function values(): Values {
  read ??= {
    // Of a word in two lists the first counts.
    slots: new Map(
      alternatives
        .flatMap((list, slot) => [...topicOf(list).words].map((word) => [word, slot] as const))
        .reverse(),
    ),
    measures: topicOf(counted).words,
  };
  return read;
}

/** True for what a limit counts, in the form that topics have it in. */
export const isMeasure = (word: string): boolean => values().measures.has(word);

/** Finds in older rules the same rule with another value: another number, another language, another tool. */
export function replacedBy(newer: Instruction): (older: Instruction) => boolean {
  const other = settingOf(newer);
  if (other === null) return () => false;
  return (older) => {
    if (older.topic.negative !== newer.topic.negative) return false;
    const one = settingOf(older);
    return (
      one !== null &&
      one.value !== other.value &&
      one.slot === other.slot &&
      one.rest.length === other.rest.length &&
      one.rest.every((word) => other.rest.includes(word))
    );
  };
}

/** The one value that a rule sets, and its other words; null where it sets none or several. */
function settingOf({ quote, topic }: Instruction) {
  const { slots, measures } = values();
  const words = [...topic.words].filter((word) => !adverbs.has(word) && !isNumber(word));
  const numbers = (quote.toLowerCase().match(/[\p{L}\d.,]+/gu) ?? [])
    .map((word) => word.replace(/[.,]+$/, ''))
    .filter(isNumber);
  const set = words.filter((word) => slots.has(word));
  const rest = words.filter((word) => !slots.has(word));
  const [value = ''] = [...set, ...numbers];
  if (set.length + numbers.length !== 1) return null;
  if (set.length === 0 && !words.some((word) => measures.has(word))) return null;
  return { value, slot: set.length === 0 ? 'number' : slots.get(value), rest };
}

/** They set no matter apart: since when it holds, and which way a limit goes. */
const adverbs = new Set(
  'under over above below least today onward forward now ab jetzt künftig désormais ahora adesso agora nu теперь'.split(
    ' ',
  ),
);
