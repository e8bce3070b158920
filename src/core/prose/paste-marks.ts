/**
 * Where a message says of itself that lines were pasted: fences, quotations, wrapped documents, diffs, forwarded mail; and
 * where a line only announces them. Line by line and in linear time, since a paste can be a megabyte long.
 */
import { isMachineLine, maySpeak } from './machine-lines.ts';
import {
  announces,
  emphasis,
  forwarded,
  likeOrderTag,
  mailEnd,
  mailHeader,
  nextMail,
  openingTag,
  orderTag,
  signOff,
} from './paste-signs.ts';

/**
 * What a line is: inside something that says so itself (`marked`), somebody else's if what stands before it means what it
 * seems to mean (`guessed`), a machine's by its look (`machine`), else `typed`.
 */
export type LineKind = 'typed' | 'marked' | 'guessed' | 'machine';

type Mode =
  | { readonly kind: 'open' }
  | { readonly kind: 'fence'; readonly mark: string }
  | { readonly kind: 'tag'; readonly from: number; readonly tag: Tag; readonly depth: number }
  | { readonly kind: 'diff'; readonly from: number; readonly old: number; readonly new: number }
  | { readonly kind: 'mail'; readonly part: 'head' | 'body' | 'signed' | 'behind' }
  | { readonly kind: 'announced'; readonly begun: boolean };

interface Tag {
  readonly name: string;
  /** The last line on which it is closed. */
  readonly lastClose: number;
  readonly holds: 'marked' | 'guessed';
}

const open: Mode = { kind: 'open' };

/**
 * `fenced` is marked where the message's fences go by pairs; `spoken` looks like a machine's and is typed where few lines
 * do.
 */
type ReadKind = LineKind | 'fenced' | 'spoken';

/** Who types more such lines than these has pasted them. */
const mostSpoken = 12;
/** So many lines that look like a machine's are no coincidence. */
export const fewestOfBlock = 3;

/** @property doubtFrom the first line of what did not end as it began */
type ReadLine = readonly [kind: ReadKind, next: Mode, doubtFrom?: number];

export function lineKinds(lines: readonly string[]): LineKind[] {
  const closings = lastClosings(lines);
  const kinds: ReadKind[] = [];
  let mode: Mode = open;
  let doubtsFences = false;
  const doubt = (from: number): void => {
    for (let index = from; index < kinds.length; index++)
      if (kinds[index] === 'marked') kinds[index] = 'machine';
  };
  for (const [index, line] of lines.entries()) {
    doubtsFences ||= mode.kind === 'fence' && opensAgain(line, mode.mark);
    const [kind, next, doubtFrom]: ReadLine = readLine(mode, line, index, closings);
    if (doubtFrom !== undefined) doubt(doubtFrom);
    kinds.push(kind);
    mode = next;
  }
  if (mode.kind === 'diff' && isCutShort(mode)) doubt(mode.from);
  if (mode.kind === 'mail' && mode.part === 'body') guessEnd(lines, kinds);
  const fenced = doubtsFences || mode.kind === 'fence' ? 'machine' : 'marked';
  const spoken = spokenAmong(lines, kinds);
  return kinds.map((read, index) => {
    const kind = read === 'fenced' ? fenced : read === 'spoken' ? spoken(index) : read;
    return kind === 'machine' && lines[index]?.trim() === '' ? 'typed' : kind;
  });
}

function spokenAmong(lines: readonly string[], kinds: readonly ReadKind[]): (index: number) => LineKind {
  const spoken = kinds.filter((kind) => kind === 'spoken').length;
  const amongLog = spoken + kinds.filter((kind) => kind === 'machine').length >= fewestOfBlock;
  return (index) =>
    spoken <= mostSpoken && (!amongLog || maySpeak(lines[index] ?? '', true)) ? 'typed' : 'machine';
}

