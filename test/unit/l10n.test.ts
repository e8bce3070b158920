import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { panelWords } from '../../src/host/panel/panel-words.ts';
import { englishWords } from '../../src/protocol/words.ts';
import {
  allTexts,
  hostTexts,
  languages,
  phraseTexts,
  placesIn,
  readBundle,
  readManifestTexts,
} from '../support/l10n/texts.ts';
import { plainTranslate } from '../support/plain-translate.ts';

const root = join(import.meta.dirname, '../..');
const manifest = readFileSync(join(root, 'package.json'), 'utf8');

const filesUnder = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'failure.ts')
      .map((name) => join(root, folder, name)),
  );

describe('localisation', () => {
  it('can read every text of the host off the source', () => {
    const { texts, unreadable } = hostTexts();
    assert.deepEqual(unreadable, []);
    assert.ok(texts.length > 100);
  });

  it('can read every phrase of a failure off the source, and core and adapters word none otherwise', () => {
    const { texts, unreadable } = phraseTexts();
    assert.deepEqual(unreadable, []);
    assert.ok(texts.length > 100);
    const worded = filesUnder('src/core', 'src/adapters').filter((path) =>
      readFileSync(path, 'utf8').includes('failureInWords('),
    );
    assert.deepEqual(worded, []);
  });

  it('has an English bundle that is the source’s texts: npm run l10n', () => {
    const texts = allTexts();
    assert.deepEqual(
      [...readBundle('en')],
      texts.map((text) => [text, text]),
    );
  });

  it('numbers the places of each text without a gap', () => {
    for (const text of allTexts())
      assert.deepEqual(
        placesIn(text),
        placesIn(text).map((_, index) => `{${index}}`),
        text,
      );
  });

  it('uses every text of the manifest, and has every one that the manifest uses', () => {
    const used = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), [...readManifestTexts('en').keys()].sort());
  });

  it('gives the panel its own sentences', () => {
    assert.deepEqual(panelWords(plainTranslate), englishWords);
  });

  it('addresses its German readers one way, formally', () => {
    const familiar = /\b(?:du|dich|dir|dein\w*|hänge|schreibe|wähle|öffne|verkleinere|versuche)\b/i;
    const texts = [...readBundle('de').values(), ...readManifestTexts('de').values()];
    assert.deepEqual(
      texts.filter((text) => familiar.test(text)),
      [],
    );
  });

  for (const language of languages) {
    it(`lacks nothing in ${language}, and has nothing that nobody says: npm run l10n`, () => {
      assert.deepEqual([...readBundle(language).keys()], allTexts());
      assert.deepEqual([...readManifestTexts(language).keys()], [...readManifestTexts('en').keys()]);
    });

    it(`keeps places, commands and settings as they are in ${language}`, () => {
      const marks = (text: string): readonly string[] => [
        ...placesIn(text),
        ...(text.match(/\$\(\w+\)|\(command:[\w.]+\)|`[^`]+`/g) ?? []),
      ];
      for (const [text, translated] of readBundle(language)) {
        assert.deepEqual(marks(translated), marks(text), text);
        assert.notEqual(translated.trim(), '');
      }
      const texts = readManifestTexts(language);
      for (const [key, text] of readManifestTexts('en'))
        assert.deepEqual(marks(texts.get(key) ?? ''), marks(text), key);
    });
  }
});
