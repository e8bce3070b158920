/** Says why a request could not reuse the prompt of an earlier one, as `diagnostics.previous_message_id` asks. */
import type { Prompt, Section } from './prompt.ts';
import type { Json } from './wire.ts';

type Diagnosis = { readonly [key: string]: Json };

/** Prompts of answered requests that took part in diagnostics. The oldest are forgotten. */
export class CacheDiagnostics {
  readonly #prompts = new Map<string, Prompt>();
  readonly #limit: number;

  constructor(limit = 64) {
    this.#limit = limit;
  }

  remember(account: string, messageId: string, prompt: Prompt): void {
    this.#prompts.set(`${account}|${messageId}`, prompt);
    if (this.#prompts.size <= this.#limit) return;
    const oldest = this.#prompts.keys().next();
    if (oldest.done !== true) this.#prompts.delete(oldest.value);
  }

  /** The field `diagnostics` of the answer. `previousId` null: the first request of a conversation. */
  explain(account: string, previousId: string | null, prompt: Prompt): Diagnosis {
    if (previousId === null) return { cache_miss_reason: null };
    const previous = this.#prompts.get(`${account}|${previousId}`);
    if (previous === undefined) return { cache_miss_reason: { type: 'previous_message_not_found' } };
    return { cache_miss_reason: compare(previous, prompt) };
  }
}

function compare(previous: Prompt, prompt: Prompt): Diagnosis | null {
  const missed = (reused: number): Diagnosis => ({ cache_missed_input_tokens: previous.tokens - reused });
  if (previous.model !== prompt.model || previous.speed !== prompt.speed) {
    return { type: 'model_changed', ...missed(0) };
  }
  const reused = commonTokens(previous, prompt);
  for (const section of ['tools', 'system'] as const) {
    if (digests(previous, section) !== digests(prompt, section)) {
      return { type: `${section}_changed`, ...missed(reused) };
    }
  }
  if (previous.settings.messages !== prompt.settings.messages) return { type: 'unavailable' };
  const end = previous.parts.length - 1;
  if (previous.parts[end]?.digest === prompt.parts[end]?.digest) return null;
  return { type: 'messages_changed', ...missed(reused) };
}

/** Digests are chained, so that of a section's last part, with its number of parts, stands for the section. */
function digests(prompt: Prompt, section: Section): string {
  const at = prompt.parts.findLastIndex((part) => part.section === section);
  return `${at} ${prompt.parts[at]?.digest ?? ''}`;
}

function commonTokens(previous: Prompt, prompt: Prompt): number {
  const first = previous.parts.findIndex((part, at) => part.digest !== prompt.parts[at]?.digest);
  return previous.parts[first < 0 ? previous.parts.length - 1 : first - 1]?.tokens ?? 0;
}
