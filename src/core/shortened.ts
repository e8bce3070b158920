/** Cuts texts, never within a character: half of a surrogate pair is nothing that a request can hold. Lengths are in UTF-16 units. */

const isBetween = (text: string, at: number, first: number, last: number): boolean =>
  text.charCodeAt(at) >= first && text.charCodeAt(at) <= last;

/** The beginning, of at most so many units. */
export const startOf = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, isBetween(text, most - 1, 0xd800, 0xdbff) ? most - 1 : most);

/** The end, likewise. */
export function endOf(text: string, most: number): string {
  const from = Math.max(0, text.length - most);
  return text.slice(from > 0 && isBetween(text, from, 0xdc00, 0xdfff) ? from + 1 : from);
}

/** Cut at the end, visibly. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${startOf(text, most - 1)}…`;

/** The same, with no blank before the mark. */
export const shortenedWords = (text: string, most: number): string =>
  text.length <= most ? text : `${startOf(text, most - 1).trimEnd()}…`;

/** Cut in its middle, and says so; left as it is where that would not make it shorter. */
export function withoutMiddle(text: string, most: number): string {
  const half = Math.floor(most / 2);
  const mark = leftOut(text.length - 2 * half);
  const isShorter = 2 * half + mark.length < text.length;
  return isShorter ? `${startOf(text, half)}${mark}${endOf(text, half)}` : text;
}

/** Stands where so many characters were. */
export const leftOut = (characters: number): string =>
  `\n[… ${characters} characters left out to fit the context …]\n`;
