/** The nine sections of the memory document: their names, who keeps each, and what belongs there. */

import { keepingResults } from '../kept-results.ts';
import type { Ownership } from '../ports/memory-history.ts';

/** Who writes a section. `user`: by hand only; `model`: the updater; `code`: rebuilt from the transcript. */
export type Keeper = 'user' | 'model' | 'code';

export interface KnownSection {
  readonly heading: string;
  readonly keeper: Keeper;
  /** One line for the user, shown in a section that is still empty. Never sent, never counted as content. */
  readonly hint: string;
  /** What the model is asked to put there; empty for sections that it does not write. */
  readonly brief: string;
}

export const sectionTable: readonly KnownSection[] = [
  {
    heading: 'Pinned',
    keeper: 'user',
    hint: '_Yours alone. Whatever stands here is never rewritten and goes along with every compaction._',
    brief: '',
  },
  {
    heading: 'User Intent',
    keeper: 'model',
    hint: '_What you asked for, in your own words, and how it changed._',
    brief:
      'What the user wants, quoted where the wording matters, and how the request evolved. Say which version holds now.',
  },
  {
    heading: 'Completed Work',
    keeper: 'model',
    hint: '_What was created, changed, deleted or decided._',
    brief:
      'What was created, changed, deleted, found out or decided, with exact identifiers, values and settings. Results, not the way there.',
  },
  {
    heading: 'Errors & Corrections',
    keeper: 'model',
    hint: '_What failed and why, and what you corrected, so that it does not happen twice._',
    brief:
      'What failed and why, so that it is not tried again; error messages word for word; every correction by the user, quoted.',
  },
  {
    heading: 'Active Work',
    keeper: 'model',
    hint: '_What is in progress, and where it stopped._',
    brief:
      'What is in progress right now, the exact point where it stopped, and partial results that are still needed.',
  },
  {
    heading: 'Pending Tasks',
    keeper: 'model',
    hint: '_What was asked for and has not been begun._',
    brief:
      'What was asked for and has not been begun. Mark each as asked for explicitly or merely implied; add nothing that nobody asked for.',
  },
  {
    heading: 'Key References',
    keeper: 'model',
    hint: '_Names, numbers, dates, paths, addresses, constraints and sources that are still needed._',
    brief:
      'Ids, paths, URLs, names, numbers, dates, limits, technical requirements and sources that later work needs, each exactly as it was given.',
  },
  {
    heading: 'Standing Instructions',
    keeper: 'code',
    hint: '_Your rules and corrections, quoted by the program. Delete a line that no longer holds._',
    brief: '',
  },
  {
    heading: 'Files',
    keeper: 'code',
    hint: '_Files read, created, changed or deleted, noted by the program._',
    brief: '',
  },
];

/** What a model is asked to write: its sections, less those that the user has deleted. */
export const sectionsForModel = (ownership: Ownership): readonly KnownSection[] =>
  sectionTable.filter(({ keeper, heading }) => keeper === 'model' && !isDeletedSection(ownership, heading));

const foldHeading = (heading: string): string =>
  heading
    .replace(/^\s*#+/, '')
    .replace(/&amp;|\band\b/gi, '&')
    .replace(/\([^)]*\)\s*$/, '')
    .replace(/[^\p{L}&]+/gu, ' ')
    .trim()
    .toLowerCase();

const byName: ReadonlyMap<string, KnownSection> = new Map(
  sectionTable.map((section) => [foldHeading(section.heading), section]),
);

/** Tolerant of case, level, numbering, bold and a trailing colon: `### 2. **user intent:**` is User Intent. */
export const knownSection = (heading: string): KnownSection | undefined =>
  heading.length > 200 ? undefined : sectionCalled(heading);

const sectionCalled = keepingResults((heading) => byName.get(foldHeading(heading)));

/** The heading is a proper one, or one of the user's own as it stands in the file. */
export const isDeletedSection = ({ deletedSections }: Ownership, heading: string): boolean =>
  isAmong(deletedSections, heading);

/** However the others write it. */
export const isAmong = (headings: readonly string[], heading: string): boolean =>
  headings.some((other) => (knownSection(other)?.heading ?? other) === heading);

export const isKnownHeading = (heading: string): boolean => knownSection(heading) !== undefined;

const hints: ReadonlySet<string> = new Set(sectionTable.map((section) => section.hint));

/** A line of the skeleton's own explanation, which says nothing about the conversation. Formatters put `*` for `_`. */
export const isHint = (line: string): boolean => hints.has(line.trim().replace(/^\*(.*)\*$/, '_$1_'));
