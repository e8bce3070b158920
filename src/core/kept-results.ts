/**
 * Work that is not done again for what was met a short while ago: the memory, its lines and the user's words come up at every
 * turn, unchanged. The work must depend on nothing but what it is given, and nobody may change what it results in.
 */

/** What a result is counted as, besides its text's characters, so that thousands of short texts fill the room as well. */
export const resultSize = 64;

/** Room for the memory, what it was before, and some messages. */
const room = 2 ** 18;

/** Work on a text. */
export const keepingResults = <Result>(
  work: (text: string) => Result,
  most = room,
): ((text: string) => Result) => keepingResultsBy((text) => text, work, most);

/**
 * @param keyOf tells all that the work depends on
 * @param most characters of keys that are kept, results counted; of what has no more room, what was met longest ago is
 *   forgotten. A key that was cut out of a long text may hold on to all of it that long.
 */
export function keepingResultsBy<Given, Result>(
  keyOf: (given: Given) => string,
  work: (given: Given) => Result,
  most = room,
): (given: Given) => Result {
  interface Met {
    readonly result: Result;
  }
  // Two halves instead of an order: what is met again moves to the newer one, and the older one is dropped as a whole.
  let newer = new Map<string, Met>();
  let older = newer;
  let size = 0;

  function keep(key: string, met: Met): void {
    const more = key.length + resultSize;
    if (more > most / 2) return;
    if (size + more > most / 2) {
      older = newer;
      newer = new Map();
      size = 0;
    }
    newer.set(key, met);
    size += more;
  }

  return (given) => {
    const key = keyOf(given);
    const recent = newer.get(key);
    if (recent !== undefined) return recent.result;
    const met = older.get(key) ?? { result: work(given) };
    keep(key, met);
    return met.result;
  };
}
