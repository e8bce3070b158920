/** Xorshift: the same numbers between 0 and 1 on every machine. */
export function generator(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (state ^ (state << 13)) >>> 0;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}

/** Puts the items into an order that is the same on every machine. */
export function shuffle<T>(items: T[], next: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const at = Math.floor(next() * (last + 1));
    const [one, other] = [items[last], items[at]];
    if (one === undefined || other === undefined) continue;
    items[last] = other;
    items[at] = one;
  }
}
