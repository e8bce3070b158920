/**
 * A memory without a model: an extract of the conversation in the same document, made by rules and always the same for
 * the same records. The offline provider's memory, and what serves when a model cannot be reached.
 */

import { withAsked } from '../conversation/asked.ts';
import { isText, text, wordsLength } from '../conversation/message.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import {
  type MemoryDocument,
  maxSectionWords,
  sectionBody,
  skeleton,
  withSection,
} from '../memory/memory.ts';
import { limitWords } from '../memory/memory-limit.ts';
import type { Credentials } from '../redaction/known-credentials.ts';
import { type Redact, redact, redactWith } from '../redaction/redact.ts';
import { redactTyped } from '../redaction/redact-typed.ts';
import { completedWork, errorsAndCorrections, keyReferences, pendingTasks } from './extract-sections.ts';
import { activeWork, userIntent } from './extract-turns.ts';
import { emptyLedger, type Ledger, readRecord } from './ledger.ts';

export interface ExtractInput {
  /** What is new since `previous`; all there is when there is no previous document. */
  readonly records: readonly MessageRecord[];
  /** Earlier facts stay: new ones are added to it, and only the word limit takes the oldest away. */
  readonly previous: MemoryDocument | null;
  /** The ledger after the last record, where the caller keeps one; else one is made of the records. */
  readonly ledger?: Ledger;
}

interface Fresh {
  readonly heading: string;
  readonly lines: readonly string[];
  /** True where the new lines stand instead of the old ones. */
  readonly replaces?: boolean;
}

/** Each section stays under its limit of words; credentials are blotted out; what the code keeps is left as it is. */
export function extractMemory({ records, previous, ledger }: ExtractInput): MemoryDocument {
  const known = ledger ?? records.reduce(readRecord, emptyLedger);
  const firstTurn = known.turn - records.filter((record) => record.kind === 'user').length + 1;
  const clean = redactWith(known.credentials);
  const said = [...withAsked(records)].map(redacted(known.credentials));
  const facts = { records: said, ledger: known, firstTurn };
  // In the order in which they stay when not all fit: what the user corrected last of all.
  const found: readonly Fresh[] = [
    { heading: 'Errors & Corrections', lines: errorsAndCorrections(facts) },
    { heading: 'User Intent', lines: userIntent(facts) },
    { heading: 'Pending Tasks', lines: pendingTasks(facts) },
    { heading: 'Active Work', lines: activeWork(facts), replaces: true },
    { heading: 'Completed Work', lines: completedWork(facts) },
    { heading: 'Key References', lines: keyReferences(facts) },
  ];
  return fitting(found, sizeOf(records)).reduce(
    (document, fresh) => withFresh(document, fresh, clean),
    previous ?? skeleton(),
  );
}

/** What was said, without credentials: they could not be told any more once sentences are cut out. */
const redacted =
  (known: Credentials) =>
  ([record, asked]: readonly [MessageRecord, string]): MessageRecord => {
    switch (record.kind) {
      case 'user':
        return { ...record, typed: redactTyped(record.typed, known, asked).text };
      case 'assistant':
        return {
          ...record,
          content: record.content.map((block) =>
            isText(block) ? text(redact(block.text, known).text) : block,
          ),
        };
      case 'toolResults':
        return record;
    }
  };

const sizeOf = (records: readonly MessageRecord[]): number =>
  records.reduce((sum, record) => sum + wordsLength(record.content), 0);

/** An extract is shorter than what it was made of, or it would be no gain. */
function fitting(found: readonly Fresh[], size: number): readonly Fresh[] {
  let room = size * 0.9;
  return found.map((fresh) => {
    const lines = fresh.lines.filter((line) => {
      room -= line.length + 1;
      return room >= 0;
    });
    return { ...fresh, lines };
  });
}

function withFresh(
  document: MemoryDocument,
  { heading, lines, replaces }: Fresh,
  redact: Redact,
): MemoryDocument {
  if (lines.length === 0) return document;
  const before = sectionBody(document, heading);
  const clean = newestOfEach(redact(lines.join('\n')).split('\n'));
  const kept = replaces === true ? [] : notRepeated(before, clean);
  const body = limitWords([...kept, ...clean].join('\n'), maxSectionWords);
  return body === before ? document : withSection(document, heading, body);
}

/** The old lines without those that are said again, differing in nothing but turn numbers and what followed. */
function notRepeated(before: string, lines: readonly string[]): readonly string[] {
  const fresh = new Set(lines.map(keyOf));
  return before === ''
    ? []
    : before.split('\n').filter((line) => line.trim() === '' || !fresh.has(keyOf(line)));
}

/** Without repetitions; of lines that say the same the last one stays, where it stands. */
const newestOfEach = (lines: readonly string[]): readonly string[] => {
  const last = new Map(lines.map((line, index) => [keyOf(line), index]));
  return lines.filter((line, index) => last.get(keyOf(line)) === index);
};

const keyOf = (line: string): string =>
  line
    .replace(/\(turn \d+[^)]*\)/g, '')
    .replace(/; then: .*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
