/** Finds rows of a table by what parts their fields: a person's lines do not agree on that one after the other. */

/** A comma or a semicolon with a blank behind it parts what a person says. */
const separators = [/\t/g, /\|/g, /;(?! )/g, /,(?! )/g];

/** So many separators in each of so many lines are no coincidence. */
const fewestSeparators = 2;
const fewestRows = 3;

/** Longer lines are no rows that a person would paste to be read. */
const longestRow = 4_000;

/** For each line whether it is a row of a table. Linear in the text. */
export function tableRows(lines: readonly string[]): readonly boolean[] {
  const rows = lines.map(() => false);
  for (const separator of separators) {
    let from = 0;
    let fields = 0;
    for (let index = 0; index <= lines.length; index++) {
      const line = lines[index] ?? '';
      const count = line.length > longestRow ? 0 : (line.match(separator)?.length ?? 0);
      if (count === fields && index < lines.length) continue;
      if (fields >= fewestSeparators && index - from >= fewestRows) rows.fill(true, from, index);
      from = index;
      fields = count;
    }
  }
  return rows;
}
