/**
 * Cuts Markdown into segments that can be parsed and shown each for itself. Two ends are served: while an answer
 * streams only its last segments are looked at again, and no segment is large or deep enough to stall the parser.
 */
export type Segment =
  /** `lead` is put before the source to read it: the head of a long table, of which this is a further part. */
  | { readonly kind: 'markdown'; readonly source: string; readonly lead: string }
  /** A fenced code block at the top level. `closed` is false while its end has not come. */
  | {
      readonly kind: 'code';
      readonly source: string;
      readonly language: string;
      readonly code: string;
      readonly closed: boolean;
    }
  /** Too long, too deep or too rich in marks to be worth parsing: shown as it is. */
  | { readonly kind: 'plain'; readonly source: string };

/** In UTF-16 units. The parser needs well under 50 ms for the worst text within these bounds. */
const maxSegmentChars = 8_000;
/** From here on lists and the like are cut between two lines: while they grow, only the last part is read again. */
const longPartChars = 3_000;
/** A table later, since each part of it has the head again. */
const longTableChars = 7_000;
const maxLineChars = 8_000;
const maxMarks = 1_500;
const maxDepth = 40;
const maxIndent = 200;

interface Fence {
  readonly mark: string;
  readonly length: number;
  readonly indent: number;
  readonly info: string;
}

/** All segments of `text`; their sources joined are `text`. */
export const segments = (text: string): readonly Segment[] => extendSegments([], text);

/**
 * The segments of `text`, which begins with the text of `before`. The last two segments are cut anew, since a line
 * that was unfinished may now belong to the segment before it.
 */
export function extendSegments(before: readonly Segment[], text: string): readonly Segment[] {
  const kept = before.slice(0, -2);
  let position = kept.reduce((sum, segment) => sum + segment.source.length, 0);
  const result = [...kept];
  while (position < text.length) {
    const segment = nextSegment(text, position, result.at(-1));
    result.push(segment);
    position += segment.source.length;
  }
  return result;
}

function nextSegment(text: string, start: number, before: Segment | undefined): Segment {
  const firstLine = lineAt(text, start);
  const opening = fenceOf(firstLine);
  if (opening !== null && opening.indent === 0) return codeSegment(text, start, opening);
  const lead = before === undefined || !isRow.test(firstLine) ? '' : tableHead(before);
  const isTable = lead !== '' || tableHeadOf(text, start) !== '';
  const long = isTable ? longTableChars : longPartChars;
  let fence: Fence | null = null;
  let blank = false;
  let position = start;
  while (position < text.length) {
    const line = lineAt(text, position);
    if (position > start) {
      if (position - start + line.length > maxSegmentChars) break;
      if (fence === null && startsSegment(line, blank)) break;
      if (fence === null && position - start > long && (isTable ? isRow : isPart).test(line)) break;
      // A line at the margin ends the list that an indented fence is in, and so the fence too.
      if (fence !== null && blank && startsSegment(line, blank)) break;
    }
    fence = fence === null ? fenceOf(line) : closes(line, fence) ? null : fence;
    blank = line.trim() === '';
    position += line.length;
  }
  const source = text.slice(start, position);
  const isSmall = tableCells(lead + source) <= lead.length + source.length;
  return isSmall && isTame(source) ? { kind: 'markdown', source, lead } : { kind: 'plain', source };
}

/** What a part may begin with: an item of a list, a heading or a quotation at the margin. */
const isPart = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>)/;
const isRow = /^ {0,3}\|/;
const isDelimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n/;

/** The head of the table that a segment ends in; empty where it does not. */
function tableHead(segment: Segment): string {
  if (segment.kind !== 'markdown' || /\n[ \t]*\n$/.test(segment.source)) return '';
  return segment.lead === '' ? tableHeadOf(segment.source, 0) : segment.lead;
}

function tableHeadOf(text: string, start: number): string {
  const names = lineAt(text, start);
  const delimiters = lineAt(text, start + names.length);
  return isRow.test(names) && isDelimiterRow.test(delimiters) ? names + delimiters : '';
}

const isRuling = /^[\s>|:-]*$/;
const isEmptyLine = /^[\s>]*$/;

/**
 * At most so many cells come of the tables in `source`, also of those in quotations and lists. A row has as many as the
 * head has, however few it was written with; one that is written out has no more than it has characters.
 */
function tableCells(source: string): number {
  let cells = 0;
  let columns = 0;
  for (const line of source.split('\n')) {
    if (isEmptyLine.test(line)) columns = 0;
    cells += columns;
    if (isRuling.test(line)) columns = Math.max(columns, line.split('|').length);
  }
  return cells;
}

/** True where whatever came before is over: a fence at the margin, or after a blank line text that continues no list. */
function startsSegment(line: string, afterBlank: boolean): boolean {
  if (/^(?:```|~~~)/.test(line)) return fenceOf(line) !== null;
  return afterBlank && !/^(?:\s|[-*+][ \t\n]|\d{1,9}[.)][ \t\n])/.test(line);
}

function codeSegment(text: string, start: number, fence: Fence): Segment {
  let position = start + lineAt(text, start).length;
  const codeStart = position;
  while (position < text.length) {
    const line = lineAt(text, position);
    if (closes(line, fence)) {
      const code = text.slice(codeStart, position);
      const source = text.slice(start, position + line.length);
      return { kind: 'code', source, language: languageOf(fence.info), code, closed: true };
    }
    position += line.length;
  }
  const source = text.slice(start);
  return {
    kind: 'code',
    source,
    language: languageOf(fence.info),
    code: text.slice(codeStart),
    closed: false,
  };
}

/** The line that begins at `start`, its line break included. */
function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.slice(start) : text.slice(start, end + 1);
}

function fenceOf(line: string): Fence | null {
  const match = /^([ \t]*)(`{3,}|~{3,})(.*)/.exec(line);
  if (match === null) return null;
  const [, indent = '', run = '', info = ''] = match;
  const mark = run.charAt(0);
  if (mark === '`' && info.includes('`')) return null;
  return { mark, length: run.length, indent: indent.length, info: info.trim() };
}

function closes(line: string, fence: Fence): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed === fence.mark.repeat(trimmed.length);
}

const languageOf = (info: string): string => (/^[^\s{,:]*/.exec(info)?.[0] ?? '').slice(0, 40);

/** Whether the parser can be trusted with it. */
function isTame(source: string): boolean {
  let marks = 0;
  for (const mark of source) {
    if ('*_~`['.includes(mark)) marks += 1;
  }
  if (marks > maxMarks) return false;
  return source.split('\n').every((line) => line.length <= maxLineChars && isShallow(line));
}

/** Counts the quote and list marks that a line begins with; each is a level of nesting, as indentation may be. */
function isShallow(line: string): boolean {
  const lead = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? '';
  const indent = (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;
  const levels = lead.match(/>|[*+\-.)](?=\s)/g)?.length ?? 0;
  return levels <= maxDepth && indent <= maxIndent;
}
