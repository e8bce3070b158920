/**
 * Reads a stored conversation for its ledger before the session opens. A long one that nothing is kept of takes seconds;
 * it is read in slices, and between them the host does whatever else it is asked for.
 */
import { listOf } from '../../core/append-list.ts';
import { currentBranch } from '../../core/conversation/branches.ts';
import type { TranscriptRecord } from '../../core/conversation/transcript.ts';
import { type LedgerMarks, markedToEnd, readingOf } from '../../core/ledger/ledger-marks.ts';
import type { Clock } from '../../core/ports.ts';

/** Half of what the host may be held up in one piece; the record that a slice ends with comes on top. */
const sliceMs = 8;

/** Marks that lead to the end of the branch that the session will show. */
export async function ledgerRead(
  {
    records,
    ledgerMarks = [],
  }: { readonly records: readonly TranscriptRecord[]; readonly ledgerMarks?: LedgerMarks },
  clock: Clock,
): Promise<LedgerMarks> {
  let began = clock.now();
  const branch = currentBranch(listOf(records));
  const reading = readingOf(ledgerMarks, branch);
  let next = reading.next();
  while (next.done !== true) {
    // A clock that was set back would let a slice go on for as long.
    if (Math.abs(clock.now() - began) >= sliceMs) {
      await new Promise<void>((resolve) => clock.after(0, resolve));
      began = clock.now();
    }
    next = reading.next();
  }
  return markedToEnd(next.value, branch);
}