/** The last line on which each tag is closed, so that an unclosed tag does not swallow the rest of a message. */
function lastClosings(lines: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (!line.includes('</')) continue;
    for (const match of line.matchAll(/<\/([A-Za-z][\w:.-]{0,60})\s*>/g)) last.set(match[1] ?? '', index);
  }
  return last;
}

function readLine(mode: Mode, line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  switch (mode.kind) {
    case 'fence':
      return ['fenced', closesFence(line, mode.mark) ? open : mode];
    case 'tag':
      return afterTagLine(mode, line, index, closings);
    case 'mail':
      return readMail(mode.part, line, index, closings);
    case 'diff':
      return readDiff(mode, line, index, closings);
    case 'announced':
      if (line.trim() === '') return ['typed', mode.begun ? open : mode];
      if (isMachineLine(line)) return ['machine', { kind: 'announced', begun: true }];
      return isMark(line) ? readOpen(line, index, closings) : ['guessed', { kind: 'announced', begun: true }];
    case 'open':
      return readOpen(line, index, closings);
  }
}

function readOpen(line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  if (line === '') return ['typed', open];
  const mark = fenceMark(line);
  if (mark !== undefined) return ['fenced', { kind: 'fence', mark }];
  if (quotation.test(line)) return ['marked', open];
  const tag = openingTag.exec(line)?.[1];
  if (tag !== undefined) return readTag(tag, line, index, closings);
  if (forwarded.test(line)) return ['marked', { kind: 'mail', part: 'head' }];
  if (diffStart.test(line)) return ['marked', diffAfter(line, index)];
  if (isMachineLine(line)) return [maySpeak(line, false) ? 'spoken' : 'machine', open];
  return ['typed', announces(line) ? { kind: 'announced', begun: false } : open];
}

const quotation = /^\s{0,12}>/;

/** A line that begins something which says itself where it ends. */
const isMark = (line: string): boolean =>
  fenceMark(line) !== undefined || quotation.test(line) || diffStart.test(line);

// A backtick behind the mark makes it inline code.
const fenceMark = (line: string): string | undefined =>
  /^\s{0,12}(?:(`{3,})[^`]*|(~{3,}).*)$/
    .exec(line)
    ?.slice(1)
    .find((mark) => mark !== undefined);

const closesFence = (line: string, mark: string): boolean => {
  const trimmed = line.trim();
  return trimmed.startsWith(mark) && trimmed.replaceAll(mark.charAt(0), '') === '';
};

/** A fence with a language inside another one: either that one shows Markdown, or its end was forgotten. */
const opensAgain = (line: string, mark: string): boolean =>
  !closesFence(line, mark) && fenceMark(line)?.startsWith(mark) === true;

function readTag(name: string, line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  if (orderTag.test(name)) return [saysMore(line.replace(openingTag, '')) ? 'typed' : 'marked', open];
  const lastClose = closings.get(name);
  if (lastClose === undefined || lastClose < index) return [isMachineLine(line) ? 'machine' : 'typed', open];
  const tag: Tag = { name, lastClose, holds: likeOrderTag.test(name) ? 'guessed' : 'marked' };
  const read = afterTagLine({ kind: 'tag', from: index, tag, depth: 0 }, line, index, closings);
  return emphasis.test(name) && read[0] === 'guessed' ? ['typed', open] : read;
}

