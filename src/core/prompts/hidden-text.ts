/** Text that a reader of the file does not see but a model would read: a way to slip orders past the user. */

import { knownSection } from '../memory/memory-headings.ts';
import { blockEnds } from '../memory/memory-lines.ts';
import { startOf } from '../shortened.ts';

/** Marks that shape visible text: emoji sequences, and joiners within scripts that need them. */
const shaping =
  /(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic}|[\d#*])\uFE0F|(?<=(?!\p{Script=Latin}|\p{Default_Ignorable_Code_Point})[\p{L}\p{M}])(?:\u200C|\u200D)(?=(?!\p{Script=Latin}|\p{Default_Ignorable_Code_Point})\p{L})/u;

const bidirectional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Controls, and what fonts show nothing for: zero-width characters, fillers, variation selectors, tags. */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

const marks = new RegExp(`(${shaping.source}|[\\t\\n\\r])|${invisible.source}`, 'gu');

/** Most texts are plain ASCII, which is told many times faster than each character is weighed. */
const nothingHidden = /^[\t\n\r -~]*$/;

/** The text without invisible characters and bidirectional controls. Comments stay: in a source file people see them. */
export const stripInvisible = (text: string): string =>
  nothingHidden.test(text) ? text : text.replace(marks, (_, kept?: string) => kept ?? '');

/** The text without invisible characters, bidirectional controls and HTML comments. Fenced code keeps its comments. */
export function stripHidden(text: string): string {
  const visible = stripInvisible(text);
  if (!visible.includes('<!--')) return visible;
  return segments(visible)
    .map(({ content, isFenced }) => (isFenced ? content : withoutComments(content)))
    .join('\n');
}

/**
 * A section's text as it is sent. Standing Instructions quote what the user typed, line by line: there, the marks of
 * comments are words like others, and one rule's must not swallow the rules up to the next one's.
 */
export const shownIn = (heading: string, text: string): string =>
  knownSection(heading)?.heading === 'Standing Instructions' ? stripInvisible(text) : stripHidden(text);

function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of commentsIn(text)) {
    result += text.slice(from, start);
    from = end;
  }
  // What is left is an opening without an end, or one put together from what stood around others: it must open nothing.
  return (result + text.slice(from)).replaceAll('<!--', '<! --');
}

/** The closed comments of a text. Sought from mark to mark, so that many openings without an end cost nothing. */
function commentsIn(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = text.indexOf('<!--');
  while (start >= 0) {
    const close = text.indexOf('-->', start + 4);
    if (close < 0) break;
    found.push({ start, end: close + 3 });
    start = text.indexOf('<!--', close + 3);
  }
  return found;
}

interface Segment {
  readonly content: string;
  readonly isFenced: boolean;
  /** Index of its first line in the text. */
  readonly firstLine: number;
}

/** Fenced blocks apart from what is between them. */
function segments(text: string): Segment[] {
  const lines = text.split('\n');
  const ends = blockEnds(lines.map((line) => line.replace(/\r$/, '')));
  const found: Segment[] = [];
  let from = 0;
  const cut = (to: number, isFenced: boolean) => {
    if (to > from) found.push({ content: lines.slice(from, to).join('\n'), isFenced, firstLine: from });
    from = to;
  };
  for (let index = 0; index < lines.length; index++) {
    const end = ends[index] ?? index;
    if (end > index && !/^\s*<!--/.test(lines[index] ?? '')) {
      cut(index, false);
      cut(end + 1, true);
    }
    index = end;
  }
  cut(lines.length, false);
  return found;
}

export interface HiddenText {
  readonly kind: 'invisible' | 'bidirectional' | 'comment';
  /** Of the text's lines, counted from 1. */
  readonly line: number;
  /** What it is, safe to show: `U+202E`, or the beginning of the comment. */
  readonly what: string;
}

const maxFindings = 100;

/** Flags what `stripHidden` would take out, in the order of the lines; the first hundred findings. */
export function findHidden(text: string): HiddenText[] {
  return [...hiddenMarks(text), ...comments(text)]
    .sort((one, other) => one.line - other.line)
    .slice(0, maxFindings);
}

function hiddenMarks(text: string): HiddenText[] {
  const found: HiddenText[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    for (const [mark, kept] of content.matchAll(marks)) {
      if (kept !== undefined) continue;
      const code = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      const kind = bidirectional.test(mark) ? 'bidirectional' : 'invisible';
      found.push({ kind, line: index + 1, what: `U+${code}` });
      if (found.length >= maxFindings) return found;
    }
  }
  return found;
}

function comments(text: string): HiddenText[] {
  return segments(text)
    .filter(({ isFenced }) => !isFenced)
    .flatMap(({ content, firstLine }) => {
      const closed = commentsIn(content);
      const open = /^ {0,3}<!--/m.exec(content.slice(closed.at(-1)?.end ?? 0));
      const rest =
        open === null ? [] : [{ start: (closed.at(-1)?.end ?? 0) + open.index, end: content.length }];
      return [...closed.slice(0, maxFindings), ...rest].map(({ start, end }): HiddenText => {
        const line = firstLine + content.slice(0, start).split('\n').length;
        const inside = content.slice(start, Math.min(end, start + 400)).replace(/^\s*<!--|-->$/g, '');
        return {
          kind: 'comment',
          line,
          what: startOf(stripInvisible(inside).trim().replace(/\s+/g, ' '), 80),
        };
      });
    });
}
