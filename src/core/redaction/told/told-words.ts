/** The words of a text as the search for told credentials reads them: bare, with what stands around each and what it says. */

import { unpartedLetters } from '../../scripts.ts';
import type { LabelClass } from '../credential-labels.ts';
import type { LabelAt } from '../credential-words.ts';
import { markOpening, markSource, markStart } from '../redaction-marks.ts';
import type { Cue } from './cue-lists.ts';
import { cueIndex, endingCues, spaceless } from './cue-words.ts';
import type { ToldWord } from './told-word.ts';
import { withGroups } from './word-groups.ts';
import { shapeOf } from './word-shapes.ts';

const signs = '，、：；（）「」『』＝。！？—–|';
const pieces = new RegExp(
  `${markSource}|\\n|[${unpartedLetters}]+|[${signs}]|->|=>|→|[^\\s${unpartedLetters}${signs}→]+`,
  'g',
);
const leading = /^["'`“”„«»*‘’(<[{,;:=>\\]+/;
const trailing = /["'`”“»*’)>\]},;:.!?…\\=]+$/;
const quotes = /["“„«`「『‘']|\*\*/;
const quoteEnds = /["”“»`」』’']|\*\*/;
/** `name=value`, `name:value`, `(name: value)`. */
const assigned = /^(["'`(*]*[\p{L}_][\p{L}\d_ -]{1,30}["'`)]?(?:[:=]|=>))(?=[^/=:\s])/u;
/** What has a colon and is one word. */
const undivided = new RegExp(`^\\${markStart}|^\\W?doi:10\\.|@sha\\d{3}:`);
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

/** Of each line its pieces. */
function linesOf(text: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { 0: piece, index: at } of text.matchAll(pieces)) {
    if (piece === '\n') lines.push([]);
    else lines.at(-1)?.push(...parted({ text: piece, at }));
  }
  return lines;
}

function parted({ text, at }: Piece): readonly Piece[] {
  const name = undivided.test(text) ? undefined : assigned.exec(text)?.[1];
  if (name === undefined) return [{ text, at }];
  return [
    { text: name, at },
    { text: text.slice(name.length), at: at + name.length },
  ];
}

type Bare = Omit<ToldWord, 'sentence' | 'beginsLine' | 'endsLine' | 'quoted'>;

/** @param labels those in the text, in order */
export function toldWordsOf(source: string, labels: readonly LabelAt[]): readonly ToldWord[] {
  const lines = linesOf(source);
  const told = cuesOfLabels(source, lines.flat(), labels);
  const bare = lines.map((line) => line.map((piece) => bareOf(piece, told.get(piece) ?? [])));
  const sentences = sentencesOf(bare);
  return withGroups(
    bare.flatMap((line, number) => {
      const quoted = quotationsIn(line);
      return line.map(
        (word, index): ToldWord => ({
          ...word,
          sentence: sentences[number]?.[index] ?? 0,
          beginsLine: index === 0,
          endsLine: index === line.length - 1,
          quoted: quoted[index] ?? 0,
        }),
      );
    }),
  );
}

/** What the labels say that stand in a piece. */
function cuesOfLabels(
  source: string,
  all: readonly Piece[],
  labels: readonly LabelAt[],
): ReadonlyMap<Piece, readonly Cue[]> {
  const told = new Map<Piece, readonly Cue[]>();
  let next = 0;
  for (const piece of all) {
    const own: Cue[] = [];
    for (; next < labels.length; next++) {
      const label = labels[next];
      if (label === undefined || label.at >= piece.at + piece.text.length) break;
      const cue = label.at < piece.at ? undefined : cueOf[label.label.of];
      if (cue !== undefined && isWhole(source, label)) own.push(cue);
    }
    if (own.length > 0) told.set(piece, own);
  }
  return told;
}

function bareOf({ text: piece, at }: Piece, told: readonly Cue[]): Bare {
  const isMark = piece.startsWith(markOpening);
  const lead = isMark ? '' : (leading.exec(piece)?.[0] ?? '');
  const rest = piece.slice(lead.length);
  const tail = isMark ? '' : (trailing.exec(rest)?.[0] ?? '');
  const bare = rest.slice(0, rest.length - tail.length);
  const lower = bare.toLowerCase();
  const from = at + lead.length;
  const own = isMark ? [] : cuesOf(lower);
  return {
    bare,
    lower,
    from,
    to: from + bare.length,
    lead,
    tail,
    shape: isMark ? 'mark' : shapeOf(bare),
    cues: told.length === 0 ? own : [...new Set([...own, ...told])],
  };
}

/** For each word the number of its sentence. */
function sentencesOf(lines: readonly (readonly Bare[])[]): readonly (readonly number[])[] {
  let sentence = 0;
  return lines.map((line) => {
    const numbers = line.map(({ bare, tail }) =>
      /[.!?…。]/.test(tail) || /^[。！？]$/.test(bare) ? sentence++ : sentence,
    );
    if (line.length > 0) sentence++;
    return numbers;
  });
}

/** For each word of a line how many words the quotation has that it stands in. */
function quotationsIn(line: readonly Bare[]): readonly number[] {
  const quoted = line.map(() => 0);
  let opened = -1;
  for (const [index, { bare, lead, tail }] of line.entries()) {
    if (quotes.test(lead) || /^[「『]$/.test(bare)) opened = index;
    if (index - opened > longestQuotation) opened = -1;
    if (opened < 0 || !(quoteEnds.test(tail) || /^[」』]$/.test(bare))) continue;
    quoted.fill(index - opened + 1, opened, index + 1);
    opened = -1;
  }
  return quoted;
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
