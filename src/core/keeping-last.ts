/**
 * Work on an object that is asked for many times while an answer streams. It is done again only where one of the `facts`
 * that it depends on besides is another than the last time.
 */
export function keepingLast<Key extends object, Result>(): (
  key: Key,
  facts: readonly unknown[],
  work: () => Result,
) => Result {
  const known = new WeakMap<Key, { readonly facts: readonly unknown[]; readonly result: Result }>();
  return (key, facts, work) => {
    const last = known.get(key);
    if (last !== undefined && facts.every((fact, index) => fact === last.facts[index])) return last.result;
    const result = work();
    known.set(key, { facts, result });
    return result;
  };
}
