/** The limits that a rule sets, at most or at least so many, in ten languages. */
import { negation } from '../prose/topics.ts';
import { numbersAt } from './rule-values.ts';

export interface Limit {
  readonly side: 'most' | 'least';
  readonly number: number;
}

const mostWords =
  'under|below|less|fewer|shorter|at most|up to|max(?:imum)?|no more than|tops|unter|weniger|kürzer|höchstens|maximal|bis zu|moins de|au (?:plus|maximum)|sous|menos de|(?:como|no) máximo|como mucho|máximo|meno di|(?:al )?massimo|sotto|abaixo de|minder|hoogstens|maximaal|onder|tot|менее|меньше|максимум|до';
const leastWords =
  'over|above|more|longer|beyond|exceed\\p{L}*|at least|min(?:imum)?|über|mehr|länger|mindestens|plus de|au moins|dépass\\p{L}*|más de|(?:al|por lo|pelo) menos|(?:como )?mínimo|più di|almeno|mais de|meer|langer|minstens|ten minste|более|больше|длиннее|минимум';

const before = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])(?: \\p{L}+){0,3} $`, 'iu');
const after = (words: string): RegExp =>
  new RegExp(`^(?: \\p{L}+){0,2},? (?:${words})(?![\\p{L}\\p{N}])`, 'iu');

interface Side {
  readonly side: Limit['side'];
  readonly before: RegExp;
  readonly after: RegExp;
  readonly unspacedBefore: RegExp;
  readonly unspacedAfter: RegExp;
}

const sides: readonly Side[] = [
  {
    side: 'most',
    before: before(mostWords),
    after: after('max(?:imum|imal)?|at most|or (?:less|fewer)|tops|oder weniger|höchstens|ou moins|o menos'),
    unspacedBefore: /(?:最多|至多|不超过|不多于|不得超过|少于|最大|最長)\s?$/u,
    unspacedAfter: /^\s?[^\d\s]{0,4}?(?:以内|以下|未満|まで|を超えない)/u,
  },
  {
    side: 'least',
    before: before(leastWords),
    after: after('min(?:imum|imal|destens)?|at least|or more|oder mehr|ou plus|o más'),
    unspacedBefore: /(?:至少|最少|不少于|超过|多于|最低|少なくとも)\s?$/u,
    unspacedAfter: /^\s?[^\d\s]{0,4}?(?:以上|を超え)/u,
  },
];

const other = { most: 'least', least: 'most' } as const;

/** Looked at on either side of a number. */
const reach = 40;

/** A rule sets only so many at most. */
const mostLimits = 4;

export function limitsOf(quote: string): readonly Limit[] {
  const limits: Limit[] = [];
  const text = quote.replace(/\s+/g, ' ');
  for (const { at, length, value } of numbersAt(text)) {
    const side = Number.isNaN(value) ? null : sideOf(text, at, at + length);
    if (side !== null) limits.push({ side, number: value });
    if (limits.length === mostLimits) break;
  }
  return limits;
}

function sideOf(text: string, from: number, to: number): Limit['side'] | null {
  const ahead = text.slice(Math.max(0, from - reach), from);
  const behind = text.slice(to, to + reach);
  for (const { side, before, after, unspacedBefore, unspacedAfter } of sides) {
    if (after.test(behind) || unspacedBefore.test(ahead) || unspacedAfter.test(behind)) return side;
    const at = ahead.search(before);
    if (at < 0) continue;
    // "Never more than" is at most.
    const clause =
      /[^,.;:!?]*$/.exec(text.slice(Math.max(0, from - 200), from - ahead.length + at))?.[0] ?? '';
    return isDenied(clause) ? other[side] : side;
  }
  return null;
}

/** "En" is Dutch for "and"; right before a limit it is Spanish and French for "in". */
const joins =
  /(?<![\p{L}\p{N}])(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en(?= \p{L})|maar|и|но)(?![\p{L}\p{N}])/iu;

/** A negation and what may stand between it and the limit. */
const mostDenying = 4;

/** @param clause up to the words of the limit, with single blanks */
function isDenied(clause: string): boolean {
  const own = clause.split(joins).at(-1) ?? '';
  return negation.test(own.trim().split(' ').slice(-mostDenying).join(' '));
}

const lowest = (one: Limit, two: Limit): number => (one.side === 'least' ? one.number : two.number);
const highest = (one: Limit, two: Limit): number => (one.side === 'most' ? one.number : two.number);

/** True where one says the same as the other, or leaves room for it: at most 100 and at least 50. */
export const areCompatible = (older: readonly Limit[], newer: readonly Limit[]): boolean =>
  older.length > 0 &&
  newer.length > 0 &&
  older.every((one) =>
    newer.every((two) =>
      one.side === two.side ? one.number === two.number : lowest(one, two) < highest(one, two),
    ),
  );
