/** What a work comes to that rests now and then, for whoever need not let anything else happen meanwhile. */
export function inOnePiece<T>(work: Generator<unknown, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}
