/** Small tools to write steps with: a step is a new state and the effects it asks for, in order. */

import { append } from './append-list.ts';
import { withVersion } from './conversation/branches.ts';
import { withRecord as contextWithRecord } from './conversation/context.ts';
import {
  isMessage,
  isOnBranch,
  lastUser,
  type RecordId,
  type TranscriptRecord,
} from './conversation/transcript.ts';
import type { Usage } from './conversation/usage.ts';
import { readRecord } from './ledger/ledger.ts';
import { marked } from './ledger/ledger-marks.ts';
import { untoldAfter } from './memory/untold.ts';
import { booked } from './models/accounts.ts';
import type { SessionEffect, SessionState, Step } from './session.ts';

export const only = (state: SessionState, ...effects: SessionEffect[]): Step => [state, effects];

/** Goes on from a step; effects are joined in order. */
export function then([state, effects]: Step, next: (state: SessionState) => Step): Step {
  const [after, more] = next(state);
  return [after, more.length === 0 ? effects : [...effects, ...more]];
}

export const also = ([state, effects]: Step, ...more: SessionEffect[]): Step => [
  state,
  [...effects, ...more],
];

export const log = (level: 'debug' | 'info' | 'warn', text: string): SessionEffect => ({
  kind: 'log',
  level,
  text,
});

/** An id that no other record, call or job of this session has, in this run or another. */
export function newId(state: SessionState): [id: string, state: SessionState] {
  const counter = state.idCounter + 1;
  return [`${state.idPrefix}-${counter}`, { ...state, idCounter: counter }];
}

type WithoutPosition<T> = T extends unknown ? Omit<T, 'id' | 'parent'> : never;

/** Appends a record to transcript, branch, context and ledger, and orders it stored. */
export function record(state: SessionState, content: WithoutPosition<TranscriptRecord>): Step {
  const [id, next] = newId(state);
  const entry = { ...content, id, parent: state.follows } as TranscriptRecord;
  return only(withRecord(next, entry), { kind: 'storeRecord', record: entry });
}

/** Keeps what an answer used where it leaves no message behind. */
export function spend(
  state: SessionState,
  spent: { readonly account: 'chat' | 'memory'; readonly provider: string; readonly model: string },
  usage: Usage | null | undefined,
  now: number,
): Step {
  if (usage === null || usage === undefined) return only(state);
  const { account, provider, model } = spent;
  return record(state, { kind: 'spent', at: now, account, provider, model, usage });
}

/** The state after a record that was made now. */
export function withRecord(state: SessionState, entry: TranscriptRecord): SessionState {
  const placed = withRecordUnread(state, entry);
  if (placed.branch === state.branch) return placed;
  const ledger = readRecord(state.ledger, entry);
  const untold = untoldAfter(state.memory.untold, state.transcript, entry);
  const memory = untold === state.memory.untold ? placed.memory : { ...placed.memory, untold };
  return { ...placed, memory, ledger, ledgerMarks: marked(state.ledgerMarks, placed.branch, ledger) };
}

/** The same but for the ledger, which reads a whole branch at once where records are read back from disk. */
export function withRecordUnread(state: SessionState, entry: TranscriptRecord): SessionState {
  const transcript = append(state.transcript, entry);
  const accounts = booked(state, entry);
  if (!isOnBranch(entry)) return { ...state, transcript, accounts };
  const branch = append(state.branch, entry);
  return {
    ...state,
    transcript,
    accounts,
    branch,
    versions: withVersion(state.versions, transcript, entry),
    context: contextWithRecord(state.context, branch, entry),
    follows: followsAfter(state, entry),
  };
}

/** A refused turn is stepped over: what comes next follows what the refused message followed. */
function followsAfter(state: SessionState, entry: TranscriptRecord): RecordId | null {
  if (!isMessage(entry)) return state.follows;
  if (entry.kind !== 'assistant' || entry.outcome !== 'refused') return entry.id;
  const asked = lastUser(state.branch);
  return asked === undefined ? entry.id : asked.parent;
}
