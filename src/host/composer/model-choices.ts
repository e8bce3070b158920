/** The models that a user may choose among: the server's own, then those known here, each once. */
import type { PriceList } from '../../core/models/pricing.ts';
import type { ListedModel } from '../../core/ports/model.ts';

export interface ModelChoice {
  readonly id: string;
  /** Empty where nobody has given it one. */
  readonly name: string;
  /** US dollars for a million tokens, for prompts of ordinary size; null where it is not known. */
  readonly price: { readonly input: number; readonly output: number } | null;
}

export interface ModelSources {
  readonly known: readonly string[];
  readonly served: readonly ListedModel[];
  readonly current: string;
  readonly prices: PriceList;
}

export function modelChoices({ known, served, current, prices }: ModelSources): readonly ModelChoice[] {
  const names = new Map(served.map(({ id, name }) => [id, name] as const));
  // A server that tells what it has is not offered models that it does not have.
  const offered = served.length > 0 ? served.map(({ id }) => id) : known;
  return [...new Set([...offered, current])].map((id) => {
    const [tier] = prices.models.get(id) ?? [];
    return {
      id,
      name: names.get(id) ?? '',
      price: tier === undefined ? null : { input: tier.input, output: tier.output },
    };
  });
}
