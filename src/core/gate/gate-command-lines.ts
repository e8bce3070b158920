/** Finds a command in what somebody wrote: whole, from a word's start to where the command ends there. */
import type { Testimony } from './gate-testimony.ts';

/** The words of a command; quotation marks and backslashes come and go when one is written down. */
export const commandTokens = (text: string): readonly string[] =>
  text
    .replace(/["'`\\“”‘’]/g, '')
    .split(/\s+/)
    .filter((token) => token !== '');

/** @param sign what the end loses, matched against one character at a time */
export function withoutEnd(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A program's name that comes more often is a word of the text. */
const mostOccurrences = 1_000;

/** So many words are looked for one by one, before the text is searched for all of them together. */
const mostAlone = 50;

/**
 * @param mayBeShort true where it does not count that the command went on
 */
export function hasCommand(said: Testimony, command: readonly string[], mayBeShort: boolean): boolean {
  const { raw } = said;
  const [program = ''] = command;
  if (program === '' || command.slice(0, mostAlone).some((token) => !raw.includes(unescaped(token))))
    return false;
  let left = mostOccurrences;
  for (let at = raw.indexOf(program); at >= 0 && left > 0; at = raw.indexOf(program, at + 1), left--) {
    if (
      !/^[\s"'`“‘($;&|=>/]?$/.test(raw.charAt(at - 1)) ||
      /[\w)]\/$/.test(raw.slice(Math.max(0, at - 2), at))
    )
      continue;
    const found = commandAt(said, at, command);
    if (found.tokens.some((tokens) => isSame(tokens, command)) && (mayBeShort || !found.goesOn)) return true;
  }
  return false;
}

/** A token as it may stand in a text: the first letters up to where it may have been escaped. */
const unescaped = (token: string): string => /^[\w./:@=~+-]*/.exec(token)?.[0] ?? '';

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length || one[0] !== other[0]) return false;
  const sorted = other.toSorted();
  return one.toSorted().every((token, index) => token === sorted[index]);
}

interface Found {
  /** As many as asked for; where a sentence may end there, with and without its marks. */
  readonly tokens: readonly (readonly string[])[];
  /** What follows belongs to the command, and is no prose. */
  readonly goesOn: boolean;
}

/** Room for marks and blanks between the words of a command, and for the word after it. */
const slack = 200;

function commandAt(said: Testimony, at: number, command: readonly string[]): Found {
  const wanted = command.length;
  const length = command.reduce((sum, token) => sum + 2 * token.length, slack);
  const { raw, byUser } = said;
  const lineStart = raw.lastIndexOf('\n', at - 1) + 1;
  const before = raw.slice(Math.max(lineStart, at - 400), at);
  const isCode = (before.match(/`/g)?.length ?? 0) % 2 === 1;
  // A line of a tool's, or of an answer's, that begins so is a command line; what a user types in a line may be prose.
  const isLine = isCode || (!byUser && /^\s*(?:[$#>]\s+)?(?:[A-Z_]+=\S*\s+|sudo\s+)*$/.test(before));
  const text = raw.slice(at, at + length).replace(/\\\n/g, ' ');
  const end = text.search(isCode ? /[\n`]|&&|\|\||[;|]/ : /\n|`|&&|\|\||\||;(?=\s|$)/);
  const line = end < 0 ? text : text.slice(0, end);
  const comment = line.search(/\s#\s/);
  const all = commandTokens(comment < 0 ? line : line.slice(0, comment)).slice(0, wanted + 1);
  const last = all[wanted - 1] ?? '';
  const bare = withoutEnd(last, /[.,;:!?)\]}]/);
  // The end of a sentence, or of what stands in brackets, ends the command too.
  const tokens = [all.slice(0, wanted), [...all.slice(0, wanted - 1), bare]];
  const next = all[wanted];
  const goesOn = next !== undefined && !/^(?:\d?[<>]|&>)/.test(next) && (isLine || isArgument(next));
  return { tokens, goesOn };
}

const isArgument = (token: string): boolean => /^-{1,2}\w|[/=*@]|^\.{1,2}$|^[.~]\S|\w\.\w/.test(token);
