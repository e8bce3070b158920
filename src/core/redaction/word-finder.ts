/** Finds many words in one pass over a text. Each character is looked at once for every word that it might belong to. */
import type { Subject } from './subject.ts';

export interface WordAt<Meaning> {
  readonly at: number;
  readonly word: string;
  readonly meaning: Meaning;
}

interface Node<Meaning> {
  readonly next: Map<number, Node<Meaning>>;
  /** The same for ASCII, where most characters are turned away. */
  readonly ascii: (Node<Meaning> | undefined)[] | null;
  /** The words that end here. */
  readonly ends: { readonly word: string; readonly meaning: Meaning }[];
}

/** At this depth and deeper there are many nodes, which are seldom reached. */
const tables = 2;

const emptyNode = <Meaning>(depth: number): Node<Meaning> => ({
  next: new Map(),
  ascii: depth < tables ? new Array<undefined>(128).fill(undefined) : null,
  ends: [],
});

const child = <Meaning>({ ascii, next }: Node<Meaning>, code: number): Node<Meaning> | undefined =>
  ascii !== null && code < 128 ? ascii[code] : next.get(code);

export type WordFinder<Meaning> = (subject: Subject) => Generator<WordAt<Meaning>>;

/** The finder yields words in the order of their beginnings, the longer of two that begin together first. */
export function wordFinder<Meaning>(
  words: Iterable<readonly [word: string, meaning: Meaning]>,
): WordFinder<Meaning> {
  const root = emptyNode<Meaning>(0);
  for (const [word, meaning] of words) {
    let node = root;
    for (let index = 0; index < word.length; index++) {
      const code = word.charCodeAt(index);
      const next = child(node, code) ?? emptyNode<Meaning>(index + 1);
      node.next.set(code, next);
      if (node.ascii !== null && code < 128) node.ascii[code] = next;
      node = next;
    }
    node.ends.push({ word, meaning });
  }
  return function* find(subject) {
    for (let at = 0; at < subject.length; at++) {
      let node = child(root, subject.charCodeAt(at));
      let found: readonly WordAt<Meaning>[] = [];
      for (let index = at + 1; node !== undefined; index++) {
        if (node.ends.length > 0) found = [...node.ends.map((end) => ({ at, ...end })), ...found];
        node = index < subject.length ? child(node, subject.charCodeAt(index)) : undefined;
      }
      yield* found;
    }
  };
}
