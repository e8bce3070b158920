/** What the recogniser sees of a sentence: words, pairs of words, classes, clauses, and what stands beside it in the message. */

import { hashOf } from '../linear-model.ts';
import type { Sentence } from '../prose/sentences.ts';
import { classesIn, classesOf } from '../prose/word-classes.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface Read extends Pick<Sentence, 'quote' | 'masked' | 'underRules'> {
  readonly tokens: readonly Token[];
}

export const read = (sentence: Sentence): Read => ({ ...sentence, tokens: tokensOf(sentence.masked) });

const edge: Token = { word: '^', tag: '^', isUnspaced: false };
const end: Token = { word: '$', tag: '$', isUnspaced: false };

/** The hashes of a sentence's features, each once; see `featureNames`. */
export const featuresOf = (message: readonly Read[], index: number): readonly number[] => [
  ...new Set(Array.from(featureNames(message, index), hashOf)),
];

/**
 * The names of a sentence's features. Their number is in proportion to the sentence's length.
 *
 * @param index of the sentence among those of its message
 */
function featureNames(message: readonly Read[], index: number): ReadonlySet<string> {
  const names = new Set<string>();
  const sentence = message[index];
  if (sentence === undefined) return names;
  const { tokens } = sentence;
  addShape(names, sentence, index, message.length);
  addLook(names, sentence);
  addWords(names, tokens);
  addTags(names, tokens);
  addClauses(names, tokens);
  addEnds(names, tokens);
  addNeighbour(names, 'before', message[index - 1]);
  addNeighbour(names, 'after', message[index + 1]);
  return names;
}

function addShape(names: Set<string>, sentence: Read, index: number, count: number): void {
  const { masked, quote, underRules, tokens } = sentence;
  const words = tokens.filter(isWord).length;
  names.add(`length ${[2, 4, 7, 12, 20].find((most) => words <= most) ?? 'long'}`);
  names.add(`ending ${endingOf(masked)}`);
  names.add(
    `place ${count === 1 ? 'only' : index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle'}`,
  );
  if (/^\p{Lu}/u.test(quote)) names.add('capital');
  if (underRules) names.add('under rules');
}

const isWord = ({ word }: Token): boolean => /[\p{L}<]/u.test(word);

