/** By what restatements of one rule are known for the same. */

export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * What a quote says, without what restatements differ in: how it ends, the marks around all of it, letters large or small.
 * Signs inside stay, and code is left as it is, since one sign can be the whole difference between two rules.
 */
export function plain(quote: string): string {
  let text = folded(quote).replaceAll('’', "'");
  for (let before = ''; before !== text; ) {
    before = text;
    text = withoutEnd(text);
    const closing = around.get(text.charAt(0));
    if (closing !== undefined && text.endsWith(closing)) text = text.slice(1, -1).trim();
    text = text.replace(lead, '');
  }
  return text.replace(/`[^`]*`|[^`]+/g, (part) => (part.startsWith('`') ? part : part.toLowerCase()));
}

const lead = /^(?:please|again|as i said|remember|once more|reminder)[,:]?\s/iu;

/** What may stand around a whole sentence, with how it ends. */
const around: ReadonlyMap<string, string> = new Map(
  ['**', '__', "''", '""', '“”', '„“', '«»', '‘’', '「」', '『』', '()', '[]'].map((pair) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);

/** Without punctuation at the end; a sign that stands by itself is what the sentence is about. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;:!?…。！？，；'.includes(text.charAt(end - 1)) && text.charAt(end - 2) !== ' ') end--;
  return text.slice(0, end);
}