function afterTagLine(
  mode: Extract<Mode, { kind: 'tag' }>,
  line: string,
  index: number,
  closings: ReadonlyMap<string, number>,
): ReadLine {
  const { name, lastClose, holds } = mode.tag;
  const kind = holds === 'guessed' && isMachineLine(line) ? 'machine' : holds;
  if (!line.includes(name)) return [kind, mode];
  const opened = line.split(`<${name}`).length - 1;
  const closed = line.split(`</${name}`).length - 1;
  const depth = mode.depth + opened - closed;
  if (depth > 0 && index < lastClose) return [kind, { ...mode, depth }];
  // One wrapper may begin on the line on which another ends.
  const next = /<([A-Za-z][\w:.-]{0,60})>\s*$/.exec(line.slice(-200))?.[1];
  const begins = next !== undefined && next !== name && (closings.get(next) ?? -1) > index;
  if (begins && !orderTag.test(next)) {
    const tag: Tag = { name: next, lastClose: closings.get(next) ?? -1, holds: 'marked' };
    return [kind, { kind: 'tag', from: index, tag, depth: 1 }];
  }
  const end = line.lastIndexOf(`</${name}`);
  const behind = end < 0 ? '' : line.slice(end).replace(/^<[^<>]*>/, '');
  const last = saysMore(behind) ? 'guessed' : kind;
  // Something was opened once more than it was closed, so that two of them may have been taken for one.
  return depth > 0 ? [last, open, mode.from] : [last, open];
}

const saysMore = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/<[^<>]*>/g, ''));

type MailPart = Extract<Mode, { kind: 'mail' }>['part'];

/** A forwarded mail seldom says where it ends: behind its signature anybody may be speaking. */
function readMail(
  part: MailPart,
  line: string,
  index: number,
  closings: ReadonlyMap<string, number>,
): ReadLine {
  const goOn = (next: MailPart): ReadLine => ['marked', { kind: 'mail', part: next }];
  if (mailEnd.test(line)) return ['marked', open];
  if (forwarded.test(line)) return goOn('head');
  if (line.trim() === '') return goOn(part);
  if (part === 'head' && mailHeader.test(line)) return goOn('head');
  if (signOff.test(line)) return goOn('signed');
  if (part === 'head' || part === 'body') return goOn('body');
  if (part === 'signed' && line.trim().split(/\s+/).length <= 5 && !/[.!?]\s*$/.test(line))
    return goOn('signed');
  if (nextMail.test(line)) return goOn('head');
  if (isMark(line)) return readOpen(line, index, closings);
  return [isMachineLine(line) ? 'machine' : 'guessed', { kind: 'mail', part: 'behind' }];
}

/** Who answers below a mail without an end writes the last of its paragraphs. */
const longestEnd = 6;

function guessEnd(lines: readonly string[], kinds: ReadKind[]): void {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const stop = Math.max(0, last - longestEnd);
  for (let index = last; index > stop && lines[index]?.trim() !== ''; index--)
    if (kinds[index] === 'marked') kinds[index] = 'guessed';
}

const diffStart = /^(?:diff --git |@@ -|--- a\/)/;
const diffHeader =
  /^(?:diff |@@ |index |--- |\+\+\+ |new file|new mode|old mode|deleted|similarity|dissimilarity|rename|copy |Binary|\\)/;

/** After a header as many lines as it says are the diff's. */
function diffAfter(line: string, from: number): Mode {
  const [, old = '1', added = '1'] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line) ?? [];
  const isHunk = line.startsWith('@@ -');
  return { kind: 'diff', from, old: isHunk ? Number(old) : 0, new: isHunk ? Number(added) : 0 };
}

const isCutShort = (mode: Extract<Mode, { kind: 'diff' }>): boolean => mode.old > 0 || mode.new > 0;

function readDiff(
  mode: Extract<Mode, { kind: 'diff' }>,
  line: string,
  index: number,
  closings: ReadonlyMap<string, number>,
): ReadLine {
  if (isCutShort(mode) && /^[ +\-\\]|^$/.test(line)) {
    const old = mode.old - (/^[ -]|^$/.test(line) ? 1 : 0);
    const added = mode.new - (/^[ +]|^$/.test(line) ? 1 : 0);
    return ['marked', { ...mode, old: Math.max(0, old), new: Math.max(0, added) }];
  }
  const doubtFrom = isCutShort(mode) ? mode.from : undefined;
  const [kind, next]: ReadLine = diffHeader.test(line)
    ? ['marked', diffAfter(line, index)]
    : readOpen(line, index, closings);
  return doubtFrom === undefined ? [kind, next] : [kind, next, doubtFrom];
}
