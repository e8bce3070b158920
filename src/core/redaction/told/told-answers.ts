/** Credentials that somebody asks for and somebody else tells: "pw?" and in the next line of a chat what it is. */
import type { Span } from '../../span.ts';
import type { Cue } from './cue-lists.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

const asked: readonly Cue[] = ['secret', 'code', 'phrase'];
/** In questions that only one person should be able to answer. */
const ofQuestions =
  /^(?:maiden|mädchenname|jeune|soltera|solteira|nubile|meisjesnaam|девичья|first|erstes?|première?|primera?|primo|primeir[oa]|eerste|перв[а-я]+|favou?rite)$/;
const telling = new Set(['odd', 'mixed', 'code', 'long', 'num']);

const mostAsked = 8;
/** Who answers, and when. */
const longestSpeaker = 5;
const longestAnswer = 12;
const longestValue = 4;

export function answers(words: readonly ToldWord[]): readonly Span[] {
  return words.flatMap((word, index): readonly Span[] => {
    if (!word.tail.includes('?') || !asksForOne(words, index)) return [];
    const begin = answerAfter(words, index);
    if (begin === null) return [];
    const said = sentenceFrom(words, begin);
    const value = said.slice(said.findLastIndex(({ cues }) => cues.includes('is')) + 1);
    const best = value.find(({ shape }) => telling.has(groupOf(shape)));
    const [first, last] = [value[0], value.at(-1)];
    if (best !== undefined) return [[best.from, best.to]];
    if (
      first === undefined ||
      last === undefined ||
      value.length > longestValue ||
      first.cues.includes('not')
    )
      return [];
    return [[first.from, last.to]];
  });
}

function asksForOne(words: readonly ToldWord[], index: number): boolean {
  const { sentence } = words[index] ?? {};
  const asking = words
    .slice(Math.max(0, index - mostAsked), index + 1)
    .filter((word) => word.sentence === sentence);
  return (
    asking.some(({ cues }) => asked.some((cue) => cues.includes(cue))) ||
    (asking.some(({ cues }) => cues.includes('question')) &&
      asking.some(({ lower }) => ofQuestions.test(lower)))
  );
}

/** Where the answer begins, behind the name of who gives it; null where nobody does. */
function answerAfter(words: readonly ToldWord[], index: number): number | null {
  for (let at = index + 1; at <= index + longestSpeaker && words[at] !== undefined; at++) {
    if (/[:>]$/.test(words[at]?.tail ?? '')) return at + 1;
    if (words[at]?.endsLine === true) return null;
  }
  return null;
}

function sentenceFrom(words: readonly ToldWord[], begin: number): readonly ToldWord[] {
  const said: ToldWord[] = [];
  for (const word of words.slice(begin, begin + longestAnswer)) {
    if (word.beginsLine || said.at(-1)?.tail.match(/[.,;!?]/)) break;
    said.push(word);
  }
  return said;
}
