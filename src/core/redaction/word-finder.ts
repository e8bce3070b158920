/** Finds many words in one pass over a text. Each character is looked at once for every word that it might belong to. */
import type { Subject } from './subject.ts';

export interface WordAt<Meaning> {
  readonly at: number;
  readonly word: string;
  readonly meaning: Meaning;
}

interface Node<Meaning> {
  readonly next: Map<number, Node<Meaning>>;
  /** The words that end here. */
  readonly ends: { readonly word: string; readonly meaning: Meaning }[];
}

const emptyNode = <Meaning>(): Node<Meaning> => ({ next: new Map(), ends: [] });

/** Where in the table of openings three characters are told of; others may share the place. */
const placeOf = (first: number, second: number, third: number): number =>
  ((first & 63) << 10) | ((second & 31) << 5) | (third & 31);

/** Which three characters a word may begin with. It turns away nearly every position of a text at a glance. */
function openingsOf(words: readonly string[]): Uint8Array {
  const openings = new Uint8Array(2 ** 16);
  for (const word of words) {
    const from = placeOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2));
    // Of shorter words the rest is open, so that they have all places that begin with them.
    const count = word.length === 1 ? 2 ** 10 : word.length === 2 ? 2 ** 5 : 1;
    openings.fill(1, from, from + count);
  }
  return openings;
}

interface Index<Meaning> {
  readonly openings: Uint8Array;
  readonly root: Node<Meaning>;
}

function indexOf<Meaning>(words: Iterable<readonly [word: string, meaning: Meaning]>): Index<Meaning> {
  const all = [...words];
  const root = emptyNode<Meaning>();
  for (const [word, meaning] of all) {
    let node = root;
    for (let index = 0; index < word.length; index++) {
      const code = word.charCodeAt(index);
      const next = node.next.get(code) ?? emptyNode<Meaning>();
      node.next.set(code, next);
      node = next;
    }
    node.ends.push({ word, meaning });
  }
  return { openings: openingsOf(all.map(([word]) => word)), root };
}

export type WordFinder<Meaning> = (subject: Subject) => Generator<WordAt<Meaning>>;

/**
 * The finder yields words in the order of their beginnings, the longer of two that begin together first.
 * @param words none of them empty; gone through once, with the first text
 */
export function wordFinder<Meaning>(
  words: Iterable<readonly [word: string, meaning: Meaning]>,
): WordFinder<Meaning> {
  // Built with the first text, so that a list of words at the top of a module costs the start nothing.
  let built: Index<Meaning> | undefined;
  return function* find(subject) {
    built ??= indexOf(words);
    const { openings, root } = built;
    const { length } = subject;
    let first = 0;
    let second = subject.charCodeAt(0);
    let third = subject.charCodeAt(1);
    for (let at = 0; at < length; at++) {
      first = second;
      second = third;
      third = at + 2 < length ? subject.charCodeAt(at + 2) : 0;
      if (openings[placeOf(first, second, third)] === 0) continue;
      let node = root.next.get(first);
      let found: readonly WordAt<Meaning>[] = [];
      for (let index = at + 1; node !== undefined; index++) {
        if (node.ends.length > 0) found = [...node.ends.map((end) => ({ at, ...end })), ...found];
        node = index < length ? node.next.get(subject.charCodeAt(index)) : undefined;
      }
      if (found.length > 0) yield* found;
    }
  };
}
