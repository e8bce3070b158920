/** Tells the model what the user has changed in the memory file by hand, when its copy is already in the conversation. */

import { type TextBlock, text } from '../conversation/message.ts';
import { headingText } from '../memory/memory-lines.ts';
import { shownIn, stripHidden } from '../prompts/hidden-text.ts';
import { fencedAlone } from '../prompts/prompts-fence.ts';
import { noCredentials } from '../redaction/known-credentials.ts';
import { type Redact, redact, redactWith } from '../redaction/redact.ts';
import { redactedStart } from '../redaction/redacted-ends.ts';
import { shortened } from '../shortened.ts';
import { matches } from './merge-lines.ts';
import { isTelling, type MemoryText, readText, type TextSection, type Unit } from './merge-text.ts';

/** Longest note of one edit, in characters; the rest of a larger edit is only counted. */
const maxNote = 3_000;
const maxLine = 300;

/**
 * What changed between two states of the file, by section, as lines that begin with + or -; null when nothing of
 * substance did (layout, blank lines, hints). What was pinned comes first, so that it is never what is cut off.
 */
export function describeEdit(before: string, after: string, known = noCredentials): string | null {
  if (before === after) return null;
  const old = readText(before.split('\n'));
  const now = readText(after.split('\n'));
  const changes = [...changesOf('', old.preamble, now.preamble), ...sectionChanges(old, now)];
  return changes.length === 0 ? null : bounded(changes, redactWith(known));
}

interface Change {
  /** Empty for what stands before the first section. */
  readonly heading: string;
  /** Costs something to be made, and not all are shown. */
  readonly line: (redact: Redact) => string;
}

function sectionChanges(old: MemoryText, now: MemoryText): Change[] {
  const before = new Map(old.sections.map((section) => [section.name, section]));
  const after = new Set(now.sections.map((section) => section.name));
  const gone = old.sections
    .filter((section) => !after.has(section.name) && section.units.some(isTelling))
    .map((section) => ({ heading: headingOf(section), line: () => '- (the whole section)' }));
  const changed = pinnedFirst(now.sections).flatMap((section) =>
    changesOf(headingOf(section), before.get(section.name)?.units ?? [], section.units),
  );
  return [...changed, ...gone];
}

const pinnedFirst = (sections: readonly TextSection[]): TextSection[] => [
  ...sections.filter((section) => section.keeper === 'user'),
  ...sections.filter((section) => section.keeper !== 'user'),
];

const headingOf = (section: TextSection): string =>
  shortened(stripHidden(headingText(section.head.replace(/\r$/, '')) ?? ''), 100);

function changesOf(heading: string, old: readonly Unit[], now: readonly Unit[]): Change[] {
  const partners = matches(old, now);
  const kept = new Set(partners);
  const removed = old.filter((unit, index) => partners[index] === undefined && isTelling(unit));
  const added = now.filter((unit, index) => !kept.has(index) && isTelling(unit));
  const change = (sign: string) => (unit: Unit) => ({
    heading,
    line: (redact: Redact) => `${sign} ${shown(heading, unit, redact)}`,
  });
  return [...removed.map(change('-')), ...added.map(change('+'))];
}

const shown = (heading: string, unit: Unit, redact: Redact): string =>
  shortened(redactedStart(shownIn(heading, unit.key), maxLine + 2, redact).replaceAll('\n', '\n  '), maxLine);

function bounded(changes: readonly Change[], redact: Redact): string {
  const lines: string[] = [];
  let length = 0;
  let told = 0;
  let heading: string | null = null;
  for (const change of changes) {
    const title = change.heading === '' ? 'Before the first section:' : `Under "${change.heading}":`;
    const line = change.line(redact);
    const next = change.heading === heading ? [line] : [title, line];
    length += next.join('\n').length + 1;
    if (length > maxNote) break;
    lines.push(...next);
    heading = change.heading;
    told++;
  }
  const rest = changes.length - told;
  return [...lines, ...(rest > 0 ? [`(and ${rest} more changes)`] : [])].join('\n');
}

/** How the block below begins. */
export const editNoteOpening = 'Note by the program: ';

/** The block for the next user turn: the edits, oldest first. */
export function editNote(edits: readonly string[]): TextBlock {
  return text(
    `${editNoteOpening}the user has changed the session memory by hand. From now on it counts as changed; where an earlier copy of it in this conversation differs, the change prevails. + is a line added, - a line removed. What is added under Pinned is a rule of the user's.\n\n${fencedAlone('memory-edit', redact(edits.join('\n\n')).text)}`,
  );
}
