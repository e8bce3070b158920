/** Reads token counts from whatever a server reports: fields may be missing, null, negative or beyond belief. */
import type { Usage } from '../../core/conversation/usage.ts';
import { isObject } from './json-object.ts';

/** No request is this large. Such a count would make the context look full and the bill look absurd. */
const beyondBelief = 100_000_000;

const count = (value: unknown): number =>
  typeof value === 'number' && value > 0 && value < beyondBelief ? Math.floor(value) : 0;

/**
 * Counts are cumulative: the start of a stream reports the input, its end the output, and some servers report all of
 * it only at the end. So the larger one counts. Null while nothing believable was reported.
 */
export function mergeUsage(before: Usage | null, reported: unknown): Usage | null {
  if (!isObject(reported)) return before;
  const usage = {
    inputTokens: Math.max(before?.inputTokens ?? 0, count(reported.input_tokens)),
    cacheReadTokens: Math.max(before?.cacheReadTokens ?? 0, count(reported.cache_read_input_tokens)),
    cacheWriteTokens: Math.max(before?.cacheWriteTokens ?? 0, count(reported.cache_creation_input_tokens)),
    outputTokens: Math.max(before?.outputTokens ?? 0, count(reported.output_tokens)),
  };
  return Object.values(usage).some((tokens) => tokens > 0) ? usage : before;
}
