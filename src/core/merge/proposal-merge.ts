/** How a proposal lands in the memory: with what code keeps added, merged with the user's file, and looked over once more. */
import { type Lost, lostInMerge } from '../gate/gate-kept.ts';
import { withLedger } from '../ledger/ledger-sections.ts';
import { formatMemory, parseMemory, skeleton } from '../memory/memory.ts';
import { knownSection } from '../memory/memory-headings.ts';
import { headingIndexes, headingText } from '../memory/memory-lines.ts';
import type { MemoryJob } from '../memory/memory-state.ts';
import type { Ownership } from '../ports/memory-history.ts';
import type { Credentials } from '../redaction/known-credentials.ts';
import { redactWith } from '../redaction/redact.ts';
import { unredact } from '../redaction/unredact.ts';
import type { SessionState } from '../session.ts';
import { type MergeResult, mergeOwned } from './merge.ts';
import { fold, isKeptByUser, readText } from './merge-text.ts';

export function mergeProposal(
  { memory, ledger }: SessionState,
  { base: given }: Pick<MemoryJob, 'base'>,
  proposed: string,
): MergeResult & { readonly lost: Lost } {
  const document = withLedger(parseMemory(proposed), ledger, memory.ownership);
  const fresh = formatMemory(skeleton());
  const user = memory.text ?? fresh;
  // Where there was no memory to begin with and now there is one, the user has made its file: it lacks nothing on purpose.
  const base = given ?? (memory.text === null ? fresh : '');
  // Whatever has changed since the base was taken in as the user's when the file was read.
  const merged = mergeOwned({
    base,
    user,
    proposed: withOwnLines(formatMemory(document), ownLines(user, memory.ownership), ledger.credentials),
    ownership: memory.ownership,
    credentials: ledger.credentials,
  });
  const lost = lostInMerge({ ...merged, user, ledger });
  return { ...merged, text: putBack(merged.text, lost.codes), lost };
}

/** Pinned lines, those of the user's own sections, and held ones. */
function ownLines(user: string, { held }: Ownership): readonly string[] {
  const { preamble, sections } = readText(user.split('\n'));
  const own = [preamble, ...sections.filter(isKeptByUser).map(({ units }) => units)].flat();
  return [...held, ...own.map(({ text }) => text)].flatMap((text) => text.split('\n'));
}

/** The user's lines as the user wrote them, all others without what is a credential by what is known now. */
function withOwnLines(text: string, own: readonly string[], known: Credentials): string {
  const kept = new Set(own.map(fold));
  const clean = redactWith(known);
  const lines = text.split('\n').map((line) => (kept.has(fold(line)) ? line : clean(line)));
  return unredact(lines.join('\n'), own.join('\n'), known);
}

/** The text as it is, with lines that code keeps at the end of the sections that they belong to. */
export function putBack(text: string, lines: Lost['codes']): string {
  return lines.reduce((result, { heading, line }) => withLineIn(result, heading, line), text);
}

function withLineIn(text: string, heading: string, line: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const all = text.split(end);
  const starts = headingIndexes(all);
  const start = starts.find(
    (index) => knownSection(headingText(all[index] ?? '') ?? '')?.heading === heading,
  );
  if (start === undefined) return `${text.trimEnd()}${end}${end}## ${heading}${end}${end}${line}${end}`;
  const next = starts.find((index) => index > start) ?? all.length;
  const last = all.findLastIndex((other, index) => index < next && other.trim() !== '');
  return all.toSpliced(last + 1, 0, ...(last === start ? ['', line] : [line])).join(end);
}
