/**
 * The published recipe for background memory, as it was first given: a second thread keeps a summary, each update is
 * sent the new messages alone, nothing is marked for the cache, and a compaction swaps the summary in. It waits only
 * where there is no summary yet. Its known race (an update that returns after a compaction) is left out in its favour.
 */
import { ask, PlainChat, type PlainMessage } from './plain-chat.ts';
import type { Chat, Compaction, Strategy, Surroundings } from './strategy.ts';
import { summaryMessage, summaryOf, summarySystem, summaryTokens, updateOf } from './summary-prompt.ts';

/** The recipe's own thresholds, 7 500 and 2 000 tokens of a limit of 12 000, in proportion to the limit. */
const firstSummaryShare = 7_500 / 12_000;
const updateShare = 2_000 / 12_000;

export const publishedRecipe: Strategy = {
  name: 'recipe',
  about: 'the published background recipe: updates see the new messages only; nothing is cached',
  start: (surroundings) => new RecipeChat(surroundings),
};

class RecipeChat implements Chat {
  readonly compactions: Compaction[] = [];
  readonly #surroundings: Surroundings;
  readonly #chat: PlainChat;
  #summary: string | null = null;
  /** How many of the present messages the summary speaks of. */
  #covered = 0;
  #tokensAtUpdate = 0;
  #update: Promise<void> | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#chat = new PlainChat(surroundings, false);
  }

  get contextTokens(): number {
    return this.#chat.contextTokens;
  }

  async send(typed: string): Promise<boolean> {
    const { limitTokens } = this.#surroundings;
    if (this.#chat.isTooLong(typed)) return false;
    if (this.#chat.tokensWith(typed) > limitTokens && this.#chat.messages.length > 0) await this.#compact();
    await this.#chat.turn(typed);
    if (this.#isDue && this.#update === null) this.#startUpdate();
    return true;
  }

  async settle(): Promise<void> {
    await this.#update;
  }

  end(): void {}

  get #isDue(): boolean {
    const { limitTokens } = this.#surroundings;
    if (this.#summary === null) return this.contextTokens >= firstSummaryShare * limitTokens;
    return this.contextTokens - this.#tokensAtUpdate >= updateShare * limitTokens;
  }

  async #compact(): Promise<void> {
    const tokensBefore = this.contextTokens;
    if (this.#summary === null) await (this.#update ?? this.#startUpdate());
    const { messages } = this.#chat;
    const tail = messages.slice(this.#covered);
    if (this.#summary === null || tail.length === messages.length) return;
    this.#chat.replace([summaryMessage(this.#summary), ...tail]);
    this.#covered = 1;
    this.#tokensAtUpdate = this.contextTokens;
    this.compactions.push({ tokensBefore, tokensAfter: this.contextTokens });
  }

  #startUpdate(): Promise<void> {
    const { messages } = this.#chat;
    const epoch = this.compactions.length;
    this.#tokensAtUpdate = this.contextTokens;
    this.#update = this.#summarize(messages.slice(this.#covered)).then((summary) => {
      this.#update = null;
      this.#summary = summary;
      if (epoch === this.compactions.length) this.#covered = messages.length;
    });
    return this.#update;
  }

  async #summarize(fresh: readonly PlainMessage[]): Promise<string> {
    const order = this.#summary === null ? summaryOf(fresh) : updateOf(this.#summary, fresh);
    const { text } = await ask(this.#surroundings, {
      system: summarySystem,
      messages: [{ role: 'user', content: order }],
      maxTokens: summaryTokens,
      cached: false,
    });
    return text;
  }
}
