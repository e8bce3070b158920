/** The words of a text as the search for told credentials reads them: bare, with what stands around each and what it says. */

import { unpartedLetters } from '../../scripts.ts';
import type { LabelClass } from '../credential-labels.ts';
import type { LabelAt } from '../credential-words.ts';
import type { Cue } from './cue-lists.ts';
import { cueIndex, endingCues, spaceless } from './cue-words.ts';
import { isAccountNumber, type Shape, shapeOf } from './word-shapes.ts';

export interface ToldWord {
  /** Without the punctuation around it. */
  readonly bare: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
  /** The punctuation right before and after it. */
  readonly lead: string;
  readonly tail: string;
  readonly shape: Shape;
  readonly cues: readonly Cue[];
  /** Counted from 0; a line end closes a sentence too. */
  readonly sentence: number;
  readonly beginsLine: boolean;
  readonly endsLine: boolean;
  /** How many words the quotation has that it stands in; 0 outside of any. */
  readonly quoted: number;
}

const signs = '，、：；（）「」『』＝。！？—–|';
const pieces = new RegExp(
  `\\[redacted: [^\\][\\n]{1,40}\\]|\\n|[${unpartedLetters}]+|[${signs}]|->|=>|→|[^\\s${unpartedLetters}${signs}→]+`,
  'g',
);
const leading = /^["'`“”„«»*‘’(<[{,;:=>\\]+/;
const trailing = /["'`”“»*’)>\]},;:.!?…\\=]+$/;
const quotes = /["“„«`「『‘']|\*\*/;
const quoteEnds = /["”“»`」』’']|\*\*/;
/** `name=value`, `name:value`, `(name: value)`. */
const assigned = /^(["'`(*]*[\p{L}_][\p{L}\d_ -]{1,30}["'`)]?(?:[:=]|=>))(?=[^/=:\s])/u;
/** What has a colon and is one word. */
const undivided = /^\[redacted|^\W?doi:10\.|@sha\d{3}:/;
const longestQuotation = 8;

const cueOf: { readonly [of in LabelClass]?: Cue } = {
  password: 'secret',
  vague: 'secret',
  phrase: 'phrase',
  code: 'code',
  key: 'key',
  anyKey: 'key',
  token: 'key',
  bearer: 'key',
  login: 'account',
};

interface Piece {
  readonly text: string;
  readonly at: number;
}

function* piecesOf(text: string): Generator<Piece> {
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const name = undivided.test(piece) ? undefined : assigned.exec(piece)?.[1];
    if (name === undefined) yield { text: piece, at: index };
    else {
      yield { text: name, at: index };
      yield { text: piece.slice(name.length), at: index + name.length };
    }
  }
}

/** @param labels those in the text, in order */
export function toldWordsOf(source: string, labels: readonly LabelAt[]): readonly ToldWord[] {
  const words: (ToldWord & { quoted: number; endsLine: boolean })[] = [];
  let sentence = 0;
  let beginsLine = true;
  let label = 0;
  let opened = -1;
  for (const { text: piece, at } of piecesOf(source)) {
    if (piece === '\n') {
      const last = words.at(-1);
      if (last !== undefined) last.endsLine = true;
      if (!beginsLine) sentence++;
      beginsLine = true;
      opened = -1;
      continue;
    }
    const isMark = piece.startsWith('[redacted: ');
    const lead = isMark ? '' : (leading.exec(piece)?.[0] ?? '');
    const rest = piece.slice(lead.length);
    const tail = isMark ? '' : (trailing.exec(rest)?.[0] ?? '');
    const bare = rest.slice(0, rest.length - tail.length);
    const from = at + lead.length;
    const to = from + bare.length;
    const cues = new Set(isMark ? [] : cuesOf(bare.toLowerCase()));
    while (label < labels.length && (labels[label]?.at ?? 0) < at) label++;
    for (let next = label; next < labels.length; next++) {
      const found = labels[next];
      if (found === undefined || found.at >= at + piece.length) break;
      const cue = cueOf[found.label.of];
      if (cue !== undefined && isWhole(source, found)) cues.add(cue);
    }
    const isFirst = words.length === 0 || beginsLine;
    words.push({
      bare,
      lower: bare.toLowerCase(),
      from,
      to,
      lead,
      tail,
      shape: isMark ? 'mark' : shapeOf(bare),
      cues: [...cues],
      sentence,
      beginsLine,
      endsLine: false,
      quoted: 0,
    });
    if (isFirst) opened = -1;
    const index = words.length - 1;
    if (quotes.test(lead) || /^[「『]$/.test(piece)) opened = index;
    if (opened >= 0 && index - opened > longestQuotation) opened = -1;
    if (opened >= 0 && (quoteEnds.test(tail) || /^[」』]$/.test(piece))) {
      for (let inside = opened; inside <= index; inside++) {
        const word = words[inside];
        if (word !== undefined) word.quoted = index - opened + 1;
      }
      opened = -1;
    }
    beginsLine = false;
    if (/[.!?…。]/.test(tail) || /^[。！？]$/.test(piece) || /[.!?]$/.test(piece)) sentence++;
  }
  const last = words.at(-1);
  if (last !== undefined) last.endsLine = true;
  return withGroups(words);
}

/** Digits or letters in groups with blanks between are one word: `48 21 99`, `JBSX 4ZLM T7KR VY2N`. */
function withGroups(words: readonly ToldWord[]): readonly ToldWord[] {
  const merged: ToldWord[] = [];
  for (let index = 0; index < words.length; ) {
    const first = words[index];
    if (first === undefined) break;
    const group = digitsGroup(words, index) || lettersGroup(words, index) || vowellessGroup(words, index);
    const last = words[index + group - 1];
    if (group < 2 || last === undefined) {
      merged.push(first);
      index++;
      continue;
    }
    const bare = words
      .slice(index, index + group)
      .map((word) => word.bare)
      .join(' ');
    const shape: Shape = /^[\d ]+$/.test(bare)
      ? bare.replaceAll(' ', '').length > 8
        ? 'strung'
        : 'grouped'
      : isAccountNumber(bare)
        ? 'id'
        : 'CO-DE';
    const { to, tail, endsLine } = last;
    merged.push({ ...first, bare, lower: bare.toLowerCase(), to, tail, endsLine, shape, cues: [] });
    index += group;
  }
  return merged;
}

/** More are a table. */
const mostGroups = 16;

/** Whether the word goes on after a single blank. */
const goesOn = (word: ToldWord, next: ToldWord | undefined): next is ToldWord =>
  next !== undefined && word.tail === '' && next.lead === '' && next.from === word.to + 1 && !word.endsLine;

/** The words from `index` on that belong together by their look, each right after the one before. */
function runOf(
  words: readonly ToldWord[],
  index: number,
  belongs: (bare: string) => boolean,
): readonly string[] {
  const run: string[] = [];
  for (let at = index; at < index + mostGroups; at++) {
    const word = words[at];
    if (word === undefined || !belongs(word.bare)) break;
    run.push(word.bare);
    if (!goesOn(word, words[at + 1])) break;
  }
  return run;
}

/** How many words a group of digits consists of that begins here; 0 where none does. */
function digitsGroup(words: readonly ToldWord[], index: number): number {
  const run = runOf(words, index, (bare) => /^\d{1,6}$/.test(bare));
  const digits = run.join('').length;
  return run.length >= 2 && digits >= 4 && digits <= 20 ? run.length : 0;
}

/** Four times four letters, as providers of mail make passwords for programs: `qxzv hrtw mnbx pyld`. */
function vowellessGroup(words: readonly ToldWord[], index: number): number {
  const run = runOf(words, index, (bare) => /^[a-z]{4}$/.test(bare));
  return run.length === 4 && run.filter((bare) => !/[aeiou]/.test(bare)).length >= 2 ? 4 : 0;
}

function lettersGroup(words: readonly ToldWord[], index: number): number {
  const size = words[index]?.bare.length ?? 0;
  if (size < 3 || size > 6) return 0;
  const isAlike = (bare: string): boolean => bare.length === size && /^(?:[A-Z\d]+|[a-z\d]+)$/.test(bare);
  const run = runOf(words, index, isAlike);
  return run.length >= 3 && run.some((bare) => /\d/.test(bare)) ? run.length : 0;
}

const isLetter = (character: string): boolean => /\p{L}/u.test(character);

const unparted = new RegExp(`[${unpartedLetters}]`);

/** No part of a word that says something else. */
const isWhole = (text: string, { at, label: { word, isStem } }: LabelAt): boolean =>
  unparted.test(word) ||
  ((isStem || !isLetter(text.charAt(at - 1))) &&
    (word.length >= 5 || !isLetter(text.charAt(at + word.length))));

const elided = /^(?:l|d|m|t|s|n|qu|c|j|dell|all|nell|sull|un)['’](?=\p{L})/u;

const cuesBefore = new Map<string, readonly Cue[]>();

/** So many different words are in a long conversation; more begin anew. */
const mostRemembered = 5_000;

/** Remembered word by word, since people use the same ones again and again. */
function cuesOf(lower: string): readonly Cue[] {
  const before = cuesBefore.get(lower);
  if (before !== undefined) return before;
  if (cuesBefore.size >= mostRemembered) cuesBefore.clear();
  const cues = lower === '' ? [] : cuesIn(lower);
  // What is as long as no word can be is hardly met again.
  if (lower.length <= 40) cuesBefore.set(lower, cues);
  return cues;
}

function cuesIn(lower: string): readonly Cue[] {
  const { whole, stems, longest, inside } = cueIndex();
  if (spaceless.test(lower)) return inside.filter(([word]) => lower.includes(word)).map(([, cue]) => cue);
  const word = lower.replace(elided, '').replace(/['’]s$/, '');
  const found = new Set<Cue>(whole.get(lower) ?? whole.get(word) ?? []);
  for (let length = 3; length <= Math.min(longest, word.length); length++)
    for (const cue of stems.get(word.slice(0, length)) ?? []) found.add(cue);
  for (const cue of endingCues(word)) found.add(cue);
  return [...found];
}
