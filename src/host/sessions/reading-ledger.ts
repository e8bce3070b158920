/**
 * Reads a stored conversation for its ledger before the session opens. A long one that nothing is kept of takes seconds;
 * it is read in slices, and between them the host does whatever else it is asked for.
 */
import { listOf } from '../../core/append-list.ts';
import { currentBranch } from '../../core/conversation/branches.ts';
import type { TranscriptRecord } from '../../core/conversation/transcript.ts';
import { usedOnce } from '../../core/instructions/large-patterns.ts';
import { type LedgerMarks, markedToEnd, readingOf } from '../../core/ledger/ledger-marks.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { madeReady } from '../../core/recogniser/recognise.ts';
import { redactionReady } from '../../core/redaction/redact-typed.ts';
import { inSlices } from '../slices.ts';

/** Marks that lead to the end of the branch that the session will show. */
export async function ledgerRead(
  {
    records,
    ledgerMarks = [],
  }: { readonly records: readonly TranscriptRecord[]; readonly ledgerMarks?: LedgerMarks },
  clock: Clock,
): Promise<LedgerMarks> {
  const began = clock.now();
  const branch = currentBranch(listOf(records));
  return markedToEnd(await inSlices(readingOf(ledgerMarks, branch), clock, began), branch);
}

/** Makes the first message that is judged cost no more than the next ones. Costs nothing where it was done before. */
export async function ledgerReady(clock: Clock): Promise<void> {
  await inSlices(madeReady(), clock);
  await inSlices(redactionReady(), clock);
  // A pattern is translated for good only when it is used again.
  await inSlices(usedOnce(), clock);
  await inSlices(usedOnce(), clock);
}
