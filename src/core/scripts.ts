/**
 * Letters of scripts that put no blanks between words, to be used inside a class of a pattern with the flag `u`. There are two
 * meanings: where words are told apart, each letter of Chinese and Japanese counts by itself, while Korean and Thai are read as
 * other scripts are; where a credential may stand right beside a word, theirs end no word either, since particles are written
 * on to them.
 */
export const eastAsianLetters = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
export const unpartedLetters = '\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\u0e00-\\u0e7f';

export const eastAsian = new RegExp(`[${eastAsianLetters}]`, 'u');
