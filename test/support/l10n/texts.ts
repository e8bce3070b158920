/** Every text that goes through translation, read from the source: the host's calls, the phrases of failures, the panel's table. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { englishWords } from '../../../src/protocol/words.ts';

const root = join(import.meta.dirname, '../../..');
export const bundleFolder = join(root, 'src/l10n');
export const languages = ['de'] as const;

/** The files that hand texts on, and say none of their own. */
const between = ['localize.ts', 'panel-words.ts', 'failure-words.ts'];
/** `t(`, `translate(` and `vscode.l10n.t(`, with what follows up to the end of a literal. */
const call = /(?<![\w.])(?:vscode\.l10n\.)?(?:t|translate)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")?/g;

export interface Found {
  readonly texts: readonly string[];
  /** Calls whose text cannot be read off: each would be missing from every language. */
  readonly unreadable: readonly string[];
}

export function hostTexts(): Found {
  const texts = new Set<string>();
  const unreadable: string[] = [];
  const names = readdirSync(join(root, 'src/host'), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((path) => path.endsWith('.ts')).sort()) {
    if (between.includes(basename(name))) continue;
    const source = readFileSync(join(root, 'src/host', name), 'utf8');
    for (const [whole, single, double] of source.matchAll(call)) {
      const text = single ?? double;
      if (text === undefined) unreadable.push(`${name}: ${whole}`);
      else texts.add(unescaped(text));
    }
  }
  return { texts: [...texts], unreadable };
}

/** phrase`…`, up to its end; a value in it holds neither braces nor another template. */
const phraseCall = /(?<!\w)phrase`((?:[^`\\$]|\$\{[^{}`]*\})*)`/g;

/** What core and adapters say of a failure, with places for its values as `phrase` numbers them. */
export function phraseTexts(): Found {
  const texts = new Set<string>();
  const unreadable: string[] = [];
  for (const folder of ['src/core', 'src/adapters']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((path) => path.endsWith('.ts') && path !== 'phrase.ts').sort()) {
      const source = readFileSync(join(root, folder, name), 'utf8');
      if (!source.includes("phrase.ts';")) continue;
      const found = [...source.matchAll(phraseCall)];
      for (const [, text = ''] of found) {
        let place = 0;
        texts.add(text.replace(/\$\{[^{}`]*\}/g, () => `{${place++}}`));
      }
      if (found.length !== source.split(/(?<!\w)phrase`/).length - 1) unreadable.push(`${folder}/${name}`);
    }
  }
  return { texts: [...texts], unreadable };
}

/** In the order of their letters, so that a text which moves in the source changes no bundle. */
export const allTexts = (): readonly string[] =>
  [
    ...new Set([
      ...hostTexts().texts,
      ...phraseTexts().texts.filter((text) => /\p{L}/u.test(text.replace(/\{\d\}/g, ''))),
      ...Object.values(englishWords),
    ]),
  ].sort();

export function readBundle(language: string): ReadonlyMap<string, string> {
  const name = language === 'en' ? 'bundle.l10n.json' : `bundle.l10n.${language}.json`;
  return readTable(join(bundleFolder, name));
}

/** The manifest's texts, by key. */
export const readManifestTexts = (language: string): ReadonlyMap<string, string> =>
  readTable(join(root, language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`));

const readTable = (path: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8'))));

/** `{0}`, `{1}` and so on, each once. */
export const placesIn = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

const unescaped = (literal: string): string =>
  literal.replace(/\\(u[\da-f]{4}|.)/gi, (_, mark: string) => {
    if (/^u./i.test(mark)) return String.fromCharCode(Number.parseInt(mark.slice(1), 16));
    return mark === 'n' ? '\n' : mark;
  });
