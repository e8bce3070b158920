import assert from 'node:assert/strict';
import { likeness, stem, topicOf } from '../../../../src/core/prose/topics.ts';

describe('the topic of a sentence', () => {
  const forms: Readonly<Record<string, readonly (readonly [one: string, many: string])[]>> = {
    English: [
      ['response', 'responses'],
      ['release', 'releases'],
      ['database', 'databases'],
      ['phrase', 'phrases'],
      ['case', 'cases'],
      ['size', 'sizes'],
      ['cache', 'caches'],
      ['class', 'classes'],
      ['branch', 'branches'],
      ['dash', 'dashes'],
      ['box', 'boxes'],
      ['prefix', 'prefixes'],
      ['table', 'tables'],
      ['file', 'files'],
    ],
    French: [
      ['phrase', 'phrases'],
      ['réponse', 'réponses'],
      ['classe', 'classes'],
      ['ligne', 'lignes'],
    ],
    Spanish: [
      ['frase', 'frases'],
      ['clase', 'clases'],
      ['línea', 'líneas'],
    ],
    Portuguese: [
      ['frase', 'frases'],
      ['classe', 'classes'],
      ['palavra', 'palavras'],
    ],
    Dutch: [['regel', 'regels']],
    German: [['Test', 'Tests']],
  };
  for (const [language, pairs] of Object.entries(forms)) {
    it(`has a word in one form, for one thing or many: ${language}`, () => {
      for (const [one, many] of pairs) assert.equal(stem(many), stem(one), many);
    });
  }

  it('keeps apart what are different words', () => {
    for (const [one, other] of [
      ['plan', 'plane'],
      ['tab', 'table'],
      ['not', 'note'],
      ['pas', 'pass'],
    ] as const)
      assert.notEqual(stem(one), stem(other));
  });

  it('is the same for restatements', () => {
    const one = topicOf('Keep responses and phrases short.');
    assert.equal(likeness(one, topicOf('Keep each response and phrase short.')), 0.75);
    assert.equal(likeness(one, topicOf('Short phrases, short responses.')), 1);
  });
});
