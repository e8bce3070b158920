/** Whether what was said is among quotations, whole or for the most part. */
import { onOneLine } from './conversations.ts';

/** A fragment counts only where it is most of what was said. */
const mostOf = 0.5;

export const isQuoted = (quotes: readonly string[], said: string): boolean => {
  const wanted = onOneLine(said);
  return quotes.some(
    (quote) => quote.includes(wanted) || (wanted.includes(quote) && quote.length >= mostOf * wanted.length),
  );
};
