/**
 * A memory without a model: an extract of the conversation in the same document, made by rules and always the same for
 * the same records. The offline provider's memory, and what serves when a model cannot be reached.
 */
import { completedWork, errorsAndCorrections, keyReferences, pendingTasks } from './extract-sections.ts';
import { activeWork, userIntent } from './extract-turns.ts';
import { emptyLedger, type Ledger, readRecord } from './ledger.ts';
import { type MemoryDocument, maxSectionWords, sectionBody, skeleton, withSection } from './memory.ts';
import { limitWords } from './memory-limit.ts';
import { redact } from './redact.ts';
import type { MessageRecord } from './transcript.ts';

export interface ExtractInput {
  /** What is new since `previous`; all there is when there is no previous document. */
  readonly records: readonly MessageRecord[];
  /** Earlier facts stay: new ones are added to it, and only the word limit takes the oldest away. */
  readonly previous: MemoryDocument | null;
  /** The ledger after the last record, where the caller keeps one; else one is made of the records. */
  readonly ledger?: Ledger;
}

/** Each section stays under its limit of words; credentials are blotted out; what the code keeps is left as it is. */
export function extractMemory({ records, previous, ledger }: ExtractInput): MemoryDocument {
  const known = ledger ?? records.reduce(readRecord, emptyLedger);
  const firstTurn = known.turn - records.filter((record) => record.kind === 'user').length + 1;
  const start = previous ?? skeleton();
  const facts = { records, ledger: known, firstTurn };
  const fresh: readonly (readonly [heading: string, lines: readonly string[], mode: 'add' | 'replace'])[] = [
    ['User Intent', userIntent(facts), 'add'],
    ['Completed Work', completedWork(facts), 'add'],
    ['Errors & Corrections', errorsAndCorrections(facts), 'add'],
    ['Active Work', activeWork(facts), records.length === 0 ? 'add' : 'replace'],
    ['Pending Tasks', pendingTasks(facts), 'add'],
    ['Key References', keyReferences(facts), 'add'],
  ];
  return fresh.reduce((document, [heading, lines, mode]) => {
    const before = mode === 'replace' ? [] : sectionBody(document, heading).split('\n');
    const body = limitWords(redact(joined(before, lines).join('\n')).text, maxSectionWords);
    return body === sectionBody(document, heading) ? document : withSection(document, heading, body);
  }, start);
}

/** What is said again in other turns replaces what was said before: the same line but for its turn numbers. */
function joined(before: readonly string[], lines: readonly string[]): readonly string[] {
  const fresh = new Set(lines.map(keyOf));
  const old = before.filter((line) => line.trim() !== '' && !fresh.has(keyOf(line)));
  const seen = new Set<string>();
  return [...old, ...lines].filter((line) => {
    const key = keyOf(line);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const keyOf = (line: string): string =>
  line
    .replace(/\(turn \d+[^)]*\)/g, '')
    .replace(/; then: .*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
