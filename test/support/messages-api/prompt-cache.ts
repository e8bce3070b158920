/**
 * The prompt cache by the documented rules: entries are written only at marks; a read walks back from each mark
 * over 20 positions to an entry that an earlier request wrote; a prefix below the model's minimum is not cached;
 * an entry lives 5 minutes or 1 hour from the start of the request that wrote or last read it, and can be read
 * only once that request's answer has begun.
 */
import type { Part, Prompt } from './prompt.ts';
import type { Ttl } from './wire.ts';

export interface CacheUse {
  readonly readTokens: number;
  readonly write5mTokens: number;
  readonly write1hTokens: number;
  /** What is neither read from the cache nor written to it. */
  readonly plainTokens: number;
  /** Makes what this request writes readable. To be called when its answer begins; a failed request never does. */
  commit(): void;
}

interface Entry {
  readonly ttl: Ttl;
  readonly expiresAt: number;
}

const lookback = 20;
const lifetimeMs: Readonly<Record<Ttl, number>> = { '5m': 5 * 60_000, '1h': 60 * 60_000 };

export class PromptCache {
  readonly #entries = new Map<string, Entry>();

  get size(): number {
    return this.#entries.size;
  }

  /** Looks a prompt up. `now` is the start of the request; `account` is whose cache it is; reads refresh at once. */
  use(prompt: Prompt, account: string, minTokens: number, now: number): CacheUse {
    this.#forgetExpired(now);
    const keyOf = (part: Part): string =>
      `${account}|${prompt.model}|${part.section}|${prompt.settings[part.section]}|${part.digest}`;
    const marks = marksOf(prompt.parts, minTokens);
    const hit = Math.max(-1, ...marks.map((mark) => this.#find(prompt.parts, mark, keyOf, now)));
    const commit = (): void => {
      for (const at of marks) {
        const part = prompt.parts[at];
        if (part?.mark) this.#write(keyOf(part), part.mark, now);
      }
    };
    return { ...shares(prompt, marks, hit), commit };
  }

  /** The last cached part at or before a mark within reach; -1 for none. */
  #find(parts: readonly Part[], mark: number, keyOf: (part: Part) => string, now: number): number {
    let positions = 0;
    for (let at = mark; at >= 0; at -= 1) {
      const part = parts[at];
      if (part === undefined) break;
      if (at === mark || !sameRun(part, parts[at + 1])) positions += 1;
      if (positions > lookback) break;
      const key = keyOf(part);
      const entry = this.#entries.get(key);
      if (entry === undefined || entry.expiresAt <= now) continue;
      this.#write(key, entry.ttl, now);
      return at;
    }
    return -1;
  }

  #write(key: string, ttl: Ttl, now: number): void {
    const present = this.#entries.get(key);
    const expiresAt = now + lifetimeMs[ttl];
    // A slow request that began earlier must not shorten the life that a later one has given.
    if (present !== undefined && present.expiresAt >= expiresAt) return;
    this.#entries.delete(key);
    this.#entries.set(key, { ttl, expiresAt });
  }

  /** Entries stand in the order of their last use: looking at the oldest alone keeps the map to an hour's worth. */
  #forgetExpired(now: number): void {
    for (const [key, entry] of this.#entries) {
      if (entry.expiresAt > now) return;
      this.#entries.delete(key);
    }
  }
}

/** A run of tool uses counts as one position, and so does a run of tool results. */
function sameRun(part: Part, next: Part | undefined): boolean {
  return part.type === next?.type && (part.type === 'tool_use' || part.type === 'tool_result');
}

/** Where a prefix long enough to be cached ends in a mark. */
function marksOf(parts: readonly Part[], minTokens: number): number[] {
  const marks: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.mark !== null && part.tokens >= minTokens) marks.push(at);
  }
  return marks;
}

function shares(prompt: Prompt, marks: readonly number[], hit: number): Omit<CacheUse, 'commit'> {
  const tokensTo = (at: number): number => prompt.parts[at]?.tokens ?? 0;
  const readTokens = tokensTo(hit);
  const lastMark = Math.max(hit, ...marks);
  const lastHourMark = Math.max(hit, ...marks.filter((at) => prompt.parts[at]?.mark === '1h'));
  return {
    readTokens,
    write1hTokens: tokensTo(lastHourMark) - readTokens,
    write5mTokens: tokensTo(lastMark) - tokensTo(lastHourMark),
    plainTokens: prompt.tokens - tokensTo(lastMark),
  };
}
