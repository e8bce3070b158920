/** What the public API and the panel are told of a session, from its state alone. */
import { keptTokens } from './compaction/tail.ts';
import { type Context, contextTokens, verbatimTokens } from './conversation/context.ts';
import { countMessages } from './conversation/requests.ts';
import { textTokens } from './conversation/tokens.ts';
import { indexOf, isMessage, type Transcript } from './conversation/transcript.ts';
import { keepingLast } from './keeping-last.ts';
import { contextLimit } from './limits.ts';
import { spendingOf } from './models/accounts.ts';
import type { SessionSnapshot } from './outcome.ts';
import type { SessionState } from './session.ts';

export function snapshot(state: SessionState): SessionSnapshot {
  const { memory, context, settings, accounts } = state;
  const failure = memory.failure ?? memory.fileFailure;
  return {
    sessionId: state.id,
    turn: turnOf(state),
    provider: state.provider,
    model: settings.model,
    contextTokens: contextTokens(context),
    contextLimitTokens: contextLimit(settings),
    messages: countMessages(state),
    epoch: state.epoch,
    memory: {
      status: memoryStatus(state),
      coveredMessages: messagesBefore(state.branch, indexOf(state.branch, memory.covered) + 1),
      tailTokens: keptTokens(state),
      tokens: memory.text === null ? 0 : textTokens(memory.text),
      ...(memory.updatedAt === null ? {} : { updatedAt: memory.updatedAt }),
      ...(failure === null ? {} : { failure }),
    },
    ...spendingOf(accounts),
  };
}

function turnOf({ turn, compacting, queue }: SessionState): SessionSnapshot['turn'] {
  if (turn.phase === 'answering') return turn.waiting === null ? 'streaming' : 'waiting';
  return turn.phase === 'idle' && compacting === null && queue.length === 0 ? 'idle' : 'waiting';
}

export function memoryStatus({ memory }: SessionState): SessionSnapshot['memory']['status'] {
  if (memory.job !== null) return memory.covered === null ? 'building' : 'updating';
  if (memory.failure !== null || memory.fileFailure !== null) return 'failed';
  return memory.covered === null ? 'none' : 'ready';
}

/** The part of the context that the memory speaks of: all but what has come since. */
export function coveredTokens({ branch, context, memory }: SessionState): number {
  return coveredOnce(context, [branch, memory.covered], () => {
    const covered = indexOf(branch, memory.covered);
    if (covered < 0) return 0;
    const since = verbatimTokens(branch, Math.max(covered + 1, context.tailStart));
    return Math.max(0, contextTokens(context) - since);
  });
}

const coveredOnce = keepingLast<Context, number>();

/**
 * How many messages stand before each index. Versions of a transcript share one array that only grows, and so do their
 * counts: a snapshot counts what is newly covered since the last one and not the whole conversation.
 */
const countsBefore = new WeakMap<Transcript['backing'], number[]>();

function messagesBefore({ backing }: Transcript, end: number): number {
  const counts = countsBefore.get(backing) ?? [0];
  countsBefore.set(backing, counts);
  for (let index = counts.length - 1; index < end; index++) {
    const record = backing[index];
    counts.push((counts[index] ?? 0) + (record !== undefined && isMessage(record) ? 1 : 0));
  }
  return counts[end] ?? 0;
}
