/** Tells rules that hold beside each other from those of which one takes the other's place. */
import { areCompatible } from './rule-limits.ts';
import { areApart } from './rule-scopes.ts';
import type { RuleWords } from './rule-words.ts';

/** True where keeping both breaks neither, whatever words they have in common. */
export const holdTogether = (older: RuleWords, newer: RuleWords): boolean =>
  areCompatible(older.limits, newer.limits) ||
  areApart(older.scope, newer.scope) ||
  forbidsAnother(older, newer) ||
  areOfOthers(older, newer) ||
  areOpposite(older, newer);

/** "Never in English" says nothing against "in German", and bans stand beside each other. */
function forbidsAnother(older: RuleWords, newer: RuleWords): boolean {
  let isAnother = false;
  for (const [choice, values] of older.values) {
    const others = newer.values.get(choice);
    if (others === undefined) continue;
    if ([...others].some((value) => values.has(value))) return false;
    const isBanned = [older, newer].some((one) =>
      [...(one.values.get(choice) ?? [])].every((value) => one.forbidden.has(value)),
    );
    if (!isBanned) return false;
    isAnother = true;
  }
  return isAnother;
}

/** The German page and the French page can both be kept up to date. */
function areOfOthers(older: RuleWords, newer: RuleWords): boolean {
  const differing = [...older.values].flatMap(([choice, values]) => {
    const others = newer.values.get(choice) ?? new Set<string>();
    return others.size === 0 || [...others].some((value) => values.has(value)) ? [] : [{ values, others }];
  });
  return (
    differing.length > 0 &&
    differing.every(
      ({ values, others }) =>
        [...values].every((value) => older.objects.has(value)) &&
        [...others].every((value) => newer.objects.has(value)),
    )
  );
}

/** One orders and the other forbids, but each names something by its name that the other does not. */
const areOpposite = (older: RuleWords, newer: RuleWords): boolean =>
  older.negative !== newer.negative &&
  older.names.size > 0 &&
  newer.names.size > 0 &&
  ![...older.names].some((name) => newer.names.has(name));
