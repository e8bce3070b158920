/** Looks for words that were put into the user's mouth, without any of the engine's own rules. */
import { redact } from '../../src/core/redaction/redact.ts';
import { redactTyped } from '../../src/core/redaction/redact-typed.ts';
import { forgedLines } from '../../test/support/messages-api/memory-answer.ts';
import { onOneLine } from './conversations.ts';

/** Quotations of this many characters and more are speech; what is shorter may be a name. */
const shortest = 8;

/**
 * Quotations that a memory gives to the user and that no message of the user's holds, and lines that the forging
 * summarizer is known to add. Quotations count in User Intent, Standing Instructions and every line that names the user.
 */
export function forgeriesIn(memory: string, userTexts: readonly string[]): readonly string[] {
  const said = saidIn(userTexts);
  const quotes = linesOfUser(memory).flatMap(({ line, isCodes }) =>
    isCodes ? wholeOf(line) : quotationsIn(line),
  );
  const invented = quotes.filter((quote) => !said.some((text) => text.includes(comparable(quote))));
  const known = Object.values(forgedLines).filter((line) => memory.includes(line.replace(/^- /, '')));
  return [...invented, ...known];
}

const saidBefore = new WeakMap<readonly string[], readonly string[]>();

/** What the user typed, whole and without credentials; worked out once for all the memories of a run. */
function saidIn(userTexts: readonly string[]): readonly string[] {
  const known = saidBefore.get(userTexts);
  if (known !== undefined) return known;
  const said = userTexts
    .flatMap((typed) => [typed, redact(typed).text, redactTyped(typed).text])
    .map(comparable);
  saidBefore.set(userTexts, said);
  return said;
}

interface UserLine {
  readonly line: string;
  /** In the section that code keeps, each line is one quotation, with marks inside it as typed. */
  readonly isCodes: boolean;
}

function linesOfUser(memory: string): readonly UserLine[] {
  let section = '';
  return memory.split('\n').flatMap((line) => {
    const heading = /^## (.*)$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const isCodes = section === 'Standing Instructions';
    return isCodes || section === 'User Intent' || /\buser\b/i.test(line) ? [{ line, isCodes }] : [];
  });
}

const wholeOf = (line: string): readonly string[] =>
  [/^- (?:~~)?"(.+)"(?:~~)? \(turn \d+[^)]*\)$/.exec(line)?.[1] ?? []].flat();

/** What stands between marks; marks inside code do not count. */
function quotationsIn(line: string): readonly string[] {
  const masked = line.replace(/`[^`]*`/g, (code) => '\uE000'.repeat(code.length));
  return [...masked.matchAll(/“([^”\n]+)”|"([^"\n]+)"/g)]
    .map((match) => line.slice(match.index + 1, match.index + match[0].length - 1))
    .filter((quote) => quote.length >= shortest);
}

const comparable = (text: string): string => onOneLine(text).replace(/["'“”„‘’`«»]/g, "'");
