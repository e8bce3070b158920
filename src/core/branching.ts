/**
 * An earlier message is edited and sent again, or the branch that was left comes back. Nothing is taken out of the
 * transcript: what follows from the branch (context, ledger, compactions) is made anew from its records.
 */
import { at } from './append-list.ts';
import { attachmentsOf } from './conversation/attachment.ts';
import { branchBefore, branchWith } from './conversation/branches.ts';
import type { Context } from './conversation/context.ts';
import {
  type OutgoingMessage,
  refusalOf,
  sentMessage,
  wordsRefusal,
} from './conversation/outgoing-message.ts';
import {
  indexOf,
  isUnanswered,
  type RecordId,
  type Transcript,
  type UserRecord,
} from './conversation/transcript.ts';
import { beginTurn, reportTurn } from './conversation/turn.ts';
import { type Failure, failure } from './failure.ts';
import { withMemory } from './memory/memory-file.ts';
import { recallMemory } from './memory/recalling.ts';
import { sharedLength, untoldOn } from './memory/untold.ts';
import { failedWith } from './outcome.ts';
import { phrase } from './phrase.ts';
import { onBranch } from './replay.ts';
import type { Queued, SessionState, Step } from './session.ts';
import { log, only, record, then } from './step-result.ts';

type Edit = Extract<Queued, { kind: 'edit' }>;

const notHere = failure('badRequest', phrase`The message to edit is not in this session any more.`);

/** Why the message cannot be sent so, wherever it stood; null when it can. */
export function editProblem(state: SessionState, { record, typed }: Edit): Failure | null {
  const edited = editedMessage(state, record);
  return edited === null ? notHere : wordsRefusal(state, reworded(edited, typed));
}

/** A message of which nothing was typed is sent as it was where nothing is typed now. */
const reworded = (edited: UserRecord, typed: string): OutgoingMessage =>
  typed === '' && edited.typed === '' ? sentMessage(edited) : { typed, attachments: attachmentsOf(edited) };

function editedMessage({ transcript }: SessionState, id: RecordId): UserRecord | null {
  const found = at(transcript, indexOf(transcript, id));
  return found?.kind === 'user' ? found : null;
}

/** The new message begins a branch where the edited one stood, with what was attached to that. */
export function beginEdit(state: SessionState, edit: Edit): Step {
  const { requestId, typed } = edit;
  const edited = editedMessage(state, edit.record);
  const before = branchBefore(state.transcript, edit.record);
  if (edited === null || before === null) return only(state, reportTurn(requestId, failedWith(notHere)));
  const message = reworded(edited, typed);
  const moved = toBranch(state, before);
  // What cannot be sent from there leaves everything where it is.
  const refused = refusalOf(moved[0], message);
  if (refused !== null) return only(state, reportTurn(requestId, failedWith(refused)));
  return then(moved, (next) => beginTurn({ ...next, follows: edited.parent }, requestId, message, edited.id));
}

/** The branch with this message comes to the front as it was left. */
export function switchBranch(state: SessionState, message: RecordId, now: number): Step {
  const branch = branchWith(state.transcript, message);
  const end = branch === null ? undefined : at(branch, branch.length - 1);
  if (branch === null || end === undefined || indexOf(state.branch, message) >= 0) return only(state);
  return then(record(state, { kind: 'switch', at: now, to: end.id }), (next) =>
    then(toBranch(next, branch), (there) => only({ ...there, turnFailure: unansweredOn(there) })),
  );
}

const unansweredOn = ({ branch }: SessionState): Failure | null =>
  isUnanswered(branch)
    ? failure('network', phrase`This message was never answered. Retry to send it again.`)
    : null;

function toBranch(state: SessionState, branch: Transcript): Step {
  const shared = sharedLength(state.branch, branch);
  const untold = untoldOn(state.branch, branch, state.memory.untold, shared);
  const replayed = onBranch(withMemory(state, { untold }), branch);
  const moved: SessionState = {
    ...replayed,
    context: withKeptThinking(state.context, replayed.context, branch.length, shared === branch.length),
    generation: state.generation + 1,
    futileCompactions: 0,
    turnFailure: null,
  };
  const why = log('info', `another branch: ${branch.length} records, ${shared} of them as before`);
  return then(only(moved, why), recallMemory);
}

/** Thinking is bound to all that was sent before it, which is certain only of what is still sent as it was. */
function withKeptThinking(before: Context, after: Context, length: number, isShared: boolean): Context {
  const isSame = isShared && before.head === after.head && before.tailStart === after.tailStart;
  return { ...after, thinkingFrom: isSame ? Math.min(before.thinkingFrom, length) : length };
}
