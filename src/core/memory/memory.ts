/**
 * The session-memory document: Markdown to value and back, and what may be done to it. Values are canonical: no
 * trailing spaces, no blank lines around a body. What the user's file looks like to the letter is the merge's affair.
 */

import { withoutItemMark } from '../item-mark.ts';
import { keepingResults } from '../kept-results.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { isHint, isKnownHeading, type KnownSection, knownSection, sectionTable } from './memory-headings.ts';
import { limitWords } from './memory-limit.ts';
import { headingIndexes, headingText, linesOf, missingEnd } from './memory-lines.ts';
import { readSections } from './memory-reply.ts';

export interface MemorySection {
  /** As written in the file, without `##`. */
  readonly heading: string;
  readonly body: string;
}

export interface MemoryDocument {
  /** The title and whatever else stands before the first section. */
  readonly preamble: string;
  readonly sections: readonly MemorySection[];
}

const title = '# Session memory';

/** No more words than this in a section that the model writes. */
export const maxSectionWords = 500;

/** Never fails: text without any `## ` heading is all preamble. CRLF and a byte order mark are tolerated. */
export const parseMemory: (text: string) => MemoryDocument = keepingResults(read);

function read(text: string): MemoryDocument {
  const lines = linesOf(text);
  const starts = headingIndexes(lines);
  const sections = starts.map((start, position) => ({
    heading: headingText(lines[start] ?? '') ?? '',
    body: canonical(lines.slice(start + 1, starts[position + 1] ?? lines.length)),
  }));
  return { preamble: canonical(lines.slice(0, starts[0] ?? lines.length)), sections };
}

/** Canonical Markdown; `parseMemory` reads the same value back. An empty document is an empty text. */
export function formatMemory(document: MemoryDocument): string {
  const parts = document.sections.map(({ heading, body }) =>
    [`## ${heading}`.trimEnd(), ...(body === '' ? [] : [body])].join('\n\n'),
  );
  const all = document.preamble === '' ? parts : [document.preamble, ...parts];
  return all.length === 0 ? '' : `${all.join('\n\n')}\n`;
}

/** No trailing spaces, no blank lines around, and no fence left open that could swallow what follows. */
function canonical(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.trimEnd());
  const first = trimmed.findIndex((line) => line !== '');
  if (first < 0) return '';
  const said = trimmed.slice(first, trimmed.findLastIndex((line) => line !== '') + 1);
  const end = missingEnd(said);
  return (end === null ? said : [...said, end]).join('\n');
}

/** What a new file looks like: every section with a line that tells the user what it is for. */
export const skeleton = (): MemoryDocument => ({
  preamble: title,
  sections: sectionTable.map(({ heading, hint }) => ({ heading, body: hint })),
});

/** A new session's document: the skeleton with what the user pinned and the sections that the user added. */
export function carryOver(document: MemoryDocument): MemoryDocument {
  const own = document.sections.filter(({ heading }) => !isKnownHeading(heading));
  const fresh = skeleton();
  const pinned = sectionBody(document, 'Pinned');
  const start = pinned === '' ? fresh : withSection(fresh, 'Pinned', pinned);
  return { ...start, sections: [...start.sections, ...own] };
}

/**
 * The content of a section, hints left out; empty when it is missing. Everything under a repeated Pinned counts as
 * pinned; of other repeated headings the first is the section, the rest are the user's own text.
 */
export function sectionBody(document: MemoryDocument, heading: string): string {
  const bodies = document.sections
    .filter((section) => sameHeading(section.heading, heading))
    .map(({ body }) => content(body));
  const pinned = knownSection(heading)?.keeper === 'user';
  return pinned ? bodies.filter((body) => body !== '').join('\n\n') : (bodies[0] ?? '');
}

/** Replaces a section's body, or adds the section: a known one at its place in the table, any other at the end. */
export function withSection(document: MemoryDocument, heading: string, body: string): MemoryDocument {
  const fresh = contained(body);
  const position = document.sections.findIndex((section) => sameHeading(section.heading, heading));
  if (position >= 0) {
    const sections = document.sections.map((section, index) =>
      index === position ? { ...section, body: fresh } : section,
    );
    return { ...document, sections };
  }
  const place = placeFor(document, heading);
  const added = { heading: headingText(`## ${heading.replace(/\s+/g, ' ')}`) ?? '', body: fresh };
  return { ...document, sections: document.sections.toSpliced(place, 0, added) };
}

