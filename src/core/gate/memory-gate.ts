/**
 * The gate: what a model proposes as the new memory is checked by code before it is taken. What is missing is put back,
 * what is forged goes, what is told as the user's will without being it says so. Lines that stood in the version before
 * were checked then and are not checked again, so the cost is in proportion to what is new.
 */

import { wordsLength } from '../conversation/message.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type MemoryDocument, modelWritten, sectionBody, withSection } from '../memory/memory.ts';
import { isKnownHeading, sectionTable } from '../memory/memory-headings.ts';
import { linesOf, unitsOf } from '../memory/memory-lines.ts';
import { fold } from '../merge/merge-text.ts';
import { type Phrase, phrase } from '../phrase.ts';
import type { Ownership } from '../ports/memory-history.ts';
import { redactWith } from '../redaction/redact.ts';
import { withoutUnknownAddresses } from './gate-addresses.ts';
import { judgeOrder, ownWords, suggested } from './gate-claims.ts';
import { withoutUnknownCommands } from './gate-commands.ts';
import { checkQuotes, isAboutUser, quoteSpans } from './gate-quotes.ts';
import { restore } from './gate-restore.ts';
import { createWitness, type Witness } from './gate-witness.ts';

export interface GateInput {
  /** The document with the model's sections in it, credentials taken out. */
  readonly proposed: MemoryDocument;
  /** The document that the model was given; null before the first. */
  readonly base: MemoryDocument | null;
  readonly ledger: Ledger;
  readonly ownership: Ownership;
  /** What the new version covers and the one before did not, oldest first. */
  readonly fresh: readonly MessageRecord[];
  /** What was said before that, newest first, from the start at each iteration; read only as far as a doubt requires. */
  readonly earlier: Iterable<MessageRecord>;
}

export interface Removal {
  readonly why: 'quote' | 'address' | 'command' | 'order';
  readonly text: string;
}

export interface Gated {
  readonly document: MemoryDocument;
  /** Lines and headings that the model left out and code has put back. */
  readonly restored: readonly string[];
  /** What nobody had said, or the user had not. */
  readonly removed: readonly Removal[];
  /** Why the version must not be taken, as a clause without a full stop; null where it may. */
  readonly rejected: Phrase | null;
}

/** Never throws. What it lets through, it lets through unchanged the next time. */
export function gate(input: GateInput): Gated {
  const { proposed, base, ledger, ownership } = input;
  const reject = (rejected: Phrase): Gated => ({ document: proposed, restored: [], removed: [], rejected });
  if (isInflated(input)) return reject(phrase`it was longer than the conversation it covers`);
  const witness = createWitness(sourcesOf(input));
  const removed: Removal[] = [];
  const checked = sectionTable
    .filter(({ keeper }) => keeper === 'model')
    .reduce((document, { heading }) => {
      const known = knownLines(base, heading, ownership);
      return withChecked(document, heading, known, witness, removed);
    }, proposed);
  if (modelWritten(proposed) !== '' && modelWritten(checked) === '' && modelWritten(base ?? empty) === '') {
    return reject(phrase`nothing that it said is in the conversation`);
  }
  const { document, lines } = restore(checked, ledger, ownership);
  return { document, restored: lines, removed, rejected: null };
}

const empty: MemoryDocument = { preamble: '', sections: [] };

/** The model-written part must be smaller than what it stands for. Counts only until that is certain. */
function isInflated({ proposed, fresh, earlier }: GateInput): boolean {
  const size = modelWritten(proposed).length;
  let covered = 0;
  for (const records of [fresh.toReversed(), earlier]) {
    for (const record of records) {
      covered += wordsLength(record.content);
      if (covered >= size) return false;
    }
  }
  return covered < size;
}

function sourcesOf({ base, ledger, ownership, fresh, earlier }: GateInput) {
  const sections = base?.sections ?? [];
  const own = sections.filter(({ heading }) => !isKnownHeading(heading)).map(({ body }) => body);
  const quoted = sections.flatMap(({ heading, body }) =>
    body
      .split('\n')
      .filter((line) => isAboutUser(line, heading))
      .flatMap((line) => quoteSpans(line).map(({ text }) => text)),
  );
  return {
    fresh,
    earlier,
    byUser: [
      ...ledger.instructions.entries.map(({ quote }) => quote),
      ...ownership.held,
      ...own,
      sectionBody(base ?? empty, 'Pinned'),
      ...quoted,
    ],
    byMemory: sections.map(({ body }) => body),
    redact: redactWith(ledger.credentials),
  };
}

