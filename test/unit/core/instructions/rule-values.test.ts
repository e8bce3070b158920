import assert from 'node:assert/strict';
import { limitsOf } from '../../../../src/core/instructions/rule-limits.ts';
import { choiceOf, isMeasure, numbersIn } from '../../../../src/core/instructions/rule-values.ts';
import { topicOf } from '../../../../src/core/prose/topics.ts';

describe('values of a rule', () => {
  const same: readonly (readonly [words: string, number: string])[] = [
    ['Never more than Five lines.', '5'],
    ['1,500 words; 2.5 pages', '1500 2.5'],
    ['zwölf Sätze, dreißig Wörter', '12 30'],
    ['onze phrases, quarante mots', '11 40'],
    ['once frases, cuarenta palabras', '11 40'],
    ['undici frasi, quaranta parole', '11 40'],
    ['doze frases, quarenta palavras', '12 40'],
    ['elf zinnen, veertig woorden', '11 40'],
    ['не более двенадцати слов, сорок строк', '12 40'],
    ['十二句，三百二十字，两段', '12 320 2'],
    ['at 10:30 with v1.2.3', '10:30 1.2.3'],
    ['none of it', ''],
  ];
  for (const [text, numbers] of same) {
    it(`are numbers, written as figures or words: ${text}`, () =>
      assert.equal(numbersIn(text).join(' '), numbers));
  }

  it('give a limit its number, whatever it is written in', () => {
    for (const text of ['at most 12 lines', 'at most twelve lines', 'höchstens zwölf Zeilen', '最多十二行'])
      assert.deepEqual(limitsOf(text), [{ side: 'most', number: 12 }], text);
  });

  const counted: Readonly<Record<string, string>> = {
    English: 'sentence sentences word words paragraph paragraphs example examples',
    German: 'Satz Sätze Sätzen Zeile Zeilen Wort Wörter Wörtern Absatz Absätze Absätzen Punkte Punkten',
    French: 'phrase phrases mot mots ligne lignes paragraphe paragraphes',
    Spanish: 'frase frases palabra palabras línea líneas párrafo párrafos',
    Italian: 'frase frasi parola parole riga righe paragrafo paragrafi',
    Portuguese: 'frase frases palavra palavras linha linhas parágrafo parágrafos',
    Dutch: 'zin zinnen woord woorden regels',
    Russian: 'слово слова слов строка строки строк предложение предложения предложений',
  };
  for (const [language, words] of Object.entries(counted)) {
    it(`are measures in one or many: ${language}`, () => {
      for (const word of words.split(' '))
        assert.deepEqual([...topicOf(word).words].map(isMeasure), [true], word);
    });
  }

  it('are chosen from what excludes one another', () => {
    assert.notEqual(choiceOf('npm'), choiceOf('jest'));
    assert.notEqual(choiceOf('yaml'), choiceOf('markdown'));
    assert.notEqual(choiceOf('jest'), choiceOf('pytest'));
    assert.equal(choiceOf('json'), choiceOf('yaml'));
    assert.equal(choiceOf('anything'), undefined);
  });
});
