/** Builds the large patterns that the ledger finds revocations with. */

/** Latin and Cyrillic letters: `\p{L}` would make patterns with hundreds of words slow to build and to match. */
const letters = 'A-Za-zªµºÀ-ÖØ-öø-ɏЀ-ԯ';

const large: RegExp[] = [];

/** One case-insensitive pattern of several sources, in which `\p{L}` and `\p{N}` mean the letters and digits above. */
export function anyOf(sources: readonly string[], before = ''): RegExp {
  const pattern = new RegExp(
    `${before}(?:${sources.map((source) => `(?:${source})`).join('|')})`
      .replaceAll('[\\p{L}', `[${letters}`)
      .replaceAll('\\p{N}', '0-9')
      .replaceAll('\\p{L}', `[${letters}]`),
    'i',
  );
  large.push(pattern);
  return pattern;
}

/**
 * Puts each pattern to use once, and yields after it: the first use translates a pattern, and all of them in the first
 * sentence that is judged would hold the program up for a tenth of a second.
 */
export function* usedOnce(): Generator<void> {
  for (const pattern of large) {
    pattern.test('');
    yield;
  }
}
