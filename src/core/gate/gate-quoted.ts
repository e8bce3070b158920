/** Looks a quotation up in what a user wrote, and gives it back so that it says what the user said. */
import { quotable, turns } from '../prose/whole-statements.ts';
import type { Redact } from '../redaction/redact.ts';
import { markOpening } from '../redaction/redaction-marks.ts';
import type { Span } from '../span.ts';
import { keyOf, onOneLine, type Testimony, testimony } from './gate-testimony.ts';

const letterOrDigit = /[A-Za-z0-9_À-ɏЀ-ӿ]/;
const ends = /[\s.,;:!?…。！？]+$/u;

/** What is searched; positions in all three are the same. */
type Haystack = Pick<Testimony, 'plain' | 'key' | 'lined'>;

export interface Quoted {
  /** As typed: one piece, or several where something is left out between them. */
  readonly pieces: readonly string[];
  /** It was quoted so, and had not to be widened. */
  readonly isWhole: boolean;
}

/** Null where the user wrote no such thing, or where no sentence of it can be told. */
export function quotedIn(said: Testimony, quote: string, redact: Redact): Quoted | null {
  const haystack = quote.includes(markOpening) ? redacted(said, keyOf(onOneLine(quote)), redact) : said;
  const whole = pieceIn(haystack, quote, 0);
  if (whole !== null) return asSaid(haystack, [whole]);
  const elided = quote.split(/\s*\[?(?:…|\.{3})\]?\s*/).filter((part) => part !== '');
  const parts = elided.length > 1 ? elided : quote.split(/(?<=[.!?])\s+|(?<=[。！？])/u);
  if (parts.length < 2) return null;
  const found: Span[] = [];
  let from = 0;
  for (const part of parts) {
    const piece = pieceIn(haystack, part, from);
    // A lone word left over between dots could be had from anywhere.
    if (piece === null || (elided.length > 1 && wordsOf(textOf(haystack, piece)) < 2)) return null;
    found.push(piece);
    from = piece[1];
  }
  return asSaid(haystack, found);
}

/** Marks that end the clause before are none of its. */
const textOf = ({ plain }: Haystack, span: Span): string =>
  plain
    .slice(...span)
    .trim()
    .replace(/^(?:[,;:.!?…]+\s+|[，；：、。！？]+)/, '');

const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** Fewer words may be a name or a turn of phrase, which is no statement. */
const fewestWords = 3;

/** Pieces of a message, widened to sentences and clauses that say what the message said. */
function asSaid(said: Haystack, pieces: readonly Span[]): Quoted | null {
  const groups: { whole: Span; passages: Span[] }[] = [];
  for (const piece of pieces) {
    const found = quotable(said, [piece]);
    if (found === null) return null;
    const last = groups.at(-1);
    if (last !== undefined && found.whole[0] < last.whole[1]) {
      last.passages.push(piece);
      last.whole = [last.whole[0], Math.max(last.whole[1], found.whole[1])];
    } else groups.push({ whole: found.whole, passages: [piece] });
  }
  const texts: string[] = [];
  let isWhole = true;
  for (const { whole, passages } of groups) {
    const [only] = passages;
    const isName = passages.length === 1 && only !== undefined && wordsOf(textOf(said, only)) < fewestWords;
    const found = quotable(said, passages);
    if (found === null) return null;
    // Nothing but somebody else's words: they are no speech of the user's.
    if (found.isOthers && !isName && !says(besides(said, whole, passages))) return null;
    if (only !== undefined && isName && !turns(around(said, whole, only))) {
      texts.push(textOf(said, only));
      continue;
    }
    for (const span of found.spans) {
      // What only lacks a mark at its end stands as it was quoted, but for a question's.
      const same = found.asks ? undefined : passages.find((it) => !says(around(said, span, it)));
      texts.push(textOf(said, same ?? span));
      isWhole &&= same !== undefined || passages.some(([from, to]) => from <= span[0] && to >= span[1]);
    }
  }
  return { pieces: texts, isWhole };
}

/** What a span has besides a passage of it. */
const around = ({ plain }: Haystack, [start, end]: Span, [from, to]: Span): string =>
  `${plain.slice(start, Math.max(start, from))} ${plain.slice(to, Math.max(to, end))}`;

const besides = (said: Haystack, whole: Span, passages: readonly Span[]): string => {
  const first = passages[0];
  const last = passages.at(-1);
  return first === undefined || last === undefined ? '' : around(said, whole, [first[0], last[1]]);
};

const says = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Where a piece of the quotation stands, letter case, quotation marks and final punctuation aside. */
function pieceIn({ plain, key: haystack }: Haystack, quote: string, from: number): Span | null {
  const wanted = onOneLine(quote);
  const core = wanted.replace(ends, '');
  const wasCut = /(?:…|\.{3})$/.test(wanted);
  const key = keyOf(core);
  if (key === '') return null;
  const runsOn = (one: number, other: number): boolean =>
    letterOrDigit.test(plain.charAt(one)) && letterOrDigit.test(plain.charAt(other));
  for (let at = haystack.indexOf(key, from); at >= 0; at = haystack.indexOf(key, at + 1)) {
    if (runsOn(at - 1, at)) continue;
    let end = at + key.length;
    if (runsOn(end - 1, end)) {
      end = wasCut ? plain.lastIndexOf(' ', end - 1) : -1;
      if (end <= at) continue;
    }
    for (const mark of wasCut ? '' : wanted.slice(core.length)) {
      if (plain.charAt(end) === mark) end++;
    }
    return [at, end];
  }
  return null;
}

/** A quotation is a model's: it may name another kind, at any length. */
const anyMark = new RegExp(`\\${markOpening}[^\\]]*\\]`, 'g');

/** The testimony without credentials, since the quotation has lost them too; only where it may hold the quotation. */
function redacted(said: Testimony, key: string, redact: Redact): Haystack {
  const words = key.replace(anyMark, ' ').split(/[\s"'“”„«»]+/);
  const longest = words.toSorted((one, other) => other.length - one.length)[0] ?? '';
  if (longest === '' || !said.key.includes(longest)) return { plain: '', key: '', lined: '' };
  return testimony(true, redact(said.raw));
}
