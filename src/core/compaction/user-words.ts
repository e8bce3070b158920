/**
 * The user's own earlier words for the compacted context, verbatim up to a budget: the net under every rule that might
 * have misjudged them. What was pasted is left out, and what yields is told.
 */

import { charactersPerToken } from '../conversation/tokens.ts';
import type { UserRecord } from '../conversation/transcript.ts';
import { noCredentials } from '../redaction/known-credentials.ts';
import { type Redact, redactWith } from '../redaction/redact.ts';
import { readBeyond, redactedEnd, redactedStart } from '../redaction/redacted-ends.ts';
import { isPasted, type Passage, type PassageKind, passagesOf } from './user-prose.ts';

export interface UserWords {
  /** Chronological, each message under its turn number; empty when there is nothing to show. */
  readonly text: string;
  /** Messages shown, wholly or in part. */
  readonly kept: number;
  /** Messages left out. */
  readonly omitted: number;
}

/** The share of the budget that the newest messages may fill before messages with instructions get their turn. */
const newestShare = 0.6;

/** A message is cut to what room is left only where that is worth reading. */
const leastCut = 400;

/** Pastes shorter than this many characters stay: a name or a line of code that a sentence speaks of. */
const smallPaste = 200;

/**
 * @param records every user record from the session's first on, newest last
 * @param budgetTokens how much the text may take, at 2.5 characters a token
 * @param known credentials that the conversation has told
 * @param instructionTurns turns, counted from 1, that hold standing instructions; they yield after the others
 */
export function userWords(
  records: readonly UserRecord[],
  budgetTokens: number,
  instructionTurns: ReadonlySet<number> = new Set(),
  known = noCredentials,
): UserWords {
  const redact = redactWith(known);
  const shown = new Map<number, string>();
  // Gaps and the last remark are told in lines of their own, for which some room is kept.
  let room = Math.floor(Math.max(0, budgetTokens) * charactersPerToken) - 60;
  const take = (index: number, floor: number): boolean => {
    if (shown.has(index)) return true;
    const text = room - floor < 40 ? null : shownText(records, index, room - floor, redact);
    if (text === null) return false;
    shown.set(index, text);
    room -= text.length + gapCharacters;
    return true;
  };
  const total = room;
  let next = takeNewest(records.length - 1, take, Math.floor(total * (1 - newestShare)));
  // The first message says what it all began with.
  for (const turn of [1, ...[...instructionTurns].toSorted((one, other) => other - one)]) {
    if (turn >= 1 && turn <= records.length && !take(turn - 1, 0)) break;
  }
  next = takeNewest(next, take, 0);
  return {
    text: chronological(shown, records.length),
    kept: shown.size,
    omitted: records.length - shown.size,
  };
}

/** Room for a line that says how many messages are missing before a message. */
const gapCharacters = 40;

function takeNewest(from: number, take: (index: number, floor: number) => boolean, floor: number): number {
  let index = from;
  while (index >= 0 && take(index, floor)) index--;
  return index;
}

/** The message under its turn number, cut where it does not fit; null where cutting would leave next to nothing. */
function shownText(
  records: readonly UserRecord[],
  index: number,
  room: number,
  redact: Redact,
): string | null {
  const heading = `[turn ${index + 1}]\n`;
  const words = wordsOf(records[index]?.typed ?? '');
  // Longer ones are cut in any case, and need not be searched for credentials as a whole.
  const clean = words.length > 2 * room + readBeyond ? null : redact(words);
  if (clean !== null && heading.length + clean.length <= room) return heading + clean;
  const space = room - heading.length - 60;
  if (space < leastCut) return null;
  const half = Math.floor(space / 2);
  const start = redactedStart(words, half, redact);
  const end = redactedEnd(words, half, redact);
  return `${heading}${start}\n[…${Math.max(0, words.length - 2 * half)} characters left out…]\n${end}`;
}

/** What was typed or may have been, with a line in the place of each paste. */
function wordsOf(typed: string): string {
  const parts: string[] = [];
  for (const group of pasteGroups(passagesOf(typed))) {
    const isLeftOut = leftOutOf(group);
    let lines = 0;
    for (const [index, passage] of group.entries()) {
      if (isLeftOut(passage)) lines += passage.lines;
      else parts.push(passage.text);
      const next = group[index + 1];
      if (lines === 0 || (next !== undefined && isLeftOut(next))) continue;
      parts.push(`[…pasted material left out: ${lines} ${lines === 1 ? 'line' : 'lines'}]`);
      lines = 0;
    }
  }
  return parts.join('\n').trim();
}

/** A line or two that look like a machine's are not large because the marked paste beside them is. */
function leftOutOf(group: readonly Passage[]): (passage: Passage) => boolean {
  const sizeOf = (kind: PassageKind) =>
    group.reduce((sum, passage) => sum + (passage.kind === kind ? passage.text.length : 0), 0);
  const isLarge = { marked: sizeOf('marked') > smallPaste, machine: sizeOf('machine') > smallPaste };
  return (passage) =>
    (isLarge.marked && passage.kind === 'marked') ||
    (isLarge.machine && passage.kind === 'machine') ||
    ((isLarge.marked || isLarge.machine) && isBlank(passage));
}

/** Typed passages one by one, and together what was pasted with no more than blank lines or doubtful ones between. */
function pasteGroups(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const groups: Passage[][] = [];
  let isOpen = false;
  for (const passage of passages) {
    const isTyped = passage.kind === 'typed' && !isBlank(passage);
    if (isOpen && !isTyped) groups.at(-1)?.push(passage);
    else groups.push([passage]);
    isOpen = !isTyped && (isOpen || isPasted(passage));
  }
  return groups;
}

const isBlank = (passage: Passage | undefined): boolean =>
  passage?.kind === 'typed' && passage.text.trim() === '';

function chronological(shown: ReadonlyMap<number, string>, total: number): string {
  if (total === 0 || shown.size === 0) return total === 0 ? '' : leftOut(total);
  const lines: string[] = [];
  let expected = 0;
  for (const index of [...shown.keys()].sort((one, other) => one - other)) {
    if (index > expected) lines.push(leftOut(index - expected));
    lines.push(shown.get(index) ?? '');
    expected = index + 1;
  }
  if (expected < total) lines.push(leftOut(total - expected));
  return lines.join('\n\n');
}

const leftOut = (count: number): string =>
  `[${count} earlier ${count === 1 ? 'message' : 'messages'} left out]`;
