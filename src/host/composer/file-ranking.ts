/** Which paths fit what was written after an `@`, best first. */

/** Paths whose letters hold those of `query` in order; with an empty query, all of them as they come. */
export function rankPaths(paths: readonly string[], query: string, most: number): readonly string[] {
  const wanted = query.toLowerCase().replaceAll('\\', '/');
  if (wanted === '') return paths.slice(0, most);
  return paths
    .map((path) => ({ path, score: scoreOf(path, wanted) }))
    .filter(({ score }) => score > 0)
    .sort(
      (one, other) =>
        other.score - one.score ||
        one.path.length - other.path.length ||
        (one.path < other.path ? -1 : one.path > other.path ? 1 : 0),
    )
    .slice(0, most)
    .map(({ path }) => path);
}

/** The whole name counts most, then its beginning, a part of it, a part of the path, and letters here and there. */
function scoreOf(path: string, wanted: string): number {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (lower === wanted || name === wanted) return 1_000;
  if (name.startsWith(wanted)) return 800;
  if (name.includes(wanted)) return 600;
  if (lower.includes(wanted)) return 400;
  const inName = scattered(name, wanted);
  if (inName > 0) return 200 + inName;
  const inPath = scattered(lower, wanted);
  return inPath > 0 ? inPath : 0;
}

/** From 0, for letters that are not there in this order, to 100, for letters that begin words or follow each other. */
function scattered(text: string, wanted: string): number {
  let at = -1;
  let good = 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    const before = text[next - 1] ?? '/';
    if (next === at + 1 || /[/._\- ]/.test(before)) good++;
    at = next;
  }
  return 1 + (99 * good) / wanted.length;
}
