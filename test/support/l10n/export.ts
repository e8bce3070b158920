/**
 * Writes the English bundle from the source, for translators: `npm run l10n`. Each language keeps the texts it has, in
 * the same order, loses those that are gone, and is told which are missing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allTexts, bundleFolder, languages, readBundle } from './texts.ts';

const texts = allTexts();
write(
  'bundle.l10n.json',
  texts.map((text) => [text, text]),
);
for (const language of languages) {
  const known = readBundle(language);
  write(
    `bundle.l10n.${language}.json`,
    texts.flatMap((text): [string, string][] => {
      const translated = known.get(text);
      return translated === undefined ? [] : [[text, translated]];
    }),
  );
  const missing = texts.filter((text) => !known.has(text));
  console.log(`${language}: ${texts.length - missing.length} of ${texts.length} texts`);
  for (const text of missing) console.log(`  missing: ${JSON.stringify(text)}`);
}

function write(name: string, entries: readonly (readonly [string, string])[]): void {
  writeFileSync(join(bundleFolder, name), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}
