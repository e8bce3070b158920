/** Cuts a sentence into the tokens that the recogniser looks at: words in one spelling, each with a coarse part of speech. */
import { classesOf } from '../prose/word-classes.ts';
import { eastAsianLetters } from '../scripts.ts';

export interface Token {
  /** In small letters, without apostrophes, common abbreviations written out; `<code>`, `<quote>` and so on for masses. */
  readonly word: string;
  /** A class of words, or what the form suggests. */
  readonly tag: string;
  /** Written without blanks between words: Chinese or Japanese. */
  readonly isUnspaced: boolean;
}

/** What a person says is in the first words; a longer sentence is a list or a paste. */
const mostTokens = 120;

const token = new RegExp(
  [
    '`[^`]*`',
    String.raw`"[^"\p{L}]*"`,
    '[“„«»「『]·+[.!?…]?[”“»«」』]',
    String.raw`https?:\/\/\S+`,
    String.raw`[\w.-]*\/[\w./-]+`,
    String.raw`\p{N}+(?:[.,:]\p{N}+)*`,
    `[${eastAsianLetters}ー]+`,
    String.raw`\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*(?:[-_.]\p{L}+)*`,
    String.raw`\S`,
  ].join('|'),
  'gu',
);

const unspaced = new RegExp(`^[${eastAsianLetters}]`, 'u');

const shorthand: ReadonlyMap<string, string> = new Map(
  'u:you ur:your r:are n:and w:with pls:please plz:please thx:thanks ppl:people cos:because cuz:because coz:because bc:because thru:through tho:though gonna:going wanna:want'
    .split(' ')
    .map((pair) => {
      const [short = '', long = ''] = pair.split(':');
      return [short, long];
    }),
);

const emphasis = /\*\*|__|^[*_~\s]+/g;

/** @param masked what stands in quotation marks and in code blotted out */
export function tokensOf(masked: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of masked.replaceAll(emphasis, '').matchAll(token)) {
    if (tokens.length === mostTokens) break;
    tokens.push(read(match[0], tokens.length === 0));
  }
  return tokens;
}

function read(found: string, isFirst: boolean): Token {
  const mass = massOf(found);
  if (mass !== null) return { word: mass, tag: mass, isUnspaced: false };
  if (unspaced.test(found)) return { word: found, tag: 'unspaced', isUnspaced: true };
  const bare = found.toLowerCase().replaceAll("'", '');
  const word = shorthand.get(bare) ?? bare;
  return { word, tag: classesOf(word)[0] ?? formOf(word, found, isFirst), isUnspaced: false };
}

/** Of these only that they are there counts, not what they say. */
function massOf(found: string): string | null {
  if (found.startsWith('`') && found.length > 1) return '<code>';
  if (found.length > 1 && /^["“„«»「『]/.test(found)) return '<quote>';
  if (found.length > 2 && (found.startsWith('http') || found.includes('/'))) return '<path>';
  if (/^\p{N}/u.test(found))
    return found.length === 1 ? '<digit>' : /[.:]/.test(found) ? '<decimal>' : '<number>';
  return /^\p{L}+[_.]\p{L}/u.test(found) ? '<identifier>' : null;
}

function formOf(word: string, found: string, isFirst: boolean): string {
  if (!/\p{L}/u.test(word)) return word;
  if (!isFirst && /^\p{Lu}/u.test(found)) return 'Name';
  if (/'s$/.test(found)) return 'Its';
  if (word.length > 4 && word.endsWith('ing')) return 'ing';
  if (word.length > 3 && word.endsWith('ed')) return 'past';
  if (word.length > 4 && word.endsWith('ly')) return 'ly';
  return word.length > 3 && /[^s]s$/.test(word) ? 'Xs' : 'X';
}
