/**
 * An immutable list that is cheap to append to: versions share one array and differ in length, so that a conversation
 * of n records costs n and not n² over its life. Appending to an older version copies, once.
 */
export interface AppendList<T> {
  readonly length: number;
  /** Shared with other versions; only the first `length` entries belong to this one. */
  readonly backing: readonly T[];
}

export const emptyList = <T>(): AppendList<T> => ({ length: 0, backing: [] });

export const listOf = <T>(items: readonly T[]): AppendList<T> => ({
  length: items.length,
  backing: [...items],
});

export function append<T>(list: AppendList<T>, item: T): AppendList<T> {
  const isNewest = list.backing.length === list.length;
  const backing = (isNewest ? list.backing : list.backing.slice(0, list.length)) as T[];
  backing.push(item);
  return { length: list.length + 1, backing };
}

export const at = <T>(list: AppendList<T>, index: number): T | undefined =>
  index >= 0 && index < list.length ? list.backing[index] : undefined;

export const slice = <T>(list: AppendList<T>, from: number, to = list.length): readonly T[] =>
  list.backing.slice(Math.max(0, from), Math.min(to, list.length));
