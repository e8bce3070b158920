/** What the session answers when it is asked to do something. Plain JSON; expected failures are values. */

import type { Usage, UsageTotals } from './conversation/usage.ts';
import type { Failure } from './failure.ts';

/** What asked for a turn, compaction, update or undo: an id that the outcome is reported to. */
export type RequestId = string;

export type Strategy = 'instant' | 'traditional';

export interface TurnOutcome {
  readonly status: 'completed' | 'cancelled' | 'failed' | 'refused';
  /** The answer's text, as far as it came. */
  readonly text: string;
  readonly usage?: Usage;
  /** Absent where nothing went wrong, as with a message that was `cancelled` by being taken back before it was sent. */
  readonly failure?: Failure;
}

/** Of a turn in which nothing was said. */
export const failedWith = (why: Failure): TurnOutcome => ({ status: 'failed', text: '', failure: why });

export interface CompactionOutcome {
  readonly status: 'compacted' | 'nothingToCompact' | 'failed';
  readonly strategy: Strategy;
  /** What the compaction itself made the user wait, in milliseconds; queueing behind a turn is not counted. */
  readonly waitedMs: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly messagesBefore: number;
  readonly messagesAfter: number;
  readonly failure?: Failure;
}

/** Of a compaction that left the context as it is. */
export const unchangedOutcome = (
  { contextTokens, messages }: Pick<SessionSnapshot, 'contextTokens' | 'messages'>,
  how: Pick<CompactionOutcome, 'status' | 'strategy' | 'waitedMs' | 'failure'>,
): CompactionOutcome => ({
  ...how,
  tokensBefore: contextTokens,
  tokensAfter: contextTokens,
  messagesBefore: messages,
  messagesAfter: messages,
});

export interface MemoryOutcome {
  readonly status: 'updated' | 'unchanged' | 'skipped' | 'failed';
  readonly failure?: Failure;
}

export interface UndoOutcome {
  readonly status: 'undone' | 'nothingToUndo' | 'failed';
  readonly failure?: Failure;
}

interface ChatAndMemory<T> {
  readonly chat: T;
  readonly memory: T;
}

/** What was used and what it cost. */
export interface Spending {
  readonly usage: ChatAndMemory<UsageTotals>;
  /** US dollars; null when the price of a model that was used is not known. */
  readonly costUsd: ChatAndMemory<number | null>;
  /** What caching saved, in US dollars: below zero where more was written to the cache than it was worth. */
  readonly savedUsd: ChatAndMemory<number | null>;
  /** The share of all input that was read from the cache, 0 to 1; null before there was any input. */
  readonly cacheReadShare: ChatAndMemory<number | null>;
}

export interface SessionSnapshot {
  readonly sessionId: string;
  readonly turn: 'idle' | 'streaming' | 'waiting';
  readonly provider: string;
  readonly model: string;
  readonly contextTokens: number;
  readonly contextLimitTokens: number;
  /** Messages that the next request would send. */
  readonly messages: number;
  /** How many compactions this session has seen. */
  readonly epoch: number;
  readonly memory: {
    readonly status: 'none' | 'building' | 'updating' | 'ready' | 'failed';
    /** Messages of the conversation that the memory speaks of. */
    readonly coveredMessages: number;
    /** Estimated tokens of what a compaction now would keep word for word. */
    readonly tailTokens: number;
    readonly tokens: number;
    /** Milliseconds since the epoch. */
    readonly updatedAt?: number;
    readonly failure?: Failure;
  };
  readonly usage: Spending['usage'];
  readonly costUsd: Spending['costUsd'];
  readonly savedUsd?: Spending['savedUsd'];
  readonly cacheReadShare?: Spending['cacheReadShare'];
  /** By all sessions of this workspace, the deleted ones too. */
  readonly allSessions?: Spending;
}