function placeFor(document: MemoryDocument, heading: string): number {
  const rank = rankOf(heading);
  if (rank < 0) return document.sections.length;
  return document.sections.findLastIndex((section) => isBetween(rankOf(section.heading), 0, rank)) + 1;
}

const isBetween = (value: number, from: number, to: number): boolean => value >= from && value < to;

const rankOf = (heading: string): number => {
  const known = knownSection(heading);
  return known === undefined ? -1 : sectionTable.indexOf(known);
};

const sameHeading = (one: string, other: string): boolean =>
  one === other || (isKnownHeading(one) && knownSection(one) === knownSection(other));

/** A body that cannot reach beyond its section: its fences are closed and its headings are of a lower level. */
function contained(body: string): string {
  const lines = linesOf(body);
  const headings = new Set(headingIndexes(lines));
  return canonical(
    lines.map((line, index) => (headings.has(index) ? `### ${headingText(line) ?? ''}` : line)),
  );
}

/** A text without the skeleton's hints. */
export const content = keepingResults((body) => canonical(body.split('\n').filter((line) => !isHint(line))));

/** What the model wrote, headings and hints left out; for comparing its size with the transcript's. */
export const modelWritten = (document: MemoryDocument): string =>
  sectionTable
    .filter(({ keeper }) => keeper === 'model')
    .map(({ heading }) => sectionBody(document, heading))
    .filter((body) => body !== '')
    .join('\n\n');

/** True when the document says nothing: no line but titles, headings and hints. */
export const isBlank = (document: MemoryDocument): boolean =>
  /^(#[^\n]*)?$/.test(document.preamble) && document.sections.every(({ body }) => content(body) === '');

export type Reply =
  /** The sections that the model wrote, under their proper names, in the order of the table. */
  | {
      readonly kind: 'ok';
      readonly sections: readonly MemorySection[];
      /** What it proposes as standing instructions, a quotation each; whether they are real is not known yet. */
      readonly quotes: readonly string[];
    }
  /** Why nothing of it can be used: a clause without a full stop. */
  | { readonly kind: 'bad'; readonly reason: Phrase };

/**
 * Reads what a model answered to the memory instruction. Only the sections that models keep are taken; scratch
 * analysis, wrappers, chatter and every other section are dropped.
 */
export function readReply(replyText: string, { isUpdate }: { readonly isUpdate: boolean }): Reply {
  if (replyText.trim() === '') return { kind: 'bad', reason: phrase`it was empty` };
  const found = readSections(replyText);
  const sections = sectionTable.flatMap((known): MemorySection[] => {
    const body = found.get(known.heading);
    return known.keeper !== 'model' || body === undefined
      ? []
      : [{ heading: known.heading, body: contained(body) }];
  });
  if (sections.length === 0)
    return { kind: 'bad', reason: phrase`it had none of the sections that were asked for` };
  // An update may empty a section on purpose; a first memory that says nothing is a failure.
  const saysNothing = sections.every(({ body }) => body === '');
  if (saysNothing && !isUpdate) return { kind: 'bad', reason: phrase`all of its sections were empty` };
  return { kind: 'ok', sections, quotes: quotesIn(found.get('Standing Instructions') ?? '') };
}

/** What stands in quotation marks on each line; the whole line where there are none. */
const quotesIn = (body: string): readonly string[] =>
  body
    .split('\n')
    .slice(0, mostQuotes)
    .map((line) => withoutItemMark(line.trimStart()).replace(/\s*\(turn \d[^()]*\)\s*$/, ''))
    .map((line) => /["“„«「](.*)["”“»」]/.exec(line)?.[1] ?? line)
    .map((quote) => quote.trim())
    .filter((quote) => quote !== '');

const mostQuotes = 60;

/** The document with the model's sections put in, each within its limit of words. The others stay as they are. */
export const applyReply = (document: MemoryDocument, sections: readonly MemorySection[]): MemoryDocument =>
  sections
    .filter(({ heading }) => isModelKept(knownSection(heading)))
    .reduce(
      (result, { heading, body }) => withSection(result, heading, limitWords(body, maxSectionWords)),
      document,
    );

const isModelKept = (known: KnownSection | undefined): boolean => known?.keeper === 'model';
