/**
 * The public API that `activate()` returns, for other extensions and tests:
 *
 *     const extension = vscode.extensions.getExtension('session-memory.claude-session-memory');
 *     const api: SessionMemoryApi = await extension.activate();
 *
 * All outcomes are plain JSON. Nothing rejects for what can be expected: in Restricted Mode, without a key or without a
 * network an outcome is `failed`, and its `failure` says why in words for the user.
 */
import type { Event } from 'vscode';
import type { CompactionOutcome, MemoryOutcome, SessionSnapshot, TurnOutcome } from './core/outcome.ts';

export type { Usage, UsageTotals } from './core/conversation/usage.ts';
export type { Failure, FailureKind } from './core/failure.ts';
export type {
  CompactionOutcome,
  MemoryOutcome,
  SessionSnapshot,
  Strategy,
  TurnOutcome,
} from './core/outcome.ts';

export interface SessionMemoryApi {
  readonly version: 1;
  /** Resolves when the turn has ended, well or not. Calls are carried out in order. */
  send(text: string): Promise<TurnOutcome>;
  /** Acts at the next turn boundary. */
  compact(): Promise<CompactionOutcome>;
  /** Holds nobody up. */
  updateMemory(): Promise<MemoryOutcome>;
  /**
   * Begins a new session; pinned and own sections of the memory come along, and unsaved edits of the memory file are
   * saved first. Where no session can be opened, the present one stays and the log says why.
   */
  newSession(): Promise<void>;
  /** Acts at once on whatever the user is waiting for; background work goes on. */
  stop(): void;
  /** The current session; before the first use one without messages, whose `sessionId` is empty. */
  snapshot(): SessionSnapshot;
  /** Fires at most about thirty times a second, always with the latest state. */
  readonly onDidChange: Event<SessionSnapshot>;
}
