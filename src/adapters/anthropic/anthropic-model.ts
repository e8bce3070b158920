/** The model port over any server that speaks the Messages API. */

import { failure } from '../../core/failure.ts';
import type { RetryLimits } from '../../core/models/backoff.ts';
import { phrase } from '../../core/phrase.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type {
  ModelEvent,
  ModelPort,
  ModelRequest,
  ModelResult,
  RunningCall,
} from '../../core/ports/model.ts';
import type { WriteLog } from '../../core/ports/write-log.ts';
import { type CallSetting, runCall } from './anthropic-call.ts';
import { Courtesy } from './anthropic-courtesy.ts';
import type { Fetch } from './anthropic-fetch.ts';
import { askForModels } from './anthropic-lookup.ts';
import { RefusedFields } from './anthropic-request.ts';
import type { IdleLimits } from './idle-watch.ts';

export interface AnthropicModelOptions {
  /** Asked before every call; undefined when there is none, which only servers on this machine accept. */
  readonly apiKey: () => Promise<string | undefined>;
  /** The setting as the user wrote it, also as a function where it may change; empty for Anthropic's own server. */
  readonly baseUrl: string | (() => string);
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** From [0, 1), as `Math.random`. */
  readonly random: () => number;
  readonly log?: WriteLog;
  readonly idle?: IdleLimits;
  readonly retries?: { readonly chat: RetryLimits; readonly memory: RetryLimits };
}

export const defaultIdleLimits: IdleLimits = { silentHintMs: 60_000, idleAbortMs: 120_000 };

/** The memory has time but must not use up the rate limit; the user in front of the chat has patience for some pauses. */
const defaultRetries: { readonly chat: RetryLimits; readonly memory: RetryLimits } = {
  chat: { retries: 4, firstDelayMs: 1_000, longestDelayMs: 16_000, longestRetryAfterMs: 120_000 },
  memory: { retries: 2, firstDelayMs: 2_000, longestDelayMs: 30_000, longestRetryAfterMs: 60_000 },
};

export function createAnthropicModel(options: AnthropicModelOptions): ModelPort {
  const { baseUrl } = options;
  const setting: CallSetting = {
    apiKey: options.apiKey,
    baseUrl: typeof baseUrl === 'string' ? () => baseUrl : baseUrl,
    loadServer: () => import('./anthropic-server.ts'),
    fetch: options.fetch,
    clock: options.clock,
    random: options.random,
    log: options.log ?? (() => {}),
    idle: options.idle ?? defaultIdleLimits,
    retries: options.retries ?? defaultRetries,
    courtesy: new Courtesy(options.clock),
    refusedFields: new RefusedFields(),
  };
  return {
    provider: 'anthropic',
    call: (request, onEvent) => startCall(setting, request, onEvent),
    listModels: () => askForModels(setting),
  };
}

function startCall(
  setting: CallSetting,
  request: ModelRequest,
  onEvent: (event: ModelEvent) => void,
): RunningCall {
  const stopping = new AbortController();
  const startedAt = setting.clock.now();
  const tell = (event: ModelEvent): void => {
    try {
      onEvent(event);
    } catch (error) {
      setting.log('warn', `a listener failed: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  };
  const running = runCall(setting, request, tell, stopping.signal).catch(unforeseen);
  const result = running.then((ended) => {
    setting.log('debug', `${request.purpose} ${summary(ended)}, ${setting.clock.now() - startedAt} ms`);
    return ended;
  });
  return { result, cancel: () => stopping.abort() };
}

/** A defect of ours. The error's own words are left out: they may hold what must not be shown. */
const unforeseen = (error: unknown): ModelResult => ({
  kind: 'failed',
  failure: failure(
    'unexpected',
    phrase`The call broke off: ${error instanceof Error ? error.name : 'unknown error'}. Retry.`,
  ),
  partial: [],
});

/** The reasons that there are look like this; nothing else that a server says belongs into the log. */
const plain = (stopReason: string | null): string =>
  stopReason === null || /^[a-z_]{1,40}$/.test(stopReason) ? `${stopReason}` : 'another reason';

function summary(result: ModelResult): string {
  const usage = result.kind === 'answered' ? result.answer.usage : (result.usage ?? null);
  const end =
    result.kind === 'answered'
      ? `answered (${plain(result.answer.stopReason)})`
      : `failed (${result.failure.kind})`;
  if (usage === null) return end;
  const { cacheReadTokens, cacheWriteTokens, inputTokens, outputTokens } = usage;
  return `${end}: input ${inputTokens}, cache read ${cacheReadTokens}, written ${cacheWriteTokens}, output ${outputTokens}`;
}
