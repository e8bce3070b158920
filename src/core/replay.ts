/** Records read back as if they had just happened; nothing is asked for. A resumed session and another branch begin so. */

import { emptyList } from './append-list.ts';
import { maxUndoable, undoneContext } from './compaction/undo.ts';
import { contextFrom, contextTokens, emptyContext } from './conversation/context.ts';
import { indexOf, type Transcript, type TranscriptRecord } from './conversation/transcript.ts';
import { readBranch } from './ledger/ledger-marks.ts';
import { withNotedAgain } from './memory/noticing.ts';
import type { SessionState } from './session.ts';
import { withRecordUnread } from './step-result.ts';

/**
 * The state with `branch` in front: what follows from its records is made anew, what belongs to the whole session stays.
 * The memory must be one that speaks of this branch.
 */
export function onBranch(state: SessionState, branch: Transcript): SessionState {
  const none: Transcript = emptyList();
  let replayed: SessionState = {
    ...state,
    transcript: none,
    branch: none,
    follows: null,
    context: emptyContext(state.context.baseTokens),
    undoable: [],
    memory: { ...state.memory, tokensAtUpdate: 0, toolCallsSince: 0 },
  };
  for (const record of branch.backing.slice(0, branch.length)) replayed = replay(replayed, record);
  const { transcript, versions, accounts } = state;
  const { ledger: read, marks: ledgerMarks } = readBranch(state.ledgerMarks, branch);
  const ledger = withNotedAgain(read, branch, state.memory.text);
  return { ...replayed, transcript, branch, versions, accounts, ledger, ledgerMarks };
}

function replay(state: SessionState, record: TranscriptRecord): SessionState {
  const grown = withRecordUnread(state, record);
  if (record.kind === 'compaction') return replayCompaction(state, grown, record);
  if (record.kind === 'undo') return replayUndo(grown, record.undoes);
  return record.id === state.memory.covered
    ? { ...grown, memory: { ...grown.memory, tokensAtUpdate: contextTokens(grown.context) } }
    : grown;
}

function replayCompaction(
  before: SessionState,
  grown: SessionState,
  record: Extract<TranscriptRecord, { kind: 'compaction' }>,
): SessionState {
  const tailStart = record.tailFrom === null ? before.branch.length : indexOf(before.branch, record.tailFrom);
  // A tail whose first record was lost on disk begins after the newest record: nothing is sent twice or out of order.
  const start = tailStart < 0 ? before.branch.length : tailStart;
  const context = contextFrom(before.branch, record.head, start, before.context.baseTokens);
  return {
    ...grown,
    context,
    undoable: [...grown.undoable, { record, before: before.context }].slice(-maxUndoable),
    memory: { ...grown.memory, tokensAtUpdate: contextTokens(context) },
  };
}

function replayUndo(state: SessionState, undoes: string): SessionState {
  const last = state.undoable.at(-1);
  if (last === undefined || last.record.id !== undoes) return state;
  const context = undoneContext(state.branch, last);
  return {
    ...state,
    context,
    undoable: state.undoable.slice(0, -1),
    memory: { ...state.memory, tokensAtUpdate: contextTokens(context) },
  };
}
