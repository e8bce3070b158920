/** The user's language, and the panel's own sentences in it. The page brings both; outside of one, it is English. */
import { englishWords, type WordKey, type Words } from '../src/protocol/words.ts';

/** BCP 47; what formats numbers. */
export const language: string = knownLanguage(globalThis.document?.documentElement.lang ?? '');

const words: Words = readWords(globalThis.document?.body.dataset.words ?? '');

/** As many values as the text has places: `{0}` wants one, `{1}` two. */
type Values<Text extends string> = Text extends `${string}{4}${string}`
  ? readonly [Value, Value, Value, Value, Value]
  : Text extends `${string}{3}${string}`
    ? readonly [Value, Value, Value, Value]
    : Text extends `${string}{2}${string}`
      ? readonly [Value, Value, Value]
      : Text extends `${string}{1}${string}`
        ? readonly [Value, Value]
        : Text extends `${string}{0}${string}`
          ? readonly [Value]
          : readonly [];
type Value = string | number;

export function say<Key extends WordKey>(key: Key, ...values: Values<(typeof englishWords)[Key]>): string {
  const given: readonly Value[] = values;
  return words[key].replace(/\{(\d)\}/g, (whole, place: string) => String(given[Number(place)] ?? whole));
}

/** What the page does not have, as after half an update, is English. */
function readWords(json: string): Words {
  let given: unknown = null;
  try {
    given = JSON.parse(json);
  } catch {
    // No page, or one of another version.
  }
  if (typeof given !== 'object' || given === null) return englishWords;
  const texts = new Map<string, unknown>(Object.entries(given));
  const chosen = Object.entries(englishWords).map(([key, english]) => {
    const text = texts.get(key);
    return [key, typeof text === 'string' && text !== '' ? text : english];
  });
  return Object.fromEntries(chosen) as Words;
}

/** A language that cannot be formatted must not cost the panel its life. */
function knownLanguage(tag: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
