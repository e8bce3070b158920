/** Tells lines that were wrapped from those that end a sentence or an item. */
import { topicOf } from './topics.ts';

/** Lines of so many characters may have been wrapped. */
export const wrapped = 50;

const endsSentence = /[.!?:;。！？]["'”’»)]?$/u;
const beginsSmall = /^[\p{Ll}\d("'`]/u;
const beginsItem = /^[\da-z][.)]/;

/**
 * A sentence goes on in the next line where that begins small and this one was wrapped, or ends in the middle.
 *
 * @param before the line, or the last `wrapped` characters of it
 * @param next the beginning of the line after it
 */
export function lineGoesOn(before: string, next: string): boolean {
  if (endsSentence.test(before) || !beginsSmall.test(next) || beginsItem.test(next)) return false;
  const lastWord = /[^\s]{1,20}$/.exec(before)?.[0] ?? '';
  return before.length >= wrapped || /[,，、]$/.test(before) || topicOf(lastWord).words.size === 0;
}
