/** How a proposal lands in the memory: with what code keeps added, merged with the user's file, and looked over once more. */
import { type Lost, lostInMerge } from '../gate/gate-kept.ts';
import { withLedger } from '../ledger/ledger.ts';
import { formatMemory, parseMemory, skeleton } from '../memory/memory.ts';
import { knownSection } from '../memory/memory-headings.ts';
import { headingIndexes, headingText } from '../memory/memory-lines.ts';
import type { MemoryJob } from '../memory/memory-state.ts';
import { unredact } from '../redaction/unredact.ts';
import type { SessionState } from '../session.ts';
import { type MergeResult, mergeOwned } from './merge.ts';

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
    proposed: unredact(formatMemory(document), memory.text ?? '', ledger.credentials),
    ownership: memory.ownership,
    credentials: ledger.credentials,
  });
  const lost = lostInMerge({ ...merged, user, ledger });
  return { ...merged, text: putBack(merged.text, lost.codes), lost };
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
