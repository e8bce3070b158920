/** Model ids come dated (`claude-haiku-4-5-20251001`), as an alias (`-latest`), or with a reseller's prefix and suffix. */

/** The id without date and alias ending: the same model at the same price. */
export const undated = (id: string): string => id.trim().replace(/(?:[-@]\d{8}|-latest)$/, '');

/** The bare model name, also from forms such as `anthropic/claude-…` and `us.anthropic.claude-…-v1:0`. */
export function bareModelId(id: string): string {
  const name = id
    .trim()
    .toLowerCase()
    .replace(/^.*[/.](?=claude-)/, '')
    .replace(/-v\d+(?::\d+)?$/, '');
  return undated(name);
}
