/** Builds the large patterns that the ledger judges sentences with. */

/** Latin and Cyrillic letters: `\p{L}` would make patterns with hundreds of words slow to build and to match. */
const letters = 'A-Za-zªµºÀ-ÖØ-öø-ɏЀ-ԯ';

/** One case-insensitive pattern of several sources, in which `\p{L}` and `\p{N}` mean the letters and digits above. */
export const anyOf = (sources: readonly string[], before = ''): RegExp =>
  new RegExp(
    `${before}(?:${sources.map((source) => `(?:${source})`).join('|')})`
      .replaceAll('[\\p{L}', `[${letters}`)
      .replaceAll('\\p{N}', '0-9')
      .replaceAll('\\p{L}', `[${letters}]`),
    'i',
  );

/** Stands before a pattern that may begin at a word's start only. */
export const wordStart = '(?<![\\p{L}\\p{N}_])';
