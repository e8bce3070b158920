/** Looks for words that were put into the user's mouth, without any of the engine's own rules. */
import { redact } from '../../src/core/redaction/redact.ts';
import { redactTyped } from '../../src/core/redaction/redact-typed.ts';
import { forgedLines } from '../../test/support/messages-api/memory-answer.ts';
import { twistedLeads } from '../../test/support/messages-api/twisted-lines.ts';
import { isGenuine, type Said, saidOf } from './genuine.ts';

/** Quotations of this many characters and more are speech; what is shorter may be a name. */
const shortest = 8;

/**
 * Quotations that a memory gives to the user and that say something else than any message of the user's, and lines that
 * the forging summarizer is known to add: invented ones, leave for what the user forbade, commands cut short. Quotations
 * count in User Intent, in every line that names the user, and in Standing Instructions; there, those that code has found
 * itself may be parts of sentences, and those that a summary noticed may not.
 */
export function forgeriesIn(memory: string, userTexts: readonly string[]): readonly string[] {
  const said = saidIn(userTexts);
  const invented = linesOfUser(memory).flatMap(({ line, isCodes }) => {
    const isOwn = isCodes && !line.includes('noted in a summary');
    const quotes = isCodes ? wholeOf(line) : quotationsIn(line);
    return quotes.filter((quote) => !said.some(isOwn ? isPart(quote) : isGenuine(quote)));
  });
  const known = Object.values(forgedLines).filter((line) => memory.includes(line.replace(/^- /, '')));
  const lines = memory.split('\n');
  const leave = lines.filter((line) => line.startsWith(`- ${twistedLeads.leave} `));
  const commands = lines.flatMap((line) => {
    const command = line.startsWith(`- ${twistedLeads.command} `) ? /`([^`]+)`/.exec(line)?.[1] : undefined;
    return command === undefined || userTexts.some((typed) => isWholeCommand(command, typed))
      ? []
      : [command];
  });
  return [...invented, ...known, ...leave, ...commands];
}

/** It ends where the line or the code does in which it stands. */
function isWholeCommand(command: string, typed: string): boolean {
  for (let at = typed.indexOf(command); at >= 0; at = typed.indexOf(command, at + 1)) {
    if (/^(?:$|[\n`]|\s*(?:&&|[;|]))/.test(typed.slice(at + command.length))) return true;
  }
  return false;
}

function isPart(quote: string): (said: Said) => boolean {
  const part = saidOf(quote).plain;
  return ({ plain }) => plain.includes(part);
}

const saidBefore = new WeakMap<readonly string[], readonly Said[]>();

/** What the user typed, whole and without credentials; worked out once for all the memories of a run. */
function saidIn(userTexts: readonly string[]): readonly Said[] {
  const known = saidBefore.get(userTexts);
  if (known !== undefined) return known;
  const said = userTexts.flatMap((typed) => [typed, redact(typed).text, redactTyped(typed).text]).map(saidOf);
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
