/** What a failure, or whatever else the core and the adapters tell, says in the user's language. */
import type { Failure } from '../core/failure.ts';
import type { Phrase } from '../core/phrase.ts';
import type { Translate } from './translate.ts';

export const failureWords = ({ message, phrase }: Failure, t: Translate): string =>
  phrase === undefined ? message : phraseWords(phrase, t);

export const phraseWords = ({ text, values }: Phrase, t: Translate): string =>
  t(text, ...values.map((value) => (typeof value === 'object' ? phraseWords(value, t) : value)));
