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
  const plain = matchesIn(text);
  const found = [...privateKeys(text), ...plain, ...matchesAcrossLines(text, plain)];
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

const keyHeader =
  /-----BEGIN ((?:RSA |DSA |EC |OPENSSH |ENCRYPTED |PGP |SSH2 ENCRYPTED )?PRIVATE KEY(?: BLOCK)?)-----/g;
const longestKey = 20_000;

/** Blocks of private keys, to their end or, where that is missing, as far as the lines look like a key's. */
function privateKeys(text: string): Found[] {
  if (!text.includes('PRIVATE KEY')) return [];
  const found: Found[] = [];
  // The next end of each name is sought once, however many beginnings stand before it.
  const ends = new Map<string, number>();
  let done = 0;
  for (const header of text.matchAll(keyHeader)) {
    if (header.index < done) continue;
    const end = `-----END ${header[1] ?? ''}-----`;
    const known = ends.get(end);
    const at =
      known === undefined || (known >= 0 && known < header.index) ? text.indexOf(end, header.index) : known;
    ends.set(end, at);
    const bodyFrom = header.index + header[0].length;
    done = at >= 0 && at - header.index < longestKey ? at + end.length : bodyEnd(text, bodyFrom);
    found.push({ from: header.index, to: done, kind: 'private key' });
  }
  return found;
}

function bodyEnd(text: string, from: number): number {
  const body = /^(?:[\s>|"'+\\A-Za-z0-9/=]|,(?= ))*/.exec(text.slice(from, from + longestKey));
  const taken = body?.[0] ?? '';
  // Words with blanks between them are prose again.
  const prose = /\n[ \t>|]*[A-Za-z]+ [A-Za-z]/.exec(taken);
  return from + (prose === null ? taken.length : prose.index);
}

/** Credentials broken over lines: the text is read once more with its line breaks taken out. */
function matchesAcrossLines(text: string, plain: readonly Found[]): Found[] {
  const { joined, breaks } = withoutBreaks(text);
  if (breaks.length === 0) return [];
  const complete = new Set(plain.map((found) => found.from));
  const original = (position: number): number => position + shiftAt(breaks, position);
  return matchesIn(joined).flatMap(({ from, to, kind }): Found[] => {
    const inside = breaks.slice(firstAfter(breaks, from), firstAfter(breaks, to - 1));
    if (inside.length === 0) return [];
    let end = inside[0]?.at ?? to;
    for (const [index, { at }] of inside.entries()) {
      const next = inside[index + 1]?.at ?? to;
      const alone = standsAlone(text, original(next - 1) + 1);
      // A key that was whole on its line goes on only in a line of its own, or the next line's first word would go too.
      if (!looksRandom(joined.slice(at, next)) || (!alone && complete.has(original(from)))) break;
      end = next;
    }
    return end === inside[0]?.at ? [] : [{ from: original(from), to: original(end - 1) + 1, kind }];
  });
}

const looksRandom = (piece: string): boolean =>
  piece.length >= 4 && /[A-Za-z]/.test(piece) && (/\d/.test(piece) || /[a-z][A-Z]|[A-Z]{2}/.test(piece));

/** Nothing but quotation marks and the like stands between a position and the end of its line. */
const standsAlone = (text: string, position: number): boolean =>
  /^["'`,;)+\\ \t]{0,12}(?:\r?\n|\\n|$)/.test(text.slice(position, position + 40));

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
  for (const match of text.matchAll(/\n|\\n/g)) {
    const before = /[A-Za-z0-9_+/=.-](["']?[ \t]{0,8}[+\\]?[ \t]{0,4}\r?)$/.exec(
      text.slice(Math.max(from, match.index - 16), match.index),
    );
    const end = match.index + match[0].length;
    const after = /^([ \t>|]{0,40}["']?)[A-Za-z0-9_+/=.-]/.exec(text.slice(end, end + 42));
    if (
      before === null ||
      after === null ||
      isPlainWord(text.slice(end + (after[1] ?? '').length, end + 200))
    )
      continue;
    const start = match.index - (before[1] ?? '').length;
    const rest = end + (after[1] ?? '').length;
    parts.push(text.slice(from, start));
    shift += rest - start;
    from = rest;
    breaks.push({ at: rest - shift, shift });
  }
  parts.push(text.slice(from));
  return { joined: parts.join(''), breaks };
}

/** A word or a date, which no key goes on with. */
const isPlainWord = (text: string): boolean =>
  /^(?:[A-Z]?[a-z]+|\d{4}-\d\d-\d\d\S*)(?![A-Za-z0-9_+/=-])/.test(text);

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

const shiftAt = (breaks: readonly Break[], position: number): number =>
  breaks[firstAfter(breaks, position) - 1]?.shift ?? 0;

/** Overlapping finds are one credential, of the kind that was found first. */
function united(found: readonly Found[]): Found[] {
  const spans: Found[] = [];
  for (const next of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = spans.at(-1);
    if (last !== undefined && next.from < last.to)
      spans[spans.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else spans.push(next);
  }
  return spans;
}
