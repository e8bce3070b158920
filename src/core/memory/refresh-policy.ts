/** When a background update of the memory is due, and how the updater rests after failures. */
import type { SessionSettings } from '../settings.ts';

/** Failures in a row, and until when the updater rests because of them (milliseconds since the epoch). */
export interface Backoff {
  readonly failures: number;
  readonly restUntil: number | null;
}

export const rested: Backoff = { failures: 0, restUntil: null };

const failuresBeforeRest = 3;
const firstRestMs = 60_000;
const longestRestMs = 30 * 60_000;

/** The state after one more failure: from the third on the pauses double, up to half an hour. */
export function afterFailure(backoff: Backoff, now: number): Backoff {
  const failures = backoff.failures + 1;
  if (failures < failuresBeforeRest) return { failures, restUntil: null };
  const restMs = Math.min(longestRestMs, firstRestMs * 2 ** (failures - failuresBeforeRest));
  return { failures, restUntil: now + restMs };
}

/** No rest is longer than the longest: what seems to be is a clock that was set back. */
export const isResting = ({ restUntil }: Backoff, now: number): boolean =>
  restUntil !== null && now < restUntil && restUntil - now <= longestRestMs;

export interface RefreshFacts {
  readonly contextTokens: number;
  readonly limitTokens: number;
  readonly hasMemory: boolean;
  /** Context tokens when the last update's snapshot was taken. */
  readonly tokensAtUpdate: number;
  readonly toolCallsSince: number;
  readonly backoff: Backoff;
  readonly now: number;
}

/** The context size at which the first memory is made. */
export const firstMemoryAt = (settings: SessionSettings, limitTokens: number): number =>
  Math.min(settings.initTokens, limitTokens / 2);

/** The context size at which the next update is due for its size alone. */
export const nextUpdateAt = (
  settings: SessionSettings,
  facts: { tokensAtUpdate: number; contextTokens: number },
): number => facts.tokensAtUpdate + Math.max(settings.updateTokens, 0.04 * facts.contextTokens);

/** Why an update is due now, at a turn's end; null when none is. */
export function refreshReason(settings: SessionSettings, facts: RefreshFacts): string | null {
  if (!settings.memoryEnabled || settings.strategy === 'traditional') return null;
  if (isResting(facts.backoff, facts.now)) return null;
  if (!facts.hasMemory) {
    return facts.contextTokens >= firstMemoryAt(settings, facts.limitTokens) ? 'first memory' : null;
  }
  if (settings.updateEveryTurn) return 'every turn';
  if (isNearlyFull(facts)) return 'nearly full';
  if (facts.contextTokens >= nextUpdateAt(settings, facts)) return 'tokens';
  if (settings.updateToolCalls > 0 && facts.toolCallsSince >= settings.updateToolCalls) return 'tool calls';
  return null;
}

/** Near the limit the memory follows every turn, so that a swap finds it fresh; `update-choice.ts` finds the cheaper way. */
const isNearlyFull = ({ contextTokens, limitTokens, tokensAtUpdate }: RefreshFacts): boolean =>
  contextTokens > 0.8 * limitTokens && contextTokens > tokensAtUpdate;
