/** Cuts what a user typed into sentences and list items, the units that the ledger judges and quotes. */

import { itemMark } from '../item-mark.ts';
import { keepingResults } from '../kept-results.ts';
import { shortenedWords, startOf } from '../shortened.ts';
import type { Span } from '../span.ts';
import { withoutOrderTags } from './paste-signs.ts';
import { endsOf } from './text-ends.ts';
import { clausesOf, negation } from './topics.ts';
import { typedPart } from './user-prose.ts';
import { lineGoesOn, wrapped } from './wrapped-lines.ts';

export interface Sentence {
  /** As typed, on one line: runs of white space are folded into one blank, nothing else is changed. */
  readonly quote: string;
  /** The quote with what stands in quotation marks and in code blotted out: other people's words give no orders. */
  readonly masked: string;
  /** An item of a list whose heading calls it a list of rules. */
  readonly underRules: boolean;
}

/** Longer ones are read in parts. */
export const longestSentence = 1_000;

/** How much of one message is read, half at its start and half at its end. Pastes do not count. */
const readCharacters = 40_000;

/** People also type dashes and letters. */
export const typedItemMark = String.raw`(?:${itemMark}|(?:–|[a-z][.)])\s+)`;
const itemAt = new RegExp(String.raw`^\s*${typedItemMark}`);
const rulesHeading =
  /(?:from now on|going forward|in (?:the )?future|keep in mind|remember|(?:you|it|they|answers?|repl(?:y|ies)) must|always|ab jetzt|désormais|a partir de ahora|d'ora in poi|vanaf nu|впредь|从现在起|今後|rules?|requirements?|constraints?|guidelines?|preferences?|conventions?|ground rules|boundaries|house style|style guide|do(?:n'|’)?ts?|regeln|vorgaben|anforderungen|bedingungen|règles|consignes|contraintes|exigences|reglas|requisitos|normas|restricciones|regole|requisiti|vincoli|regras|restrições|regels|eisen|voorwaarden|правила|требования|ограничения|规则|要求|规定|约束|ルール|条件|決まり|要件)[^.!?]{0,40}$/iu;

/** The sentences of a message that the user typed, in order. */
export const sentencesOf = (message: string): readonly Sentence[] => sentencesIn(typedPart(message));

/** The same of text that is known to hold nothing pasted. */
export const sentencesIn: (typed: string) => readonly Sentence[] = keepingResults(cut);

function cut(typed: string): readonly Sentence[] {
  const prose = endsOf(typed, readCharacters, '\n\n');
  const sentences: Sentence[] = [];
  for (const { text, underRules } of unitsOf(prose)) {
    const masked = maskQuotations(text);
    for (const [from, to] of sentenceBounds(masked).flatMap((span) => partsOf(masked, span))) {
      const quote = text.slice(from, to).trim();
      // What ends in a colon only announces what comes after it.
      if (quote.length < 2 || /[:：]$/.test(quote)) continue;
      const lead = text.slice(from, to).length - text.slice(from, to).trimStart().length;
      sentences.push({ quote, masked: masked.slice(from + lead, from + lead + quote.length), underRules });
    }
  }
  return sentences;
}

interface Unit {
  readonly text: string;
  readonly underRules: boolean;
}

/** Items under a heading that forbids mean nothing, or the opposite, without it: they are quoted together. */
const isBanHeading = (line: string): boolean =>
  line.length <= longestHeading &&
  /[:：]$/.test(line) &&
  (negation.test(line) || banned.test(line)) &&
  !/[.!?。]/.test(line);
const longestHeading = 80;
/** Such a heading orders; others only tell what does not work. */
const orders =
  /^(?:please )?(?:never|don'?t|do not|avoid|no|stop|not allowed|you (?:must|may|should|can) ?(?:not|n't)|nie|niemals|bitte (?:nie|kein)|jamais|nunca|mai|nooit|никогда)\b/iu;
const banned =
  /\b(?:avoid|stop|banned|forbidden|prohibited|off[- ]limits|no-?gos?|taboo|verboten|tabu|interdits?|interdites?|prohibid[oa]s?|vietat[oi]|proibid[oa]s?|verboden)\b|запрещ|禁止|不得|不要|禁じ|しない/iu;

