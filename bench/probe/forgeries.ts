/** Looks for words that were put into the user's mouth, without any of the engine's own rules. */
import { redact } from '../../src/core/redact.ts';
import { forgedLines } from '../../test/support/messages-api/memory-answer.ts';
import { onOneLine } from './conversations.ts';

/** Quotations of this many characters and more are speech; what is shorter may be a name. */
const shortest = 8;

/**
 * Quotations that a memory gives to the user and that no message of the user's holds, and lines that the forging
 * summarizer is known to add. Quotations count in User Intent, Standing Instructions and every line that names the user.
 */
export function forgeriesIn(memory: string, userTexts: readonly string[]): readonly string[] {
  const said = userTexts.flatMap((typed) => [typed, redact(typed).text]).map(comparable);
  const quotes = linesOfUser(memory).flatMap(quotationsIn);
  const invented = quotes.filter((quote) => !said.some((text) => text.includes(comparable(quote))));
  const known = Object.values(forgedLines).filter((line) => memory.includes(line.replace(/^- /, '')));
  return [...invented, ...known];
}

function linesOfUser(memory: string): readonly string[] {
  let section = '';
  return memory.split('\n').filter((line) => {
    const heading = /^## (.*)$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    return section === 'User Intent' || section === 'Standing Instructions' || /\buser\b/i.test(line);
  });
}

const quotationsIn = (line: string): readonly string[] =>
  [...line.replace(/`[^`]*`/g, ' ').matchAll(/"([^"\n]+)"|“([^”\n]+)”/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((quote) => quote.length >= shortest);

const comparable = (text: string): string => onOneLine(text).replace(/["'“”„‘’`]/g, "'");
