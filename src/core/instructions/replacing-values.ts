/** Tells when a rule is an older one with another value in it, word for word but for that: no weighing is needed then. */
import type { Instruction } from './instruction.ts';
import { choiceOf, isMeasure, isNumber, numbersIn } from './rule-values.ts';

/** Finds in older rules the same rule with another value: another number, another language, another tool. */
export function replacedBy(newer: Instruction): (older: Instruction) => boolean {
  const other = settingOf(newer);
  if (other === null) return () => false;
  return (older) => {
    if (older.topic.negative !== newer.topic.negative) return false;
    const one = settingOf(older);
    return (
      one !== null &&
      one.value !== other.value &&
      one.choice === other.choice &&
      one.rest.length === other.rest.length &&
      one.rest.every((word) => other.rest.includes(word))
    );
  };
}

/** The one value that a rule sets, and its other words; null where it sets none or several. */
function settingOf({ quote, topic }: Instruction) {
  const words = [...topic.words].filter((word) => !adverbs.has(word) && !isNumber(word));
  const numbers = numbersIn(quote);
  // "Three paragraphs" counts them; without a number paragraphs are chosen.
  const isSet = (word: string): boolean =>
    choiceOf(word) !== undefined && !(numbers.length > 0 && isMeasure(word));
  const set = words.filter(isSet);
  const rest = words.filter((word) => !isSet(word));
  const [value = ''] = [...set, ...numbers];
  if (set.length + numbers.length !== 1) return null;
  if (set.length === 0 && !words.some(isMeasure)) return null;
  return { value, choice: set.length === 0 ? 'number' : choiceOf(value), rest };
}

/** They set no matter apart: since when it holds, and which way a limit goes. */
const adverbs = new Set(
  'under over above below least today onward forward now ab jetzt künftig désormais ahora adesso agora nu теперь'.split(
    ' ',
  ),
);
