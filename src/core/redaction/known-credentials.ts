/** Credentials that have been told once are known again, whatever stands around them. */
import { type Found, positionsOf, type Subject } from './subject.ts';

/** Kinds by credential, oldest first. Kept in memory only. */
export type Credentials = ReadonlyMap<string, string>;

export const noCredentials: Credentials = new Map();

/** More are not looked for. */
const mostKnown = 200;

export function withCredentials(known: Credentials, more: Credentials): Credentials {
  if (more.size === 0) return known;
  const all = new Map(known);
  for (const [value, kind] of more) {
    all.delete(value);
    all.set(value, kind);
  }
  return new Map([...all].slice(-mostKnown));
}

/** Worth taking out wherever it is met again: no year, no short number or word. */
export const isMemorable = (value: string): boolean =>
  value.length <= 400 &&
  (/^\d+$/.test(value) ? value.length >= 4 && !/^(?:19|20)\d\d$/.test(value) : value.length >= 6) &&
  !/^\s|\s$|\n/.test(value);

/** Could hardly be anything else: no plain word, no name of a variable, no short number. */
export const isUnlikeWords = (value: string): boolean =>
  value.length >= 6 &&
  value.length <= 400 &&
  !/\s/.test(value) &&
  ((/\d/.test(value) && /\p{L}/u.test(value)) || /[^\p{L}\p{N}_.-]/u.test(value) || /^\d{6,}$/.test(value));

const wordCharacter = /[\p{L}\p{N}_]/u;

/** Where the credentials stand, as words of their own. */
export function findAgain(subject: Subject, credentials: Credentials): readonly Found[] {
  const found: Found[] = [];
  for (const [value, kind] of [...credentials].slice(-mostKnown)) {
    for (const from of positionsOf(subject, value)) {
      const to = from + value.length;
      const isWhole =
        !wordCharacter.test(subject.charAt(from - 1)) && !wordCharacter.test(subject.charAt(to));
      if (isWhole) found.push({ from, to, kind });
    }
  }
  return found;
}
