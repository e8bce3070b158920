/** The class and element names that the panel's style sheets dress, and those that its source makes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../webview');

const filesOf = (ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** By style sheet: `.name` for a class, `name-of` for an element of the panel's own. */
export function styledNames(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    filesOf('.css').map((name) => {
      const sheet = read(name)
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/@media[^{]*\{/g, '{')
        .replace(/\{[^{}]*\}/g, '{}');
      const names = sheet.match(/\.[a-z][\w-]*|(?<![\w.:@-])[a-z]+-[a-z-]+(?=[\s,:>.[{)])/g) ?? [];
      return [name, [...new Set(names)]];
    }),
  );
}

/** Sizes of fonts that do not follow the user's, with the style sheet of each. */
export const fixedFontSizes = (): readonly string[] =>
  filesOf('.css').flatMap((name) =>
    (read(name).match(/font(?:-size)?:[^;]*\d(?:px|pt)[^;]*;/g) ?? []).map((found) => `${name}: ${found}`),
  );

/** Whether the panel's source speaks of the name: as a class in a text, one with its end put in, or an element. */
export function isMade(name: string): boolean {
  const plain = name.replace(/^\./, '');
  const stem = plain.slice(0, plain.lastIndexOf('-') + 1);
  const word = new RegExp(`(?<![\\w-])(?:${plain}(?![\\w-])${stem === '' ? '' : `|${stem}\\$\\{`})`);
  return filesOf('.ts').some((file) =>
    (read(file).match(/'[^'\n]*'|`[^`]*`/g) ?? []).some((text) => word.test(text)),
  );
}
