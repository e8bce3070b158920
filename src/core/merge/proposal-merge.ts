/** How a proposal lands in the memory: with what code keeps added, merged with the user's file, and looked over once more. */
import { type Lost, lostInMerge } from '../gate/gate-kept.ts';
import { withLedger } from '../ledger/ledger.ts';
import { formatMemory, parseMemory, skeleton } from '../memory/memory.ts';
import type { MemoryJob } from '../memory/memory-state.ts';
import { unredact } from '../redaction/unredact.ts';
import type { SessionState } from '../session.ts';
import { type MergeResult, mergeMemory } from './merge.ts';

export function mergeProposal(
  { memory, ledger }: SessionState,
  { base: given }: Pick<MemoryJob, 'base'>,
  proposed: string,
): MergeResult & { readonly lost: Lost } {
  const document = withLedger(parseMemory(proposed), ledger, memory.ownership);
  const base = given ?? formatMemory(skeleton());
  const user = memory.text ?? base;
  const merged = mergeMemory({
    base,
    user,
    proposed: unredact(formatMemory(document), memory.text ?? ''),
    ownership: memory.ownership,
  });
  return { ...merged, lost: lostInMerge({ ...merged, user, ledger }) };
}
