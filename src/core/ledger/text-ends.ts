/** The beginning and the end of a long text, where reading all of it would cost in proportion to what was pasted. */

/** @param most characters of it that are read, half at either end */
export const endsOf = (text: string, most: number, between: string): string =>
  text.length <= most ? text : `${text.slice(0, most / 2)}${between}${text.slice(-most / 2)}`;
