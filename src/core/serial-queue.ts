/** Runs one piece of work at a time, in the order in which they came. Each caller gets the result of its own. */
type SerialQueue = <T>(work: () => Promise<T>) => Promise<T>;

/** A piece that rejects does so for its caller alone: the next one runs all the same. */
export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