const endingOf = (masked: string): string =>
  /[?？][)"'”»」]*$/.test(masked)
    ? '?'
    : /[!！]["')]*$/.test(masked)
      ? '!'
      : /[.。…]["')]*$/.test(masked)
        ? '.'
        : '';

/** How much is quoted, shouted or not prose at all. */
function addLook(names: Set<string>, { masked, quote }: Read): void {
  const level = (share: number, bounds: readonly number[]): number =>
    bounds.filter((bound) => share > bound).length;
  const quoted = (masked.match(/·/g) ?? []).length / masked.length;
  names.add(`quoted ${level(quoted, [0, 0.3, 0.6, 0.9])}`);
  if (/^["“„«»「『]/.test(masked)) names.add('quote first');
  if (/[:,]\s*["“„«»「『]·/.test(masked)) names.add('quote announced');
  const letters = quote.match(/\p{L}/gu)?.length ?? 0;
  const capitals = quote.match(/\p{Lu}/gu)?.length ?? 0;
  if (letters > 5) names.add(`capitals ${level(capitals / letters, [0.08, 0.25, 0.7])}`);
  if (/\b[A-Z]{3,}\b/.test(masked)) names.add('shouts');
  if (/!{2,}/.test(masked)) names.add('urges');
  if (/\p{Extended_Pictographic}/u.test(masked)) names.add('emoji');
  if (/^[([*]/.test(masked)) names.add(`begins ${masked.charAt(0)}`);
  const signs = masked.replace(/[\p{L}\s·.,'’!?"-]/gu, '').length / masked.length;
  names.add(`signs ${level(signs, [0.05, 0.15, 0.3])}`);
}

/** Words at the beginning say most about what a sentence does. */
const opening = 3;
const early = 6;

function addWords(names: Set<string>, tokens: readonly Token[]): void {
  const row = [edge, ...tokens, end];
  for (const [at, token] of row.entries()) {
    if (token.isUnspaced) {
      addUnspaced(names, token.word, at === 1);
      continue;
    }
    const { word } = token;
    if (token !== edge && token !== end) {
      names.add(`w ${word}`);
      addStem(names, word);
      if (at <= opening) names.add(`${at} ${word}`);
      if (at <= early) names.add(`early ${word}`);
    }
    const next = row[at + 1];
    if (next === undefined) continue;
    if (!next.isUnspaced) {
      names.add(`2 ${word} ${next.word}`);
      names.add(`2s ${word.slice(0, 5)} ${next.word.slice(0, 5)}`);
    }
    const second = row[at + 2];
    if (second !== undefined) names.add(`gap ${word} ${second.word}`);
  }
}

/** Beginnings and endings of words stand for their stems and inflections, in any language. */
function addStem(names: Set<string>, word: string): void {
  if (word.length < 5 || word.startsWith('<')) return;
  names.add(`stem ${word.slice(0, 4)}`);
  if (word.length >= 7) names.add(`stem ${word.slice(0, 5)}`);
  names.add(`suffix ${word.slice(-3)}`);
}

const longestRun = 60;

function addUnspaced(names: Set<string>, text: string, isFirst: boolean): void {
  const run = text.slice(0, longestRun);
  for (let at = 0; at < run.length; at++) {
    for (let length = 1; length <= 4 && at + length <= run.length; length++)
      names.add(`c ${run.slice(at, at + length)}`);
  }
  for (const length of [1, 2, 3]) {
    if (isFirst) names.add(`c^ ${text.slice(0, length)}`);
    names.add(`c$ ${text.slice(-length - 1)}`);
  }
}

const classesOfToken = ({ word, isUnspaced }: Token): readonly string[] =>
  isUnspaced ? classesIn(word) : classesOf(word);

function addTags(names: Set<string>, tokens: readonly Token[]): void {
  const row = [edge, ...tokens, end];
  for (const [at, token] of row.entries()) {
    const { word, tag } = token;
    const next = row[at + 1];
    if (next === undefined) continue;
    names.add(`t ${tag} ${next.tag}`);
    const second = row[at + 2];
    if (second !== undefined) names.add(`t ${tag} ${next.tag} ${second.tag}`);
    if (at === 0) continue;
    for (const name of classesOfToken(token)) {
      names.add(`class ${name}`);
      if (at <= opening) names.add(`first class ${name}`);
    }
    if (next !== end) names.add(`wt ${word} ${next.tag}`);
    if (at > 1) names.add(`tw ${row[at - 1]?.tag} ${word}`);
  }
}

const clauseBreak = /^(?:[,;:(—–-]|and|but|so|then|und|aber|et|mais|y|pero|e|ma|mas|en|maar|и|но|а)$/;

/** How each clause begins: an order may follow a reason, and a reason an order. */
function addClauses(names: Set<string>, tokens: readonly Token[]): void {
  let isFresh = true;
  let breaks = 0;
  for (const [at, token] of tokens.entries()) {
    if (clauseBreak.test(token.word)) {
      isFresh = true;
      breaks++;
    } else if (isFresh) {
      isFresh = false;
      addClause(names, token, tokens[at + 1]);
    }
  }
  names.add(`clauses ${Math.min(5, breaks)}`);
}

function addClause(names: Set<string>, first: Token, second: Token | undefined): void {
  names.add(`clause ${first.word}`);
  names.add(`clause tag ${first.tag}`);
  for (const name of classesOfToken(first)) names.add(`clause class ${name}`);
  if (second === undefined) return;
  names.add(`clause ${first.word} ${second.word}`);
  names.add(`clause tag ${first.tag} ${second.tag}`);
  names.add(`clause mix ${first.tag} ${second.word}`);
  names.add(`clause mix2 ${first.word} ${second.tag}`);
}

/** The pattern that a sentence opens with, and what it closes with. */
function addEnds(names: Set<string>, tokens: readonly Token[]): void {
  const tags = tokens.slice(0, opening + 1).map(({ tag }) => tag);
  names.add(`opening ${tags.join(' ')}`);
  names.add(`opening ${tags.slice(0, opening).join(' ')} …`);
  const words = tokens.slice(0, opening).map(({ word }) => word);
  names.add(`opening words ${words.join(' ')}`);
  for (const { word, tag } of tokens.slice(0, opening)) {
    names.add(`among first ${word}`);
    names.add(`among first tag ${tag}`);
  }
  for (const { word, tag } of tokens.slice(-opening)) {
    names.add(`among last ${word}`);
    names.add(`among last tag ${tag}`);
  }
  const last = tokens.findLast(isWord);
  if (last !== undefined) for (const name of classesOfToken(last)) names.add(`last class ${name}`);
}

/** What comes before and after: a correction seldom comes alone, and a rule often follows a request. */
function addNeighbour(names: Set<string>, side: string, neighbour: Read | undefined): void {
  if (neighbour === undefined) {
    names.add(`${side} nothing`);
    return;
  }
  names.add(`${side} ending ${endingOf(neighbour.masked)}`);
  for (const [at, { word }] of neighbour.tokens.slice(0, opening).entries())
    names.add(`${side} ${at} ${word}`);
  for (const token of neighbour.tokens)
    for (const name of classesOfToken(token)) names.add(`${side} class ${name}`);
}