/** List items and paragraphs, hard-wrapped lines joined, white space folded. */
function unitsOf(prose: string): Unit[] {
  const units: { text: string; underRules: boolean; open: boolean }[] = [];
  let underRules = false;
  let ban = false;
  for (const raw of prose.split('\n')) {
    const line = withoutOrderTags(raw.replace(/\s+/g, ' ').trim());
    const last = units.at(-1);
    if (line === '') {
      if (last !== undefined) last.open = false;
      continue;
    }
    const mark = itemAt.exec(`${line} `)?.[0];
    const plain = line.replace(/[*_#:：\s]+$/u, '');
    if (ban && mark !== undefined && last !== undefined && last.text.length < 600) {
      last.text = `${last.text} ${line}`;
      continue;
    }
    ban = mark === undefined && isBanHeading(line.replaceAll('’', "'").replace(/[*_]+$/, ''));
    if (mark === undefined && (/^#{1,6} /.test(line) || /[:：]\**$/.test(line))) {
      underRules = rulesHeading.test(plain);
      const text = line.replace(/^#{1,6} /, '');
      units.push({
        text,
        underRules: ban && (underRules || orders.test(text.replace(/^[*_]+/, ''))),
        open: false,
      });
    } else if (mark === undefined && last?.open === true && lineGoesOn(last.text.slice(-wrapped), line)) {
      last.text = `${last.text} ${line}`;
    } else {
      if (mark === undefined) underRules = false;
      units.push({
        text: mark === undefined ? line : line.slice(mark.length).trim(),
        underRules,
        open: true,
      });
    }
  }
  return units.filter((unit) => unit.text !== '');
}

/** The text with quotations and inline code replaced by dots of the same length; how a quotation ends is left. */
export function maskQuotations(text: string): string {
  let masked = text;
  for (const pattern of quotations) {
    masked = masked.replace(pattern, (found) => {
      const end = /[.!?…].$/.exec(found)?.[0] ?? found.slice(-1);
      return found.charAt(0) + '·'.repeat(found.length - 1 - end.length) + end;
    });
  }
  return masked.replaceAll('’', "'");
}

// A straight single quote opens only after a blank and closes only before one, so that apostrophes are left alone.
const quotations = [
  /`[^`\n]{1,400}`/g,
  /"[^"\n]{1,600}"/g,
  /“[^”\n]{1,600}”/g,
  /„[^“”\n]{1,600}[“”]/g,
  /«[^»\n]{1,600}»/g,
  /»[^«\n]{1,600}«/g,
  /「[^」\n]{1,600}」/g,
  /『[^』\n]{1,600}』/g,
  /(?<![\p{L}\p{N}])'(?=\S)[^'\n]{0,300}(?:'[\p{L}][^'\n]{0,300}){0,4}'(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])‘(?=\S)[^’\n]{1,400}’(?![\p{L}\p{N}])/gu,
];

const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|excl|max|nr|mr|mrs|ms|dr|prof|fig|pp|z\.\s?b|d\.\s?h|u\.\s?a|bzw|ca|ggf|evtl|usw|p\.\s?ej|sra?|pag|bijv|т\.\s?е|т\.\s?д|напр|\p{L})\.$/iu;

const bareNo =
  /^\s*(?:no|nope|wrong|incorrect|nein|falsch|non|faux|nee|fout|não|errado|sbagliato|нет|неверно|不对|错了|違います|いいえ)[.!。！]$/iu;

/** A picture ends a sentence too, and so does a quotation that ends in one and is followed by a capital. */
const sentenceEnd =
  /(?<!·)[.!?…]+["'”’»)\]]{0,2}(?=\s)|(?<=·)[.!?…]["'”’»](?=\s+\p{Lu})|[。！？]+[」』）]?|(?:\p{Extended_Pictographic}\u{FE0F}?){1,8}(?=\s+\p{L})/gu;

/** Of a numbered list that is read in one line: "never: 1. rewrite 2. delete". */
const isItemNumber = (before: string, after: string): boolean =>
  /[:：] \d{1,3}\.$/.test(before) || (/ \d{1,3}\.$/.test(before) && /^ \p{Ll}/u.test(after));

/** Where sentences begin and end. */
export function sentenceBounds(masked: string): readonly Span[] {
  const result: Span[] = [];
  let from = 0;
  for (const match of masked.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    const before = masked.slice(Math.max(from, match.index - 12), match.index + 1);
    if (match[0] === '.' && (abbreviation.test(before) || isItemNumber(before, masked.slice(end, end + 3))))
      continue;
    // "No." alone says nothing: it belongs to what follows it.
    if (from === 0 && bareNo.test(masked.slice(0, end)) && end < masked.length) continue;
    result.push([from, end]);
    from = end;
  }
  if (from < masked.length) result.push([from, masked.length]);
  return result;
}

/**
 * A long sentence in parts of bounded length: as many clauses as go into each, or words where a clause is too long. What
 * has no blank for so long is nothing that a person typed.
 */
function partsOf(masked: string, [from, to]: Span): readonly Span[] {
  if (to - from <= longestSentence) return [[from, to]];
  const parts: Span[] = [];
  let start = from;
  while (to - start > longestSentence) {
    const text = startOf(masked.slice(start, start + longestSentence + 1), longestSentence);
    const clauses = clausesOf(text);
    const blank = text.lastIndexOf(' ');
    const end = clauses.at(-2)?.[1] ?? Math.max(0, blank);
    if (end > 0) parts.push([start, start + end]);
    start += (clauses.length > 1 ? clauses.at(-1)?.[0] : blank > 0 ? blank + 1 : undefined) ?? text.length;
  }
  return [...parts, [start, to]];
}

/** The first sentence that somebody says in a text, outside code and headings; empty when there is none. */
export function firstStatement(text: string, longest: number): string {
  const first = unitsOf(typedPart(startOf(text, 4_000))).find(
    (unit) => /\p{L}{2}/u.test(unit.text) && !/^\p{L}{2,20}:$/u.test(unit.text),
  );
  if (first === undefined) return '';
  const masked = maskQuotations(first.text);
  const [, end] = sentenceBounds(masked)[0] ?? [0, first.text.length];
  const sentence = first.text.slice(0, end).trim();
  return shortenedWords(sentence, longest);
}
