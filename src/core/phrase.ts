/**
 * A text for the user with its values apart. The core and the adapters write it in English; the host can say it in the
 * user's language, for which the text with its places, `{0} was not found.`, is the key.
 */
export interface Phrase {
  readonly text: string;
  readonly values: readonly Value[];
}

/** A string is said as it is: a name, somebody else's words, nothing. */
export type Value = string | number | Phrase;

/** To be put before a template: phrase`${host} was not found.` */
export const phrase = (parts: TemplateStringsArray, ...values: readonly Value[]): Phrase => ({
  text: parts.map((part, index) => (index === 0 ? part : `{${index - 1}}${part}`)).join(''),
  values,
});

export const inEnglish = ({ text, values }: Phrase): string =>
  text.replace(/\{(\d+)\}/g, (place, index: string) => {
    const value = values[Number(index)] ?? place;
    return typeof value === 'object' ? inEnglish(value) : String(value);
  });
