/** Sets of characters, as tables by character code; what is not ASCII is in none of them. */
export type Alphabet = readonly boolean[];

const between = (from: string, to: string): readonly string[] =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) =>
    String.fromCharCode(from.charCodeAt(0) + index),
  );

const alphabet = (...characters: readonly string[]): Alphabet => {
  const table: boolean[] = new Array(128).fill(false);
  for (const character of characters.join('')) table[character.charCodeAt(0)] = true;
  return table;
};

const lowerLetters = between('a', 'z').join('');
const upperLetters = between('A', 'Z').join('');
const decimals = between('0', '9').join('');

export const digits = alphabet(decimals);
export const hex = alphabet(decimals, 'abcdef');
export const anyHex = alphabet(decimals, 'abcdefABCDEF');
export const upper = alphabet(upperLetters, decimals);
export const letters = alphabet(lowerLetters, upperLetters);
export const alnum = alphabet(lowerLetters, upperLetters, decimals);
export const word = alphabet(lowerLetters, upperLetters, decimals, '_');
export const url = alphabet(lowerLetters, upperLetters, decimals, '_-');
export const dashed = alphabet(lowerLetters, upperLetters, decimals, '-');
export const base64 = alphabet(lowerLetters, upperLetters, decimals, '+/=');
/** Either spelling of base64. */
export const anyBase64 = alphabet(lowerLetters, upperLetters, decimals, '+/=_-');
export const webPath = alphabet(lowerLetters, upperLetters, decimals, '_-/');
/** Everything that tokens and keys are written in. */
export const tokenLike = alphabet(lowerLetters, upperLetters, decimals, '_-+/=.~');

/** What parts words and code: brackets, quotation marks, slashes and the like; blanks and control characters too. */
export const parting = alphabet(' "\'`()[]{}<>/\\|=,;:@', between('\u0000', '\u001f').join(''));

export const isIn = (table: Alphabet, code: number): boolean => table[code] === true;
