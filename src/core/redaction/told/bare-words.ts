/** Twelve to twenty-four words that restore a wallet: nobody else writes so many bare words in a row. */
import type { Span } from '../../span.ts';
import type { ToldWord } from './told-word.ts';

const sizes = new Set([12, 15, 18, 21, 24]);
const fewest = 12;
const most = 26;

/** What sentences are made of and such lists are not. */
const ofSentences = new Set(
  'the and for and with from this have has are was were you your they them his her our not but all can will would then when what which who why how there here than also into out its des les une est pour avec dans pas qui que der die das und ist ein eine mit von nicht auch den dem los las una por para con del che non per sono het een van niet met voor zijn aan jest nie tak ale czy'.split(
    ' ',
  ),
);

/** @param isSpoken whether wallets or phrases are spoken of near a word */
export function bareWords(
  words: readonly ToldWord[],
  isSpoken: (word: ToldWord) => boolean,
): readonly Span[] {
  const found: Span[] = [];
  let run: ToldWord[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    const isOne = sizes.has(run.length) || (run.length >= fewest && run.length <= most);
    if (isOne && first !== undefined && last !== undefined) {
      const isCertain = sizes.has(run.length) && run.every((word) => word.shape === 'word');
      if (isCertain || isSpoken(first)) found.push([first.from, last.to]);
    }
    run = [];
  };
  for (const word of words) {
    if (/^\d{1,2}$/.test(word.bare)) continue;
    const isBare = /^[a-z]{3,8}$/.test(word.bare) && !ofSentences.has(word.bare);
    if (!isBare || word.lead !== '') close();
    if (isBare) run.push(word);
    if (/[.;:!?)»”"']/.test(word.tail)) close();
  }
  close();
  return found;
}
