/** Quotations in a line of the memory: where they stand, whom the line gives them to, and whether they are real. */

import { knownSection } from '../memory/memory-headings.ts';
import type { Witness } from './gate-witness.ts';

export interface QuoteSpan {
  readonly from: number;
  /** After the closing mark. */
  readonly to: number;
  readonly text: string;
}

/** Which marks close a quotation that begins with one. */
const closers: { readonly [opening: string]: string } = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
};

// A straight mark opens after a blank or a bracket and closes before one, so that inches and code are left alone.
const opensAfter = /[\s([{*_:,;–—>/~“„«»-]|^$/;
const closesBefore = /[\s.,;:!?)\]}*_…–—/~'”“»«-]|^$/;

/** Closing marks that are tried for one that opens; more of them are not one line's quotations. */
const mostClosings = 8;
const longestQuote = 2_000;

/**
 * The quotations of a line, in order, none inside another or inside inline code. `isReal` decides where marks could be
 * paired in several ways, as with quotations inside quotations.
 */
export function quoteSpans(
  line: string,
  isReal: (text: string) => boolean = () => false,
): readonly QuoteSpan[] {
  const visible = line.replace(/`[^`\n]*`/g, (found) => ' '.repeat(found.length));
  const spans: QuoteSpan[] = [];
  for (let from = 0; from < visible.length; from++) {
    const closings = closingsOf(visible, from);
    const real =
      closings.length < 2 ? undefined : closings.findLast((at) => isReal(line.slice(from + 1, at)));
    const end = real ?? closings[0];
    if (end === undefined) continue;
    spans.push({ from, to: end + 1, text: line.slice(from + 1, end) });
    from = end;
  }
  return spans;
}

/** Where a quotation could end that begins here; nowhere when none begins here. */
function closingsOf(line: string, from: number): readonly number[] {
  const opening = line.charAt(from);
  const closing = closers[opening];
  if (closing === undefined) return [];
  const isStraight = opening === '"';
  if (isStraight && (!opensAfter.test(line.charAt(from - 1)) || /^\s?$/.test(line.charAt(from + 1))))
    return [];
  const found: number[] = [];
  for (let at = from + 2; at < line.length && at - from < longestQuote && found.length < mostClosings; at++) {
    const closes = closing.includes(line.charAt(at));
    if (closes && (!isStraight || closesBefore.test(line.charAt(at + 1)))) found.push(at);
  }
  return found;
}

const userNamed = new RegExp(
  [
    String.raw`\b(?:user|human|customer)(?:'s|’s)?\b`,
    String.raw`\b(?:Nutzer|Benutzer|Anwender)(?:in|s)?\b|\butilisat(?:eur|rice)\b|\busu[aá]ri[oa]\b|\butente\b|\bgebruiker\b`,
    'пользовател|用户|使用者|ユーザ',
    // Labelled as an order, of whom is not said. What is short is a name.
    String.raw`^\s*(?:[-*+•]\s+)?(?:(?:standing order|instruction|permission|agreed|correction|turn)\b[^"“„«「:]{0,30}:\s*)["“„«「](?:[^"“”„«»「」\s]+\s+){2}[^"“”„«»「」]*["“”»」][.!?]?\s*$`,
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
  /** The line without what has been turned from speech into material. */
  readonly told: string;
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
  let told = '';
  let done = 0;
  for (const { from, to, text } of quoteSpans(line, (quote) => witness.quoted(quote)?.length === 1)) {
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
    const before = unmarked(line.slice(done, from), aboutUser);
    result += before + put;
    told += before + (put.startsWith('`') ? '' : put);
    done = to;
  }
  const rest = unmarked(line.slice(done), aboutUser);
  return { line: tidied(result + rest, line), removed, hasUserQuote, told: told + rest };
}

/** Marks that pair with none would make a quotation of whatever a reader pairs them with; after a number they are inches. */
const unmarked = (between: string, aboutUser: boolean): string =>
  aboutUser
    ? between.replace(/`[^`\n]*`|["“”„«»「」『』]/g, (found, at: number) => {
        if (found.startsWith('`')) return found;
        return found === '"' && /\d/.test(between.charAt(at - 1)) ? '″' : '';
      })
    : between;

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
  const isCut = /(?:…|\.{3})$/.test(text) && !/[.!?…。！？]$/.test(real.at(-1) ?? '');
  return pieces.join(' … ') + (isCut ? ' …' : '');
}

/** What stands in place of a quotation that the user never wrote. */
function standIn(text: string, witness: Witness): string {
  if (isWritten(text, witness) && !text.includes('`')) return `\`${text}\``;
  const meant = witness.closest(text);
  return meant === null ? '' : quotedAgain('', text, [meant]);
}

const quotedOrCode = /("[^"\n]*"|“[^”\n]*”|`[^`\n]*`)/;

/** Without the brackets and blanks that a quotation leaves behind. What is quoted stays as it was typed. */
const tidied = (line: string, before: string): string =>
  line === before
    ? line
    : line
        .split(quotedOrCode)
        .map((part, index) => (index % 2 === 1 ? part : withoutLeftovers(part)))
        .join('')
        .trim();

const withoutLeftovers = (part: string): string =>
  part
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\s+([,.;])/g, '$1');
