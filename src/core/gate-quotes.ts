/** Quotations in a line of the memory: where they stand, whom the line gives them to, and whether they are real. */
import type { Witness } from './gate-witness.ts';
import { knownSection } from './memory-headings.ts';

export interface QuoteSpan {
  readonly from: number;
  /** After the closing mark. */
  readonly to: number;
  readonly text: string;
}

const pairedMarks = [
  /“([^“”\n]{1,2000})”/g,
  /„([^„“”\n]{1,2000})[“”]/g,
  /«([^«»\n]{1,2000})»/g,
  /»([^«»\n]{1,2000})«/g,
  /「([^「」\n]{1,2000})」/g,
  /『([^『』\n]{1,2000})』/g,
];

// A straight mark opens after a blank or a bracket and closes before one, so that inches and code are left alone.
const opensAfter = /[\s([{*_:,;–—>/~-]/;
const closesBefore = /[\s.,;:!?)\]}*_…–—/~'-]/;

/** Closing marks that are tried for one that opens; more of them are not one line's quotations. */
const mostClosings = 8;

const hole = '\uE000';
const blanked = (text: string, from: number, to: number): string =>
  text.slice(0, from) + hole.repeat(to - from) + text.slice(to);

/**
 * The quotations of a line, in order, none inside another or inside inline code. `isReal` decides where straight marks
 * could be paired in several ways, as with quotations inside quotations.
 */
export function quoteSpans(
  line: string,
  isReal: (text: string) => boolean = () => false,
): readonly QuoteSpan[] {
  const spans: QuoteSpan[] = [];
  const code = line.replace(/`[^`\n]+`/g, (found) => hole.repeat(found.length));
  let rest = code;
  const take = (from: number, to: number): void => {
    spans.push({ from, to, text: line.slice(from + 1, to - 1) });
    rest = blanked(rest, from, to);
  };
  for (const pattern of pairedMarks) {
    for (const match of rest.matchAll(pattern)) take(match.index, match.index + match[0].length);
  }
  const straight = [...rest.matchAll(/"/g)].map((match) => match.index);
  let done = 0;
  for (const from of straight) {
    if (from < done || !isEdge(rest.charAt(from - 1), opensAfter) || isEdge(rest.charAt(from + 1), /\s/))
      continue;
    const closings = straight
      .filter((at) => at > from + 1 && isEdge(rest.charAt(at + 1), closesBefore))
      .slice(0, mostClosings);
    const real =
      closings.length < 2 ? undefined : closings.findLast((at) => isReal(line.slice(from + 1, at)));
    const to = real ?? closings[0];
    if (to === undefined) continue;
    take(from, to + 1);
    done = to + 1;
  }
  return spans.toSorted((one, other) => one.from - other.from);
}

/** At the line's edge, beside another quotation, or beside such a character. */
const isEdge = (character: string, kind: RegExp): boolean =>
  character === '' || character === hole || kind.test(character);

const userNamed = new RegExp(
  [
    String.raw`\b(?:user|human|customer)(?:'s|’s)?\b`,
    String.raw`\b(?:Nutzer|Benutzer|Anwender)(?:in|s)?\b|\butilisat(?:eur|rice)\b|\busu[aá]ri[oa]\b|\butente\b|\bgebruiker\b`,
    'пользовател|用户|使用者|ユーザ',
  ].join('|'),
  'iu',
);

/** True where a quotation would be taken for the user's: the line names the user, or the section quotes nobody else. */
export const isAboutUser = (line: string, heading: string): boolean =>
  knownSection(heading)?.heading === 'User Intent' || userNamed.test(line);

export interface CheckedLine {
  readonly line: string;
  /** Quotations that were not real. */
  readonly removed: readonly string[];
  /** A quotation of the user's that is real stands in the line. */
  readonly hasUserQuote: boolean;
}

/** Fewer words in marks are a name or a turn of phrase rather than speech, where nobody is said to have said them. */
const fewestWords = 3;

/**
 * The line with every quotation set right: as the user typed it, or, where the user wrote nothing like it, without.
 * What somebody else wrote is shown as material, not as speech of the user.
 */
export function checkQuotes(line: string, heading: string, witness: Witness): CheckedLine {
  const aboutUser = isAboutUser(line, heading);
  const removed: string[] = [];
  let hasUserQuote = false;
  let result = '';
  let done = 0;
  for (const { from, to, text } of quoteSpans(line, (quote) => isWritten(quote, witness))) {
    const whole = line.slice(from, to);
    const real = aboutUser ? witness.quoted(text) : null;
    let put = whole;
    if (real !== null) {
      hasUserQuote = true;
      put = quotedAgain(whole, text, real);
    } else if (aboutUser) {
      put = standIn(text, witness);
      hasUserQuote ||= /^["“]/.test(put);
      if (!put.startsWith('`')) removed.push(text);
    } else if (text.trim().split(/\s+/).length >= fewestWords && !isWritten(text, witness)) {
      put = text;
      removed.push(text);
    }
    result += unmarked(line.slice(done, from), aboutUser) + put;
    done = to;
  }
  return {
    line: tidied(result + unmarked(line.slice(done), aboutUser), removed.length > 0),
    removed,
    hasUserQuote,
  };
}

/** Marks that pair with none would make a quotation of whatever a reader pairs them with. */
const unmarked = (between: string, aboutUser: boolean): string =>
  aboutUser ? between.replace(/`[^`\n]+`|(?<!\d)"/g, (found) => (found === '"' ? '' : found)) : between;

/** Whatever was cut off or left out does not count against it. */
const isWritten = (text: string, witness: Witness): boolean =>
  text
    .split(/\s*\[?(?:…|\.{3})\]?\s*/)
    .every(
      (part) =>
        witness.wasWritten(part.replace(/[\s.,;:!?]+$/, '')) || (witness.quoted(part)?.length ?? 0) > 0,
    );

/** In the marks that it had, where it is the same; else in marks that its own do not break. */
function quotedAgain(whole: string, text: string, real: readonly string[]): string {
  const isSame = real.length === 1 && real[0] === text.replace(/\s+/g, ' ').trim();
  if (isSame && !text.includes('"')) return whole;
  const pieces = real.map((piece) =>
    piece.includes('"') ? `“${piece.replace(/[“”]/g, "'")}”` : `"${piece}"`,
  );
  return pieces.join(' … ') + (/(?:…|\.{3})$/.test(text) ? ' …' : '');
}

/** What stands in place of a quotation that the user never wrote. */
function standIn(text: string, witness: Witness): string {
  if (isWritten(text, witness) && !text.includes('`')) return `\`${text}\``;
  const meant = witness.closest(text);
  return meant === null ? '' : quotedAgain('', text, [meant]);
}

/** Without the brackets and blanks that a quotation leaves behind. */
const tidied = (line: string, wasChanged: boolean): string =>
  wasChanged
    ? line
        .replace(/\(\s*\)|\[\s*\]/g, '')
        .replace(/(\S)[ \t]{2,}/g, '$1 ')
        .replace(/\s+([,.;])/g, '$1')
        .trimEnd()
    : line;
