/** The swap of an instant compaction: from the memory file's text to the session with its new context. */
import type { SessionState } from '../../src/core/session.ts';
import { step } from '../../src/core/step.ts';

/** The session at the moment in which the file is being read for a compaction. */
export function readyToSwap(state: SessionState): SessionState {
  const [asked] = step(state, { kind: 'compactRequested', requestId: 'bench', focus: '', at: 1 });
  if (asked.compacting?.phase !== 'reading') throw new Error('The session did not begin to compact.');
  return asked;
}

/** Synchronous. Throws when nothing was swapped. */
export function swap(ready: SessionState): SessionState {
  const { text, fileHash } = ready.memory;
  const file = { kind: 'file', text: text ?? '', hash: fileHash ?? '' } as const;
  const [swapped] = step(ready, { kind: 'memoryFileRead', purpose: 'compaction', jobId: null, file, at: 2 });
  if (swapped.epoch !== ready.epoch + 1) throw new Error('The session was not compacted.');
  return swapped;
}