/** The lines of a section that need no check: those that stood there before, and those that the user wrote. */
const knownLines = (base: MemoryDocument | null, heading: string, { held }: Ownership): ReadonlySet<string> =>
  new Set([...unitsOf(linesOf(sectionBody(base ?? empty, heading))), ...held].map(fold));

/** What is taken out can lay bare what has to go next. */
const mostRounds = 8;

function withChecked(
  document: MemoryDocument,
  heading: string,
  known: ReadonlySet<string>,
  witness: Witness,
  removed: Removal[],
): MemoryDocument {
  const body = sectionBody(document, heading);
  let text = body;
  for (let round = 0, before = ''; round < mostRounds && text !== before; round++) {
    before = text;
    text = unitsOf(linesOf(before))
      .flatMap((unit) => {
        if (unit.trim() === '' || known.has(fold(unit))) return [unit];
        return unit.includes('\n')
          ? [checkedBlock(unit, heading, witness, removed)]
          : checkedLine(unit, heading, witness, removed);
      })
      .join('\n');
  }
  return text === body ? document : withSection(document, heading, text);
}

/** A fenced block is material, but for commands and addresses, and for quotations that it gives to the user. */
function checkedBlock(block: string, heading: string, witness: Witness, removed: Removal[]): string {
  return block
    .split('\n')
    .map((line) => {
      const text = sifted(line, witness, removed, true);
      if (!isAboutUser(text, heading)) return text;
      const quotes = checkQuotes(text, heading, witness);
      removed.push(...quotes.removed.map((quote) => ({ why: 'quote' as const, text: quote })));
      return quotes.line;
    })
    .join('\n');
}

function sifted(line: string, witness: Witness, removed: Removal[], inFence: boolean): string {
  const commands = withoutUnknownCommands(line, witness, inFence);
  const addresses = withoutUnknownAddresses(commands.line, witness);
  removed.push(...commands.removed.map((text) => ({ why: 'command' as const, text })));
  removed.push(...addresses.removed.map((text) => ({ why: 'address' as const, text })));
  return addresses.line;
}

const bullet = /^\s*(?:(?:[-*+•]|\d{1,3}[.)]|>)\s+)?(?:\[[ xX]\]\s+)?/;

/** The line as it may stand; none where nothing of it is left that says something. */
function checkedLine(line: string, heading: string, witness: Witness, removed: Removal[]): readonly string[] {
  const lead = bullet.exec(line)?.[0] ?? '';
  const text = line.slice(lead.length);
  const found: Removal[] = [];
  const quotes = checkQuotes(sifted(text, witness, found, false), heading, witness);
  found.push(...quotes.removed.map((quote) => ({ why: 'quote' as const, text: quote })));
  const isHollow =
    !quotes.hasUserQuote && (found.length > 0 || quotes.line !== text) && saysNothing(quotes.told);
  const verdict = isHollow ? 'fine' : judgeOrder(quotes.line, witness, quotes.hasUserQuote);
  if (verdict === 'nobodys') found.push({ why: 'order', text });
  removed.push(...found);
  if (isHollow || verdict === 'nobodys') return [];
  return [lead + attributions[verdict] + quotes.line];
}

const attributions = { fine: '', notTheUsers: ownWords, others: suggested } as const;

/** Words that only say who said something, and when. */
const attribution =
  /\b(?:the|an?|and|or|to|of|by|on|in|at|for|with|as|that|this|it|was|is|has|have|had|not|again|once|twice|also|then|turn|user|human|customer|explicit(?:ly)?|clearly|said|says|sa(?:id|ying)|asked?|asks|ordered|orders|insist(?:s|ed)?|demand(?:s|ed)?|request(?:s|ed)?|want(?:s|ed)|told|tells|wrote|writes|stat(?:es|ed)|quote[ds]?|words?|corrected|correction|instruct(?:s|ed|ion)|see|url|link|run|next|first|new|rule)\b|\d+|\p{P}|\p{S}/giu;

const saysNothing = (line: string): boolean =>
  line.replaceAll(ownWords.trim(), '').replaceAll(suggested.trim(), '').replace(attribution, ' ').trim()
    .length < 3 || /:\s*$/.test(line.trim());
