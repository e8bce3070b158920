/** Ranks short passages by the words that they share with a question; rare words weigh more, long passages less. */
import { topicOf } from '../../core/prose/topics.ts';

export interface Passage {
  /** Where it comes from, for the reader. */
  readonly source: string;
  readonly text: string;
}

export interface Ranked extends Passage {
  readonly score: number;
}

const asking = new Set(
  'about tell does did was were find show give know where there which think explain mean means remember happened happen came come question answer said conversation talk talked discussed kannst sagen worüber warum quoi pourquoi cómo porque'.split(
    ' ',
  ),
);

/** What a question is about, as words to look for; empty where it holds none. */
export const termsOf = (question: string): readonly string[] =>
  [...topicOf(question).words].filter((word) => !asking.has(word)).slice(0, 20);

// The usual constants of BM25, with every word counted once a passage.
const saturation = 1.2;
const lengthWeight = 0.5;

/** Passages that share a word with the question, best first; among equals the later one. */
export function rank(
  passages: readonly Passage[],
  terms: readonly string[],
  most: number,
): readonly Ranked[] {
  const candidates = passages
    .map((passage, order) => ({ passage, order, lower: passage.text.toLowerCase() }))
    .filter(({ lower }) => terms.some((term) => lower.includes(term)))
    .map((candidate) => ({ ...candidate, words: topicOf(candidate.lower).words }));
  const average = candidates.reduce((sum, { words }) => sum + words.size, 0) / Math.max(1, candidates.length);
  const found = new Map(
    terms.map((term) => [term, candidates.filter(({ words }) => words.has(term)).length]),
  );
  const weight = (term: string): number =>
    Math.log(1 + (passages.length - (found.get(term) ?? 0) + 0.5) / ((found.get(term) ?? 0) + 0.5));
  return candidates
    .map(({ passage, order, words }) => {
      const norm = 1 - lengthWeight + (lengthWeight * words.size) / Math.max(1, average);
      const score = terms
        .filter((term) => words.has(term))
        .reduce((sum, term) => sum + (weight(term) * (saturation + 1)) / (1 + saturation * norm), 0);
      return { ...passage, score, order };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || other.order - one.order)
    .slice(0, most)
    .map(({ source, text, score }) => ({ source, text, score }));
}
