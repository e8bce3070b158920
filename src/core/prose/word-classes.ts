/** Which lists of words a word stands in: verbs, places, greetings and the like, in English and across ten languages. */
import { eastAsian } from '../scripts.ts';
import { english } from './word-classes-english.ts';
import { acrossLanguages } from './word-classes-languages.ts';

const classes = new Map<string, string[]>();
const pieces: { readonly piece: string; readonly name: string }[] = [];

function fill(): void {
  for (const [name, list] of Object.entries(english)) for (const word of list.split(' ')) add(word, name);
  for (const [name, list] of Object.entries(acrossLanguages)) {
    for (const word of new Set(list.split(' '))) {
      if (eastAsian.test(word)) pieces.push({ piece: word, name: `all ${name}` });
      else add(word, `all ${name}`);
    }
  }
}

function add(word: string, name: string): void {
  const known = classes.get(word);
  if (known === undefined) classes.set(word, [name]);
  else known.push(name);
}

/** Empty for a word of none. */
export function classesOf(word: string): readonly string[] {
  if (classes.size === 0) fill();
  return classes.get(word) ?? [];
}

/** The classes of the pieces in text that is written without blanks. */
export function classesIn(text: string): readonly string[] {
  if (classes.size === 0) fill();
  return pieces.flatMap(({ piece, name }) => (text.includes(piece) ? [name] : []));
}
