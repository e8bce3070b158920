/**
 * Takes credentials out of a text: `[redacted: kind]` stands where one was. Hashes, UUIDs and commit ids stay. What is
 * split over lines is found too, and what has been found once goes wherever it stands again. Cost in proportion to the
 * text, whatever the text.
 */

import { keepingResults } from '../kept-results.ts';
import { findCardNumbers } from './card-numbers.ts';
import { findCookies } from './cookies.ts';
import { findInCommands } from './credential-commands.ts';
import { findForms } from './credential-forms.ts';
import { credentialWords } from './credential-words.ts';
import { findInAddresses } from './credentials-in-addresses.ts';
import {
  type Credentials,
  findAgain,
  isMemorable,
  noCredentials,
  withCredentials,
} from './known-credentials.ts';
import { findLabelled } from './labelled-credentials.ts';
import { firstAfter, joinedParts, originalAt } from './line-joins.ts';
import { findPrivateKeys } from './private-keys.ts';
import { findOddWords } from './random-credentials.ts';
import { markOf, marksIn, outside, withoutMarks } from './redaction-marks.ts';
import { findInManifests } from './secret-manifests.ts';
import { findInTables } from './secret-tables.ts';
import type { Found, Subject } from './subject.ts';

export interface Redacted {
  readonly text: string;
  /** How many credentials were taken out. */
  readonly count: number;
  /** Those of them that can be told from ordinary words elsewhere. */
  readonly credentials: Credentials;
}

/** Takes credentials out of texts of one conversation, whatever stands around those that it has told. */
export type Redact = (text: string) => string;

export const redactWith =
  (known: Credentials): Redact =>
  (text) =>
    redact(text, known).text;

/** A credential that is gone may bring another to light; after so many looks the rest stays. */
const mostLooks = 6;

/**
 * @param known credentials of the same conversation, which go too, whatever stands around them
 * @param first what the first look finds, where it was looked for already
 */
export function redact(
  text: string,
  known: Credentials = noCredentials,
  first: readonly Found[] = findCredentials(text, text, known),
): Redacted {
  let all: Redacted = { text, count: 0, credentials: noCredentials };
  for (let look = 0; look < mostLooks; look++) {
    const found =
      look === 0 ? first : findCredentials(all.text, all.text, withCredentials(known, all.credentials));
    const next = without(all.text, found);
    if (next.count === 0) return all;
    const credentials = withCredentials(all.credentials, next.credentials);
    all = { text: next.text, count: all.count + next.count, credentials };
  }
  return all;
}

/** The text without what was found in it, in any order. */
export function without(text: string, found: readonly Found[]): Redacted {
  const spans = united(found);
  if (spans.length === 0) return { text, count: 0, credentials: noCredentials };
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, kind } of spans) {
    parts.push(text.slice(at, from), markOf(kind));
    at = to;
  }
  parts.push(text.slice(at));
  const told = spans
    .map(({ from, to, kind }) => [text.slice(from, to), kind] as const)
    .filter(([value]) => isMemorable(value));
  return { text: parts.join(''), count: spans.length, credentials: new Map(told) };
}

/** In order, none overlapping another. `subject`: the text, as it is to be read. */
export function findCredentials(
  text: string,
  subject: Subject,
  known: Credentials = noCredentials,
): readonly Found[] {
  if (text.length < 4) return [];
  const { marks, first } = subject === text ? foundInText(text) : foundByRules(text, subject);
  const told = first
    .map(({ from, to, kind }) => [subject.slice(from, to), kind] as const)
    .filter(([value]) => isMemorable(value));
  const values = told.length === 0 ? known : new Map([...known, ...told]);
  const found = values.size === 0 ? first : [...first, ...findAgain(subject, values)];
  return outside(united(found), marks);
}

interface ByRules {
  readonly marks: readonly Found[];
  readonly first: readonly Found[];
}

/** All that is found without knowing any credential beforehand. */
function foundByRules(text: string, subject: Subject): ByRules {
  const marks = marksIn(subject);
  const plain = findInLines(subject, lowered(withoutMarks(text, marks)));
  return { marks, first: [...findPrivateKeys(subject), ...plain, ...findAcrossLines(subject, plain)] };
}

const foundInText = keepingResults((text) => foundByRules(text, text));

function findInLines(subject: Subject, lower: Subject): readonly Found[] {
  const { anchors, labels, commands } = credentialWords(subject, lower);
  return [
    ...findForms(subject, anchors),
    ...findInAddresses(subject),
    ...findLabelled(subject, labels),
    ...findInCommands(subject, commands),
    ...findCookies(subject),
    ...findCardNumbers(subject),
    ...findInManifests(subject),
    ...findInTables(subject, labels),
    ...findOddWords(subject),
  ];
}

/** Of the same length: one letter's small form is two characters. */
export const lowered = (text: string): string => text.replaceAll('İ', 'I').toLowerCase();

/** Credentials broken over lines: the text around such breaks is read once more, with the breaks taken out. */
function findAcrossLines(subject: Subject, plain: readonly Found[]): readonly Found[] {
  const complete = new Set(plain.map((found) => found.from));
  return joinedParts(subject).flatMap(({ text, breaks }) => {
    const legible = lowered(withoutMarks(text, marksIn(text)));
    return findInLines(text, legible).flatMap(({ from, to, kind }): readonly Found[] => {
      const inside = breaks.slice(firstAfter(breaks, from), firstAfter(breaks, to - 1));
      if (inside.length === 0) return [];
      let end = inside[0]?.at ?? to;
      for (const index of inside.keys()) {
        const next = inside[index + 1]?.at ?? to;
        const alone = standsAlone(subject, originalAt(breaks, next - 1) + 1);
        // A key that was whole on its line goes on only in a line of its own, or the next line's first word would go too.
        if (!alone && complete.has(originalAt(breaks, from))) break;
        end = next;
      }
      if (end === inside[0]?.at) return [];
      return [{ from: originalAt(breaks, from), to: originalAt(breaks, end - 1) + 1, kind }];
    });
  });
}

/** Nothing but quotation marks and the like stands between a position and the end of its line. */
const standsAlone = (subject: Subject, position: number): boolean =>
  /^["'`,;)+\\ \t]{0,12}(?:\r?\n|\\n|$)/.test(subject.slice(position, position + 40));

/** Overlapping finds are one credential, of the kind that was found first. */
function united(found: readonly Found[]): readonly Found[] {
  const spans: Found[] = [];
  for (const next of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = spans.at(-1);
    if (last !== undefined && next.from < last.to)
      spans[spans.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else spans.push(next);
  }
  return spans;
}
