/**
 * The user's own earlier words for the compacted context, verbatim up to a budget: the net under every rule that might
 * have misjudged them. What was pasted is left out, and what yields is told.
 */

import { charactersPerToken } from '../conversation/tokens.ts';
import type { UserRecord } from '../conversation/transcript.ts';
import { isPasted, type Passage, type PassageKind, passagesOf } from '../prose/user-prose.ts';
import { noCredentials } from '../redaction/known-credentials.ts';
import { type Redact, redactWith } from '../redaction/redact.ts';
import { readBeyond, redactedEnd, redactedStart } from '../redaction/redacted-ends.ts';

export interface UserWords {
  /** Chronological, each message under its turn number; empty when there is nothing to show. */
  readonly text: string;
  /** Messages shown, wholly or in part. */
  readonly kept: number;
  /** Messages left out. */
  readonly omitted: number;
  /** Messages of those shown that were cut in their middle. */
  readonly cut: number;
  /** Lines of pastes that were left out of those shown. */
  readonly pastedLines: number;
}

/** The share of the budget that the newest messages may fill before messages with instructions get their turn. */
const newestShare = 0.6;

/** What one message of the others may take of the room that is left, before all of them have had their turn. */
const share = 0.5;
const leastShare = 600;

/** Messages that do not fit are passed over, but are not looked through for ever. */
const mostPassedOver = 40;

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
  const shown = new Map<number, Shown>();
  const read = reading(records, redactWith(known));
  // Gaps and the last remark are told in lines of their own, for which some room is kept.
  let room = Math.floor(Math.max(0, budgetTokens) * charactersPerToken) - 60;
  const take = (index: number, floor: number): boolean => {
    if (shown.has(index)) return true;
    const text = room - floor < 40 ? null : read(index, room - floor);
    if (text === null) return false;
    shown.set(index, text);
    room -= text.text.length + gapCharacters;
    return true;
  };
  for (const [index, { continues }] of records.entries())
    if (continues === true) shown.set(index, nothingTyped);
  let next = takeNewest(records.length - 1, take, Math.floor(room * (1 - newestShare)));
  // The first message says what it all began with.
  const weighty = [...new Set([1, ...[...instructionTurns].toSorted((one, other) => other - one)])]
    .map((turn) => turn - 1)
    .filter((index) => index >= 0 && index < records.length);
  let passedOver = 0;
  for (const index of weighty) {
    if (passedOver > mostPassedOver) break;
    const most = Math.max(leastShare, Math.floor(room * share));
    if (!take(index, Math.max(0, room - most))) passedOver++;
  }
  next = takeNewest(next, take, 0);
  // What was cut in favour of others gets what these have left.
  for (const [index, before] of [...shown]) {
    const wider = before.isCut && room > leastCut ? read(index, room + before.text.length) : null;
    if (wider === null) continue;
    room -= wider.text.length - before.text.length;
    shown.set(index, wider);
  }
  return {
    text: chronological(shown, records.length),
    kept: [...shown.values()].filter((one) => one !== nothingTyped).length,
    omitted: records.length - shown.size,
    cut: [...shown.values()].filter(({ isCut }) => isCut).length,
    pastedLines: [...shown.values()].reduce((sum, one) => sum + one.pastedLines, 0),
  };
}

/** Room for a line that says how many messages are missing before a message. */
const gapCharacters = 40;

function takeNewest(from: number, take: (index: number, floor: number) => boolean, floor: number): number {
  let index = from;
  while (index >= 0 && take(index, floor)) index--;
  return index;
}

interface Shown {
  readonly text: string;
  readonly isCut: boolean;
  readonly pastedLines: number;
}

const nothingTyped: Shown = { text: '', isCut: false, pastedLines: 0 };

/** Gives a message under its turn number, cut where it does not fit; null where cutting would leave next to nothing. */
function reading(
  records: readonly UserRecord[],
  redact: Redact,
): (index: number, room: number) => Shown | null {
  const words = new Map<number, Words>();
  return (index, room) => {
    const { text, pastedLines } = words.get(index) ?? wordsOf(records[index]?.typed ?? '');
    words.set(index, { text, pastedLines });
    const heading = `[turn ${index + 1}]\n`;
    // Longer ones are cut in any case, and need not be searched for credentials as a whole.
    const clean = text.length > 2 * room + readBeyond ? null : redact(text);
    if (clean !== null && heading.length + clean.length <= room)
      return { text: heading + clean, isCut: false, pastedLines };
    const space = room - heading.length - 60;
    if (space < leastCut) return null;
    const half = Math.floor(space / 2);
    const start = redactedStart(text, half, redact);
    const end = redactedEnd(text, half, redact);
    const left = Math.max(0, text.length - 2 * half);
    return {
      text: `${heading}${start}\n[…${left} characters left out…]\n${end}`,
      isCut: true,
      pastedLines,
    };
  };
}

interface Words {
  readonly text: string;
  readonly pastedLines: number;
}

/** What was typed or may have been, with a line in the place of each paste. */
function wordsOf(typed: string): Words {
  const parts: string[] = [];
  let pastedLines = 0;
  for (const group of pasteGroups(passagesOf(typed))) {
    const isLeftOut = leftOutOf(group);
    let lines = 0;
    for (const [index, passage] of group.entries()) {
      if (isLeftOut(passage)) lines += passage.lines;
      else parts.push(passage.text);
      const next = group[index + 1];
      if (lines === 0 || (next !== undefined && isLeftOut(next))) continue;
      parts.push(`[…pasted material left out: ${lines} ${lines === 1 ? 'line' : 'lines'}]`);
      pastedLines += lines;
      lines = 0;
    }
  }
  return { text: parts.join('\n').trim(), pastedLines };
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

function chronological(shown: ReadonlyMap<number, Shown>, total: number): string {
  const lines: string[] = [];
  let missing = 0;
  for (let index = 0; index < total; index++) {
    const one = shown.get(index);
    if (one === undefined) missing++;
    if (one === undefined || one === nothingTyped) continue;
    if (missing > 0) lines.push(leftOut(missing));
    missing = 0;
    lines.push(one.text);
  }
  if (missing > 0) lines.push(leftOut(missing));
  return lines.join('\n\n');
}

const leftOut = (count: number): string =>
  `[${count} earlier ${count === 1 ? 'message' : 'messages'} left out]`;
