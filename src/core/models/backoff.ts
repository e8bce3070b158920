/** Whether and after what pause a failed call is tried again. A value; chance comes in as a number from [0, 1). */

export interface RetryLimits {
  readonly retries: number;
  /** The pause before the first retry; each further one doubles it. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** A server that asks for a longer pause than this is not waited for: the user is told instead. */
  readonly longestRetryAfterMs: number;
}

export interface RetryPolicy {
  readonly limits: RetryLimits;
  /** Retries so far. */
  readonly tried: number;
}

/** What the failure itself says about trying again. */
export interface RetryCause {
  /** 0: another try cannot help. Absent: as often as the limits allow. */
  readonly mostRetries?: number;
  /** How long the server asked to wait. */
  readonly retryAfterMs?: number;
}

export interface Retry {
  readonly delayMs: number;
  readonly policy: RetryPolicy;
}

export const retryPolicy = (limits: RetryLimits): RetryPolicy => ({ limits, tried: 0 });

/** The next try, or null when it is time to give up. */
export function next(policy: RetryPolicy, cause: RetryCause, random: number): Retry | null {
  const { limits, tried } = policy;
  if (tried >= Math.min(limits.retries, cause.mostRetries ?? limits.retries)) return null;
  const delayMs = delayOf(policy, cause.retryAfterMs, share(random));
  return delayMs === null ? null : { delayMs, policy: { limits, tried: tried + 1 } };
}

/** Several windows may hit one limit together, so every pause is spread; a pause that was asked for only gets longer. */
function delayOf(
  { limits, tried }: RetryPolicy,
  retryAfterMs: number | undefined,
  chance: number,
): number | null {
  if (retryAfterMs !== undefined && retryAfterMs > 0) {
    if (retryAfterMs > limits.longestRetryAfterMs) return null;
    return Math.ceil(retryAfterMs + chance * Math.min(1_000, retryAfterMs / 10));
  }
  const full = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** tried);
  return Math.ceil(full * (0.5 + 0.5 * chance));
}

const share = (random: number): number => (random >= 0 && random <= 1 ? random : 0.5);
