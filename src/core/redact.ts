/**
 * Takes credentials out of a text: `[redacted: kind]` stands where one was. Hashes, UUIDs and commit ids stay. What is
 * split over lines is found too. Cost in proportion to the text.
 */
import { credentialPatterns } from './redact-patterns.ts';

export interface Redacted {
  readonly text: string;
  /** How many credentials were taken out. */
  readonly count: number;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

export function redact(text: string): Redacted {
  if (text.length < 8) return { text, count: 0 };
  const found = [...privateKeys(text), ...matchesIn(text), ...matchesAcrossLines(text)];
  if (found.length === 0) return { text, count: 0 };
  const spans = united(found);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, kind } of spans) {
    parts.push(text.slice(at, from), `[redacted: ${kind}]`);
    at = to;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), count: spans.length };
}

function matchesIn(text: string): Found[] {
  const lower = text.toLowerCase();
  return credentialPatterns
    .filter(({ hints }) => hints.some((hint) => lower.includes(hint)))
    .flatMap(({ kind, pattern, accepts }) =>
      [...text.matchAll(pattern)].flatMap((match): Found[] => {
        const value = match[1] ?? match[0];
        if (value.startsWith('[redacted:') || accepts?.(value, match[0]) === false) return [];
        const from = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(value));
        return [{ from, to: from + value.length, kind }];
      }),
    );
}

const begin = '-----BEGIN ';

/** Blocks of private keys, to their end or, where that is missing, as far as the lines look like a key's. */
function privateKeys(text: string): Found[] {
  const found: Found[] = [];
  for (let from = text.indexOf(begin); from >= 0; from = text.indexOf(begin, from + 1)) {
    const name = /^-----BEGIN ((?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?)-----/.exec(text.slice(from, from + 100));
    if (name === null) continue;
    const end = `-----END ${name[1] ?? ''}-----`;
    const at = text.indexOf(end, from);
    const to = at >= 0 && at - from < 20_000 ? at + end.length : bodyEnd(text, from + name[0].length);
    found.push({ from, to, kind: 'private key' });
    from = to - 1;
  }
  return found;
}

function bodyEnd(text: string, from: number): number {
  const body = /^(?:[\s>|"'+\\]|[A-Za-z0-9/=+]|[A-Z][A-Za-z-]{1,20}: )*/.exec(text.slice(from, from + 20_000));
  return from + (body?.[0].length ?? 0);
}

/** Credentials broken over lines: the text is read once more with its line breaks taken out. */
function matchesAcrossLines(text: string): Found[] {
  if (!text.includes('\n') && !text.includes('\\n')) return [];
  const { joined, breaks } = withoutBreaks(text);
  if (breaks.length === 0) return [];
  const original = (position: number): number => position + shiftAt(breaks, position);
  return matchesIn(joined).flatMap(({ from, to, kind }): Found[] => {
    const inside = breaks.slice(firstAfter(breaks, from), firstAfter(breaks, to - 1));
    if (inside.length === 0) return [];
    // Only what looks like the rest of a key belongs to it, or the next line's first word would go with it.
    let end = inside[0]?.at ?? to;
    for (const [index, { at }] of inside.entries()) {
      const next = inside[index + 1]?.at ?? to;
      if (!continuesKey(joined.slice(at, next), joined.slice(at, at + 400))) break;
      end = next;
    }
    return end === inside[0]?.at && from + 8 > end ? [] : [{ from: original(from), to: original(end - 1) + 1, kind }];
  });
}

const continuesKey = (piece: string, rest: string): boolean => {
  const word = /^[A-Za-z0-9_+/=.-]*/.exec(rest)?.[0] ?? '';
  return piece.length >= 4 && word.length - piece.length < 4 && (/\d/.test(piece) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(piece)) ;
};

interface Break {
  /** Where the break was, in the joined text. */
  readonly at: number;
  /** How many characters have been taken out up to and with it. */
  readonly shift: number;
}

/** Line breaks within a word, with the quotation marks, pluses, backslashes and indentation that go with them. */
function withoutBreaks(text: string): { joined: string; breaks: readonly Break[] } {
  const breaks: Break[] = [];
  const parts: string[] = [];
  let from = 0;
  let shift = 0;
  for (const match of text.matchAll(/(?<=[A-Za-z0-9_+/=.-])["']?[ \t]{0,8}[+\\]?[ \t]{0,4}(?:\r?\n|\\n)[ \t>|]{0,40}["']?(?=[A-Za-z0-9_+/=.-])/g)) {
    parts.push(text.slice(from, match.index));
    shift += match[0].length;
    from = match.index + match[0].length;
    breaks.push({ at: from - shift, shift });
  }
  parts.push(text.slice(from));
  return { joined: parts.join(''), breaks };
}

/** The index of the first break after a position, by halving. */
function firstAfter(breaks: readonly Break[], position: number): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle]?.at ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

const shiftAt = (breaks: readonly Break[], position: number): number => breaks[firstAfter(breaks, position) - 1]?.shift ?? 0;

/** Overlapping finds are one credential, of the kind that was found first. */
function united(found: readonly Found[]): Found[] {
  const spans: Found[] = [];
  for (const next of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = spans.at(-1);
    if (last !== undefined && next.from < last.to) spans[spans.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else spans.push(next);
  }
  return spans;
}
