/** What the recogniser sees of a sentence: words, pairs of words, classes, and what stands beside it in the message. */
import type { Sentence } from '../../src/core/ledger/ledger-sentences.ts';
import { hashOf } from './recognise-model.ts';
import { type Token, tokensOf } from './recognise-tokens.ts';
import { classesIn, classesOf } from './recognise-words.ts';

export interface Read extends Pick<Sentence, 'quote' | 'masked' | 'underRules'> {
  readonly tokens: readonly Token[];
}

export const read = (sentence: Sentence): Read => ({ ...sentence, tokens: tokensOf(sentence.masked) });

const edge = { word: '^', tag: '^', isUnspaced: false };
const end = { word: '$', tag: '$', isUnspaced: false };

/** The hashes of a sentence's features, each once; see `featureNames`. */
export const featuresOf = (message: readonly Read[], index: number): readonly number[] => [
  ...new Set(Array.from(featureNames(message, index), hashOf)),
];

/**
 * The names of a sentence's features. Their number is in proportion to the sentence's length.
 *
 * @param index of the sentence among those of its message
 */
export function featureNames(message: readonly Read[], index: number): ReadonlySet<string> {
  const names = new Set<string>();
  const sentence = message[index];
  if (sentence === undefined) return names;
  addShape(names, sentence, index, message.length);
  addWords(names, sentence.tokens);
  addTags(names, sentence.tokens);
  addNeighbour(names, 'before', message[index - 1]);
  addNeighbour(names, 'after', message[index + 1]);
  return names;
}

function addShape(names: Set<string>, sentence: Read, index: number, count: number): void {
  const { masked, quote, underRules, tokens } = sentence;
  const words = tokens.filter(({ word }) => /[\p{L}<]/u.test(word)).length;
  names.add(`length ${[2, 4, 7, 12, 20].find((most) => words <= most) ?? 'long'}`);
  names.add(`ending ${endingOf(masked)}`);
  names.add(
    `place ${count === 1 ? 'only' : index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle'}`,
  );
  if (/^\p{Lu}/u.test(quote)) names.add('capital');
  if (underRules) names.add('under rules');
}

const endingOf = (masked: string): string =>
  /[?？][)"'”»」]*$/.test(masked)
    ? '?'
    : /[!！]["')]*$/.test(masked)
      ? '!'
      : /[.。…]["')]*$/.test(masked)
        ? '.'
        : '';

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

function addTags(names: Set<string>, tokens: readonly Token[]): void {
  const row = [edge, ...tokens, end];
  for (const [at, { word, tag, isUnspaced }] of row.entries()) {
    const next = row[at + 1];
    if (next === undefined) continue;
    names.add(`t ${tag} ${next.tag}`);
    const second = row[at + 2];
    if (second !== undefined) names.add(`t ${tag} ${next.tag} ${second.tag}`);
    if (at === 0) continue;
    for (const name of isUnspaced ? classesIn(word) : classesOf(word)) {
      names.add(`class ${name}`);
      if (at <= opening) names.add(`first class ${name}`);
    }
    if (next !== end) names.add(`wt ${word} ${next.tag}`);
    if (at > 1) names.add(`tw ${row[at - 1]?.tag} ${word}`);
  }
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
  for (const { word, isUnspaced } of neighbour.tokens)
    for (const name of isUnspaced ? classesIn(word) : classesOf(word)) names.add(`${side} class ${name}`);
}
